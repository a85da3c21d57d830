//! Ghost's shapes of addresses, and how others lead to them.

use axum::http::StatusCode;
use contracts::blog::PostKind;
use models::media::source;

use crate::site::Site;

#[tokio::test]
async fn a_missing_slash_is_put_there_and_the_query_kept() {
    let site = Site::new().await;
    site.put([site.post("bread", 1)]).await;
    site.get("/bread").await.leads_to("/bread/");
    site.get("/bread?ref=letter&x=%20")
        .await
        .leads_to("/bread/?ref=letter&x=%20");
    site.get("/tag/oven").await.leads_to("/tag/oven/");
    site.get("/author/ada/rss")
        .await
        .leads_to("/author/ada/rss/");
    site.get("/rss").await.leads_to("/rss/");
    site.get("/page/2").await.leads_to("/page/2/");
}

#[tokio::test]
async fn capitals_become_small() {
    let site = Site::new().await;
    site.put([site.post("bread", 1)]).await;
    site.get("/Bread/").await.leads_to("/bread/");
    site.get("/BREAD?x=Y").await.leads_to("/bread/?x=Y");
    site.get("/Tag/Oven/").await.leads_to("/tag/oven/");
}

#[tokio::test]
async fn the_first_page_of_a_list_has_one_address() {
    let site = Site::new().await;
    site.get("/page/1/").await.leads_to("/");
    site.get("/tag/oven/page/1/").await.leads_to("/tag/oven/");
    site.get("/author/ada/page/1/")
        .await
        .leads_to("/author/ada/");
    for wrong in ["/page/0/", "/page/01/", "/page/x/", "/page/99999999999/"] {
        assert_eq!(
            site.get(wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn no_redirect_leaves_the_site() {
    let site = Site::new().await;
    for target in [
        "//evil.example/x",
        "//evil.example",
        "/\\evil.example",
        "/\\/evil.example/x",
        "///evil.example/x",
    ] {
        let answer = site.get(target).await;
        let location = answer.header(axum::http::header::LOCATION);
        assert!(
            !location.starts_with("//") && !location.starts_with("/\\"),
            "{target} → {location}"
        );
        assert!(
            location.is_empty() || location.starts_with('/'),
            "{target} → {location}"
        );
    }
}

#[tokio::test]
async fn files_of_the_old_site_are_found() {
    let hash = "0123456789abcdef0123456789abcdef";
    let site = Site::new().await;
    site.put([site.picture(hash)]).await;
    site.put([source::Model {
        path: "/content/images/2026/11/photo.jpg".into(),
        hash: hash.into(),
        name: "photo.jpg".into(),
    }])
    .await;
    let new = format!("/media/{hash}/photo.jpg");
    site.get("/content/images/2026/11/photo.jpg")
        .await
        .leads_to(&new);
    site.get("/content/images/size/w600/2026/11/photo.jpg")
        .await
        .leads_to(&new);
    let unknown = site.get("/content/images/2026/11/other.jpg").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_may_be_called_like_nothing_else_of_ours() {
    let site = Site::new().await;
    let mut page = site.post("tag", 1);
    page.kind = PostKind::Page;
    site.put([page]).await;
    site.get("/tag/").await.ok().has("Title of tag");
}

#[tokio::test]
async fn addresses_that_are_no_text_are_refused() {
    let site = Site::new().await;
    let answer = site.get("/%ff%fe/").await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}
