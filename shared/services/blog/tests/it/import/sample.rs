//! The export of a real Ghost 6.65.

use blog_service::import::{Counts, Kind};
use contracts::blog::{MenuName, PostKind, PostStatus, SiteSettings, TagVisibility, Visibility};
use models::blog::{author, setting, tag};
use models::containers::menu_item;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Home, sample};

fn made(made: u64) -> Counts {
    Counts {
        made,
        ..Counts::default()
    }
}

#[tokio::test]
async fn it_comes_home_whole_and_the_second_run_changes_nothing() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let first = home.run(&sample()).await.expect("imported");
        let counts = [
            (Kind::Posts, made(8)),
            (Kind::Pages, made(1)),
            (Kind::Tags, made(12)),
            (Kind::Authors, made(5)),
            (Kind::Menus, made(2)),
            (Kind::Settings, made(1)),
            (
                Kind::Media,
                Counts {
                    skipped: 4,
                    ..Counts::default()
                },
            ),
        ];
        for (kind, expected) in counts {
            assert_eq!(first.of(kind), expected, "{}: {kind:?}", db.name());
        }
        assert!(
            first
                .warnings
                .iter()
                .any(|warning| warning.starts_with("/content/images/2026/11/photo.jpg "))
        );

        let everything = home.everything().await;
        let second = home.run(&sample()).await.expect("imported");
        assert_eq!(
            (
                second.total.made,
                second.total.changed,
                second.total.unchanged
            ),
            (0, 0, 29)
        );
        assert_eq!(home.everything().await, everything);
    }
}

#[tokio::test]
#[allow(
    clippy::too_many_lines,
    reason = "one look at everything of one import"
)]
async fn states_relations_and_words_are_ghosts() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        home.run(&sample()).await.expect("imported");
        let scheduled = home
            .post("bread-honey-winter-workshop-market-basket-bridge-member-23")
            .await;
        assert_eq!(
            (scheduled.status, scheduled.visibility),
            (PostStatus::Scheduled, Visibility::Members)
        );
        assert_eq!(
            scheduled.published_at.map(|at| at.to_string()).as_deref(),
            Some("2027-06-01T23:00:00Z")
        );
        let draft = home
            .post("timber-cooperative-orchard-bread-gather-24")
            .await;
        assert_eq!(
            (draft.status, draft.visibility, draft.published_at),
            (PostStatus::Draft, Visibility::Paid, None)
        );
        assert!(
            draft
                .excerpt
                .is_some_and(|excerpt| excerpt.starts_with("Honey table cooperative"))
        );
        let page = home.post("about-us").await;
        assert_eq!(
            (page.kind, page.document_format.as_str()),
            (PostKind::Page, "lexical")
        );
        assert!(
            page.html
                .starts_with("<p><em>Workshop oak workshop price basket"),
            "{}",
            page.html
        );
        assert!(
            page.cut_excerpt.starts_with("Workshop oak workshop")
                && page.cut_excerpt.chars().count() <= 300
        );

        let on = home.database().read();
        let tags = tag::Entity::find()
            .order_by_asc(tag::Column::Slug)
            .all(on)
            .await
            .expect("tags");
        let internal: Vec<_> = tags
            .iter()
            .filter(|tag| tag.visibility == TagVisibility::Internal)
            .collect();
        assert_eq!(
            internal
                .iter()
                .map(|tag| tag.name.as_str())
                .collect::<Vec<_>>(),
            ["#internal-featured"]
        );
        let garden = tags.iter().find(|tag| tag.slug == "garden").expect("there");
        assert_eq!(
            (garden.accent_color.as_deref(), garden.meta_title.as_deref()),
            (Some("#aa3355"), Some("Garden meta"))
        );
        let authors = author::Entity::find().all(on).await.expect("authors");
        assert!(
            authors
                .iter()
                .any(|author| author.slug == "ada" && author.name == "Ada Editor")
        );
        assert!(
            !home
                .everything()
                .await
                .iter()
                .any(|row| row.contains("$2b$")),
            "password hashes stay where they were"
        );
    }
}

#[tokio::test]
async fn settings_and_menus_are_ghosts() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        home.run(&sample()).await.expect("imported");
        let on = home.database().read();
        let row = setting::Entity::find_by_id("site")
            .one(on)
            .await
            .expect("asked")
            .expect("there");
        let site: SiteSettings = serde_json::from_str(&row.value).expect("settings");
        let expected = SiteSettings {
            title: "Rose Test".into(),
            description: "A cooperative test site".into(),
            accent_color: Some("#FF1A75".into()),
            locale: "en".into(),
            timezone: "Etc/UTC".into(),
            facebook: Some("ghost".into()),
            twitter: Some("@ghost".into()),
            ..SiteSettings::default()
        };
        assert_eq!(site, expected);
        let menu = async |menu: MenuName| {
            let items = menu_item::Entity::find().filter(menu_item::Column::MenuId.eq(menu.id()));
            let items = items
                .order_by_asc(menu_item::Column::Position)
                .all(on)
                .await
                .expect("items");
            items
                .into_iter()
                .map(|item| format!("{} {}", item.label, item.href))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            menu(MenuName::Primary).await,
            [
                "Home /",
                "About us /about-us/",
                "Garden /tag/garden/",
                "Market https://market.example.org/",
                "Join /join/"
            ]
        );
        assert_eq!(
            menu(MenuName::Secondary).await,
            ["Privacy /privacy/", "Sign up app://account/"]
        );
    }
}

#[tokio::test]
async fn what_visitors_get_holds_nothing_of_the_members_part() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        home.run(&sample()).await.expect("imported");
        for post in home
            .posts()
            .await
            .iter()
            .filter(|post| post.visibility != Visibility::Public)
        {
            assert_eq!(
                (
                    post.free_html.as_str(),
                    post.plaintext.as_str(),
                    post.cut_excerpt.as_str()
                ),
                ("", "", "")
            );
            assert!(!post.html.is_empty());
        }
        let every = home.post("every-card").await;
        assert!(
            every.html.contains("members only html")
                && !every.free_html.contains("members only html")
        );
        for post in home.posts().await {
            for html in [&post.html, &post.free_html] {
                assert!(
                    !html.contains("__GHOST_URL__") && !html.contains("src=\"/content/"),
                    "{}",
                    post.slug
                );
            }
        }
    }
}
