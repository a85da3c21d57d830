//! What is written of a post, a tag, the settings and menus.

use std::io::Cursor;
use std::sync::Arc;

use blog_service::writing::{AuthorDraft, Body, PostDraft, PostWriter, TagDraft};
use contracts::FixedClock;
use contracts::blog::{MenuItem, Menus, PostStatus, SiteSettings, Visibility};
use contracts::id::{AuthorId, PostId, TagId};
use data::Database;
use data::media::MediaStore;
use lexical::serve::FitOptions;
use models::activity::activity;
use models::blog::{post, post_author, post_tag};
use models::containers::menu_item;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tempfile::TempDir;
use testing::{SeededIds, TODAY};

struct Desk {
    database: Database,
    media: MediaStore,
    writer: PostWriter,
    ids: Arc<SeededIds>,
    clock: FixedClock,
    _folder: TempDir,
}

impl Desk {
    fn of(database: &Database) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = testing::clock();
        let shared = Arc::new(clock.clone());
        let (media, _) = MediaStore::open_folder(folder.path(), database.clone(), shared.clone())
            .expect("opened");
        let ids = Arc::new(SeededIds::default());
        let writer = PostWriter::new(media.clone(), shared, ids.clone(), FitOptions::default());
        Self {
            database: database.clone(),
            media,
            writer,
            ids,
            clock,
            _folder: folder,
        }
    }

    async fn write(&self, draft: &PostDraft) -> post::Model {
        let id = PostId::new(self.ids.as_ref());
        self.rewrite(id, draft).await
    }

    async fn rewrite(&self, id: PostId, draft: &PostDraft) -> post::Model {
        let work = self.database.begin().await.expect("begun");
        self.writer
            .write_post(&work, id, draft)
            .await
            .expect("written");
        work.commit().await.expect("committed");
        post::Entity::find_by_id(id)
            .one(self.database.read())
            .await
            .expect("asked")
            .expect("there")
    }

    /// What the log says of a post, in its order.
    async fn told(&self, post: &post::Model) -> Vec<String> {
        let rows = activity::Entity::find()
            .filter(activity::Column::ObjectId.eq(post.id.0))
            .order_by_asc(activity::Column::Seq)
            .all(self.database.read())
            .await
            .expect("asked");
        rows.into_iter().map(|row| row.event).collect()
    }
}

fn html(body: &str) -> PostDraft {
    PostDraft::new("a", "A", Body::Html(body.to_owned()), TODAY)
}

#[tokio::test]
async fn a_gated_post_is_cut_at_its_paywall() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let mut draft = html("<p>For all.</p><!--members-only--><p>Secret.</p>");
        draft.visibility = Visibility::Paid;
        let row = desk.write(&draft).await;
        assert!(row.html.contains("Secret") && row.html.contains("For all"));
        assert_eq!(row.free_html.trim(), "<p>For all.</p>");
        assert_eq!(
            (row.plaintext.as_str(), row.cut_excerpt.as_str()),
            ("For all.", "For all.")
        );
        draft.slug = "b".into();
        draft.body = Body::Html("<p>Secret.</p>".into());
        let row = desk.write(&draft).await;
        assert_eq!(
            (
                row.free_html.as_str(),
                row.cut_excerpt.as_str(),
                row.reading_minutes
            ),
            ("", "", 1)
        );
    }
}

#[tokio::test]
async fn blocks_for_members_are_kept_from_visitors() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let members = "<!--kg-gated-block:begin nonMember:false memberSegment:\"status:free,status:-free\" --><p>Members.</p><!--kg-gated-block:end-->";
        let visitors = "<!--kg-gated-block:begin nonMember:true memberSegment:\"\" --><p>Visitors.</p><!--kg-gated-block:end-->";
        let row = desk
            .write(&html(&format!("<p>All.</p>{members}{visitors}")))
            .await;
        assert!(row.html.contains("Members.") && !row.html.contains("Visitors."));
        assert!(row.free_html.contains("Visitors.") && !row.free_html.contains("Members."));
        assert!(!row.plaintext.contains("Members.") && !row.cut_excerpt.contains("Members."));
    }
}

#[tokio::test]
async fn pictures_of_ours_get_their_sizes() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::new(700, 350)
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("encoded");
        let work = db.begin().await.expect("begun");
        let address = desk
            .media
            .put(&work, "p.png", None, bytes.into_inner())
            .await
            .expect("put");
        work.commit().await.expect("committed");
        let row = desk
            .write(&html(&format!(
                "<p><img src=\"{address}\" alt=\"P\" width=\"9\"></p>"
            )))
            .await;
        let hash = address.hash;
        for part in [
            &format!("<img src=\"{address}\" alt=\"P\""),
            "width=\"700\" height=\"350\"",
            &format!(
                "srcset=\"/media/{hash}/w320/p.png 320w, /media/{hash}/w640/p.png 640w, {address} 700w\""
            ),
            "loading=\"lazy\"",
            "decoding=\"async\"",
        ] {
            assert!(row.free_html.contains(part), "{part} in {}", row.free_html);
        }
        assert_eq!(row.html, row.free_html);
    }
}

#[tokio::test]
async fn writing_again_replaces_the_row_and_its_relations() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let (tags, author) = (
            [(); 3].map(|()| TagId::new(desk.ids.as_ref())),
            AuthorId::new(desk.ids.as_ref()),
        );
        let work = db.begin().await.expect("begun");
        for (number, id) in tags.iter().enumerate() {
            desk.writer
                .write_tag(
                    &work,
                    *id,
                    &TagDraft::new(&format!("t{number}"), "T", TODAY),
                )
                .await
                .expect("written");
        }
        desk.writer
            .write_author(&work, author, &AuthorDraft::new("ada", "Ada", TODAY))
            .await
            .expect("written");
        work.commit().await.expect("committed");
        let id = PostId::new(desk.ids.as_ref());
        let mut draft = html("<p>One.</p>");
        (draft.tags, draft.authors) = (vec![tags[0], tags[1], tags[0]], vec![author]);
        desk.rewrite(id, &draft).await;
        (draft.title, draft.tags, draft.authors) = ("B".into(), vec![tags[2], tags[1]], Vec::new());
        let row = desk.rewrite(id, &draft).await;
        assert_eq!(row.title, "B");
        let links = post_tag::Entity::find()
            .order_by_asc(post_tag::Column::Position)
            .all(db.read())
            .await
            .expect("links");
        assert_eq!(
            links.iter().map(|link| link.tag_id).collect::<Vec<_>>(),
            [tags[2], tags[1]]
        );
        assert_eq!(
            post_author::Entity::find()
                .count(db.read())
                .await
                .expect("counted"),
            0
        );
    }
}

#[tokio::test]
async fn a_scheduled_post_is_told_to_be_published_once_whoever_comes_first() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let scheduled = |slug: &str, seconds: i64| PostDraft {
            slug: slug.to_owned(),
            status: PostStatus::Scheduled,
            published_at: Some(TODAY.plus_seconds(seconds)),
            ..html("<p>Soon.</p>")
        };
        let late = desk.write(&scheduled("late", -1)).await;
        let early = desk.write(&scheduled("early", 10)).await;
        let changed = desk.write(&scheduled("changed", 10)).await;
        let withdrawn = desk.write(&scheduled("withdrawn", 10)).await;
        assert_eq!(late.status, PostStatus::Published);
        assert_eq!(early.status, PostStatus::Scheduled);
        desk.clock.advance_seconds(10);
        // They are written once more when their time has come, and before anybody has looked.
        desk.rewrite(changed.id, &scheduled("changed", 10)).await;
        let mut draft = scheduled("withdrawn", 10);
        draft.status = PostStatus::Draft;
        desk.rewrite(withdrawn.id, &draft).await;
        for published in [1, 0] {
            let due = desk.writer.publish_due(&db).await.expect("published");
            assert_eq!(due, published);
        }
        let (published, only_changed) = ("blog.post_published", "blog.post_changed");
        assert_eq!(desk.told(&late).await, [published]);
        assert_eq!(desk.told(&early).await, [only_changed, published]);
        assert_eq!(desk.told(&changed).await, [only_changed, published]);
        assert_eq!(desk.told(&withdrawn).await, [only_changed, only_changed]);
    }
}

#[tokio::test]
async fn settings_and_menus_are_written_over() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let item = |label: &str| MenuItem::new(label, "/x/");
        for labels in [vec!["A", "B"], vec!["B"]] {
            let work = db.begin().await.expect("begun");
            let menus = Menus {
                primary: labels.iter().map(|label| item(label)).collect(),
                secondary: vec![item("C")],
            };
            desk.writer
                .write_menus(&work, &menus)
                .await
                .expect("written");
            desk.writer
                .write_settings(&work, &SiteSettings::default())
                .await
                .expect("written");
            work.commit().await.expect("committed");
            let rows = menu_item::Entity::find()
                .filter(menu_item::Column::RemovedAt.is_null())
                .count(db.read())
                .await
                .expect("counted");
            assert_eq!(rows, labels.len() as u64 + 1);
        }
    }
}

#[tokio::test]
async fn a_document_that_cannot_be_read_is_kept_and_said() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let row = desk
            .write(&PostDraft::new("a", "A", Body::Lexical("{".into()), TODAY))
            .await;
        assert_eq!((row.document.as_str(), row.html.as_str()), ("{", ""));
        assert!(row.warnings.contains("not JSON"), "{}", row.warnings);
    }
}
