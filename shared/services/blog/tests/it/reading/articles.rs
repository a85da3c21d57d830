//! One post or page, and what stands around it.

use contracts::ServiceError;
use contracts::blog::{Blog, PostKind, PostStatus, Reader, SocialCard, TagVisibility};

use testing::hours_ago;

use super::{Rows, on_each};

const HASH: &str = "0123456789abcdef0123456789abcdef";

#[tokio::test]
async fn an_article_is_whole() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        rows.put([rows.picture(HASH)]).await;
        let mut post = rows.post("bread", 1);
        post.excerpt = Some("By hand".into());
        post.picture = Some(format!("/media/{HASH}/loaf.jpg"));
        post.picture_alt = Some("A loaf".into());
        post.og = serde_json::to_string(&SocialCard {
            title: Some("Shared".into()),
            ..SocialCard::default()
        })
        .expect("plain data");
        post.canonical_url = Some("https://elsewhere.example/bread/".into());
        rows.put([post]).await;

        let found = rows
            .reader
            .article("bread", Reader::Visitor)
            .await
            .expect("found");
        assert_eq!(found.html, "<p>Free part of bread</p>");
        assert!(!found.locked);
        assert_eq!(found.standfirst.as_deref(), Some("By hand"));
        assert_eq!(found.card.excerpt, "By hand");
        assert_eq!(found.og.title.as_deref(), Some("Shared"));
        assert_eq!(
            found.canonical_url.as_deref(),
            Some("https://elsewhere.example/bread/")
        );
        let picture = found.card.picture.expect("a picture");
        assert_eq!(
            (picture.width, picture.height, picture.alt.as_str()),
            (1200, 800, "A loaf")
        );
        assert!(
            picture
                .srcset
                .starts_with(&format!("/media/{HASH}/w320/loaf.jpg 320w, ")),
            "{}",
            picture.srcset
        );
        assert_eq!(found.card.published, hours_ago(1), "{}", db.name());
    })
    .await;
}

#[tokio::test]
async fn neighbours_are_the_next_public_posts_in_time() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut hidden = rows.post("hidden", 2);
        hidden.status = PostStatus::Draft;
        let mut page = rows.post("page", 2);
        page.kind = PostKind::Page;
        rows.put([
            rows.post("a", 4),
            rows.post("b", 3),
            hidden,
            page,
            rows.post("c", 1),
        ])
        .await;

        let found = rows
            .reader
            .article("b", Reader::Visitor)
            .await
            .expect("found");
        assert_eq!(found.previous.map(|link| link.slug).as_deref(), Some("a"));
        assert_eq!(
            found.next.map(|link| link.slug).as_deref(),
            Some("c"),
            "{}",
            db.name()
        );
        let oldest = rows
            .reader
            .article("a", Reader::Visitor)
            .await
            .expect("found");
        assert!(oldest.previous.is_none());
        let standing = rows
            .reader
            .article("page", Reader::Visitor)
            .await
            .expect("found");
        assert_eq!(standing.kind, PostKind::Page);
        assert!(
            standing.previous.is_none() && standing.next.is_none() && standing.related.is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn related_posts_share_the_first_public_tag() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut internal = rows.tag("hash-internal");
        internal.visibility = TagVisibility::Internal;
        let (oven, other) = (rows.tag("oven"), rows.tag("other"));
        rows.put([internal.clone(), oven.clone(), other.clone()])
            .await;
        let posts = ["p1", "p2", "p3", "p4", "p5", "stranger", "draft"];
        for (hours, slug) in (1..).zip(posts) {
            let mut post = rows.post(slug, hours);
            if slug == "draft" {
                post.status = PostStatus::Draft;
            }
            rows.put([post.clone()]).await;
            let tags = if slug == "stranger" {
                [&internal, &other]
            } else {
                [&internal, &oven]
            };
            rows.credit(&post, &tags, &[]).await;
        }
        let found = rows
            .reader
            .article("p2", Reader::Visitor)
            .await
            .expect("found");
        let related: Vec<&str> = found
            .related
            .iter()
            .map(|card| card.slug.as_str())
            .collect();
        assert_eq!(related, ["p1", "p3", "p4"], "{}", db.name());
        assert_eq!(
            found.related[0]
                .primary_tag
                .as_ref()
                .map(|tag| tag.slug.as_str()),
            Some("oven")
        );
        assert_eq!(found.tags.len(), 1, "no internal tag");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_public_is_not_there() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let hidden = [
            (PostStatus::Draft, hours_ago(1)),
            (PostStatus::Sent, hours_ago(1)),
            (PostStatus::Scheduled, hours_ago(-1)),
        ];
        for (n, (status, published)) in hidden.into_iter().enumerate() {
            let mut post = rows.post(&format!("hidden-{n}"), 1);
            post.status = status;
            post.published_at = Some(published);
            rows.put([post]).await;
            let answer = rows
                .reader
                .article(&format!("hidden-{n}"), Reader::Visitor)
                .await;
            assert!(
                matches!(answer, Err(ServiceError::NotFound)),
                "{status:?} on {}",
                db.name()
            );
        }
        let near = rows.reader.near("hidden").await.expect("asked");
        assert!(near.is_empty(), "{near:?}");
    })
    .await;
}
