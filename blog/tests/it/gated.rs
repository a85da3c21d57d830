//! The gated part of an article is on no surface, for nobody who has not signed in, whatever they send.

use axum::http::{HeaderName, StatusCode, header};
use blog_service::writing::{Body, PostDraft};
use contracts::blog::{PostKind, PostStatus, Visibility};
use models::blog::post;
use serde_json::{Value, json};
use testing::hours_ago;

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

/// The editor's document: a free paragraph, then a paywall, then the secret in every kind of place.
fn document_with_paywall() -> String {
    let text = |words: &str| json!({"type": "extended-text", "text": words, "format": 0, "detail": 0, "mode": "normal", "style": "", "version": 1});
    let paragraph =
        |words: &str| json!({"type": "paragraph", "children": [text(words)], "version": 1});
    let link = json!({"type": "link", "url": format!("https://example.org/{SECRET}"), "children": [text(SECRET)], "version": 1});
    lexical(vec![
        paragraph("Free words of the document."),
        json!({"type": "paywall", "version": 1}),
        paragraph(SECRET),
        json!({"type": "paragraph", "children": [link], "version": 1}),
        json!({"type": "extended-heading", "tag": "h2", "children": [text(SECRET)], "version": 1}),
        json!({"type": "image", "src": format!("/media/x/{SECRET}.jpg"), "alt": SECRET, "title": SECRET, "caption": SECRET, "version": 1}),
        json!({"type": "callout", "calloutText": SECRET, "calloutEmoji": "!", "backgroundColor": "blue", "version": 1}),
        json!({"type": "html", "html": format!("<p style=\"font-family: {SECRET}\">{SECRET}</p><!-- {SECRET} -->"), "version": 1}),
        json!({"type": "bookmark", "url": "https://example.org/", "metadata": {"title": SECRET, "description": SECRET}, "caption": SECRET, "version": 1}),
        json!({"type": "toggle", "heading": SECRET, "content": SECRET, "version": 1}),
        json!({"type": "file", "src": format!("/media/x/{SECRET}.pdf"), "fileTitle": SECRET, "fileName": SECRET, "fileSize": 1, "version": 1}),
    ])
}

/// A document for everybody, with blocks for members and for mail alone.
fn document_with_blocks() -> String {
    let members = json!({
        "web": {"nonMember": false, "memberSegment": "status:free,status:-free"},
        "email": {"memberSegment": "status:free,status:-free"},
    });
    lexical(vec![
        json!({"type": "html", "html": "<p>Free words of the document.</p>", "version": 1}),
        json!({"type": "html", "html": format!("<p>{SECRET}</p>"), "visibility": members, "version": 1}),
        json!({"type": "email", "html": format!("<p>{SECRET}</p>"), "version": 1}),
        json!({"type": "email-cta", "html": format!("<p>{SECRET}</p>"), "segment": "status:free", "version": 1}),
    ])
}

fn lexical(children: Vec<Value>) -> String {
    json!({"root": {"type": "root", "children": children, "direction": "ltr", "format": "", "indent": 0, "version": 1}}).to_string()
}

async fn nothing_leaks_of_the_document(visibility: Visibility, document: String) {
    for kind in [PostKind::Post, PostKind::Page] {
        let site = Site::new().await;
        let (oven, ada) = (site.tag("oven"), site.author("ada"));
        site.put([oven.clone()]).await;
        site.put([ada.clone()]).await;
        let mut draft = PostDraft::new(
            "gated",
            "Title",
            Body::Lexical(document.clone()),
            hours_ago(1),
        );
        draft.kind = kind;
        draft.visibility = visibility;
        draft.code_head = Some(SECRET.into());
        draft.tags = vec![oven.id];
        draft.authors = vec![ada.id];
        let row = site.write(&draft).await;
        assert!(
            row.html.contains(SECRET) || row.document.contains(SECRET),
            "there is something to leak"
        );
        let sheet = row
            .members_stylesheet
            .filter(|sheet| Some(sheet) != row.stylesheet.as_ref());
        for path in SURFACES {
            let answer = site.get(path).await;
            assert!(
                !answer.body.contains(SECRET),
                "{path} for {visibility:?}: {}",
                answer.body
            );
            let sheet = sheet
                .as_deref()
                .is_some_and(|sheet| answer.body.contains(sheet));
            assert!(!sheet, "{path} for {visibility:?} names the members' sheet");
        }
        site.get("/gated/")
            .await
            .ok()
            .has("Free words of the document.");
    }
}

#[tokio::test]
async fn documents_are_cut_at_their_paywall() {
    for visibility in [Visibility::Members, Visibility::Paid, Visibility::Tiers] {
        nothing_leaks_of_the_document(visibility, document_with_paywall()).await;
    }
}

#[tokio::test]
async fn blocks_for_others_are_on_no_surface() {
    nothing_leaks_of_the_document(Visibility::Public, document_with_blocks()).await;
}
