//! Validators.

use axum::http::{StatusCode, header};

use crate::site::Site;

#[tokio::test]
async fn what_did_not_change_costs_a_head() {
    let site = Site::new().await;
    site.put([site.post("bread", 1)]).await;
    for path in [
        "/",
        "/bread/",
        "/rss/",
        "/atom/",
        "/feed.json",
        "/sitemap.xml",
        "/sitemap-posts.xml",
        "/robots.txt",
    ] {
        let first = site.get(path).await.ok();
        let tag = first.header(header::ETAG).to_owned();
        assert!(!tag.is_empty(), "{path} has a validator");
        let again = site.ask(path, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(again.body, "");
    }
    let before = site.get("/").await.ok().header(header::ETAG).to_owned();
    site.put([site.post("rolls", 0)]).await;
    let after = site
        .ask("/", &[(header::IF_NONE_MATCH, &before)])
        .await
        .ok();
    assert_ne!(after.header(header::ETAG), before);
}

#[tokio::test]
async fn feeds_say_when_they_changed() {
    let site = Site::new().await;
    site.put([site.post("bread", 9)]).await;
    let feed = site.get("/rss/").await.ok();
    assert_eq!(
        feed.header(header::LAST_MODIFIED),
        "Tue, 24 Nov 2026 00:00:00 GMT"
    );
}
