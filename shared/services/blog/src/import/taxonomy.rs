//! Authors and tags: all of them, in one transaction.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use contracts::id::{AuthorId, TagId};
use models::blog::{author, tag};
use sea_orm::EntityTrait;

use super::draft::{Drafting, id_of, is_usable};
use super::error::ImportError;
use super::export::Key;
use super::progress::{Phase, Step};
use super::summary::{Kind, Outcome};
use super::{Run, outcome};

/// Which tag and author of ours each of Ghost's is.
#[derive(Default)]
pub(super) struct Taxonomy {
    pub(super) tags: HashMap<Key, TagId>,
    pub(super) authors: HashMap<Key, AuthorId>,
}

/// What is here already of one of the two tables.
struct Here<I> {
    by_ghost_id: HashMap<String, (I, String, Option<String>)>,
    by_slug: HashMap<String, I>,
}

/// Where a row of Ghost's goes.
enum Place<I> {
    /// Into a row of its own: new, or the one of an earlier import.
    Own(I, Option<Option<String>>),
    /// Into nothing: a row that was made here has its address, and stands for it.
    Taken(I),
}

impl<I: Copy + PartialEq> Here<I> {
    fn place(&self, ghost_id: &str, slug: &str, fresh: I) -> Place<I> {
        match (self.by_ghost_id.get(ghost_id), self.by_slug.get(slug)) {
            (Some((id, _, fingerprint)), None) => Place::Own(*id, Some(fingerprint.clone())),
            (Some((id, _, fingerprint)), Some(holder)) if holder == id => {
                Place::Own(*id, Some(fingerprint.clone()))
            }
            (None, None) => Place::Own(fresh, None),
            (_, Some(holder)) => Place::Taken(*holder),
        }
    }
}

impl Run<'_> {
    /// Writes authors and tags.
    ///
    /// # Errors
    /// When the database or the disk fails, or the import is told to stop.
    pub(super) async fn taxonomy(&mut self) -> Result<Taxonomy, ImportError> {
        let step = Step {
            phase: Phase::Preparing,
            done: 0,
            total: 0,
            message: "authors and tags",
        };
        if self.import.progress.report(step) == ControlFlow::Break(()) {
            return Err(ImportError::Stopped);
        }
        let mut uploads = BTreeSet::new();
        let survey = self.survey.clone();
        let pictures = survey
            .users
            .iter()
            .flat_map(|row| [&row.profile_image, &row.cover_image]);
        let pictures = pictures.chain(
            survey
                .tags
                .iter()
                .flat_map(|row| [&row.feature_image, &row.og_image, &row.twitter_image]),
        );
        pictures
            .flatten()
            .for_each(|address| self.old_site.uploads(address, &mut uploads));
        let found = self.resolver.resolve(uploads, &mut self.summary).await?;
        let mut taxonomy = Taxonomy::default();
        self.authors(&found, &mut taxonomy).await?;
        self.tags(&found, &mut taxonomy).await?;
        Ok(taxonomy)
    }

    async fn authors(
        &mut self,
        found: &HashMap<String, String>,
        taxonomy: &mut Taxonomy,
    ) -> Result<(), ImportError> {
        let (survey, now) = (self.survey.clone(), self.import.clock.now());
        let work = self.import.database.begin().await?;
        let mut here = Here {
            by_ghost_id: HashMap::new(),
            by_slug: HashMap::new(),
        };
        for row in author::Entity::find().all(&work).await? {
            here.by_slug.insert(row.slug.clone(), row.id);
            here.by_ghost_id.extend(
                row.ghost_id
                    .map(|ghost_id| (ghost_id, (row.id, row.slug, row.fingerprint))),
            );
        }
        let mut seen = HashSet::new();
        for row in &survey.users {
            let name = format!("author “{}”", row.slug);
            if let Some(why) = refusal(&mut seen, row.id.key(), &row.slug) {
                self.summary.skip(Kind::Authors, format!("{name}: {why}"));
                continue;
            }
            let fresh = AuthorId(id_of("user", &row.id, row.created_at.unwrap_or(now)));
            let (id, stored) = match here.place(&row.id.0, &row.slug, fresh) {
                Place::Own(id, stored) => (id, stored),
                Place::Taken(holder) => {
                    taxonomy.authors.insert(row.id.key(), holder);
                    self.summary.skip(
                        Kind::Authors,
                        format!(
                            "{name}: that address is taken here, posts are credited to who has it"
                        ),
                    );
                    continue;
                }
            };
            taxonomy.authors.insert(row.id.key(), id);
            here.by_slug.insert(row.slug.clone(), id);
            let mut remarks = Vec::new();
            let mut drafting = Drafting {
                old_site: &self.old_site,
                found,
                remarks: &mut remarks,
                name,
            };
            let draft = drafting.author(row.clone(), now);
            let outcome = outcome(
                stored.as_ref(),
                draft.fingerprint.as_deref().unwrap_or_default(),
            );
            if outcome != Outcome::Unchanged {
                self.import.writer.write_author(&work, id, &draft).await?;
            }
            self.summary.count(Kind::Authors, outcome);
            remarks
                .into_iter()
                .for_each(|remark| self.summary.warn(remark));
        }
        Ok(work.commit().await?)
    }

    async fn tags(
        &mut self,
        found: &HashMap<String, String>,
        taxonomy: &mut Taxonomy,
    ) -> Result<(), ImportError> {
        let (survey, now) = (self.survey.clone(), self.import.clock.now());
        let work = self.import.database.begin().await?;
        let mut here = Here {
            by_ghost_id: HashMap::new(),
            by_slug: HashMap::new(),
        };
        for row in tag::Entity::find().all(&work).await? {
            here.by_slug.insert(row.slug.clone(), row.id);
            here.by_ghost_id.extend(
                row.ghost_id
                    .map(|ghost_id| (ghost_id, (row.id, row.slug, row.fingerprint))),
            );
        }
        let mut seen = HashSet::new();
        for row in &survey.tags {
            let name = format!("tag “{}”", row.slug);
            if let Some(why) = refusal(&mut seen, row.id.key(), &row.slug) {
                self.summary.skip(Kind::Tags, format!("{name}: {why}"));
                continue;
            }
            let fresh = TagId(id_of("tag", &row.id, row.created_at.unwrap_or(now)));
            let (id, stored) = match here.place(&row.id.0, &row.slug, fresh) {
                Place::Own(id, stored) => (id, stored),
                Place::Taken(holder) => {
                    taxonomy.tags.insert(row.id.key(), holder);
                    self.summary.skip(
                        Kind::Tags,
                        format!(
                            "{name}: that address is taken here, posts get the tag that has it"
                        ),
                    );
                    continue;
                }
            };
            taxonomy.tags.insert(row.id.key(), id);
            here.by_slug.insert(row.slug.clone(), id);
            let mut remarks = Vec::new();
            let mut drafting = Drafting {
                old_site: &self.old_site,
                found,
                remarks: &mut remarks,
                name,
            };
            let draft = drafting.tag(row.clone(), now);
            let outcome = outcome(
                stored.as_ref(),
                draft.fingerprint.as_deref().unwrap_or_default(),
            );
            if outcome != Outcome::Unchanged {
                self.import.writer.write_tag(&work, id, &draft).await?;
            }
            self.summary.count(Kind::Tags, outcome);
            remarks
                .into_iter()
                .for_each(|remark| self.summary.warn(remark));
        }
        Ok(work.commit().await?)
    }
}

/// Why a row is not even looked at.
fn refusal(seen: &mut HashSet<Key>, id: Key, slug: &str) -> Option<&'static str> {
    if !seen.insert(id) {
        return Some("another one in the export has the same id");
    }
    (!is_usable(slug)).then_some("its address cannot be used")
}
