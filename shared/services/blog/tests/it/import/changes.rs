//! A later export: what changed, what others have, what Ghost allows and we do not.

use blog_service::import::Kind;
use blog_service::writing::{Body, PostDraft, TagDraft};
use contracts::blog::{PostStatus, Visibility};
use contracts::id::{PostId, TagId};
use models::blog::{post, tag};
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;
use testing::{SeededIds, TODAY};

use super::{Home, export};

#[tokio::test]
async fn only_what_the_export_says_anew_is_changed() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let (mut first, second) = (export::post(1, "a"), export::post(2, "b"));
        let text = export::of(&[("posts", json!([first, second]))]);
        home.run_text(&text).await.expect("imported");

        let work = db.begin().await.expect("begun");
        post::Entity::update_many()
            .col_expr(post::Column::Title, Expr::value("Edited here"))
            .exec(&work)
            .await
            .expect("edited");
        work.commit().await.expect("committed");
        first["title"] = json!("Edited there");
        let text = export::of(&[("posts", json!([first, second]))]);
        let summary = home.run_text(&text).await.expect("imported");
        let posts = summary.of(Kind::Posts);
        assert_eq!((posts.made, posts.changed, posts.unchanged), (0, 1, 1));
        assert_eq!(home.post("a").await.title, "Edited there");
        assert_eq!(home.post("b").await.title, "Edited here");
    }
}

#[tokio::test]
async fn a_relation_that_changes_changes_its_post() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let tags =
            json!([{"id": "t", "name": "T", "slug": "t"}, {"id": "u", "name": "U", "slug": "u"}]);
        let link = |tag: &str, order: u32| json!({"post_id": format!("{:024x}", 1), "tag_id": tag, "sort_order": order});
        let text = |links| {
            export::of(&[
                ("posts", json!([export::post(1, "a")])),
                ("tags", tags.clone()),
                ("posts_tags", links),
            ])
        };
        home.run_text(&text(json!([link("t", 0), link("u", 1)])))
            .await
            .expect("imported");
        let before = home.everything().await;
        let same = home
            .run_text(&text(json!([link("u", 1), link("t", 0)])))
            .await
            .expect("imported");
        assert_eq!(same.total.changed, 0, "the order of rows means nothing");
        let turned = home
            .run_text(&text(json!([link("u", 0), link("t", 1)])))
            .await
            .expect("imported");
        assert_eq!(turned.of(Kind::Posts).changed, 1);
        assert_ne!(home.everything().await, before);
    }
}

#[tokio::test]
async fn addresses_that_are_taken_here_stay_whose_they_are() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let ids = SeededIds::default();
        let own_tag = TagId::new(&ids);
        let work = db.begin().await.expect("begun");
        let about = PostDraft::new("about", "Ours", Body::Html("<p>ours</p>".into()), TODAY);
        home.writer()
            .write_post(&work, PostId::new(&ids), &about)
            .await
            .expect("written");
        home.writer()
            .write_tag(
                &work,
                own_tag,
                &TagDraft::new("garden", "Our garden", TODAY),
            )
            .await
            .expect("written");
        work.commit().await.expect("committed");

        let text = export::of(&[
            ("posts", json!([export::post(1, "about")])),
            (
                "tags",
                json!([{"id": "t", "name": "Their garden", "slug": "garden"}]),
            ),
            (
                "posts_tags",
                json!([{"post_id": format!("{:024x}", 1), "tag_id": "t"}]),
            ),
        ]);
        let summary = home.run_text(&text).await.expect("imported");
        assert_eq!(
            (summary.of(Kind::Posts).made, summary.of(Kind::Tags).skipped),
            (1, 1)
        );
        assert_eq!(home.post("about").await.title, "Ours");
        assert_eq!(home.post("about-2").await.title, "Title 1");
        assert!(
            summary
                .warnings
                .iter()
                .any(|warning| warning == "“Title 1” is at /about-2/, since /about/ is taken")
        );
        assert!(
            home.everything()
                .await
                .iter()
                .any(|row| row.contains("PostTag") || row.contains(&own_tag.to_string()))
        );
        let again = home.run_text(&text).await.expect("imported");
        assert_eq!((again.total.made, again.total.changed), (0, 0));
    }
}

#[tokio::test]
async fn a_page_and_a_post_may_have_one_address_in_ghost() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let mut page = export::post(2, "join");
        page["type"] = json!("page");
        home.run_text(&export::of(&[(
            "posts",
            json!([export::post(1, "join"), page]),
        )]))
        .await
        .expect("imported");
        assert_eq!(home.post("join").await.title, "Title 1");
        assert_eq!(home.post("join-2").await.title, "Title 2");
    }
}

#[tokio::test]
async fn two_posts_may_exchange_their_addresses() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let text = |one: &str, two: &str| {
            export::of(&[("posts", json!([export::post(1, one), export::post(2, two)]))])
        };
        home.run_text(&text("a", "b")).await.expect("imported");
        home.run_text(&text("b", "a")).await.expect("imported");
        assert_eq!(
            (home.post("b").await.title, home.post("a").await.title),
            ("Title 1".into(), "Title 2".into())
        );
        let again = home.run_text(&text("b", "a")).await.expect("imported");
        assert_eq!((again.total.made, again.total.changed), (0, 0));
    }
}

#[tokio::test]
async fn tags_may_exchange_their_addresses() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let text = |slugs: [&str; 3]| {
            let tags: Vec<_> = slugs.iter().enumerate().map(|(n, slug)| json!({"id": format!("t{n}"), "name": format!("T{n}"), "slug": slug})).collect();
            export::of(&[("tags", json!(tags))])
        };
        home.run_text(&text(["a", "b", "c"]))
            .await
            .expect("imported");
        let summary = home
            .run_text(&text(["b", "a", "d"]))
            .await
            .expect("imported");
        assert_eq!(
            (
                summary.of(Kind::Tags).changed,
                summary.of(Kind::Tags).skipped
            ),
            (3, 0),
            "{summary}"
        );
        let rows = tag::Entity::find().all(db.read()).await.expect("tags");
        let mut names: Vec<_> = rows
            .into_iter()
            .map(|row| format!("{} {}", row.slug, row.name))
            .collect();
        names.sort();
        assert_eq!(names, ["a T1", "b T0", "d T2"]);
        let again = home
            .run_text(&text(["b", "a", "d"]))
            .await
            .expect("imported");
        assert_eq!((again.total.made, again.total.changed), (0, 0));
    }
}

#[tokio::test]
async fn rows_without_dates_are_as_old_as_the_export() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let mut post = export::post(1, "a");
        for date in ["created_at", "updated_at", "published_at"] {
            post[date] = json!(null);
        }
        let text = export::of(&[
            ("posts", json!([post])),
            ("users", json!([{"id": "u", "name": "U", "slug": "u"}])),
        ]);
        home.run_text(&text).await.expect("imported");
        assert_eq!(
            home.post("a").await.published_at,
            Some(contracts::Instant(1_000)),
            "`exported_on` of the export"
        );
    }
}

#[tokio::test]
async fn states_that_ghost_knows_and_we_do_not() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let with = |number: u32, slug: &str, status: &str, visibility: &str| {
            let mut post = export::post(number, slug);
            (post["status"], post["visibility"]) = (json!(status), json!(visibility));
            post
        };
        let posts = json!([
            with(1, "sent", "sent", "members"),
            with(2, "later-by-mail", "scheduled", "public"),
            with(3, "odd", "archived", "label:vip"),
        ]);
        let meta = json!([{"post_id": format!("{:024x}", 2), "email_only": 1}]);
        let summary = home
            .run_text(&export::of(&[("posts", posts), ("posts_meta", meta)]))
            .await
            .expect("imported");
        assert_eq!(home.post("sent").await.status, PostStatus::Sent);
        assert_eq!(home.post("later-by-mail").await.status, PostStatus::Draft);
        let odd = home.post("odd").await;
        assert_eq!(
            (odd.status, odd.visibility, odd.free_html.as_str()),
            (PostStatus::Draft, Visibility::Tiers, "")
        );
        assert_eq!(summary.warnings.len(), 3, "{summary}");
    }
}

#[tokio::test]
async fn old_documents_are_kept_and_shown_by_their_html() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let mut old = export::post(1, "old");
        old["lexical"] = json!(null);
        old["mobiledoc"] =
            json!(r#"{"version":"0.3.1","markups":[["a",["href","__GHOST_URL__/about/"]]]}"#);
        old["html"] = json!("<p>Old <a href=\"__GHOST_URL__/about/\">words</a></p>");
        let mut broken = export::post(2, "broken");
        broken["lexical"] = json!("{not json");
        let mut plain = export::post(3, "plain");
        plain["lexical"] = json!(null);
        home.run_text(&export::of(&[("posts", json!([old, broken, plain]))]))
            .await
            .expect("imported");
        let old = home.post("old").await;
        assert_eq!(
            (
                old.document_format.as_str(),
                old.document.contains("\"/about/\"")
            ),
            ("mobiledoc", true)
        );
        assert!(old.html.contains("href=\"/about/\""), "{}", old.html);
        for slug in ["broken", "plain"] {
            let post = home.post(slug).await;
            assert_eq!(
                (post.document_format.as_str(), post.plaintext.as_str()),
                ("html", "from Ghost")
            );
        }
    }
}
