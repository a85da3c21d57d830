//! Which row of ours each tag or author of an export becomes.

use std::collections::{HashMap, HashSet};

use super::draft::is_usable;
use super::export::GhostId;

/// What is here already of one of the two tables.
pub(super) struct Here<I> {
    by_ghost_id: HashMap<String, Stored<I>>,
    by_slug: HashMap<String, I>,
}

/// A row of an earlier import.
struct Stored<I> {
    id: I,
    slug: String,
    fingerprint: Option<String>,
}

/// Where a row of the export goes.
pub(super) enum Place<I> {
    /// Nowhere, for this reason.
    Refused(&'static str),
    /// Nowhere, but a row that was made here has its address and stands for it.
    StoodFor(I),
    /// Into a row of its own.
    Own(Own<I>),
}

/// A row of ours for a row of the export.
pub(super) struct Own<I> {
    pub(super) id: I,
    /// The fingerprint of an earlier import; `None` when it is new.
    pub(super) stored: Option<Option<String>>,
    /// The address it gets.
    pub(super) slug: String,
    /// Whether that is another one than it has: all that move step aside before the first is written.
    pub(super) moves: bool,
}

impl<I> Place<I> {
    /// A row that gets another address than it has.
    pub(super) fn moving(&self) -> Option<&Own<I>> {
        match self {
            Self::Own(own) if own.moves => Some(own),
            _ => None,
        }
    }
}

impl<I: Copy> Here<I> {
    /// From the rows of the table: id, Ghost's id, slug, fingerprint.
    pub(super) fn of(
        rows: impl IntoIterator<Item = (I, Option<String>, String, Option<String>)>,
    ) -> Self {
        let mut here = Self {
            by_ghost_id: HashMap::new(),
            by_slug: HashMap::new(),
        };
        for (id, ghost_id, slug, fingerprint) in rows {
            here.by_slug.insert(slug.clone(), id);
            here.by_ghost_id.extend(ghost_id.map(|ghost_id| {
                (
                    ghost_id,
                    Stored {
                        id,
                        slug,
                        fingerprint,
                    },
                )
            }));
        }
        here
    }

    /// A place for each row of the export, in its order: Ghost's id, slug, and the id of ours when it is new.
    pub(super) fn places<'r>(mut self, export: &[(&'r GhostId, &'r str, I)]) -> Vec<Place<I>> {
        // Rows of the export let go of the addresses they have: they may exchange them.
        for (ghost_id, ..) in export {
            if let Some(stored) = self.by_ghost_id.get(&*ghost_id.0) {
                self.by_slug.remove(&stored.slug);
            }
        }
        let mut seen = HashSet::new();
        export
            .iter()
            .map(|(ghost_id, slug, fresh)| match seen.insert(*ghost_id) {
                false => Place::Refused("another one in the export has the same id"),
                true if !is_usable(slug) => Place::Refused("its address cannot be used"),
                true => self.place(ghost_id, slug, *fresh),
            })
            .collect()
    }

    fn place(&mut self, ghost_id: &GhostId, wanted: &str, fresh: I) -> Place<I> {
        let stored = self.by_ghost_id.get(&*ghost_id.0);
        let (slug, id) = match (self.by_slug.get(wanted), stored) {
            (Some(holder), None) => return Place::StoodFor(*holder),
            (None, None) => (wanted.to_owned(), fresh),
            (None, Some(stored)) => (wanted.to_owned(), stored.id),
            (Some(_), Some(stored)) => (self.ending(wanted), stored.id),
        };
        let moves = stored.is_some_and(|stored| stored.slug != slug);
        let stored = stored.map(|stored| stored.fingerprint.clone());
        self.by_slug.insert(slug.clone(), id);
        Place::Own(Own {
            id,
            stored,
            slug,
            moves,
        })
    }

    /// An address that nobody has.
    fn ending(&self, wanted: &str) -> String {
        let mut endings = (2u64..).map(|ending| format!("{wanted}-{ending}"));
        endings
            .find(|slug| !self.by_slug.contains_key(slug))
            .unwrap_or_default()
    }
}
