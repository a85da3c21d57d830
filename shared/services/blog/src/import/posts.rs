//! The second pass: posts and pages, a batch of them in a transaction.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::Path;

use contracts::Instant;
use contracts::id::{AuthorId, PostId, TagId};
use data::UnitOfWork;
use models::blog::post;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::draft::{Drafting, id_of, is_usable};
use super::error::ImportError;
use super::export::{Key, PostMetaRow, PostRow, Reading, Row, read};
use super::progress::{Phase, Step};
use super::summary::{Kind, Outcome};
use super::taxonomy::Taxonomy;
use super::{Run, blocking, outcome};
use crate::writing::PostDraft;

/// How much text one batch may have: what bounds memory when posts are long.
const BATCH_BYTES_MAX: usize = 8 * 1024 * 1024;
/// How many posts wait between the reader and the writer.
const WAITING_MAX: usize = 2;
/// How many endings are tried for an address that is taken.
const ENDINGS_MAX: u32 = 1_000;

/// A post that is here already from an earlier import.
struct Stored {
    id: PostId,
    slug: String,
    fingerprint: Option<String>,
}

/// A post on its way in.
struct Incoming {
    row: PostRow,
    meta: PostMetaRow,
}

impl Run<'_> {
    /// Writes posts and pages.
    ///
    /// # Errors
    /// When the file changes under us, the database or the disk fails, or the import is told to stop.
    pub(super) async fn posts(
        &mut self,
        file: &Path,
        taxonomy: &Taxonomy,
        batch_posts: usize,
    ) -> Result<(), ImportError> {
        let (sender, mut receiver) = channel(WAITING_MAX);
        let path = file.to_owned();
        let reading = tokio::spawn(blocking(move || stream(&path, sender)));
        let mut displaced = Vec::new();
        let mut done = 0;
        let written = loop {
            let batch = next_batch(&mut receiver, batch_posts).await;
            if batch.is_empty() {
                break Ok(());
            }
            done += batch.len() as u64;
            if let Err(error) = self.batch(batch, taxonomy, &mut displaced).await {
                break Err(error);
            }
            let step = Step {
                phase: Phase::Writing,
                done,
                total: self.survey.posts,
                message: "",
            };
            if self.import.progress.report(step) == ControlFlow::Break(()) {
                break Err(ImportError::Stopped);
            }
        };
        drop(receiver);
        let read = reading
            .await
            .map_err(|error| data::DataError::Damaged(error.to_string()))?;
        written?;
        read?;
        self.settle(displaced).await
    }

    async fn batch(
        &mut self,
        rows: Vec<PostRow>,
        taxonomy: &Taxonomy,
        displaced: &mut Vec<(PostId, String)>,
    ) -> Result<(), ImportError> {
        let mut uploads = BTreeSet::new();
        let mut batch = Vec::with_capacity(rows.len());
        for row in rows {
            let meta = self.survey.meta(row.id.key());
            let texts = [
                &row.lexical,
                &row.mobiledoc,
                &row.html,
                &row.feature_image,
                &meta.og_image,
                &meta.twitter_image,
                &meta.feature_image_caption,
            ];
            texts
                .into_iter()
                .flatten()
                .for_each(|text| self.old_site.uploads(text, &mut uploads));
            batch.push(Incoming { row, meta });
        }
        let found = self.resolver.resolve(uploads, &mut self.summary).await?;
        let work = self.import.database.begin().await?;
        let stored = stored(&work, &batch).await?;
        for incoming in batch {
            self.post(&work, incoming, &stored, taxonomy, &found, displaced)
                .await?;
        }
        Ok(work.commit().await?)
    }

    async fn post(
        &mut self,
        work: &UnitOfWork,
        Incoming { row, meta }: Incoming,
        stored: &HashMap<String, Stored>,
        taxonomy: &Taxonomy,
        found: &HashMap<String, String>,
        displaced: &mut Vec<(PostId, String)>,
    ) -> Result<(), ImportError> {
        let (kind, word) = if row.is_page() {
            (Kind::Pages, "page")
        } else {
            (Kind::Posts, "post")
        };
        let name = format!("{word} “{}”", row.slug);
        let key = row.id.key();
        if self.survey.repeated.contains(&key) && !self.met.insert(key) {
            self.summary.skip(
                kind,
                format!("{name}: another one in the export has the same id"),
            );
            return Ok(());
        }
        if !is_usable(&row.slug) {
            self.summary
                .skip(kind, format!("{name}: its address cannot be used"));
            return Ok(());
        }
        let exported = self.survey.exported;
        let (tags, authors) = self.relations(key, taxonomy);
        let stored = stored.get(&*row.id.0);
        let fresh = || {
            PostId(id_of(
                "post",
                &row.id,
                row.created_at.or(row.published_at).unwrap_or(exported),
            ))
        };
        let id = stored.map_or_else(fresh, |stored| stored.id);
        let mut drafting = Drafting {
            old_site: &self.old_site,
            found,
            remarks: Vec::new(),
            name,
        };
        let mut draft = drafting.post(row, meta, tags, authors, exported);
        let Drafting { remarks, name, .. } = drafting;

        let outcome = outcome(stored.map(|stored| &stored.fingerprint), &draft.fingerprint);
        self.summary.count(kind, outcome);
        if outcome == Outcome::Unchanged {
            if stored.is_some_and(|stored| stored.slug != draft.slug) {
                displaced.push((id, draft.slug));
            }
            return Ok(());
        }
        let wanted = draft.slug.clone();
        draft.slug = free_slug(work, &wanted, id).await?;
        if draft.slug != wanted {
            displaced.push((id, wanted));
        }
        self.write(work, id, &draft, remarks, &name).await
    }

    /// The tags and authors of a post, in order.
    fn relations(&self, post: Key, taxonomy: &Taxonomy) -> (Vec<TagId>, Vec<AuthorId>) {
        let (tags, authors) = (
            self.survey.post_tags.of(post),
            self.survey.post_authors.of(post),
        );
        let tags = tags.filter_map(|tag| taxonomy.tags.get(&tag).copied());
        let authors = authors.filter_map(|user| taxonomy.authors.get(&user).copied());
        (tags.collect(), authors.collect())
    }

    async fn write(
        &mut self,
        work: &UnitOfWork,
        id: PostId,
        draft: &PostDraft,
        remarks: Vec<String>,
        name: &str,
    ) -> Result<(), ImportError> {
        remarks
            .into_iter()
            .for_each(|remark| self.summary.warn(remark));
        let warnings = self.import.writer.write_post(work, id, draft).await?;
        match warnings.as_slice() {
            [] => {}
            [one] => self.summary.warn(format!("{name}: {one}")),
            [first, rest @ ..] => self.summary.warn(format!(
                "{name}: {first}; and {} more, kept with it",
                rest.len()
            )),
        }
        Ok(())
    }

    /// Gives posts that found their address taken the one they want, if it has become free since, or says what they
    /// have instead.
    async fn settle(&mut self, displaced: Vec<(PostId, String)>) -> Result<(), ImportError> {
        if displaced.is_empty() {
            return Ok(());
        }
        let work = self.import.database.begin().await?;
        for (id, wanted) in displaced {
            let Some(row) = post::Entity::find_by_id(id).one(&work).await? else {
                continue;
            };
            let slug = free_slug(&work, &wanted, id).await?;
            if slug == wanted {
                self.import.writer.move_post(&work, id, &slug).await?;
            } else {
                self.summary.warn(format!(
                    "“{}” is at /{}/, since /{wanted}/ is taken",
                    row.title, row.slug
                ));
            }
        }
        Ok(work.commit().await?)
    }
}

/// What is here already of a batch, by Ghost's id.
async fn stored(
    work: &UnitOfWork,
    batch: &[Incoming],
) -> Result<HashMap<String, Stored>, ImportError> {
    let ids = batch.iter().map(|incoming| &*incoming.row.id.0);
    let rows: Vec<(PostId, Option<String>, String, Option<String>)> = post::Entity::find()
        .select_only()
        .columns([
            post::Column::Id,
            post::Column::GhostId,
            post::Column::Slug,
            post::Column::Fingerprint,
        ])
        .filter(post::Column::GhostId.is_in(ids))
        .into_tuple()
        .all(work)
        .await?;
    let by_ghost_id = |(id, ghost_id, slug, fingerprint): (PostId, Option<String>, _, _)| {
        Some((
            ghost_id?,
            Stored {
                id,
                slug,
                fingerprint,
            },
        ))
    };
    Ok(rows.into_iter().filter_map(by_ghost_id).collect())
}

/// The address, or with an ending when another post has it: Ghost lets a page and a post have the same one.
async fn free_slug(work: &UnitOfWork, wanted: &str, id: PostId) -> Result<String, ImportError> {
    let mut slug = wanted.to_owned();
    for ending in 2..ENDINGS_MAX {
        let holder: Option<PostId> = post::Entity::find()
            .select_only()
            .column(post::Column::Id)
            .filter(post::Column::Slug.eq(slug.as_str()))
            .into_tuple()
            .one(work)
            .await?;
        if holder.is_none_or(|holder| holder == id) {
            return Ok(slug);
        }
        slug = format!("{wanted}-{ending}");
    }
    Ok(format!("{wanted}-{id}"))
}

/// As many posts as a batch takes; none at the end.
async fn next_batch(receiver: &mut Receiver<Box<PostRow>>, posts_max: usize) -> Vec<PostRow> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < posts_max && bytes < BATCH_BYTES_MAX {
        let Some(row) = receiver.recv().await else {
            break;
        };
        bytes += row.bytes();
        batch.push(*row);
    }
    batch
}

/// Reads the posts of an export and hands them over, until there are no more or nobody takes them.
fn stream(path: &Path, sender: Sender<Box<PostRow>>) -> Result<(), ImportError> {
    let stopped = false.into();
    read(path, &mut Streaming { sender, stopped })
}

struct Streaming {
    sender: Sender<Box<PostRow>>,
    stopped: std::cell::Cell<bool>,
}

impl Reading for Streaming {
    fn meta(&mut self, _: String, _: Option<Instant>) {}

    fn wants(&self, table: &str) -> bool {
        table == "posts"
    }

    fn row(&mut self, row: Row) -> Result<(), String> {
        let Row::Post(row) = row else { return Ok(()) };
        self.sender.blocking_send(row).map_err(|_| {
            self.stopped.set(true);
            String::new()
        })
    }

    fn read_bytes(&self, _: u64) -> bool {
        !self.stopped.get()
    }

    fn was_stopped(&self) -> bool {
        self.stopped.get()
    }
}
