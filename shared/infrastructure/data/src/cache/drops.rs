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
    /// When everything became doubtful last.
    all_doubted: u64,
    last_dropped: HashMap<Tag, u64>,
}

/// What is known of something that was made at a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// None of its tags was dropped since.
    True,
    /// Nobody knows: changes may have been missed since.
    Doubtful,
    /// A tag of it was dropped since, or the counters were lost.
    Untrue,
}

/// A place in the order of drops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalStamp {
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

    /// What has become of something with these tags since.
    pub(super) fn truth(&self, stamp: LocalStamp, tags: &[Tag]) -> Truth {
        let counted = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if counted.generation != stamp.generation {
            return Truth::Untrue;
        }
        if counted.epoch == stamp.epoch {
            return Truth::True;
        }
        let dropped = |tag: &Tag| {
            let dropped = counted.last_dropped.get(tag);
            dropped.is_some_and(|epoch| *epoch > stamp.epoch)
        };
        if tags.iter().any(dropped) {
            Truth::Untrue
        } else if counted.all_doubted > stamp.epoch {
            Truth::Doubtful
        } else {
            Truth::True
        }
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

    pub(super) fn doubt_all(&self) {
        let mut counted = self.0.write().unwrap_or_else(PoisonError::into_inner);
        counted.epoch += 1;
        counted.all_doubted = counted.epoch;
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
        assert_eq!(drops.truth(stamp, &[Tag::Posts]), Truth::True);
        drops.drop_tags(&[Tag::Site]);
        assert_eq!(drops.truth(stamp, &[Tag::Posts]), Truth::True);
        assert_eq!(drops.truth(stamp, &[Tag::Posts, Tag::Site]), Truth::Untrue);
    }

    #[test]
    fn doubt_is_for_all_and_less_than_a_drop() {
        let drops = Drops::default();
        let before = drops.stamp();
        drops.drop_tags(&[Tag::Posts]);
        drops.doubt_all();
        assert_eq!(drops.truth(before, &[Tag::Posts]), Truth::Untrue);
        assert_eq!(drops.truth(before, &[Tag::Site]), Truth::Doubtful);
        assert_eq!(drops.truth(before, &[]), Truth::Doubtful);
        assert_eq!(drops.truth(drops.stamp(), &[Tag::Site]), Truth::True);
    }

    #[test]
    fn counters_are_bounded_and_what_is_forgotten_is_untrue() {
        let drops = Drops::default();
        let stamp = drops.stamp();
        for number in 0..=TAGS_MAX as u128 {
            drops.drop_tags(&[Tag::Post(PostId(Uuid::from_u128(number)))]);
        }
        assert!(drops.0.read().expect("a lock").last_dropped.is_empty());
        let seven = Tag::Post(PostId(Uuid::from_u128(7)));
        assert_eq!(drops.truth(stamp, &[seven]), Truth::Untrue);
    }
}
