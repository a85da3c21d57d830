//! What a page or fragment is made of, gathered while it is made: the tags whose change makes it untrue, and whether all of
//! it is what it should be.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contracts::Tag;

/// The tags that a handler reports, shared with whoever called it.
#[derive(Clone, Debug, Default)]
pub(crate) struct MadeOf(Arc<Mutex<Gathered>>);

#[derive(Debug, Default)]
struct Gathered {
    tags: BTreeSet<Tag>,
    is_told: bool,
    is_patched: bool,
}

impl MadeOf {
    /// What the handler says that its own part is made of.
    pub(crate) fn tell(&self, tag: Tag) {
        self.tell_all([tag]);
    }

    /// The same, of several things or of none.
    pub(crate) fn tell_all(&self, tags: impl IntoIterator<Item = Tag>) {
        let mut gathered = self.gathered();
        gathered.is_told = true;
        gathered.tags.extend(tags);
    }

    /// What comes with it without the handler's doing.
    pub(crate) fn add_all(&self, tags: impl IntoIterator<Item = Tag>) {
        self.gathered().tags.extend(tags);
    }

    /// Something is missing, or stands there as it was once: nobody else should get this.
    pub(crate) fn patch(&self) {
        self.gathered().is_patched = true;
    }

    /// All tags.
    pub(crate) fn tags(&self) -> Vec<Tag> {
        self.gathered().tags.iter().copied().collect()
    }

    /// All tags of something that others may have; `None` when it is patched, or when its handler did not say what it is
    /// made of.
    pub(crate) fn for_others(&self) -> Option<Vec<Tag>> {
        let gathered = self.gathered();
        let is_whole = gathered.is_told && !gathered.is_patched;
        is_whole.then(|| gathered.tags.iter().copied().collect())
    }

    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
