//! The gated part of an article is on no surface, for nobody who has not signed in, whatever they send.

use axum::http::{HeaderName, StatusCode, header};
use contracts::blog::{PostKind, PostStatus, Visibility};
use models::blog::post;

use crate::site::Site;

/// A word that stands in the gated part alone.
const SECRET: &str = "xyzzy-gated-xyzzy";

/// Every address of the blog that could tell of the articles `gated`, `open` and `page`.
const SURFACES: [&str; 25] = [
    "/",
    "/gated/",
    "/gated",
    "/Gated/",
    "/open/",
    "/page/",
    "/tag/oven/",
    "/author/ada/",
    "/rss/",
    "/atom/",
    "/feed.json",
    "/tag/oven/rss/",
    "/tag/oven/atom/",
    "/tag/oven/feed.json",
    "/author/ada/rss/",
    "/author/ada/atom/",
    "/author/ada/feed.json",
    "/sitemap.xml",
    "/sitemap-posts.xml",
    "/sitemap-pages.xml",
    "/sitemap-tags.xml",
    "/sitemap-authors.xml",
    "/gatde/",
    "/gated/amp/",
    "/gated/?preview=1&member_status=paid&uuid=1",
];

/// What someone may try who would like to have more.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::ACCEPT, "application/json"),
    (
        header::COOKIE,
        "ghost-members-ssr=someone@example.org; session=1",
    ),
    (header::AUTHORIZATION, "Bearer xyz"),
    (header::RANGE, "bytes=0-100000"),
];

async fn filled(visibility: Visibility) -> Site {
    let site = Site::new().await;
    let mut gated = site.post("gated", 1);
    gate(&mut gated, visibility);
    let mut page = site.post("page", 1);
    gate(&mut page, visibility);
    page.kind = PostKind::Page;
    let (oven, ada) = (site.tag("oven"), site.author("ada"));
    site.put([oven.clone()]).await;
    site.put([ada.clone()]).await;
    for post in [&gated, &page, &site.post("open", 2)] {
        site.put([post.clone()]).await;
        site.credit(post, &[&oven], &[&ada]).await;
    }
    site
}

fn gate(post: &mut post::Model, visibility: Visibility) {
    post.visibility = visibility;
    post.document = format!("<p>Free</p><p>{SECRET}</p>");
    post.html = post.document.clone();
    post.code_head = Some(SECRET.into());
    post.code_foot = Some(SECRET.into());
    post.warnings = format!("[\"{SECRET}\"]");
}

async fn nothing_leaks(visibility: Visibility) {
    let site = filled(visibility).await;
    for path in SURFACES {
        let answer = site.get(path).await;
        assert!(
            !answer.body.contains(SECRET),
            "{path} for {visibility:?}: {}",
            answer.body
        );
        assert!(!format!("{:?}", answer.headers).contains(SECRET), "{path}");
        let again = site.ask(path, &HEADERS).await;
        assert!(
            !again.body.contains(SECRET),
            "{path} for {visibility:?}: {}",
            again.body
        );
        if answer.status == StatusCode::OK {
            let tag = answer.header(header::ETAG).to_owned();
            let kept = site.ask(path, &[(header::IF_NONE_MATCH, &tag)]).await;
            assert_eq!(
                (kept.status, kept.body.as_str()),
                (StatusCode::NOT_MODIFIED, ""),
                "{path}"
            );
        }
    }
    let page = site.get("/gated/").await.ok();
    page.has("<p>Free part of gated</p>").has("class=\"gate\"");
    site.get("/page/")
        .await
        .ok()
        .has("<p>Free part of page</p>")
        .has("class=\"gate\"");
    site.get("/rss/").await.ok().has("Free part of gated");
    site.get("/").await.ok().has("For members");
}

#[tokio::test]
async fn members_articles_show_their_free_part_alone() {
    nothing_leaks(Visibility::Members).await;
}

#[tokio::test]
async fn paid_articles_show_their_free_part_alone() {
    nothing_leaks(Visibility::Paid).await;
}

#[tokio::test]
async fn articles_for_tiers_show_their_free_part_alone() {
    nothing_leaks(Visibility::Tiers).await;
}

#[tokio::test]
async fn what_is_not_public_is_on_no_surface() {
    for (status, hours) in [
        (PostStatus::Draft, 1),
        (PostStatus::Sent, 1),
        (PostStatus::Scheduled, -1),
    ] {
        let site = Site::new().await;
        let (oven, ada) = (site.tag("oven"), site.author("ada"));
        site.put([oven.clone()]).await;
        site.put([ada.clone()]).await;
        let open = site.post("open", 2);
        let (mut hidden, mut page) = (site.post("gated", hours), site.post("page", hours));
        page.kind = PostKind::Page;
        for post in [&mut hidden, &mut page] {
            post.status = status;
            for text in [
                &mut post.title,
                &mut post.html,
                &mut post.free_html,
                &mut post.cut_excerpt,
            ] {
                *text = SECRET.into();
            }
            post.picture = Some(format!("/media/{SECRET}/x.jpg"));
        }
        for post in [&open, &hidden, &page] {
            site.put([post.clone()]).await;
            site.credit(post, &[&oven], &[&ada]).await;
        }
        for path in SURFACES {
            let answer = site.get(path).await;
            assert!(
                !answer.body.contains(SECRET),
                "{status:?} on {path}: {}",
                answer.body
            );
            assert!(
                !answer.body.contains("href=\"/gated/\""),
                "{status:?} on {path}"
            );
        }
        for path in ["/gated/", "/page/"] {
            assert_eq!(
                site.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{status:?} {path}"
            );
        }
    }
}
