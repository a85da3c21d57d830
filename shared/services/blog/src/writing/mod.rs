//! Writing the blog: typed drafts become rows, a document becomes what is served.
//!
//! [`PostWriter`] is used by the Ghost import, the demo seeder and tests. It works inside the caller's unit of work and
//! decides nothing: which row a draft belongs to and whether it differs is the caller's business.
//!
//! What visitors may have of a post is cut **here**, once, when it is written (`rendition`): `free_html`, `plaintext`
//! and `cut_excerpt` never hold a word of the members' part, so nothing that reads them can leak it.

mod draft;
mod measure;
mod pictures;
mod post;
mod rendition;
mod site;
mod taxonomy;

use std::sync::Arc;

use contracts::{Clock, IdSource};
use data::media::MediaStore;
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
}
