//! Sequences: borrowed slices of host values, and lists made during a render.

use crate::value::{ToVal, Val};

/// A sequence that a template can walk. Host vectors are lists as they are: items are turned into
/// values one at a time, nothing is copied.
pub trait List {
    /// The number of items.
    fn len(&self) -> usize;

    /// The item at `index`; `nil` beyond the end.
    fn item(&self, index: usize) -> Val<'_>;

    /// Whether there is no item.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn item_of<T: ToVal>(items: &[T], index: usize) -> Val<'_> {
    items.get(index).map_or(Val::Nil, ToVal::to_val)
}

impl<T: ToVal> List for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn item(&self, index: usize) -> Val<'_> {
        item_of(self, index)
    }
}

impl<T: ToVal> List for &[T] {
    fn len(&self) -> usize {
        <[T]>::len(self)
    }
    fn item(&self, index: usize) -> Val<'_> {
        item_of(self, index)
    }
}

impl<T: ToVal, const N: usize> List for [T; N] {
    fn len(&self) -> usize {
        N
    }
    fn item(&self, index: usize) -> Val<'_> {
        item_of(self, index)
    }
}

/// A list made during a render, in its arena.
pub(crate) struct ArenaList<'a>(pub(crate) &'a [Val<'a>]);

impl List for ArenaList<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }
    fn item(&self, index: usize) -> Val<'_> {
        self.0.get(index).copied().unwrap_or(Val::Nil)
    }
}
