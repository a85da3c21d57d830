//! Feeds, read back by other people's readers.

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::site::{Answered, ORIGIN, Site};

async fn filled() -> Site {
    let site = Site::new().await;
    let (oven, ada) = (site.tag("oven"), site.author("ada"));
    let mut bread = site.post("bread", 9);
    bread.title = "Bread & <roses>".into();
    bread.excerpt = Some("How it's made".into());
    bread.free_html =
        "<p><a href=\"/about/\">About</a> ]]&gt; <img src=\"/media/x/a.jpg\" alt=\"\"><a href=\"app://events/\">x</a></p>".into();
    bread.picture = Some("/media/x/loaf.jpg".into());
    bread.ghost_id = Some("6b04c0ed9d1fa77c681e014d".into());
    site.put([oven.clone()]).await;
    site.put([ada.clone()]).await;
    site.put([bread.clone(), site.post("rolls", 10)]).await;
    site.credit(&bread, &[&oven], &[&ada]).await;
    site
}

const ABSOLUTE: &str = "<p><a href=\"https://blog.coop.example/about/\">About</a> ]]&gt; <img src=\"https://blog.coop.example/media/x/a.jpg\" alt=\"\"><a href=\"https://events.coop.example/\">x</a></p>";

#[tokio::test]
async fn rss_has_what_ghost_s_has() {
    let site = filled().await;
    let answer = site.get("/rss/").await.ok();
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/rss+xml; charset=utf-8"
    );
    let channel = rss::Channel::read_from(answer.body.as_bytes()).expect("RSS");
    assert_eq!(
        (channel.title(), channel.link()),
        ("Hollin Bank", "https://blog.coop.example/")
    );
    assert_eq!(channel.description(), "An orchard, a bakery and a hall");
    let own = &channel.atom_ext().expect("a link to itself").links()[0];
    assert_eq!(
        (own.href(), own.rel()),
        ("https://blog.coop.example/rss/", "self")
    );
    let item = &channel.items()[0];
    assert_eq!(item.title(), Some("Bread & <roses>"));
    assert_eq!(item.link(), Some("https://blog.coop.example/bread/"));
    assert_eq!(item.description(), Some("How it's made"));
    assert_eq!(item.content(), Some(ABSOLUTE));
    let guid = item.guid().expect("a guid");
    assert_eq!(
        (guid.value(), guid.is_permalink()),
        ("6b04c0ed9d1fa77c681e014d", false)
    );
    assert_eq!(item.pub_date(), Some("Tue, 24 Nov 2026 00:00:00 +0000"));
    assert_eq!(item.categories()[0].name(), "Name of oven");
    assert_eq!(
        item.dublin_core_ext().expect("Dublin Core").creators(),
        ["Name of ada"]
    );
    let media = &item.extensions()["media"]["content"][0];
    assert_eq!(media.attrs()["url"], format!("{ORIGIN}/media/x/loaf.jpg"));
    assert!(
        channel.items()[1]
            .guid()
            .expect("a guid")
            .value()
            .starts_with("urn:uuid:")
    );
}

#[tokio::test]
async fn atom_is_whole() {
    let site = filled().await;
    let answer = site.get("/atom/").await.ok();
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/atom+xml; charset=utf-8"
    );
    let feed = atom_syndication::Feed::read_from(answer.body.as_bytes()).expect("Atom");
    assert_eq!(feed.title().value, "Hollin Bank");
    assert_eq!(feed.updated().to_rfc3339(), "2026-11-24T00:00:00+00:00");
    assert!(
        feed.links()
            .iter()
            .any(|link| link.rel == "self" && link.href == format!("{ORIGIN}/atom/"))
    );
    let entry = &feed.entries()[0];
    assert_eq!(entry.title().value, "Bread & <roses>");
    assert!(entry.id().starts_with("urn:uuid:"));
    assert_eq!(
        entry.content().and_then(|content| content.value()),
        Some(ABSOLUTE)
    );
    assert_eq!(entry.authors()[0].name, "Name of ada");
    assert_eq!(entry.categories()[0].term, "Name of oven");
}

#[tokio::test]
async fn json_feed_is_whole() {
    let site = filled().await;
    let answer = site.get("/feed.json").await.ok();
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/feed+json; charset=utf-8"
    );
    let feed = json(&answer);
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], format!("{ORIGIN}/feed.json"));
    assert_eq!(feed["home_page_url"], format!("{ORIGIN}/"));
    let item = &feed["items"][0];
    assert_eq!(item["content_html"], ABSOLUTE);
    assert_eq!(item["url"], format!("{ORIGIN}/bread/"));
    assert_eq!(item["authors"][0]["name"], "Name of ada");
    assert_eq!(item["tags"][0], "Name of oven");
    assert_eq!(item["image"], format!("{ORIGIN}/media/x/loaf.jpg"));
    assert_eq!(item["date_published"], "2026-11-24T00:00:00Z");
}

fn json(answer: &Answered) -> Value {
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn tags_and_authors_have_feeds_of_their_own() {
    let site = filled().await;
    for stream in ["/tag/oven/", "/author/ada/"] {
        let rss = site.get(&format!("{stream}rss/")).await.ok();
        let channel = rss::Channel::read_from(rss.body.as_bytes()).expect("RSS");
        assert_eq!(channel.link(), format!("{ORIGIN}{stream}"));
        assert!(
            channel.title().ends_with(" - Hollin Bank"),
            "{}",
            channel.title()
        );
        assert_eq!(channel.items().len(), 1);
        let atom = site.get(&format!("{stream}atom/")).await.ok();
        let feed = atom_syndication::Feed::read_from(atom.body.as_bytes()).expect("Atom");
        assert_eq!(feed.entries().len(), 1);
        let feed = json(&site.get(&format!("{stream}feed.json")).await.ok());
        assert_eq!(feed["items"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(
        site.get("/tag/nope/atom/").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_empty_blog_has_feeds() {
    let site = Site::new().await;
    let rss = site.get("/rss/").await.ok();
    assert!(
        rss::Channel::read_from(rss.body.as_bytes())
            .expect("RSS")
            .items()
            .is_empty()
    );
    let atom = site.get("/atom/").await.ok();
    assert!(
        atom_syndication::Feed::read_from(atom.body.as_bytes())
            .expect("Atom")
            .entries()
            .is_empty()
    );
    assert_eq!(
        json(&site.get("/feed.json").await.ok())["items"],
        serde_json::json!([])
    );
}

#[tokio::test]
async fn the_old_address_of_the_feed_leads_to_it() {
    let site = Site::new().await;
    site.get("/feed/").await.leads_to("/rss/");
}

#[tokio::test]
async fn every_page_names_its_feeds() {
    let site = filled().await;
    for page in ["/", "/bread/"] {
        let page = site.get(page).await.ok();
        for (kind, path) in [
            ("application/rss+xml", "/rss/"),
            ("application/atom+xml", "/atom/"),
            ("application/feed+json", "/feed.json"),
        ] {
            page.has(&format!("<link rel=\"alternate\" type=\"{kind}\" title=\"Hollin Bank\" href=\"{ORIGIN}{path}\">"));
        }
    }
    site.get("/tag/oven/").await.ok().has(&format!(
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Name of oven - Hollin Bank\" href=\"{ORIGIN}/tag/oven/rss/\">"
    ));
    site.get("/author/ada/")
        .await
        .ok()
        .has(&format!("href=\"{ORIGIN}/author/ada/atom/\">"));
}
