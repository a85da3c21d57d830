//! What is written of a post, a tag, the settings and menus.

use std::io::Cursor;
use std::sync::Arc;

use blog_service::writing::{AuthorDraft, Body, PostDraft, PostWriter, TagDraft};
use contracts::blog::{MenuItem, Menus, SiteSettings, Visibility};
use contracts::id::{AuthorId, PostId, TagId};
use data::Database;
use data::media::MediaStore;
use lexical::serve::FitOptions;
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
    _folder: TempDir,
}

impl Desk {
    fn of(database: &Database) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(testing::clock());
        let (media, _) = MediaStore::open_folder(folder.path(), database.clone(), clock.clone())
            .expect("opened");
        let ids = Arc::new(SeededIds::default());
        let writer = PostWriter::new(media.clone(), clock, ids.clone(), FitOptions::default());
        Self {
            database: database.clone(),
            media,
            writer,
            ids,
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
