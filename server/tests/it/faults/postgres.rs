//! PostgreSQL goes away under a serving process, or hangs.

use data::DatabaseAddress;

use super::gate::Gate;
use crate::program::{Serving, rose_ash, told};

/// An article of the demo that no other request of these tests asks for.
const UNREAD: &str = "/about/";

#[test]
fn a_stopped_server_makes_pages_wait_and_nothing_fails_when_it_is_back() {
    behind_a_gate(|gate, serving| {
        gate.shut();
        assert_eq!(serving.get("localhost", "/health/live").0, 200);
        assert_eq!(serving.get("localhost", "/health/ready").0, 503);
        assert_says_come_back(serving);
        gate.open();
        wait_until_ready(serving);
        for _ in 0..20 {
            assert_eq!(serving.get("localhost", UNREAD).0, 200);
            assert_eq!(serving.get("market.localhost", "/").0, 200);
        }
    });
}

#[test]
fn a_server_that_hangs_is_not_waited_for_without_end() {
    behind_a_gate(|gate, serving| {
        gate.hold();
        assert_eq!(serving.get("localhost", "/health/ready").0, 503);
        assert_eq!(serving.get("localhost", "/health/live").0, 200);
        assert_says_come_back(serving);
        gate.free();
        wait_until_ready(serving);
        assert_eq!(serving.get("localhost", UNREAD).0, 200);
    });
}

/// Waiting would not help: it is said at once.
#[test]
fn a_server_that_refuses_us_is_not_waited_for() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let DatabaseAddress::Postgres(url) = db.address() else {
            continue;
        };
        let mut stranger = url.clone();
        stranger.set_password(Some("hunter2")).expect("a password");
        let mut nowhere = url.clone();
        nowhere.set_path("/no-such-database");
        for (wrong, said) in [
            (stranger, "password authentication failed"),
            (nowhere, "\"no-such-database\""),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let arguments = ["migrate", "--database-url", wrong.as_str()];
            let output = rose_ash(folder.path()).args(arguments).output();
            let (words, code) = told(&output.expect("ran"));
            assert_eq!(code, Some(1), "{words}");
            assert!(words.contains("the database server refuses us"), "{words}");
            assert!(words.contains(said), "{words}");
            assert!(
                !words.contains("waiting") && !words.contains("hunter2"),
                "{words}"
            );
        }
    }
}

/// A page for people with 503, when to come back, and nothing of the inside.
fn assert_says_come_back(serving: &Serving) {
    let (status, head, page) = serving.get_all("localhost", UNREAD);
    assert_eq!(status, 503);
    assert!(head.contains("retry-after: 5"), "{head}");
    assert!(head.contains("content-type: text/html"), "{head}");
    assert!(page.contains("Hollin Bank"), "drawn as the site: {page}");
    for inside in ["sqlx", "postgres", "onnection refused", "127.0.0.1:"] {
        assert!(!page.to_lowercase().contains(inside), "{inside}: {page}");
    }
}

fn wait_until_ready(serving: &Serving) {
    while serving.get("localhost", "/health/ready").0 != 200 {
        std::thread::yield_now();
    }
}

/// The demo on PostgreSQL, where there is one to test with, with a gate between them; the front page was read once.
fn behind_a_gate(test: impl Fn(&mut Gate, &Serving)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let DatabaseAddress::Postgres(url) = db.address() else {
            continue;
        };
        let host = url.host_str().expect("a host");
        let mut gate = Gate::before(format!("{host}:{}", url.port().unwrap_or(5432)));
        let mut through = url.clone();
        through
            .set_ip_host(gate.address().ip())
            .expect("an address");
        through
            .set_port(Some(gate.address().port()))
            .expect("a port");
        let folder = tempfile::tempdir().expect("a folder");
        let serving = Serving::start(rose_ash(folder.path()).args([
            "serve",
            "--demo",
            "--database-url",
            through.as_str(),
        ]));
        assert_eq!(serving.get("localhost", "/").0, 200);
        test(&mut gate, &serving);
        assert_eq!(serving.stop(), Some(0));
    }
}
