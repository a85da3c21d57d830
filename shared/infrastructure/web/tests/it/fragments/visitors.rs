//! What is one visitor's is never another's.

use axum::Router;
use axum::body::Body;
use contracts::AppName;
use futures_util::future::join_all;
use http::{Request, StatusCode};
use sx::Safe;
use tokio::net::TcpListener;
use url::Url;
use web::{App, CartMini, FragmentAnswer, FragmentRequest, FragmentRoute, Hosts, Visitor};

use super::{BROKEN, BrokenView};
use crate::toy::{Got, Toy, blog, plain, send};

/// Says whose basket it is.
async fn whose(request: FragmentRequest, _: CartMini) -> FragmentAnswer {
    let words = format!("basket of {}.", request.visitor().key().unwrap_or("nobody"));
    tokio::task::yield_now().await;
    request.draw(
        BROKEN,
        &BrokenView {
            html: Safe::trusted(words),
        },
    )
}

fn cart() -> App {
    App {
        fragments: vec![FragmentRoute::of(whose)],
        queries: Vec::new(),
        views: vec![BROKEN.check()],
        ..plain(AppName::Cart, Router::new)
    }
}

async fn visit_as(hosts: &Hosts, path: &str, visitor: Option<&str>) -> Got {
    let mut request = Request::get(path).header("host", "blog.localhost");
    if let Some(key) = visitor {
        request = request.extension(Visitor::known(key).expect("a key"));
    }
    send(hosts, request.body(Body::empty()).expect("a request")).await
}

async fn hammer(hosts: &Hosts, advance: impl Fn()) {
    let visitors = [Some("ann"), None, Some("ben")];
    for _ in 0..40 {
        let asked = (0..30).map(|index| async move {
            let visitor = visitors[index % visitors.len()];
            let path = if index % 2 == 0 {
                "/"
            } else {
                "/fragments/cart-mini"
            };
            (visitor, visit_as(hosts, path, visitor).await)
        });
        for (visitor, got) in join_all(asked).await {
            let own = format!("basket of {}.", visitor.unwrap_or("nobody"));
            assert!(got.text().contains(&own), "{visitor:?} sees {}", got.text());
            let all = got.text().matches("basket of ").count();
            assert_eq!(got.text().matches(&own).count(), all, "{visitor:?}");
        }
        advance();
    }
}

#[tokio::test]
async fn two_visitors_and_nobody_hammer_one_process() {
    let toy = Toy {
        apps: vec![blog(), cart()],
        ..Toy::new()
    };
    let clock = toy.clock.clone();
    hammer(&toy.open(), || clock.advance_seconds(3)).await;
}

#[tokio::test]
async fn two_visitors_and_nobody_hammer_two_processes() {
    let far = Toy {
        apps: vec![cart()],
        ..Toy::new()
    };
    let far_clock = far.clock.clone();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(web::serve(listener, far.open(), std::future::pending()));
    let mut toy = Toy::new();
    let address = Url::parse(&format!("http://{address}")).expect("an address");
    toy.peers.insert(AppName::Cart, address);
    let clock = toy.clock.clone();
    let advance = || {
        clock.advance_seconds(3);
        far_clock.advance_seconds(3);
    };
    hammer(&toy.open(), advance).await;
}

#[tokio::test]
async fn the_browser_asks_its_own_host_for_what_did_not_come() {
    let toy = Toy {
        apps: vec![blog(), cart()],
        ..Toy::new()
    };
    let hosts = toy.open();
    let got = visit_as(&hosts, "/fragments/cart-mini", Some("ann")).await;
    assert_eq!(
        (got.status, got.text()),
        (StatusCode::OK, "<b>basket of ann.</b>")
    );
    assert_eq!(got.header("cache-control"), "no-store");
    for nowhere in [
        "/fragments/moon",
        "/fragments/",
        "/fragments/cart-mini?x=1",
        "/fragments/nav-item",
        "/fragments/nav-item?app=moon",
        // The account's host alone has pages that show it.
        "/fragments/account-page?app=cart&slug=orders",
    ] {
        let got = visit_as(&hosts, nowhere, Some("ann")).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    // Its owner is not there: later, perhaps.
    let got = visit_as(&hosts, "/fragments/auth-menu", Some("ann")).await;
    assert_eq!(
        (got.status, got.text()),
        (StatusCode::SERVICE_UNAVAILABLE, "")
    );
    assert_ne!(got.header("retry-after"), "");
}
