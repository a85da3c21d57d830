//! From paths on the old site to addresses here.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use data::media::MediaStore;
use data::{DataError, Database};
use futures_util::{StreamExt, TryStreamExt, stream};
use models::media::medium;

use super::supplier::{Refusal, Supplier};
use crate::import::error::ImportError;
use crate::import::export::Key;
use crate::import::progress::{Phase, Progress, Step};
use crate::import::summary::{Kind, Outcome, Summary};

/// How many files are fetched at once: kind to a small server.
const AT_ONCE: usize = 4;
/// How often a file is asked for.
const TRIES_MAX: u32 = 3;
/// How long to wait before the second try; twice as long before the third.
const PATIENCE: Duration = Duration::from_millis(300);
/// How much all files together may have: an archive of zeroes would fill the disk.
const ALL_BYTES_MAX: u64 = 200 * 1024 * 1024 * 1024;

/// Fetches and remembers. Everything is asked for once a run, and what an earlier run stored is not fetched again.
pub(in crate::import) struct Resolver {
    pub(in crate::import) store: MediaStore,
    pub(in crate::import) database: Database,
    pub(in crate::import) supplier: Supplier,
    pub(in crate::import) progress: Arc<dyn Progress>,
    counted: HashSet<Key>,
    failed: HashSet<Key>,
    bytes: AtomicU64,
}

impl Resolver {
    pub(in crate::import) fn new(
        store: MediaStore,
        database: Database,
        supplier: Supplier,
        progress: Arc<dyn Progress>,
    ) -> Self {
        let (counted, failed, bytes) = (HashSet::new(), HashSet::new(), AtomicU64::new(0));
        Self {
            store,
            database,
            supplier,
            progress,
            counted,
            failed,
            bytes,
        }
    }

    /// The addresses of these files, by path; those that cannot be had are missing, and the summary says why.
    ///
    /// # Errors
    /// When the database or the disk fails, or the import is told to stop.
    pub(in crate::import) async fn resolve(
        &mut self,
        paths: BTreeSet<String>,
        summary: &mut Summary,
    ) -> Result<HashMap<String, String>, ImportError> {
        let paths: Vec<String> = paths
            .into_iter()
            .filter(|path| !self.failed.contains(&Key::of(path)))
            .collect();
        if paths.is_empty() {
            return Ok(HashMap::new());
        }
        let stored = self
            .store
            .from_sources(self.database.read(), &paths)
            .await?;
        for path in stored.keys() {
            if self.counted.insert(Key::of(path)) {
                summary.count(Kind::Media, Outcome::Unchanged);
            }
        }
        let mut addresses: HashMap<String, String> = stored
            .into_iter()
            .map(|(path, address)| (path, address.to_string()))
            .collect();
        let missing: Vec<String> = paths
            .into_iter()
            .filter(|path| !addresses.contains_key(path))
            .collect();
        let fetched = self.fetch_all(missing).await?;
        let mut files = Vec::new();
        for (path, result) in fetched {
            match result {
                Ok(file) => {
                    self.counted.insert(Key::of(&path));
                    summary.count(Kind::Media, Outcome::Made);
                    addresses.insert(path.clone(), format!("/media/{}/{}", file.hash, file.name));
                    files.push((file, Some(path)));
                }
                Err(why) => {
                    self.failed.insert(Key::of(&path));
                    summary.skip(Kind::Media, format!("{path} could not be had: {why}"));
                }
            }
        }
        if !files.is_empty() {
            let work = self.database.begin().await?;
            self.store.record(&work, &files).await?;
            work.commit().await?;
        }
        Ok(addresses)
    }

    /// Fetches files, some at once; the answers are in the order of the paths.
    async fn fetch_all(
        &self,
        paths: Vec<String>,
    ) -> Result<Vec<(String, Result<medium::Model, String>)>, ImportError> {
        let total = paths.len() as u64;
        let done = AtomicU64::new(0);
        let fetches = paths.into_iter().map(|path| {
            let done = &done;
            async move {
                let result = self.fetch(&path).await?;
                let step = Step {
                    phase: Phase::Fetching,
                    done: done.fetch_add(1, Ordering::Relaxed) + 1,
                    total,
                    message: &path,
                };
                match self.progress.report(step) {
                    ControlFlow::Break(()) => Err(ImportError::Stopped),
                    ControlFlow::Continue(()) => Ok((path, result)),
                }
            }
        });
        stream::iter(fetches).buffered(AT_ONCE).try_collect().await
    }

    async fn fetch(&self, path: &str) -> Result<Result<medium::Model, String>, ImportError> {
        if self.bytes.load(Ordering::Relaxed) > ALL_BYTES_MAX {
            return Ok(Err(format!(
                "all files together are more than {} GiB",
                ALL_BYTES_MAX >> 30
            )));
        }
        let mut patience = PATIENCE;
        for attempt in 1.. {
            let why = match self.try_fetch(path).await? {
                Ok(file) => {
                    self.bytes
                        .fetch_add(u64::try_from(file.bytes).unwrap_or(0), Ordering::Relaxed);
                    return Ok(fits(path, file));
                }
                Err(Refusal::Final(why)) => return Ok(Err(why)),
                Err(Refusal::Passing(why)) => why,
            };
            if attempt == TRIES_MAX {
                return Ok(Err(why));
            }
            tokio::time::sleep(patience).await;
            patience *= 2;
        }
        unreachable!("the last try returns")
    }

    async fn try_fetch(&self, path: &str) -> Result<Result<medium::Model, Refusal>, ImportError> {
        let (supplier, asked) = (self.supplier.clone(), path.to_owned());
        let content = tokio::task::spawn_blocking(move || supplier.get(&asked)).await;
        let content = match content.map_err(|error| DataError::Damaged(error.to_string()))? {
            Ok(content) => content,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let name = crate::import::addresses::percent_decoded(path).unwrap_or_default();
        match self.store.receive(&name, content).await {
            Ok(file) => Ok(Ok(file)),
            // Also when the connection breaks in the middle.
            Err(DataError::Refused(why)) => Ok(Err(Refusal::Passing(why))),
            Err(other) => Err(other.into()),
        }
    }
}

/// A server that has lost a picture often answers with a page that says so.
fn fits(path: &str, file: medium::Model) -> Result<medium::Model, String> {
    let is = |kind: &str| file.content_type.starts_with(kind);
    let fits = match path {
        _ if path.starts_with("/content/images/") => is("image/"),
        _ if path.starts_with("/content/media/") => is("audio/") || is("video/") || is("image/"),
        _ => true,
    };
    match fits {
        true => Ok(file),
        false => Err(format!(
            "what came is not what its address says but {}",
            file.content_type
        )),
    }
}
