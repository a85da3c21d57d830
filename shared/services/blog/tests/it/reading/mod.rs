//! What readers get, from rows that were put there by hand.

mod articles;
mod feeds;
mod gated;
mod redirects;
mod site;
mod statements;
mod streams;

use std::future::Future;
use std::sync::Arc;

use blog_service::reading::BlogReader;
use contracts::blog::{PostKind, PostStatus, SocialCard, TagVisibility, Visibility};
use contracts::id::{AuthorId, PostId, TagId};
use contracts::{Clock, FixedClock, IdSource, Instant};
use data::media::MediaStore;
use data::{Database, UnitOfWork};
use models::blog::{author, post, post_author, post_tag, tag};
use models::media::medium;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait};
use tempfile::TempDir;
use testing::{SeededIds, TODAY, TestDatabase};

/// A blog that a test fills.
pub(crate) struct Rows<'a> {
    database: &'a Database,
    ids: SeededIds,
    pub(crate) clock: FixedClock,
    pub(crate) reader: BlogReader,
    _folder: TempDir,
}

/// Runs a test on each database.
pub(crate) async fn on_each<F>(test: impl Fn(Arc<TestDatabase>) -> F)
where
    F: Future<Output = ()>,
{
    for database in testing::databases().await {
        test(Arc::new(database)).await;
    }
}

impl<'a> Rows<'a> {
    pub(crate) fn of(database: &'a Database) -> Self {
        let clock = testing::clock();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let folder = tempfile::tempdir().expect("a folder for pictures");
        let (media, _) = MediaStore::open_folder(folder.path(), database.clone(), shared.clone())
            .expect("opened");
        Self {
            reader: BlogReader::new(database.clone(), media, shared),
            _folder: folder,
            ids: SeededIds::default(),
            database,
            clock,
        }
    }

    /// A public post with this slug, published so many hours before today; not stored yet.
    pub(crate) fn post(&self, slug: &str, hours_ago: i64) -> post::Model {
        let published = TODAY.plus_seconds(-3600 * hours_ago);
        post::Model {
            id: PostId(self.ids.next()),
            ghost_id: None,
            fingerprint: None,
            kind: PostKind::Post,
            status: PostStatus::Published,
            visibility: Visibility::Public,
            slug: slug.into(),
            title: format!("Title of {slug}"),
            document_format: "html".into(),
            document: format!("<p>Document of {slug}</p>"),
            html: format!("<p>Whole of {slug}</p>"),
            free_html: format!("<p>Free part of {slug}</p>"),
            plaintext: format!("Free part of {slug}"),
            stylesheet: None,
            warnings: "[]".into(),
            excerpt: None,
            cut_excerpt: format!("Free part of {slug}"),
            reading_minutes: 1,
            picture: None,
            picture_alt: None,
            picture_caption: None,
            featured: false,
            locale: None,
            meta_title: None,
            meta_description: None,
            og: empty_card(),
            twitter: empty_card(),
            canonical_url: None,
            template: None,
            code_head: None,
            code_foot: None,
            published_at: Some(published),
            created_at: published,
            updated_at: published,
        }
    }

    /// A public tag with this slug; not stored yet.
    pub(crate) fn tag(&self, slug: &str) -> tag::Model {
        tag::Model {
            id: TagId(self.ids.next()),
            ghost_id: None,
            fingerprint: None,
            slug: slug.into(),
            name: format!("Name of {slug}"),
            visibility: TagVisibility::Public,
            description: None,
            picture: None,
            accent_color: None,
            meta_title: None,
            meta_description: None,
            og: empty_card(),
            twitter: empty_card(),
            canonical_url: None,
            created_at: TODAY,
            updated_at: TODAY,
        }
    }

    /// An author with this slug; not stored yet.
    pub(crate) fn author(&self, slug: &str) -> author::Model {
        author::Model {
            id: AuthorId(self.ids.next()),
            ghost_id: None,
            fingerprint: None,
            slug: slug.into(),
            name: format!("Name of {slug}"),
            email: Some(format!("{slug}@secret.example")),
            image: None,
            cover: None,
            bio: None,
            location: None,
            website: None,
            meta_title: None,
            meta_description: None,
            created_at: TODAY,
            updated_at: TODAY,
        }
    }

    /// Stores rows of one kind, in order.
    pub(crate) async fn put<M, A>(&self, rows: impl IntoIterator<Item = M>)
    where
        M: ModelTrait + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    {
        let work: UnitOfWork = self.database.begin().await.expect("begun");
        for row in rows {
            let insert = M::Entity::insert(row.into_active_model());
            insert
                .exec_without_returning(&work)
                .await
                .expect("inserted");
        }
        work.commit().await.expect("committed");
    }

    /// A picture of 1200 by 800 pixels that has this hash.
    pub(crate) fn picture(&self, hash: &str) -> medium::Model {
        medium::Model {
            hash: hash.into(),
            name: "photo.jpg".into(),
            content_type: "image/jpeg".into(),
            bytes: 1,
            width: 1200,
            height: 800,
            resizable: true,
            created_at: TODAY,
        }
    }

    /// Gives a post its tags and authors, in order.
    pub(crate) async fn credit(
        &self,
        post: &post::Model,
        tags: &[&tag::Model],
        authors: &[&author::Model],
    ) {
        let place = |at: usize| i32::try_from(at).expect("few");
        self.put(tags.iter().enumerate().map(|(at, tag)| post_tag::Model {
            post_id: post.id,
            tag_id: tag.id,
            position: place(at),
        }))
        .await;
        self.put(
            authors
                .iter()
                .enumerate()
                .map(|(at, author)| post_author::Model {
                    post_id: post.id,
                    author_id: author.id,
                    position: place(at),
                }),
        )
        .await;
    }
}

fn empty_card() -> String {
    serde_json::to_string(&SocialCard::default()).expect("plain data")
}

/// A time so many hours before today.
pub(crate) fn hours_ago(hours: i64) -> Instant {
    TODAY.plus_seconds(-3600 * hours)
}
