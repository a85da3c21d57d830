//! What browsers may send, and what they are answered.

use axum::body::Body;
use contracts::AppName;
use http::{Method, Request, StatusCode};
use web::Hosts;

use crate::toy::{Got, Toy, blog, from_here, plain, send, visit};

const FORM: &str = "application/x-www-form-urlencoded";

async fn post(hosts: &Hosts, kind: &str, body: impl Into<Body>) -> Got {
    let request = from_here("/letter").header("content-type", kind);
    send(hosts, request.body(body.into()).expect("a request")).await
}

#[tokio::test]
async fn what_was_done_is_said_by_the_next_page_and_from_a_closed_list() {
    let hosts = Toy::new().open();
    let sent = post(&hosts, FORM, "words=hello&copies=3").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.header("location"), "/letter?page=2&done=often#end");
    let once = post(
        &hosts,
        &format!("{FORM}; charset=UTF-8"),
        "words=hello&copies=1",
    )
    .await;
    assert_eq!(once.header("location"), "/letter?done=once");

    for (query, said) in [
        ("?done=once", "Some(Once)"),
        ("?page=2&done=often", "Some(Often)"),
        ("", "None"),
        ("?done=", "None"),
        ("?done=%3Cscript%3E", "None"),
        ("?undone=once", "None"),
    ] {
        let page = visit(&hosts, &format!("blog.localhost/letter{query}")).await;
        assert_eq!(page.text(), said, "{query}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed() {
    let hosts = Toy::new().open();
    let empty = post(&hosts, FORM, "words=&copies=1").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("write some"), "{}", empty.text());

    let taken = post(&hosts, FORM, "words=twice&copies=1").await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(taken.text().contains("\"twice\""), "{}", taken.text());
    assert!(!taken.text().contains("secret"));

    let away = post(&hosts, FORM, "words=away&copies=1").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!away.header("retry-after").is_empty());
    assert!(away.text().contains("Nothing is lost"), "{}", away.text());
    assert!(!away.text().contains("secret"));
}

#[tokio::test]
async fn what_no_form_of_ours_sends_is_refused_by_its_kind_size_and_fields() {
    let hosts = Toy::new().open();
    for kind in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
    ] {
        let answer = post(&hosts, kind, "words=a&copies=1").await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
    let most = 64 << 10;
    let fill = |bytes: usize| {
        format!(
            "copies=1&words={}",
            "x".repeat(bytes - "copies=1&words=".len())
        )
    };
    assert_eq!(
        post(&hosts, FORM, fill(most)).await.status,
        StatusCode::SEE_OTHER
    );
    let large = post(&hosts, FORM, fill(most + 1)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);

    for (body, field) in [
        ("words=a", "copies"),
        ("words=a&copies=many", "copies"),
        ("copies=1&copies=1", "copies"),
        ("words=%00&copies=1", "words"),
    ] {
        let answer = post(&hosts, FORM, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(
            answer.text().contains(&format!("<code>{field}</code>")),
            "{body}"
        );
    }
    let broken = Body::from_stream(futures_util::stream::iter([
        Ok("words=a"),
        Err(std::io::Error::other("gone")),
    ]));
    assert_eq!(
        post(&hosts, FORM, broken).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn an_address_whose_parts_are_none_is_not_found() {
    let hosts = Toy::new().open();
    assert_eq!(visit(&hosts, "blog.localhost/number/7").await.text(), "7");
    for wrong in ["seven", "-1", "4294967296", "%FF"] {
        let answer = visit(&hosts, &format!("blog.localhost/number/{wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn every_app_obeys_only_its_own_pages() {
    let apps = AppName::ALL.map(|app| match app {
        AppName::Blog => blog(),
        other => plain(other, axum::Router::new),
    });
    let hosts = Toy {
        apps: apps.into(),
        ..Toy::new()
    }
    .open();
    for app in AppName::ALL {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let ask = |headers: &[(&str, &str)]| {
                let mut request = Request::builder()
                    .method(method.clone())
                    .uri("/nowhere/at/all")
                    .header("host", format!("{app}.localhost:8000"));
                for (name, value) in headers {
                    request = request.header(*name, *value);
                }
                request.body(Body::empty()).expect("a request")
            };
            let own = format!("http://{app}.localhost:8000");
            let obeyed = send(&hosts, ask(&[("origin", &own)])).await;
            assert_eq!(obeyed.status, StatusCode::NOT_FOUND, "{method} {app}");
            let neighbour = if app == AppName::Cart { "blog" } else { "cart" };
            let neighbour = format!("http://{neighbour}.localhost:8000");
            for strange in [
                &[][..],
                &[("origin", &*neighbour)],
                &[("origin", &own), ("sec-fetch-site", "same-site")],
                &[("referer", &neighbour)],
            ] {
                let refused = send(&hosts, ask(strange)).await;
                assert_eq!(
                    refused.status,
                    StatusCode::FORBIDDEN,
                    "{method} {app} {strange:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_refused_stranger_is_told_so_and_nothing_was_done() {
    let hosts = Toy::new().open();
    let request = Request::post("/letter")
        .header("host", "blog.localhost:8000")
        .header("content-type", FORM)
        .header("sec-fetch-site", "cross-site");
    let body = Body::from("words=hello&copies=1");
    let refused = send(&hosts, request.body(body).expect("a request")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.text().contains("nothing was done"),
        "{}",
        refused.text()
    );
    assert_eq!(refused.header("location"), "");
}

#[tokio::test]
async fn the_blogs_second_address_may_send_to_itself() {
    let hosts = Toy::new().open();
    let request = Request::post("/letter")
        .header("host", "localhost:8000")
        .header("origin", "http://localhost:8000")
        .header("content-type", FORM);
    let body = Body::from("words=hello&copies=1");
    let sent = send(&hosts, request.body(body).expect("a request")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}
