//! Feeds and sitemaps.

use contracts::ServiceError;
use contracts::blog::{Blog, PostKind, PostStatus, SitemapKind, Stream, TagVisibility};

use testing::hours_ago;

use super::{Rows, on_each};

#[tokio::test]
async fn a_feed_carries_the_newest_posts_of_its_stream() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let (oven, ada) = (rows.tag("oven"), rows.author("ada"));
        rows.put([oven.clone()]).await;
        rows.put([ada.clone()]).await;
        let mut edited = rows.post("edited", 5);
        edited.updated_at = hours_ago(1);
        edited.ghost_id = Some("6b04c0ed9d1fa77c681e014d".into());
        let (mid, new) = (rows.post("mid", 3), rows.post("new", 2));
        rows.put([edited.clone(), mid.clone(), new.clone()]).await;
        rows.credit(&edited, &[&oven], &[&ada]).await;
        rows.credit(&mid, &[&oven], &[]).await;

        let slugs = |feed: &contracts::blog::Feed| -> Vec<String> {
            feed.items
                .iter()
                .map(|item| item.card.slug.clone())
                .collect()
        };
        let site = rows
            .reader
            .feed(&Stream::Site, 2)
            .await
            .expect("the site's");
        assert_eq!(slugs(&site), ["new", "mid"]);
        assert_eq!(site.name, None);
        let tag = rows
            .reader
            .feed(&Stream::Tag("oven".into()), 15)
            .await
            .expect("the tag's");
        assert_eq!(slugs(&tag), ["mid", "edited"]);
        assert_eq!(tag.name.as_deref(), Some("Name of oven"));
        assert_eq!(tag.updated, hours_ago(1), "the last change of any");
        assert_eq!(tag.items[1].tags.len(), 1);
        assert!(tag.items[0].guid.starts_with("urn:uuid:"));
        assert_eq!(tag.items[1].guid, "6b04c0ed9d1fa77c681e014d");
        assert_eq!(tag.items[1].html, "<p>Free part of edited</p>");
        let author = rows
            .reader
            .feed(&Stream::Author("ada".into()), 15)
            .await
            .expect("the author's");
        assert_eq!(slugs(&author), ["edited"]);
        let nobody = rows.reader.feed(&Stream::Author("bob".into()), 15).await;
        assert!(
            matches!(nobody, Err(ServiceError::NotFound)),
            "{}",
            db.name()
        );
    })
    .await;
}

#[tokio::test]
async fn an_empty_blog_has_an_empty_feed() {
    on_each(|db| async move {
        let feed = Rows::of(&db)
            .reader
            .feed(&Stream::Site, 15)
            .await
            .expect("a feed");
        assert!(feed.items.is_empty());
    })
    .await;
}

#[tokio::test]
async fn sitemaps_list_what_is_public_and_ours() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let (oven, mut internal, ada) = (rows.tag("oven"), rows.tag("hash-x"), rows.author("ada"));
        internal.visibility = TagVisibility::Internal;
        rows.put([oven.clone(), internal.clone(), rows.tag("unused")])
            .await;
        rows.put([ada.clone(), rows.author("idle")]).await;
        let (mut first, second) = (rows.post("first", 3), rows.post("second", 2));
        first.picture = Some("/media/00/x.jpg".into());
        let (mut page, mut copy, mut draft) = (
            rows.post("about", 1),
            rows.post("copy", 1),
            rows.post("draft", 1),
        );
        page.kind = PostKind::Page;
        copy.canonical_url = Some("https://elsewhere.example/".into());
        draft.status = PostStatus::Draft;
        rows.put([first.clone(), second, page, copy, draft]).await;
        rows.credit(&first, &[&oven, &internal], &[&ada]).await;

        for (kind, paths) in [
            (SitemapKind::Posts, &["/first/", "/second/"][..]),
            (SitemapKind::Pages, &["/about/"]),
            (SitemapKind::Tags, &["/tag/oven/"]),
            (SitemapKind::Authors, &["/author/ada/"]),
        ] {
            let (entries, total) = rows
                .reader
                .sitemap(kind, 0, 50_000)
                .await
                .expect("a sitemap");
            let found: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
            assert_eq!(found, paths, "{kind:?} on {}", db.name());
            assert_eq!(total, paths.len() as u64);
        }
        let (rest, total) = rows
            .reader
            .sitemap(SitemapKind::Posts, 1, 1)
            .await
            .expect("a chunk");
        assert_eq!((rest[0].path.as_str(), total), ("/second/", 2));
        let (first, _) = rows
            .reader
            .sitemap(SitemapKind::Posts, 0, 1)
            .await
            .expect("a chunk");
        assert_eq!(first[0].image.as_deref(), Some("/media/00/x.jpg"));
    })
    .await;
}
