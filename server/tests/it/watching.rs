//! The process's numbers, on the internal listener alone.

use std::net::TcpListener;

use crate::program::{Serving, rose_ash};

#[test]
fn numbers_move_and_are_told_inside_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let inside = free.local_addr().expect("bound");
    drop(free);
    let serving = Serving::start(rose_ash(folder.path()).args([
        "serve",
        "--demo",
        "--internal",
        &inside.to_string(),
    ]));
    assert_eq!(serving.get("market.localhost", "/").0, 200);
    assert_eq!(serving.get("market.localhost", "/nothing/here").0, 404);
    let (status, head, text) = crate::program::ask(inside, "anything.example", "/metrics");
    assert_eq!(status, 200);
    assert!(head.contains("application/openmetrics-text"), "{head}");
    for line in [
        "rose_ash_request_seconds_count{app=\"market\",method=\"read\",status=\"2xx\"} 1",
        "rose_ash_request_seconds_count{app=\"market\",method=\"read\",status=\"4xx\"} 1",
        "rose_ash_requests_in_flight 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let number = |name: &str| {
        let value = text.lines().find_map(|line| line.strip_prefix(name));
        value.and_then(|value| value.trim().parse::<u64>().ok())
    };
    assert!(
        number("rose_ash_activities ").is_some_and(|count| count > 0),
        "{text}"
    );
    assert!(
        number("rose_ash_resident_bytes ").is_some_and(|bytes| bytes > 1 << 20),
        "{text}"
    );
    assert!(text.ends_with("# EOF\n"), "{text}");
    for host in ["localhost", "market.localhost"] {
        let (status, text) = serving.get(host, "/metrics");
        assert_ne!(status, 200, "{host}");
        assert!(!text.contains("rose_ash_"), "{host}: {text}");
    }
    assert_eq!(serving.stop(), Some(0));
}
