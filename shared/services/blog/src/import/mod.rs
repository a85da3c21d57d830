//! Bringing a Ghost site home: [`GhostImport`] reads a Ghost 5 or 6 export into the blog.
//!
//! Two passes over the file. The first (`survey`) reads all of it and keeps the small tables, so that nothing is imported
//! of a broken export. The second (`posts`) streams the posts; each batch of them is one transaction. Between them come
//! authors, tags, settings and menus (`taxonomy`, `site`). Pictures and files are had before the batch that
//! shows them (`media`), and all addresses of the old site in texts become ours (`addresses`).
//!
//! **Run again**: a row is known by the id that Ghost gave it, and its `fingerprint` (a hash of the draft: row, relations,
//! texts with their addresses resolved) says whether anything is different. Ids of ours are derived from Ghost's, so an
//! import that was killed and run again ends exactly as one that went through. What was changed here after an import
//! stays until the export says something new about it.
//!
//! To take another column along: add it to a row in `export/row.rs`, to the draft in `draft`, and to the writer.

mod addresses;
mod draft;
mod error;
mod export;
mod media;
mod options;
mod places;
mod posts;
mod progress;
mod site;
mod summary;
mod survey;
mod taxonomy;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use data::media::MediaStore;
use data::{DataError, Database};

pub use error::ImportError;
pub use options::{BATCH_POSTS, ImportOptions, MediaSource};
pub use progress::{Phase, Progress, Silent, Step};
pub use summary::{Counts, Kind, Outcome, Summary};

use crate::writing::PostWriter;
use addresses::OldSite;
use export::Key;
use media::{Resolver, Supplier};
use summary::Outcome::{Changed, Made, Unchanged};
use survey::Survey;

/// Imports Ghost exports into one blog.
pub struct GhostImport {
    /// Where to.
    pub database: Database,
    /// Where pictures and files go.
    pub media: MediaStore,
    /// What writes the rows.
    pub writer: PostWriter,
    /// Who is told how far it is.
    pub progress: Arc<dyn Progress>,
}

/// One run of an import.
struct Run<'a> {
    import: &'a GhostImport,
    survey: Arc<Survey>,
    old_site: OldSite,
    resolver: Resolver,
    /// Of the ids that several posts have, those that were met.
    met: HashSet<Key>,
    summary: Summary,
}

impl GhostImport {
    /// Imports an export.
    ///
    /// # Errors
    /// See [`ImportError`]: a broken or foreign file imports nothing.
    pub async fn run(&self, file: &Path, options: &ImportOptions) -> Result<Summary, ImportError> {
        let (path, progress, source) = (
            file.to_owned(),
            self.progress.clone(),
            options.media.clone(),
        );
        let survey =
            blocking(move || Ok((Survey::of(&path, &progress)?, Supplier::open(&source)?)));
        let (survey, supplier) = survey.await?;
        let resolver = Resolver::new(
            self.media.clone(),
            self.database.clone(),
            supplier,
            self.progress.clone(),
        );
        let mut run = Run {
            import: self,
            survey: Arc::new(survey),
            old_site: OldSite::new(options.site()),
            resolver,
            met: HashSet::new(),
            summary: Summary::default(),
        };
        let remarks = run.survey.remarks.clone();
        remarks
            .into_iter()
            .for_each(|remark| run.summary.warn(remark));
        let taxonomy = run.taxonomy().await?;
        run.site().await?;
        run.posts(file, &taxonomy, options.batch_posts.max(1))
            .await?;
        Ok(run.summary.finish())
    }
}

/// Runs what blocks on a thread that may.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(DataError::Damaged(error.to_string()).into()))
}

/// What becomes of a row, by the fingerprint it has here (if it is here) and the one it would have.
fn outcome(stored: Option<&Option<String>>, fingerprint: &Option<String>) -> Outcome {
    match stored {
        None => Made,
        Some(stored) if stored == fingerprint => Unchanged,
        Some(_) => Changed,
    }
}
