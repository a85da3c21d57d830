//! Sequences: borrowed slices of host values, and lists made during a render.

use crate::value::{ToVal, Val};

/// A sequence that a template can walk. Host vectors are lists as they are: items are turned into
/// values one at a time, nothing is copied.
pub trait List {
    /// The number of items.
    fn len(&self) -> usize;

    /// The item at `index`; `nil` beyond the end.
    fn item(&self, index: usize) -> Val<'_>;

    /// Puts the item at `index` where it is wanted. There is no reason to implement this; it is a method of the trait so
    /// that it is compiled for each type of list, where the item is made in its place and not moved there: a
    /// value that is moved as soon as it is made waits for the memory.
    fn put<'a>(&'a self, index: usize, place: &mut Val<'a>) {
        *place = self.item(index);
    }

    /// Whether there is no item.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[inline]
fn item_of<T: ToVal>(items: &[T], index: usize) -> Val<'_> {
    items.get(index).map_or(Val::Nil, ToVal::to_val)
}

impl<T: ToVal> List for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }
    #[inline]
    fn item(&self, index: usize) -> Val<'_> {
        item_of(self, index)
    }
}

impl<T: ToVal> List for &[T] {
    fn len(&self) -> usize {
        <[T]>::len(self)
    }
    #[inline]
    fn item(&self, index: usize) -> Val<'_> {
        item_of(self, index)
    }
}

impl<T: ToVal, const N: usize> List for [T; N] {
    fn len(&self) -> usize {
        N
    }
    #[inline]
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
    #[inline]
    fn item(&self, index: usize) -> Val<'_> {
        self.0.get(index).copied().unwrap_or(Val::Nil)
    }
}
