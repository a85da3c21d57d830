//! Writing tags and authors.

use contracts::Event;
use contracts::id::{AuthorId, TagId};
use data::{DataError, UnitOfWork};
use models::blog::{author, tag};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, EntityTrait, Iterable};

use super::PostWriter;
use super::draft::{AuthorDraft, TagDraft};
use super::post::json;

impl PostWriter {
    /// Writes a tag, new or over what was there.
    ///
    /// # Errors
    /// When the database fails; the slug must be free.
    pub async fn write_tag(
        &self,
        work: &UnitOfWork,
        id: TagId,
        draft: &TagDraft,
    ) -> Result<(), DataError> {
        let draft = draft.clone();
        let row = tag::Model {
            id,
            og: json(&draft.og)?,
            twitter: json(&draft.twitter)?,
            ghost_id: draft.ghost_id,
            fingerprint: draft.fingerprint,
            slug: draft.slug,
            name: draft.name,
            visibility: draft.visibility,
            description: draft.description,
            picture: draft.picture,
            accent_color: draft.accent_color,
            meta_title: draft.meta_title,
            meta_description: draft.meta_description,
            canonical_url: draft.canonical_url,
            created_at: draft.created_at,
            updated_at: draft.updated_at,
        };
        let over = OnConflict::column(tag::Column::Id)
            .update_columns(tag::Column::iter().filter(|column| !matches!(column, tag::Column::Id)))
            .to_owned();
        let row: tag::ActiveModel = row.into();
        tag::Entity::insert(row.reset_all())
            .on_conflict(over)
            .exec_without_returning(work)
            .await?;
        self.record(work, &Event::TagChanged { tag: id }).await
    }

    /// Writes an author, new or over what was there.
    ///
    /// # Errors
    /// When the database fails; the slug must be free.
    pub async fn write_author(
        &self,
        work: &UnitOfWork,
        id: AuthorId,
        draft: &AuthorDraft,
    ) -> Result<(), DataError> {
        let draft = draft.clone();
        let row = author::Model {
            id,
            ghost_id: draft.ghost_id,
            fingerprint: draft.fingerprint,
            slug: draft.slug,
            name: draft.name,
            email: draft.email,
            image: draft.image,
            cover: draft.cover,
            bio: draft.bio,
            location: draft.location,
            website: draft.website,
            meta_title: draft.meta_title,
            meta_description: draft.meta_description,
            created_at: draft.created_at,
            updated_at: draft.updated_at,
        };
        let over = OnConflict::column(author::Column::Id)
            .update_columns(
                author::Column::iter().filter(|column| !matches!(column, author::Column::Id)),
            )
            .to_owned();
        let row: author::ActiveModel = row.into();
        author::Entity::insert(row.reset_all())
            .on_conflict(over)
            .exec_without_returning(work)
            .await?;
        self.record(work, &Event::AuthorChanged { author: id })
            .await
    }
}
