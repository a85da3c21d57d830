//! The counter of drops of this process.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use contracts::Tag;

/// More tags than this are forgotten together, and everything with them is untrue.
const TAGS_MAX: usize = 100_000;

/// When each tag was dropped last.
#[derive(Debug, Default)]
pub(super) struct Drops(RwLock<Counted>);

#[derive(Debug, Default)]
struct Counted {
    generation: u64,
    epoch: u64,
    last_dropped: HashMap<Tag, u64>,
}

/// A place in the order of drops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LocalStamp {
    generation: u64,
    epoch: u64,
}

impl Drops {
    pub(super) fn stamp(&self) -> LocalStamp {
        let counted = self.0.read().unwrap_or_else(PoisonError::into_inner);
        LocalStamp {
            generation: counted.generation,
            epoch: counted.epoch,
        }
    }

    /// Whether none of the tags was dropped since.
    pub(super) fn still_true(&self, stamp: LocalStamp, tags: &[Tag]) -> bool {
        let counted = self.0.read().unwrap_or_else(PoisonError::into_inner);
        counted.generation == stamp.generation
            && (counted.epoch == stamp.epoch
                || tags.iter().all(|tag| {
                    let dropped = counted.last_dropped.get(tag);
                    dropped.is_none_or(|epoch| *epoch <= stamp.epoch)
                }))
    }

    pub(super) fn drop_tags(&self, tags: &[Tag]) {
        let mut counted = self.0.write().unwrap_or_else(PoisonError::into_inner);
        counted.epoch += 1;
        let epoch = counted.epoch;
        for tag in tags {
            counted.last_dropped.insert(*tag, epoch);
        }
        if counted.last_dropped.len() > TAGS_MAX {
            counted.begin_again();
        }
    }

    pub(super) fn drop_all(&self) {
        let mut counted = self.0.write().unwrap_or_else(PoisonError::into_inner);
        counted.begin_again();
    }
}

impl Counted {
    fn begin_again(&mut self) {
        self.generation += 1;
        self.last_dropped = HashMap::new();
    }
}

#[cfg(test)]
mod tests {
    use contracts::Tag;
    use contracts::id::PostId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_a_later_drop_of_an_own_tag_counts() {
        let drops = Drops::default();
        drops.drop_tags(&[Tag::Posts]);
        let stamp = drops.stamp();
        assert!(drops.still_true(stamp, &[Tag::Posts]));
        drops.drop_tags(&[Tag::Site]);
        assert!(drops.still_true(stamp, &[Tag::Posts]));
        assert!(!drops.still_true(stamp, &[Tag::Posts, Tag::Site]));
        drops.drop_all();
        assert!(!drops.still_true(stamp, &[]));
    }

    #[test]
    fn counters_are_bounded_and_what_is_forgotten_is_untrue() {
        let drops = Drops::default();
        let stamp = drops.stamp();
        for number in 0..=TAGS_MAX as u128 {
            drops.drop_tags(&[Tag::Post(PostId(Uuid::from_u128(number)))]);
        }
        assert!(drops.0.read().expect("a lock").last_dropped.is_empty());
        assert!(!drops.still_true(stamp, &[Tag::Post(PostId(Uuid::from_u128(7)))]));
    }
}
