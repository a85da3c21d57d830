//! Authors and tags: each table in one transaction.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use contracts::id::{AuthorId, TagId};
use models::blog::{author, tag};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::draft::{Drafting, id_of};
use super::error::ImportError;
use super::export::Key;
use super::places::{Here, Place};
use super::progress::{Phase, Step};
use super::summary::{Kind, Outcome};
use super::{Run, outcome};

/// Which tag and author of ours each of Ghost's is.
#[derive(Default)]
pub(super) struct Taxonomy {
    pub(super) tags: HashMap<Key, TagId>,
    pub(super) authors: HashMap<Key, AuthorId>,
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
        let portraits = survey
            .users
            .iter()
            .flat_map(|row| [&row.profile_image, &row.cover_image]);
        let pictures = survey
            .tags
            .iter()
            .flat_map(|row| [&row.feature_image, &row.og_image, &row.twitter_image]);
        for address in portraits.chain(pictures).flatten() {
            self.old_site.uploads(address, &mut uploads);
        }
        let found = self.resolver.resolve(uploads, &mut self.summary).await?;
        let authors = self.authors(&found).await?;
        let tags = self.tags(&found).await?;
        Ok(Taxonomy { tags, authors })
    }

    async fn authors(
        &mut self,
        found: &HashMap<String, String>,
    ) -> Result<HashMap<Key, AuthorId>, ImportError> {
        let (survey, exported) = (self.survey.clone(), self.survey.exported);
        let work = self.import.database.begin().await?;
        let rows = author::Entity::find().all(&work).await?;
        let here = Here::of(
            rows.into_iter()
                .map(|row| (row.id, row.ghost_id, row.slug, row.fingerprint)),
        );
        let id = |created: Option<_>, id| AuthorId(id_of("user", id, created.unwrap_or(exported)));
        let export: Vec<_> = survey
            .users
            .iter()
            .map(|row| (&row.id, row.slug.as_str(), id(row.created_at, &row.id)))
            .collect();
        let places = here.places(&export);
        for own in places.iter().filter_map(Place::moving) {
            let aside = author::Entity::update_many()
                .col_expr(author::Column::Slug, Expr::value(format!("~{}", own.id)));
            aside
                .filter(author::Column::Id.eq(own.id))
                .exec(&work)
                .await?;
        }
        let mut authors = HashMap::new();
        for (row, place) in survey.users.iter().zip(places) {
            let name = format!("author “{}”", row.slug);
            let Some(own) = self.own(Kind::Authors, &name, row.id.key(), place, &mut authors)
            else {
                continue;
            };
            let mut drafting = Drafting {
                old_site: &self.old_site,
                found,
                remarks: Vec::new(),
                name,
            };
            let mut draft = drafting.author(row.clone(), exported);
            let remarks = drafting.remarks;
            let outcome = outcome(own.stored.as_ref(), &draft.fingerprint);
            draft.slug = own.slug;
            if outcome != Outcome::Unchanged || own.moves {
                self.import
                    .writer
                    .write_author(&work, own.id, &draft)
                    .await?;
            }
            self.summary.count(Kind::Authors, outcome);
            remarks
                .into_iter()
                .for_each(|remark| self.summary.warn(remark));
        }
        work.commit().await?;
        Ok(authors)
    }

    async fn tags(
        &mut self,
        found: &HashMap<String, String>,
    ) -> Result<HashMap<Key, TagId>, ImportError> {
        let (survey, exported) = (self.survey.clone(), self.survey.exported);
        let work = self.import.database.begin().await?;
        let rows = tag::Entity::find().all(&work).await?;
        let here = Here::of(
            rows.into_iter()
                .map(|row| (row.id, row.ghost_id, row.slug, row.fingerprint)),
        );
        let id = |created: Option<_>, id| TagId(id_of("tag", id, created.unwrap_or(exported)));
        let export: Vec<_> = survey
            .tags
            .iter()
            .map(|row| (&row.id, row.slug.as_str(), id(row.created_at, &row.id)))
            .collect();
        let places = here.places(&export);
        for own in places.iter().filter_map(Place::moving) {
            let aside = tag::Entity::update_many()
                .col_expr(tag::Column::Slug, Expr::value(format!("~{}", own.id)));
            aside.filter(tag::Column::Id.eq(own.id)).exec(&work).await?;
        }
        let mut tags = HashMap::new();
        for (row, place) in survey.tags.iter().zip(places) {
            let name = format!("tag “{}”", row.slug);
            let Some(own) = self.own(Kind::Tags, &name, row.id.key(), place, &mut tags) else {
                continue;
            };
            let mut drafting = Drafting {
                old_site: &self.old_site,
                found,
                remarks: Vec::new(),
                name,
            };
            let mut draft = drafting.tag(row.clone(), exported);
            let remarks = drafting.remarks;
            let outcome = outcome(own.stored.as_ref(), &draft.fingerprint);
            draft.slug = own.slug;
            if outcome != Outcome::Unchanged || own.moves {
                self.import.writer.write_tag(&work, own.id, &draft).await?;
            }
            self.summary.count(Kind::Tags, outcome);
            remarks
                .into_iter()
                .for_each(|remark| self.summary.warn(remark));
        }
        work.commit().await?;
        Ok(tags)
    }

    /// The row of its own that a row of the export has, if it has one; `known` learns which row it is or is stood for by.
    fn own<I: Copy>(
        &mut self,
        kind: Kind,
        name: &str,
        key: Key,
        place: Place<I>,
        known: &mut HashMap<Key, I>,
    ) -> Option<super::places::Own<I>> {
        match place {
            Place::Refused(why) => {
                self.summary.skip(kind, format!("{name}: {why}"));
                None
            }
            Place::StoodFor(id) => {
                known.insert(key, id);
                self.summary.skip(
                    kind,
                    format!("{name}: its address is taken here, posts get the one that has it"),
                );
                None
            }
            Place::Own(own) => {
                known.insert(key, own.id);
                Some(own)
            }
        }
    }
}
