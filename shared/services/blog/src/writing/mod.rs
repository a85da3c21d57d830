//! Writing the blog: typed drafts become rows, a document becomes what is served.
//!
//! [`PostWriter`] is used by the Ghost import, the demo seeder and tests. It works inside the caller's unit of work and
//! decides nothing: which row a draft belongs to and whether it differs is the caller's business.
//!
//! What it writes it also records in the event log, as part of the same unit of work.
//!
//! What visitors may have of a post is cut **here**, once, when it is written (`rendition`): `free_html`, `plaintext`
//! and `cut_excerpt` never hold a word of the members' part, so nothing that reads them can leak it.

mod draft;
mod due;
mod measure;
mod pictures;
mod post;
mod rendition;
mod site;
mod taxonomy;

use std::sync::Arc;

use contracts::{Clock, Event, IdSource};
use data::media::MediaStore;
use data::{DataError, UnitOfWork};
use lexical::serve::FitOptions;

pub use draft::{AuthorDraft, Body, PostDraft, TagDraft};
pub use site::SITE;

/// Writes posts, pages, tags, authors, settings and menus.
#[derive(Clone)]
pub struct PostWriter {
    media: MediaStore,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    fit: FitOptions,
}

impl PostWriter {
    /// A writer; `media` knows the pictures' sizes and keeps the posts' style sheets, `fit` says what pages may show.
    pub fn new(
        media: MediaStore,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        fit: FitOptions,
    ) -> Self {
        Self {
            media,
            clock,
            ids,
            fit,
        }
    }

    /// Writes into the event log what this writer has just made true.
    pub(crate) async fn record(&self, work: &UnitOfWork, event: &Event) -> Result<(), DataError> {
        data::event_log::record(work, self.clock.now(), self.ids.as_ref(), event).await?;
        Ok(())
    }
}
