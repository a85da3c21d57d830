//! Neighbours of a page: quick, slow, broken, gone; in one process and in two.

mod asking;
mod failing;
mod houses;
mod neighbour;
mod visitors;

use std::time::Duration;

use axum::Router;
use contracts::AppName;
use http::StatusCode;
use sx::Safe;
use tokio::time::Instant;
use web::{App, CartMini, Fault, FragmentAnswer, FragmentRequest, FragmentRoute, Limits, Template};

use crate::toy::{NOW, Toy, blog, plain, visit};

const DRAWN: Template<DrawnView> = Template::new("~cart:fragments/cart-mini");
const BROKEN: Template<BrokenView> = Template::new("~cart:fragments/broken");

#[derive(sx::Record)]
struct DrawnView {
    drawn: i64,
}

#[derive(sx::Record)]
struct BrokenView {
    html: Safe,
}

/// Says at which second of the test it was drawn.
async fn good(request: FragmentRequest, _: CartMini) -> FragmentAnswer {
    let drawn = (request.frame().now().micros() - NOW.micros()) / 1_000_000;
    request.draw(DRAWN, &DrawnView { drawn })
}

/// Good in the first second of the test, away later.
async fn dying(request: FragmentRequest, asked: CartMini) -> FragmentAnswer {
    if request.frame().now() > NOW {
        return Err(Fault::unavailable("away"));
    }
    good(request, asked).await
}

async fn slow(request: FragmentRequest, asked: CartMini) -> FragmentAnswer {
    tokio::time::sleep(Duration::from_secs(5)).await;
    good(request, asked).await
}

async fn unbalanced(request: FragmentRequest, _: CartMini) -> FragmentAnswer {
    request.draw(
        BROKEN,
        &BrokenView {
            html: Safe::trusted("<div>"),
        },
    )
}

async fn panicking(_: FragmentRequest, _: CartMini) -> FragmentAnswer {
    panic!("in a fragment");
}

fn cart(route: FragmentRoute) -> Toy {
    let cart = App {
        fragments: vec![route],
        queries: Vec::new(),
        views: vec![DRAWN.check(), BROKEN.check()],
        ..plain(AppName::Cart, Router::new)
    };
    Toy {
        apps: vec![blog(), cart],
        ..Toy::new()
    }
}

const SHOWN: &str = "<b id=\"cart-mini\">drawn at 0</b>";
/// What the page says where the fragment should be.
const PLACEHOLDER: &str = "<p id=\"basket\">no basket</p>";

#[tokio::test]
async fn a_fragment_stands_in_the_page_of_another_app() {
    let hosts = cart(FragmentRoute::of(good)).open();
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains(SHOWN)
    );
}

#[tokio::test(start_paused = true)]
async fn a_neighbour_that_is_slow_broken_or_gone_leaves_the_page_alone() {
    for (what, toy) in [
        ("slow", cart(FragmentRoute::of(slow))),
        ("unbalanced", cart(FragmentRoute::of(unbalanced))),
        ("panicking", cart(FragmentRoute::of(panicking))),
        ("gone", Toy::new()),
    ] {
        let hosts = Toy {
            limits: Limits::default(),
            ..toy
        }
        .open();
        let before = Instant::now();
        let page = visit(&hosts, "blog.localhost/").await;
        assert!(
            before.elapsed() <= Duration::from_millis(151),
            "{what}: {:?}",
            before.elapsed()
        );
        assert_eq!(page.status, StatusCode::OK, "{what}");
        assert!(page.text().contains(PLACEHOLDER), "{what}");
        assert!(page.text().contains("Bread &amp; roses"), "{what}");
        // Once is enough: the next page does not wait again.
        let before = Instant::now();
        visit(&hosts, "blog.localhost/").await;
        assert_eq!(before.elapsed(), Duration::ZERO, "{what}");
    }
}

#[tokio::test]
async fn a_copy_lasts_as_long_as_its_kind_says() {
    let toy = cart(FragmentRoute::of(good));
    let (clock, hosts) = (toy.clock.clone(), toy.open());
    for (wait, expected) in [(0, "drawn at 0"), (9, "drawn at 0"), (12, "drawn at 21")] {
        clock.advance_seconds(wait);
        let page = visit(&hosts, "blog.localhost/").await;
        assert!(
            page.text().contains(expected),
            "after {wait} more: {expected}"
        );
    }
}

#[tokio::test]
async fn the_last_good_copy_stays_when_its_owner_dies() {
    let toy = cart(FragmentRoute::of(dying));
    let (clock, hosts) = (toy.clock.clone(), toy.open());
    for _ in 0..3 {
        assert!(
            visit(&hosts, "blog.localhost/")
                .await
                .text()
                .contains(SHOWN)
        );
        clock.advance_seconds(20);
    }
}
