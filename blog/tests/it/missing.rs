//! The page for an address that leads nowhere.

use axum::http::{StatusCode, header};

use crate::site::Site;

#[tokio::test]
async fn near_addresses_are_offered() {
    let site = Site::new().await;
    site.put([site.post("the-great-apple-day", 1), site.post("bread", 2)])
        .await;
    for asked in [
        "/the-grate-apple-day/",
        "/2016/05/01/the-great-apple-day/",
        "/great-apple-day/",
    ] {
        let page = site.get(asked).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        page.has("Did you mean one of these?")
            .has("<a href=\"/the-great-apple-day/\">Title of the-great-apple-day</a>");
        page.has("Fresh from the journal")
            .has("<meta name=\"robots\" content=\"noindex\">");
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    }
}

#[tokio::test]
async fn what_is_like_nothing_gets_no_offer() {
    let site = Site::new().await;
    site.put([site.post("bread", 1)]).await;
    let page = site.get("/wp-login.php").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.lacks("Did you mean");
    assert_eq!(site.get("/tag/nope/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        site.get("/author/nope/").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        site.get("/tag/nope/rss/").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_address_is_shown_as_text() {
    let site = Site::new().await;
    let page = site.get("/%3Cscript%3Ealert(1)%3C/script%3E/").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.lacks("<script>alert");
}
