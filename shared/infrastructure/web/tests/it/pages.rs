//! Pages: what they show, and what a second visit costs.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use contracts::blog::SiteSettings;
use contracts::{FixedClock, Instant, Services};
use http::StatusCode;

use crate::library::Library;
use crate::toy::{Toy, fetch, visit};

#[tokio::test]
async fn a_page_shows_its_view_in_the_layout_with_the_frames_functions() {
    let home = visit(&Toy::new().open(), "blog.localhost/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert_eq!(home.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(home.header("cache-control"), "no-cache");
    for expected in [
        "<!doctype html>",
        "<h1 id=\"word\">Bread &amp; roses</h1>",
        "<p id=\"price\">£3.50</p>",
        "<p id=\"market\">http://market.localhost:8000/bread/</p>",
        "<p id=\"missing\">no-such-message</p>",
        "<time datetime=\"2026-11-24T12:00:00Z\">24 November 2026</time>",
        "<link rel=\"canonical\" href=\"http://blog.localhost:8000/\">",
        "href=\"/static/css/site.",
        "© 2026 Rose Ash",
    ] {
        assert!(
            home.text().contains(expected),
            "{expected} is not in {}",
            home.text()
        );
    }
}

#[tokio::test]
async fn what_the_client_has_already_is_not_sent_again() {
    let hosts = Toy::new().open();
    for address in ["blog.localhost/", "blog.localhost/feed"] {
        let first = visit(&hosts, address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{tag}");
        let encoding = ("accept-encoding", "zstd");
        let again = fetch(&hosts, address, &[("if-none-match", &tag), encoding]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert!(again.bytes.is_empty(), "{address}");
        for kept in ["etag", "cache-control", "vary"] {
            assert_eq!(again.header(kept), first.header(kept), "{address}: {kept}");
        }
        let other = fetch(&hosts, address, &[("if-none-match", "W/\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK, "{address}");
    }
    let page = visit(&hosts, "blog.localhost/word/one").await;
    let other = visit(&hosts, "blog.localhost/word/two").await;
    assert_ne!(page.header("etag"), other.header("etag"));
}

#[tokio::test]
async fn a_page_without_settings_is_still_a_page() {
    let services = Services {
        blog: Arc::new(Library::away()),
        ..Services::none()
    };
    let home = visit(
        &Toy {
            services,
            ..Toy::new()
        }
        .open(),
        "blog.localhost/",
    )
    .await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.text().contains("Bread &amp; roses"));
    assert!(!home.text().contains("db.internal"));
}

#[tokio::test]
async fn a_missing_slash_is_added_once_and_for_good() {
    let hosts = Toy::new().open();
    let answer = visit(&hosts, "blog.localhost/words/x?page=2").await;
    assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.header("location"), "/words/x/?page=2");
    let elsewhere = visit(&hosts, "blog.localhost/\\evil.example").await;
    assert_eq!(
        elsewhere.header("location"),
        "/evil.example/",
        "browsers read /\\host as //host"
    );
}

#[tokio::test]
async fn the_site_is_shown_as_it_was_last_known() {
    let library = Arc::new(Library {
        site: SiteSettings {
            title: "Hollin Bank".into(),
            locale: "de-AT".into(),
            timezone: "Pacific/Auckland".into(),
            ..SiteSettings::default()
        },
        ..Library::default()
    });
    let services = Services {
        blog: library.clone(),
        ..Services::none()
    };
    // The last hour of 2026 in UTC is the next year in Auckland.
    let clock = FixedClock::at(Instant(1_798_759_800_000_000));
    let hosts = Toy {
        services,
        clock: clock.clone(),
        ..Toy::new()
    }
    .open();
    let known = visit(&hosts, "blog.localhost/").await;
    for expected in [
        "<html lang=\"de-AT\">",
        "© 2027 Hollin Bank",
        "<p id=\"price\">3,50\u{a0}£</p>",
        "<time datetime=\"2026-11-25T01:00:00+13:00\">25. November 2026</time>",
        ">Markt</a>",
    ] {
        assert!(
            known.text().contains(expected),
            "{expected} is not in {}",
            known.text()
        );
    }
    library.is_away.store(true, Ordering::SeqCst);
    // They are asked for again by then, and do not come.
    clock.advance_seconds(61);
    assert_eq!(visit(&hosts, "blog.localhost/").await.text(), known.text());
}
