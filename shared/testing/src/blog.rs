//! Rows of a blog, for tests that need articles before there is a way to write them.

use contracts::blog::{PostKind, PostStatus, SocialCard, TagVisibility, Visibility};
use contracts::id::{AuthorId, PostId, TagId};
use contracts::{IdSource, Instant};
use data::Database;
use models::blog::{author, post, post_author, post_tag, tag};
use models::media::medium;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait};

use crate::{SeededIds, TODAY};

/// Makes rows that are public and plain, and stores them once a test has changed what it is about.
#[derive(Debug)]
pub struct BlogRows {
    database: Database,
    ids: SeededIds,
}

impl BlogRows {
    /// Rows for this database.
    pub fn new(database: &Database) -> Self {
        Self {
            database: database.clone(),
            ids: SeededIds::default(),
        }
    }

    /// A public post with this slug, published so many hours before today; not stored yet.
    pub fn post(&self, slug: &str, hours: i64) -> post::Model {
        let published = hours_ago(hours);
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
            members_stylesheet: None,
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
    pub fn tag(&self, slug: &str) -> tag::Model {
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
    pub fn author(&self, slug: &str) -> author::Model {
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
    pub async fn put<M, A>(&self, rows: impl IntoIterator<Item = M>)
    where
        M: ModelTrait + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    {
        let work = self.database.begin().await.expect("begun");
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
    pub fn picture(&self, hash: &str) -> medium::Model {
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
    pub async fn credit(
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
pub fn hours_ago(hours: i64) -> Instant {
    TODAY.plus_seconds(-3600 * hours)
}
