//! Two processes of one site, and strangers at the door between them.

use axum::Router;
use contracts::{AppName, FixedClock, Tag};
use data::Cache;
use http::StatusCode;
use tokio::net::TcpListener;
use url::Url;
use web::{App, CartMini, FragmentAnswer, FragmentRequest, FragmentRoute, Hosts};

use super::neighbour::{hex, key};
use super::{DRAWN, DrawnView};
use crate::toy::{NOW, SECRET, Toy, fetch, plain, visit};

async fn drawn(request: FragmentRequest, _: CartMini) -> FragmentAnswer {
    request.tag(Tag::Menus);
    let drawn = (request.frame().now().micros() - NOW.micros()) / 1_000_000;
    request.draw(DRAWN, &DrawnView { drawn })
}

/// A process with the cart alone.
fn cart_alone() -> Toy {
    let cart = App {
        fragments: vec![FragmentRoute::of(drawn)],
        queries: Vec::new(),
        views: vec![DRAWN.check()],
        ..plain(AppName::Cart, Router::new)
    };
    Toy {
        apps: vec![cart],
        ..Toy::new()
    }
}

async fn served(hosts: Hosts) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(web::serve(listener, hosts, std::future::pending()));
    Url::parse(&format!("http://{address}")).expect("an address")
}

fn beside(address: Url) -> (FixedClock, Cache, Hosts) {
    let mut toy = Toy::new();
    toy.peers.insert(AppName::Cart, address);
    (toy.clock.clone(), toy.cache.clone(), toy.open())
}

#[tokio::test]
async fn a_fragment_comes_from_another_process_with_its_tags() {
    let toy = cart_alone();
    let far_clock = toy.clock.clone();
    let (_, cache, hosts) = beside(served(toy.open()).await);
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains("drawn at 0")
    );
    far_clock.advance_seconds(5);
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains("drawn at 0"),
        "a copy"
    );
    cache.drop_tags(&[Tag::Posts]).await.expect("dropped");
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains("drawn at 0"),
        "another tag"
    );
    cache.drop_tags(&[Tag::Menus]).await.expect("dropped");
    let page = visit(&hosts, "blog.localhost/").await;
    assert!(
        page.text().contains("drawn at 5"),
        "what is untrue is not shown while its owner is well"
    );
}

#[tokio::test]
async fn another_secret_or_another_time_is_not_answered() {
    let placeholder = "<p id=\"basket\">no basket</p>";
    for (secret, seconds, expected) in [
        (SECRET, 59, "drawn at 59"),
        (SECRET, -59, "drawn at -59"),
        (SECRET, 61, placeholder),
        (SECRET, -61, placeholder),
        (SECRET, 3600, placeholder),
        (SECRET, -3600, placeholder),
        ("another secret of thirty-two characters", 0, placeholder),
    ] {
        let toy = Toy {
            secret,
            ..cart_alone()
        };
        toy.clock.advance_seconds(seconds);
        let (_, _, hosts) = beside(served(toy.open()).await);
        let page = visit(&hosts, "blog.localhost/").await;
        assert!(page.text().contains(expected), "{secret} {seconds}");
    }
}

/// The headers of a good question.
fn signed(query: &str, visitor: &str) -> Vec<(&'static str, String)> {
    let time = (NOW.micros() / 1_000_000).to_string();
    let message =
        format!("question\nGET\n/internal/fragments/cart-mini\n{query}\n{time}\n{visitor}");
    let signature = hex(&key(SECRET).sign(message.as_bytes()));
    vec![
        ("rose-ash-time", time),
        ("rose-ash-visitor", visitor.to_owned()),
        ("rose-ash-signature", signature),
    ]
}

async fn ask(
    hosts: &Hosts,
    target: &str,
    headers: &[(&'static str, String)],
) -> (StatusCode, String) {
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let got = fetch(hosts, target, &headers).await;
    (got.status, got.text().to_owned())
}

#[tokio::test]
async fn the_inner_door_opens_to_signed_questions_alone() {
    let hosts = cart_alone().open();
    let path = "internal/fragments/cart-mini";
    let headers = signed("lang=en", "");
    for host in ["cart.localhost", "cart", "10.0.0.7:8000"] {
        let (status, body) = ask(&hosts, &format!("{host}/{path}?lang=en"), &headers).await;
        assert_eq!(status, StatusCode::OK, "{host}");
        assert!(body.contains("drawn at 0"), "{host}");
    }
    let without = |name: &str| -> Vec<(&'static str, String)> {
        headers
            .iter()
            .filter(|(own, _)| *own != name)
            .cloned()
            .collect()
    };
    let forged = |name: &str, value: &str| {
        let mut headers = without(name);
        let name = ["rose-ash-time", "rose-ash-visitor", "rose-ash-signature"]
            .into_iter()
            .find(|own| *own == name)
            .expect("a header of ours");
        headers.push((name, value.to_owned()));
        headers
    };
    for (target, headers) in [
        (format!("{path}?lang=en"), vec![]),
        (format!("{path}?lang=de"), headers.clone()),
        (path.to_owned(), headers.clone()),
        (
            "internal/fragments/auth-menu?lang=en".to_owned(),
            headers.clone(),
        ),
        (
            "internal/fragments/moon?lang=en".to_owned(),
            headers.clone(),
        ),
        ("internal/other".to_owned(), headers.clone()),
        (format!("{path}?lang=en"), without("rose-ash-signature")),
        (format!("{path}?lang=en"), without("rose-ash-time")),
        (format!("{path}?lang=en"), forged("rose-ash-time", "0")),
        (
            format!("{path}?lang=en"),
            forged("rose-ash-visitor", "somebody"),
        ),
        (
            format!("{path}?lang=en"),
            forged("rose-ash-signature", &"0".repeat(64)),
        ),
        (format!("{path}?lang=en"), forged("rose-ash-signature", "ü")),
        (
            format!("{path}?lang=en&lang=en"),
            signed("lang=en&lang=en", ""),
        ),
        (format!("{path}?x=1&lang=en"), signed("x=1&lang=en", "")),
        (format!("{path}?lang=en"), signed("lang=en", "a visitor")),
    ] {
        let refused = ask(&hosts, &format!("cart.localhost/{target}"), &headers).await;
        assert_eq!(
            refused,
            (StatusCode::NOT_FOUND, String::new()),
            "{target} {headers:?}"
        );
    }
    let somebody = signed("lang=en", "somebody");
    let answered = ask(&hosts, &format!("cart.localhost/{path}?lang=en"), &somebody).await;
    assert_eq!(answered.0, StatusCode::OK);
}

#[tokio::test]
async fn the_internal_listener_answers_the_same() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let inside = cart_alone().open().internal();
    tokio::spawn(web::serve(listener, inside, std::future::pending()));
    let (_, _, hosts) = beside(Url::parse(&format!("http://{address}")).expect("an address"));
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains("drawn at 0")
    );
}
