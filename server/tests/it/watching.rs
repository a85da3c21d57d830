//! The process's numbers, on the internal listener alone.

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};

use contracts::AppName;

use crate::program::{Serving, ask, ask_with, rose_ash, url};

fn free_address() -> SocketAddr {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    free.local_addr().expect("bound")
}

fn scrape(inside: SocketAddr) -> String {
    let (status, head, text) = ask(inside, "anything.example", "/metrics");
    assert_eq!(status, 200);
    assert!(
        head.contains("content-type: text/plain; version=0.0.4"),
        "{head}"
    );
    text
}

fn number(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|value| value.trim().parse().ok())
}

#[test]
fn numbers_move_and_are_told_inside_alone() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = free_address();
        let serving = Serving::start(rose_ash(folder.path()).args([
            "serve",
            "--demo",
            "--internal",
            &inside.to_string(),
            "--database-url",
            &url(db.address()),
        ]));
        assert_eq!(serving.get("market.localhost", "/").0, 200);
        assert_eq!(serving.get("market.localhost", "/nothing/here").0, 404);
        let text = scrape(inside);
        for line in [
            "rose_ash_request_seconds_count{app=\"market\",method=\"read\",status=\"2xx\"} 1",
            "rose_ash_request_seconds_count{app=\"market\",method=\"read\",status=\"4xx\"} 1",
            "rose_ash_requests_in_flight 0",
            "rose_ash_database_up 1",
            "# TYPE process_cpu_seconds_total counter",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        let pool = match db.name() {
            "SQLite" => "read",
            _ => "all",
        };
        for (name, least) in [
            ("rose_ash_activities ", 1.0),
            ("process_resident_memory_bytes ", 1e6),
            ("process_open_fds ", 5.0),
            ("process_start_time_seconds ", 1.7e9),
            (
                &format!("rose_ash_database_connections_max{{pool=\"{pool}\"}} "),
                8.0,
            ),
        ] {
            let found = number(&text, name).unwrap_or_else(|| panic!("{name}\n{text}"));
            assert!(found >= least, "{name}{found}");
        }
        let (status, head, text) = ask_with(
            inside,
            "anything.example",
            "/metrics",
            "Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3\r\n",
        );
        assert_eq!(status, 200);
        assert!(head.contains("application/openmetrics-text"), "{head}");
        assert!(text.ends_with("# EOF\n"), "{text}");
        for host in AppName::ALL
            .map(|app| format!("{app}.localhost"))
            .into_iter()
            .chain(["localhost", "127.0.0.1", "shop.localhost"].map(str::to_owned))
        {
            for path in ["/metrics", "/metrics/"] {
                let (status, text) = serving.get(&host, path);
                assert!([301, 404, 421].contains(&status), "{host}{path}: {status}");
                assert!(!text.contains("rose_ash_"), "{host}{path}: {text}");
            }
        }
        assert_eq!(serving.stop(), Some(0));
    }
}

/// The names and labels of all numbers.
fn series(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| Some(line.rsplit_once(' ')?.0))
        .collect()
}

#[test]
fn nothing_that_a_visitor_sends_makes_another_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = free_address();
    let serving =
        Serving::start(rose_ash(folder.path()).args(["serve", "--internal", &inside.to_string()]));
    serving.get("localhost", "/nothing");
    serving.get("stranger.example", "/");
    serving.ask_as("BREW", "localhost", "/");
    let text = scrape(inside);
    let before = series(&text);
    assert!(before.len() > 20, "{before:?}");
    for n in 0..50 {
        serving.get("localhost", &format!("/nothing/{n}?a={n}"));
        serving.get(&format!("stranger-{n}.example"), &format!("/{n}"));
        serving.ask_as(&format!("BREW{n}"), "localhost", &format!("/{n}"));
    }
    let text = scrape(inside);
    let now = series(&text);
    // How fragments come changes by itself; what they are and how they can come are our own few words.
    let of_visitors = |name: &&&str| !name.starts_with("rose_ash_fragment_seconds");
    let new: Vec<_> = now.difference(&before).filter(of_visitors).collect();
    assert!(new.is_empty(), "{new:?}");
    let theirs = ["nothing/", "stranger", "BREW"];
    assert!(theirs.iter().all(|word| !text.contains(word)), "{text}");
    assert_eq!(serving.stop(), Some(0));
}
