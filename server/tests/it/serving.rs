//! Six doors, on both databases.

use contracts::AppName;

use crate::program::{Serving, rose_ash, url};

#[test]
fn six_apps_are_open_and_a_second_start_keeps_what_is_there() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let folder = tempfile::tempdir().expect("a folder");
        let serve = || {
            Serving::start(rose_ash(folder.path()).args([
                "serve",
                "--demo",
                "--database-url",
                &url(db.address()),
            ]))
        };
        let first = serve();
        for app in AppName::ALL {
            let (status, page) = first.get(&format!("{app}.localhost"), "/");
            assert_eq!(status, 200, "{app} on {}", db.name());
            assert!(page.contains("Hollin Bank"), "{app} on {}", db.name());
        }
        let (_, front) = first.get("localhost", "/");
        assert_eq!(first.get("shop.localhost", "/").0, 421);
        assert_eq!(first.stop(), Some(0), "{}", db.name());

        let second = serve();
        let (status, again) = second.get("localhost", "/");
        let titles = |page: &str| page.matches("<article").count();
        assert_eq!(
            (status, titles(&again)),
            (200, titles(&front)),
            "{}",
            db.name()
        );
        assert!(titles(&again) > 0);
        assert_eq!(second.stop(), Some(0), "{}", db.name());
    }
}

#[test]
fn some_apps_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = Serving::start(rose_ash(folder.path()).args(["serve", "--apps", "blog,market"]));
    assert_eq!(serving.get("market.localhost", "/").0, 200);
    assert_ne!(serving.get("events.localhost", "/").0, 200);
    assert_eq!(serving.stop(), Some(0));
}
