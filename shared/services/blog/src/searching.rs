//! What visitors find of the blog.

use async_trait::async_trait;
use contracts::blog::PostStatus;
use contracts::id::PostId;
use contracts::{Activity, Event};
use data::UnitOfWork;
use data::event_log::{Handler, HandlerError};
use data::search::{self, SearchDocument};
use models::blog::post;
use sea_orm::EntityTrait;

/// The word by which posts and pages stand in the search table.
const KIND: &str = "post";

/// Keeps posts and pages in the search table: published ones, and scheduled ones for when their time comes.
#[derive(Debug)]
pub struct FillSearch;

#[async_trait]
impl Handler for FillSearch {
    fn name(&self) -> &'static str {
        "blog.fill-search"
    }

    fn wants(&self, event: &Event) -> bool {
        post_of(event).is_some()
    }

    async fn handle(&self, work: &UnitOfWork, activity: &Activity) -> Result<(), HandlerError> {
        let Some(id) = post_of(&activity.event) else {
            return Ok(());
        };
        let row = post::Entity::find_by_id(id).one(work).await?;
        match row.and_then(document) {
            Some(document) => search::put(work, document).await?,
            None => search::remove(work, KIND, id.0).await?,
        }
        Ok(())
    }
}

fn post_of(event: &Event) -> Option<PostId> {
    match *event {
        Event::PostPublished { post }
        | Event::PostChanged { post }
        | Event::PostWithdrawn { post } => Some(post),
        _ => None,
    }
}

/// What may be found of a post; nothing of a draft. `plaintext` is the part that everybody may read.
fn document(row: post::Model) -> Option<SearchDocument> {
    let is_draft = !matches!(row.status, PostStatus::Published | PostStatus::Scheduled);
    let shown_from = row.published_at.filter(|_| !is_draft)?;
    Some(SearchDocument {
        kind: KIND,
        id: row.id.0,
        title: row.title,
        body: match row.excerpt {
            Some(excerpt) => format!("{excerpt}\n\n{}", row.plaintext),
            None => row.plaintext,
        },
        address: format!("app://blog/{}/", row.slug),
        shown_from,
        updated_at: row.updated_at,
    })
}
