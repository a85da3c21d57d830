//! A page that names the fragments that it shows.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use contracts::AppName;
use contracts::container::{ContainerKind, ContainerRef};
use tokio::time::Instant;
use uuid::Uuid;
use web::{
    Answer, App, ContainerCards, Fault, FragmentAnswer, FragmentRequest, FragmentRoute,
    FragmentView, Limits, LinkCard, RequestContext, Template,
};

use crate::toy::{Toy, plain, visit};

const ASKING: Template<AskingView> = Template::new("~blog:pages/asking");
const CARD: Template<CardView> = Template::new("~market:fragments/link-card");

#[derive(sx::Record)]
struct AskingView {
    card: FragmentView,
    same: FragmentView,
    entries: FragmentView,
}

#[derive(sx::Record)]
struct CardView {
    path: String,
}

/// The container `1` has entries that never come; any other has none.
async fn asking(cx: RequestContext) -> Answer {
    let container = ContainerRef {
        kind: ContainerKind::Page,
        id: Uuid::from_u128(u128::from(cx.path() == "/hanging")),
    };
    let app = AppName::Market;
    let path = if cx.path() == "/missing" {
        "/nothing/"
    } else {
        "/bread/"
    };
    let card = LinkCard {
        app,
        path: path.into(),
    };
    let cards = ContainerCards { app, container };
    let [card, same, entries] = cx
        .fragments([card.clone().into(), card.into(), cards.into()])
        .await;
    cx.page(
        ASKING,
        &AskingView {
            card,
            same,
            entries,
        },
    )
    .await
}

async fn link_card(request: FragmentRequest, asked: LinkCard) -> FragmentAnswer {
    if asked.path != "/bread/" {
        return Err(Fault::not_found());
    }
    request.draw(CARD, &CardView { path: asked.path })
}

async fn entries(_: FragmentRequest, asked: ContainerCards) -> FragmentAnswer {
    if asked.container.id == Uuid::from_u128(1) {
        return std::future::pending().await;
    }
    Err(Fault::not_found())
}

fn toy() -> Toy {
    let routes = || {
        Router::new()
            .route("/", get(asking))
            .route("/missing", get(asking))
            .route("/hanging", get(asking))
    };
    let blog = App {
        queries: Vec::new(),
        views: vec![ASKING.check()],
        ..plain(AppName::Blog, routes)
    };
    let market = App {
        fragments: vec![FragmentRoute::of(link_card), FragmentRoute::of(entries)],
        queries: Vec::new(),
        views: vec![CARD.check()],
        ..plain(AppName::Market, Router::new)
    };
    Toy {
        apps: vec![blog, market],
        ..Toy::new()
    }
}

fn is_valid(page: &str) {
    let parsed = testing::parse_html(page);
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
}

#[tokio::test]
async fn what_comes_stands_in_its_place_and_no_id_stands_twice() {
    let hosts = toy().open();
    let page = visit(&hosts, "blog.localhost/").await;
    is_valid(page.text());
    let card = "<a id=\"link-card-bread\" href=\"http://market.localhost:8000/bread/\">/bread/</a>";
    assert!(
        page.text()
            .contains(&format!("<div id=\"card\">{card}</div>"))
    );
    assert_eq!(page.text().matches(card).count(), 1);
    // Its owner says that there are none: nothing is missing, and nobody need ask again.
    assert!(
        page.text()
            .contains("<div id=\"entries\"><span hidden></span></div>"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_link_stands_where_there_is_no_card() {
    let hosts = toy().open();
    let page = visit(&hosts, "blog.localhost/missing").await;
    is_valid(page.text());
    let link = "<a class=\"fragment-missing\" href=\"http://market.localhost:8000/nothing/\">the bread</a>";
    assert!(page.text().contains(link), "{}", page.text());
}

#[tokio::test(start_paused = true)]
async fn what_hangs_leaves_a_note_and_the_address_to_ask_again() {
    let limits = Limits::default();
    let hosts = Toy { limits, ..toy() }.open();
    let began = Instant::now();
    let page = visit(&hosts, "blog.localhost/hanging").await;
    assert!(began.elapsed() <= limits.surroundings_time + Duration::from_millis(1));
    is_valid(page.text());
    assert!(
        page.text().contains("link-card-bread"),
        "the others are there"
    );
    let place = "data-fragment=\"/fragments/container-cards?app=market&amp;container=page%3A00000000-0000-0000-0000-000000000001\"";
    assert!(page.text().contains(place), "{}", page.text());
}
