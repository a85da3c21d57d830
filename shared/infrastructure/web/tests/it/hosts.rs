//! Which app a request comes to.

use std::collections::BTreeMap;

use axum::body::Body;
use contracts::AppName;
use http::{Request, StatusCode};
use url::Url;

use crate::toy::{Toy, fetch, send, visit};

#[tokio::test]
async fn the_host_decides_whatever_its_case_port_and_final_dot() {
    let hosts = Toy::new().open();
    for host in [
        "blog.localhost",
        "BLOG.localhost:8000",
        "blog.localhost.:1",
        "localhost",
        "localhost:8000",
    ] {
        let home = visit(&hosts, &format!("{host}/")).await;
        assert_eq!(home.status, StatusCode::OK, "{host}");
        assert!(home.text().contains("Bread &amp; roses"), "{host}");
    }
    assert_eq!(
        visit(&hosts, "market.localhost/").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_host_that_is_nobodys_gets_the_addresses_that_are() {
    let hosts = Toy::new().open();
    for host in [
        "evil.example",
        "127.0.0.1:8000",
        "cart.localhost",
        "[::1]:8000",
    ] {
        let page = visit(&hosts, &format!("{host}/")).await;
        assert_eq!(page.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(
            page.text().contains("http://blog.localhost:8000/"),
            "{}",
            page.text()
        );
        assert!(
            page.text().contains("http://market.localhost:8000/"),
            "{host}"
        );
        assert!(!page.text().contains("canonical"), "{host}");
    }
    let sheet = visit(&hosts, "evil.example/static/css/site.css").await;
    assert_eq!(
        sheet.status,
        StatusCode::FOUND,
        "the page has its sheet on any host"
    );
}

#[tokio::test]
async fn the_apps_of_other_processes_are_linked_and_their_hosts_are_the_wrong_door() {
    let cart = Url::parse("http://cart:8000").expect("an address");
    let hosts = Toy {
        peers: BTreeMap::from([(AppName::Cart, cart)]),
        ..Toy::new()
    }
    .open();
    let home = visit(&hosts, "blog.localhost:8000/").await;
    assert!(home.text().contains("http://cart.localhost:8000/"));
    assert!(
        !home.text().contains("events.localhost"),
        "nobody serves it"
    );
    let page = visit(&hosts, "cart.localhost:8000/").await;
    assert_eq!(page.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(page.text().contains("is ours, but not at this door"));
    let page = visit(&hosts, "events.localhost:8000/").await;
    assert_eq!(page.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(page.text().contains("Nothing of ours lives at"));
}

#[tokio::test]
async fn without_one_valid_host_a_request_means_nothing() {
    let hosts = Toy::new().open();
    let none = Request::get("/").body(Body::empty()).expect("a request");
    assert_eq!(send(&hosts, none).await.status, StatusCode::BAD_REQUEST);
    let two = Request::get("/")
        .header("host", "blog.localhost")
        .header("host", "market.localhost");
    let two = two.body(Body::empty()).expect("a request");
    assert_eq!(send(&hosts, two).await.status, StatusCode::BAD_REQUEST);
    for wrong in ["", "a b", "blog.localhost/x", "<script>"] {
        let request = Request::get("/").header("host", wrong).body(Body::empty());
        let answer = send(&hosts, request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn an_absolute_target_goes_before_the_host_header() {
    let hosts = Toy::new().open();
    let request = Request::get("http://blog.localhost:8000/").header("host", "evil.example");
    let answer = send(&hosts, request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn health_is_told_on_every_app_and_inside_under_any_host() {
    let hosts = Toy::new().open();
    assert_eq!(
        visit(&hosts, "market.localhost/health/live").await.text(),
        "live"
    );
    assert_eq!(
        visit(&hosts, "blog.localhost/health/ready").await.text(),
        "ready"
    );

    let unready = Toy {
        readiness: Err("no database at db.internal".into()),
        ..Toy::new()
    }
    .open();
    assert_eq!(
        visit(&unready, "blog.localhost/health/live").await.status,
        StatusCode::OK
    );
    let answer = fetch(&unready, "blog.localhost/health/ready", &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.text(), "not ready");

    let request = Request::get("/health/ready").header("host", "10.0.0.7:9000");
    let request = request.body(Body::empty()).expect("a request");
    let answer = tower::ServiceExt::oneshot(unready.internal(), request).await;
    assert_eq!(
        answer.map(|answer| answer.status()),
        Ok(StatusCode::SERVICE_UNAVAILABLE)
    );
}

#[tokio::test]
async fn what_is_internal_is_not_there_for_the_public() {
    let hosts = Toy::new().open();
    let answer = visit(&hosts, "blog.localhost/internal/fragments/nav-tree").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn targets_without_a_path_are_nobodys() {
    let hosts = Toy::new().open();
    for (method, target, expected) in [
        ("OPTIONS", "*", StatusCode::NOT_FOUND),
        ("CONNECT", "blog.localhost:443", StatusCode::FORBIDDEN),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(target)
            .header("host", "blog.localhost");
        let answer = send(&hosts, request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, expected, "{method} {target}");
    }
}
