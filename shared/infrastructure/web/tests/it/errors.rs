//! What a visitor is told when something goes wrong.

use std::sync::Arc;

use axum::body::Body;
use contracts::Services;
use http::StatusCode;

use crate::library::Library;
use crate::toy::{Got, Toy, fetch, from_here, send, visit};

/// A page in the site's look that says the request's id, where it says one, and nothing of the inside.
fn assert_page(answer: &Got, status: StatusCode, what: &str) {
    assert_eq!(answer.status, status, "{what}");
    assert_eq!(
        answer.header("content-type"),
        "text/html; charset=utf-8",
        "{what}"
    );
    assert!(answer.text().contains("<main"), "{what}");
    assert!(!answer.text().contains("secret"), "{what}");
    if status != StatusCode::NOT_FOUND {
        assert!(
            answer.text().contains(answer.header("x-request-id")),
            "{what}"
        );
    }
}

#[tokio::test]
async fn every_fault_of_a_domain_has_its_status() {
    let hosts = Toy::new().open();
    for (kind, status) in [
        ("not-found", StatusCode::NOT_FOUND),
        ("forbidden", StatusCode::FORBIDDEN),
        ("invalid", StatusCode::UNPROCESSABLE_ENTITY),
        ("conflict", StatusCode::CONFLICT),
        ("unavailable", StatusCode::SERVICE_UNAVAILABLE),
        ("internal", StatusCode::INTERNAL_SERVER_ERROR),
    ] {
        let address = format!("blog.localhost/fault/{kind}");
        let page = visit(&hosts, &address).await;
        assert_page(&page, status, kind);
        let away = status == StatusCode::SERVICE_UNAVAILABLE;
        assert_eq!(!page.header("retry-after").is_empty(), away, "{kind}");

        let json = fetch(&hosts, &address, &[("accept", "application/json")]).await;
        assert_eq!(
            (json.status, json.header("content-type")),
            (status, "application/json")
        );
        assert!(!json.text().contains("secret"), "{kind}");
        let told: serde_json::Value = serde_json::from_str(json.text()).expect("JSON");
        assert_eq!(told["error"]["status"], status.as_u16());
        assert_eq!(told["error"]["request_id"], json.header("x-request-id"));
        assert_eq!(
            told["error"]["fields"][0]["field"].is_string(),
            kind == "invalid"
        );
    }
}

#[tokio::test]
async fn a_panic_is_a_page_and_the_house_stands() {
    let hosts = Toy::new().open();
    let page = visit(&hosts, "blog.localhost/panic").await;
    assert_page(&page, StatusCode::INTERNAL_SERVER_ERROR, "panic");
    assert_eq!(
        visit(&hosts, "blog.localhost/").await.status,
        StatusCode::OK
    );
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_never_ends_is_ended() {
    let page = visit(&Toy::new().open(), "blog.localhost/slow").await;
    assert_page(&page, StatusCode::SERVICE_UNAVAILABLE, "slow");
}

#[tokio::test]
async fn refusals_of_the_router_are_pages_too() {
    let hosts = Toy::new().open();
    let nowhere = visit(&hosts, "blog.localhost/nowhere/at/all").await;
    assert_page(&nowhere, StatusCode::NOT_FOUND, "nowhere");

    let wrong = visit(&hosts, "blog.localhost/count").await;
    assert_page(&wrong, StatusCode::METHOD_NOT_ALLOWED, "method");
    assert_eq!(wrong.header("allow"), "POST");

    let long = visit(&hosts, &format!("blog.localhost/{}/", "x".repeat(9_000))).await;
    assert_page(&long, StatusCode::URI_TOO_LONG, "target");

    let request = from_here("/json");
    let request = request
        .header("content-type", "application/json")
        .body(Body::from("["));
    let garbled = send(&hosts, request.expect("a request")).await;
    assert_page(&garbled, StatusCode::BAD_REQUEST, "garbled");
}

#[tokio::test]
async fn a_body_has_a_bound_declared_or_not() {
    let hosts = Toy::new().open();
    let post = |body| from_here("/count").body(body);
    let most = 1 << 20;
    let fits = send(&hosts, post(Body::from(vec![0; most])).expect("a request")).await;
    assert_eq!((fits.status, fits.text()), (StatusCode::OK, "1048576"));

    let large = send(
        &hosts,
        post(Body::from(vec![0; most + 1])).expect("a request"),
    )
    .await;
    assert_page(&large, StatusCode::PAYLOAD_TOO_LARGE, "undeclared");

    let declared = from_here("/count")
        .header("content-length", "1048577")
        .body(Body::empty());
    let large = send(&hosts, declared.expect("a request")).await;
    assert_page(&large, StatusCode::PAYLOAD_TOO_LARGE, "declared");
}

#[tokio::test]
async fn an_error_is_drawn_without_database() {
    let services = Services {
        blog: Arc::new(Library::away()),
        ..Services::none()
    };
    let hosts = Toy {
        services,
        ..Toy::new()
    }
    .open();
    let page = visit(&hosts, "blog.localhost/fault/unavailable").await;
    assert_page(&page, StatusCode::SERVICE_UNAVAILABLE, "away");
    assert!(!page.text().contains("db.internal"));
}
