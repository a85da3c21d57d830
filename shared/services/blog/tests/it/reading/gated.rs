//! Gated posts show their free part and nothing else, whoever they are gated for, whatever is asked.

use contracts::PageNumber;
use contracts::blog::{Blog, PostStatus, Reader, SitemapKind, Stream, Visibility};
use models::blog::post;

use super::{Rows, on_each};

/// A word that stands in the gated part alone.
const SECRET: &str = "xyzzy-members-only-xyzzy";

/// Everything that readers can ask, as text.
async fn everything(blog: &dyn Blog) -> String {
    let mut told = String::new();
    let mut tell = |what: &dyn std::fmt::Debug| told.push_str(&format!("{what:#?}\n"));
    tell(&blog.posts(PageNumber::FIRST, 50).await);
    tell(&blog.tag("oven", PageNumber::FIRST, 50).await);
    tell(&blog.author("ada", PageNumber::FIRST, 50).await);
    for slug in ["gated", "open", "draft", "sent", "scheduled"] {
        tell(&blog.article(slug, Reader::Visitor).await);
        tell(&blog.near(slug).await);
    }
    for stream in [
        Stream::Site,
        Stream::Tag("oven".into()),
        Stream::Author("ada".into()),
    ] {
        tell(&blog.feed(&stream, 50).await);
    }
    for kind in [
        SitemapKind::Posts,
        SitemapKind::Pages,
        SitemapKind::Tags,
        SitemapKind::Authors,
    ] {
        tell(&blog.sitemap(kind, 0, 50).await);
    }
    told
}

async fn gate(visibility: Visibility) {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut gated = rows.post("gated", 1);
        gated.visibility = visibility;
        gated.document = format!("<p>Free</p><p>{SECRET}</p>");
        gated.html = gated.document.clone();
        gated.code_head = Some(SECRET.into());
        gated.warnings = format!("[\"{SECRET}\"]");
        gated.excerpt = Some("  ".into());
        put_with_credits(&rows, &[gated, rows.post("open", 2)]).await;

        let told = everything(&rows.reader).await;
        assert!(
            told.contains("Free part of gated"),
            "the free part is there"
        );
        assert!(
            !told.contains(SECRET),
            "{visibility:?} on {}: {told}",
            db.name()
        );
        assert!(
            !told.contains("secret.example"),
            "an author's mail address: {told}"
        );
        let article = rows
            .reader
            .article("gated", Reader::Visitor)
            .await
            .expect("found");
        assert!(article.locked);
        assert_eq!(article.standfirst, None, "blanks are no standfirst");
    })
    .await;
}

async fn put_with_credits(rows: &Rows, posts: &[post::Model]) {
    let (oven, ada) = (rows.tag("oven"), rows.author("ada"));
    rows.put([oven.clone()]).await;
    rows.put([ada.clone()]).await;
    for post in posts {
        rows.put([post.clone()]).await;
        rows.credit(post, &[&oven], &[&ada]).await;
    }
}

#[tokio::test]
async fn members_posts_keep_their_gated_part() {
    gate(Visibility::Members).await;
}

#[tokio::test]
async fn paid_posts_keep_their_gated_part() {
    gate(Visibility::Paid).await;
}

#[tokio::test]
async fn posts_for_tiers_keep_their_gated_part() {
    gate(Visibility::Tiers).await;
}

#[tokio::test]
async fn what_is_not_public_is_told_nowhere() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut posts = vec![rows.post("open", 2)];
        for (slug, status, hours_ago) in [
            ("draft", PostStatus::Draft, 1),
            ("sent", PostStatus::Sent, 1),
            ("scheduled", PostStatus::Scheduled, -1),
        ] {
            let mut post = rows.post(slug, hours_ago);
            post.status = status;
            post.title = SECRET.into();
            post.html = SECRET.into();
            post.free_html = SECRET.into();
            post.cut_excerpt = SECRET.into();
            post.picture = Some(SECRET.into());
            posts.push(post);
        }
        put_with_credits(&rows, &posts).await;
        let told = everything(&rows.reader).await;
        assert!(told.contains("Free part of open"));
        assert!(!told.contains(SECRET), "{}: {told}", db.name());
    })
    .await;
}
