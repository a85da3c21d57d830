//! The stream, tags and authors, page by page.

use contracts::blog::{Blog, PostKind, PostStatus, TagVisibility};
use contracts::{PageNumber, ServiceError};

use testing::hours_ago;

use super::{Rows, on_each};

fn page(number: u32) -> PageNumber {
    PageNumber::new(number).expect("from 1")
}

fn slugs(cards: &[contracts::blog::PostCard]) -> Vec<&str> {
    cards.iter().map(|card| card.slug.as_str()).collect()
}

#[tokio::test]
async fn the_stream_is_newest_first_and_has_an_end() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let empty = rows
            .reader
            .posts(page(1), 2)
            .await
            .expect("an empty first page");
        assert_eq!((empty.items.len(), empty.pages, empty.total), (0, 1, 0));

        let posts = [
            rows.post("old", 3),
            rows.post("new", 1),
            rows.post("mid", 2),
        ];
        rows.put(posts).await;
        let first = rows.reader.posts(page(1), 2).await.expect("page 1");
        assert_eq!(slugs(&first.items), ["new", "mid"]);
        assert_eq!((first.pages, first.total), (2, 3));
        let second = rows.reader.posts(page(2), 2).await.expect("page 2");
        assert_eq!(slugs(&second.items), ["old"]);
        for beyond in [3, u32::MAX] {
            let answer = rows.reader.posts(page(beyond), 2).await;
            assert!(
                matches!(answer, Err(ServiceError::NotFound)),
                "{}",
                db.name()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn posts_of_one_instant_keep_one_order_over_pages() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        rows.put((0..5).map(|n| rows.post(&format!("p{n}"), 1)))
            .await;
        let mut seen = Vec::new();
        for number in 1..=5 {
            let found = rows.reader.posts(page(number), 1).await.expect("a page");
            seen.push(found.items[0].slug.clone());
        }
        assert_eq!(seen, ["p4", "p3", "p2", "p1", "p0"], "{}", db.name());
    })
    .await;
}

#[tokio::test]
async fn only_public_posts_are_in_the_stream() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut posts = [
            "draft",
            "scheduled",
            "due",
            "sent",
            "page",
            "shown",
            "undated",
        ]
        .map(|slug| rows.post(slug, 1));
        posts[0].status = PostStatus::Draft;
        posts[1].status = PostStatus::Scheduled;
        posts[1].published_at = Some(hours_ago(-2));
        posts[2].status = PostStatus::Scheduled;
        posts[2].published_at = Some(hours_ago(0));
        posts[3].status = PostStatus::Sent;
        posts[4].kind = PostKind::Page;
        posts[6].published_at = None;
        rows.put(posts).await;
        let found = rows.reader.posts(page(1), 12).await.expect("page 1");
        assert_eq!(slugs(&found.items), ["due", "shown"], "{}", db.name());
        assert_eq!(found.total, 2);

        rows.clock.advance_seconds(2 * 3600);
        let later = rows.reader.posts(page(1), 12).await.expect("page 1");
        assert_eq!(
            slugs(&later.items),
            ["scheduled", "due", "shown"],
            "at its minute, without a job"
        );
    })
    .await;
}

#[tokio::test]
async fn a_card_names_its_first_public_tag_and_its_authors_in_order() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let post = rows.post("bread", 1);
        let mut hidden = rows.tag("hash-editors");
        hidden.visibility = TagVisibility::Internal;
        let (bakery, news) = (rows.tag("bakery"), rows.tag("news"));
        let (ada, bob) = (rows.author("ada"), rows.author("bob"));
        rows.put([post.clone()]).await;
        rows.put([hidden.clone(), bakery.clone(), news.clone()])
            .await;
        rows.put([ada.clone(), bob.clone()]).await;
        rows.credit(&post, &[&hidden, &bakery, &news], &[&bob, &ada])
            .await;

        let found = rows.reader.posts(page(1), 12).await.expect("page 1");
        let card = &found.items[0];
        assert_eq!(
            card.primary_tag.as_ref().map(|tag| tag.slug.as_str()),
            Some("bakery")
        );
        let authors: Vec<&str> = card
            .authors
            .iter()
            .map(|author| author.slug.as_str())
            .collect();
        assert_eq!(authors, ["bob", "ada"]);
    })
    .await;
}

#[tokio::test]
async fn a_tag_has_pages_of_its_own() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut tag = rows.tag("bakery");
        tag.description = Some("What comes out of the oven".into());
        let (one, two, other) = (
            rows.post("one", 1),
            rows.post("two", 2),
            rows.post("other", 3),
        );
        rows.put([tag.clone()]).await;
        rows.put([one.clone(), two.clone(), other]).await;
        rows.credit(&one, &[&tag], &[]).await;
        rows.credit(&two, &[&tag], &[]).await;

        let found = rows.reader.tag("bakery", page(2), 1).await.expect("page 2");
        assert_eq!(slugs(&found.posts.items), ["two"]);
        assert_eq!((found.posts.pages, found.posts.total), (2, 2));
        assert_eq!(
            found.description.as_deref(),
            Some("What comes out of the oven")
        );
        let beyond = rows.reader.tag("bakery", page(3), 1).await;
        assert!(
            matches!(beyond, Err(ServiceError::NotFound)),
            "{}",
            db.name()
        );
    })
    .await;
}

#[tokio::test]
async fn internal_tags_and_those_of_drafts_alone_are_not_there() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut hidden = rows.tag("hash-editors");
        hidden.visibility = TagVisibility::Internal;
        let (secret, empty) = (rows.tag("secret-plans"), rows.tag("empty"));
        let (shown, mut draft) = (rows.post("shown", 1), rows.post("draft", 1));
        draft.status = PostStatus::Draft;
        let (ghostwriter, idle) = (rows.author("ghostwriter"), rows.author("idle"));
        rows.put([hidden.clone(), secret.clone(), empty]).await;
        rows.put([ghostwriter.clone(), idle]).await;
        rows.put([shown.clone(), draft.clone()]).await;
        rows.credit(&shown, &[&hidden], &[]).await;
        rows.credit(&draft, &[&secret], &[&ghostwriter]).await;

        for slug in [
            "hash-editors",
            "secret-plans",
            "empty",
            "unknown",
            "' OR 1=1 --",
        ] {
            let answer = rows.reader.tag(slug, page(1), 12).await;
            assert!(
                matches!(answer, Err(ServiceError::NotFound)),
                "{slug} on {}",
                db.name()
            );
        }
        for slug in ["ghostwriter", "idle", "unknown"] {
            let answer = rows.reader.author(slug, page(1), 12).await;
            assert!(
                matches!(answer, Err(ServiceError::NotFound)),
                "{slug} on {}",
                db.name()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_author_has_pages_of_their_own() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut ada = rows.author("ada");
        ada.bio = Some("Bakes".into());
        ada.website = Some("https://ada.example/".into());
        let (one, two) = (rows.post("one", 1), rows.post("two", 2));
        rows.put([ada.clone()]).await;
        rows.put([one.clone(), two.clone()]).await;
        rows.credit(&one, &[], &[&ada]).await;

        let found = rows.reader.author("ada", page(1), 12).await.expect("found");
        assert_eq!(slugs(&found.posts.items), ["one"]);
        assert_eq!(found.author.bio.as_deref(), Some("Bakes"));
        assert_eq!(found.website.as_deref(), Some("https://ada.example/"));
    })
    .await;
}
