//! Writing a post.

use contracts::Event;
use contracts::blog::PostStatus;
use contracts::id::PostId;
use data::{DataError, UnitOfWork};
use models::blog::{post, post_author, post_tag};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, Iterable, PaginatorTrait, QueryFilter};

use super::draft::{Body, PostDraft};
use super::{PostWriter, rendition};

impl PostWriter {
    /// Writes a post with its tags and authors, new or over what was there. Answers what could not be kept when it was
    /// rendered, for its editor; the same is stored with it.
    ///
    /// # Errors
    /// When the database or the disk fails; the slug must be free.
    pub async fn write_post(
        &self,
        work: &UnitOfWork,
        id: PostId,
        draft: &PostDraft,
    ) -> Result<Vec<String>, DataError> {
        let was_published = self.is_published(work, id).await?;
        let rendition = rendition::of(&self.media, work, &self.fit, draft).await?;
        let warnings = rendition.warnings.clone();
        let (document_format, document) = match &draft.body {
            Body::Lexical(document) => ("lexical", document),
            Body::Mobiledoc { document, .. } => ("mobiledoc", document),
            Body::Html(html) => ("html", html),
        };
        let row = post::Model {
            id,
            ghost_id: draft.ghost_id.clone(),
            fingerprint: draft.fingerprint.clone(),
            kind: draft.kind,
            status: self.status_now(draft),
            visibility: draft.visibility,
            slug: draft.slug.clone(),
            title: draft.title.clone(),
            document_format: document_format.to_owned(),
            document: document.clone(),
            html: rendition.html,
            free_html: rendition.free_html,
            plaintext: rendition.plaintext,
            stylesheet: rendition.stylesheet,
            members_stylesheet: rendition.members_stylesheet,
            warnings: json(&rendition.warnings)?,
            excerpt: draft.excerpt.clone(),
            cut_excerpt: rendition.cut_excerpt,
            reading_minutes: rendition.reading_minutes,
            picture: draft.picture.clone(),
            picture_alt: draft.picture_alt.clone(),
            picture_caption: rendition.picture_caption,
            featured: draft.featured,
            locale: draft.locale.clone(),
            meta_title: draft.meta_title.clone(),
            meta_description: draft.meta_description.clone(),
            og: json(&draft.og)?,
            twitter: json(&draft.twitter)?,
            canonical_url: draft.canonical_url.clone(),
            template: draft.template.clone(),
            code_head: draft.code_head.clone(),
            code_foot: draft.code_foot.clone(),
            published_at: draft.published_at,
            created_at: draft.created_at,
            updated_at: draft.updated_at,
        };
        let over = OnConflict::column(post::Column::Id)
            .update_columns(
                post::Column::iter().filter(|column| !matches!(column, post::Column::Id)),
            )
            .to_owned();
        let row: post::ActiveModel = row.into();
        post::Entity::insert(row.reset_all())
            .on_conflict(over)
            .exec_without_returning(work)
            .await?;
        relate(work, id, draft).await?;
        self.tell(work, id, was_published).await?;
        Ok(warnings)
    }

    /// Changes nothing of a post but its address.
    ///
    /// # Errors
    /// When the database fails; the slug must be free.
    pub async fn move_post(
        &self,
        work: &UnitOfWork,
        id: PostId,
        slug: &str,
    ) -> Result<(), DataError> {
        post::Entity::update_many()
            .col_expr(post::Column::Slug, Expr::value(slug))
            .filter(post::Column::Id.eq(id))
            .exec(work)
            .await?;
        self.record(work, &Event::PostChanged { post: id }).await
    }

    /// A post that is scheduled for a time that has come is published: if it stood as scheduled, it would be told of twice,
    /// now and when it is next looked for what is due.
    fn status_now(&self, draft: &PostDraft) -> PostStatus {
        let is_due = draft.published_at.is_some_and(|at| at <= self.clock.now());
        match draft.status {
            PostStatus::Scheduled if is_due => PostStatus::Published,
            status => status,
        }
    }

    /// Whether the post stands as published and its time has come: whether it was told that everybody finds it.
    async fn is_published(&self, work: &UnitOfWork, id: PostId) -> Result<bool, DataError> {
        let published = post::Entity::find_by_id(id)
            .filter(post::Column::Status.eq(PostStatus::Published))
            .filter(post::Column::PublishedAt.lte(self.clock.now()));
        Ok(published.count(work).await? > 0)
    }

    /// Records what became of a post that was, or was not, published before.
    async fn tell(
        &self,
        work: &UnitOfWork,
        post: PostId,
        was_published: bool,
    ) -> Result<(), DataError> {
        let event = match (was_published, self.is_published(work, post).await?) {
            (false, true) => Event::PostPublished { post },
            (true, false) => Event::PostWithdrawn { post },
            _ => Event::PostChanged { post },
        };
        self.record(work, &event).await
    }
}

/// Writes which tags and authors a post has; one that is named twice counts once.
async fn relate(work: &UnitOfWork, post_id: PostId, draft: &PostDraft) -> Result<(), DataError> {
    post_tag::Entity::delete_many()
        .filter(post_tag::Column::PostId.eq(post_id))
        .exec(work)
        .await?;
    post_author::Entity::delete_many()
        .filter(post_author::Column::PostId.eq(post_id))
        .exec(work)
        .await?;
    let tags = (0..).zip(&draft.tags).map(|(position, tag_id)| {
        post_tag::ActiveModel::from(post_tag::Model {
            post_id,
            tag_id: *tag_id,
            position,
        })
        .reset_all()
    });
    let authors = (0..).zip(&draft.authors).map(|(position, author_id)| {
        post_author::ActiveModel::from(post_author::Model {
            post_id,
            author_id: *author_id,
            position,
        })
        .reset_all()
    });
    if !draft.tags.is_empty() {
        let once = OnConflict::columns([post_tag::Column::PostId, post_tag::Column::TagId])
            .do_nothing()
            .to_owned();
        post_tag::Entity::insert_many(tags)
            .on_conflict(once)
            .exec_without_returning(work)
            .await?;
    }
    if !draft.authors.is_empty() {
        let once =
            OnConflict::columns([post_author::Column::PostId, post_author::Column::AuthorId])
                .do_nothing()
                .to_owned();
        post_author::Entity::insert_many(authors)
            .on_conflict(once)
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, DataError> {
    serde_json::to_string(value)
        .map_err(|error| DataError::Damaged(format!("cannot be written as JSON: {error}")))
}
