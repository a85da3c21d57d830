//! What crawlers get.

use axum::http::{StatusCode, header};
use contracts::blog::PostKind;

use crate::site::{ORIGIN, Site};

#[tokio::test]
async fn the_index_names_the_lists_that_there_are() {
    let site = Site::new().await;
    let index = site.get("/sitemap.xml").await.ok();
    index
        .has("https://blog.coop.example/sitemap-pages.xml")
        .lacks("sitemap-posts.xml");
    assert_eq!(
        site.get("/sitemap-posts.xml").await.status,
        StatusCode::NOT_FOUND
    );
    site.put([site.post("bread", 1)]).await;
    let index = site.get("/sitemap.xml").await.ok();
    index
        .has("<loc>https://blog.coop.example/sitemap-posts.xml</loc>")
        .lacks("sitemap-tags.xml");
    assert_eq!(
        index.header(header::CONTENT_TYPE),
        "application/xml; charset=utf-8"
    );
}

#[tokio::test]
async fn lists_have_addresses_dates_and_pictures() {
    let site = Site::new().await;
    let (mut bread, mut about) = (site.post("bread", 9), site.post("about", 1));
    bread.picture = Some("/media/x/a&b.jpg".into());
    about.kind = PostKind::Page;
    let (oven, ada) = (site.tag("oven"), site.author("ada"));
    site.put([bread.clone(), about]).await;
    site.put([oven.clone()]).await;
    site.put([ada.clone()]).await;
    site.credit(&bread, &[&oven], &[&ada]).await;
    let posts = site.get("/sitemap-posts.xml").await.ok();
    posts.has(&format!(
        "<url><loc>{ORIGIN}/bread/</loc><lastmod>2026-11-24T00:00:00Z</lastmod><image:image><image:loc>{ORIGIN}/media/x/a&amp;b.jpg</image:loc></image:image></url>"
    ));
    site.get("/sitemap-pages.xml")
        .await
        .ok()
        .has(&format!("<loc>{ORIGIN}/</loc>"))
        .has(&format!("<loc>{ORIGIN}/about/</loc>"));
    site.get("/sitemap-tags.xml")
        .await
        .ok()
        .has(&format!("<loc>{ORIGIN}/tag/oven/</loc>"));
    site.get("/sitemap-authors.xml")
        .await
        .ok()
        .has(&format!("<loc>{ORIGIN}/author/ada/</loc>"));
    assert_eq!(
        site.get("/sitemap-posts-2.xml").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        site.get("/sitemap-users.xml").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn robots_are_told_where_the_sitemap_is() {
    let site = Site::new().await;
    let robots = site.get("/robots.txt").await.ok();
    assert_eq!(
        robots.header(header::CONTENT_TYPE),
        "text/plain; charset=utf-8"
    );
    robots
        .has("User-agent: *\n")
        .has("Sitemap: https://blog.coop.example/sitemap.xml\n");
}
