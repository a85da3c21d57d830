//! Style sheets, fonts, icons.

use http::StatusCode;
use web::Mode;

use crate::toy::{Toy, fetch, visit};

#[tokio::test]
async fn a_file_keeps_its_meaning_for_ever_under_its_hashed_name() {
    let hosts = Toy::new().open();
    let by_name = visit(&hosts, "blog.localhost/static/css/site.css").await;
    assert_eq!(by_name.status, StatusCode::FOUND);
    let address = by_name.header("location").to_owned();
    assert!(address.starts_with("/static/css/site.") && address != "/static/css/site.css");
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains(&address)
    );

    let plain = visit(&hosts, &format!("market.localhost{address}")).await;
    assert_eq!(plain.status, StatusCode::OK);
    assert_eq!(plain.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        plain.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    for encoding in ["zstd", "gzip"] {
        let asked = [("accept-encoding", encoding)];
        let packed = fetch(&hosts, &format!("blog.localhost{address}"), &asked).await;
        assert_eq!(packed.header("content-encoding"), encoding);
        assert_eq!(packed.header("vary"), "accept-encoding");
        assert!(packed.bytes.len() < plain.bytes.len() / 2, "{encoding}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let hosts = Toy::new().open();
    for path in [
        "static/nothing.css",
        "static/../Cargo.toml",
        "static/%2e%2e/x",
        "static/",
    ] {
        let answer = visit(&hosts, &format!("blog.localhost/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn there_is_always_an_icon() {
    let hosts = Toy::new().open();
    let icon = visit(&hosts, "events.localhost/favicon.ico").await;
    assert_eq!(icon.status, StatusCode::MISDIRECTED_REQUEST);
    let icon = visit(&hosts, "market.localhost/favicon.ico").await;
    assert_eq!(icon.status, StatusCode::FOUND);
    let drawn = visit(
        &hosts,
        &format!("market.localhost{}", icon.header("location")),
    )
    .await;
    assert_eq!(
        (drawn.status, drawn.header("content-type")),
        (StatusCode::OK, "image/svg+xml")
    );
}

#[tokio::test]
async fn in_dev_files_come_from_the_source_tree_and_are_asked_for_again() {
    let hosts = Toy {
        mode: Mode::Dev,
        ..Toy::new()
    }
    .open();
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains("\"/static/css/site.css\"")
    );
    let sheet = visit(&hosts, "blog.localhost/static/css/site.css").await;
    assert_eq!(
        (sheet.status, sheet.header("cache-control")),
        (StatusCode::OK, "no-cache")
    );
    assert!(
        sheet.text().contains("url(\"/static/fonts/"),
        "fonts have whole addresses"
    );
    for path in [
        "static/../words/en/site.ftl",
        "static/%2e%2e/words/en/site.ftl",
    ] {
        let answer = visit(&hosts, &format!("blog.localhost/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
