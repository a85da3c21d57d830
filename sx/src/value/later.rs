//! Facts about Rust types that are looked up when they are asked for.

use std::fmt;
use std::marker::PhantomData;

use super::{ItemType, Shape, ToVal, View};

/// A fact about a Rust type. A struct may hold itself in a list, so the constants that describe it
/// cannot hold each other: they hold functions that lead to each other.
pub struct Later<T: 'static>(Source<T>);

enum Source<T: 'static> {
    Here(&'static T),
    There(fn() -> &'static T),
}

impl<T> Later<T> {
    /// What is known already.
    pub const fn known(fact: &'static T) -> Self {
        Later(Source::Here(fact))
    }

    /// The fact.
    pub fn get(self) -> &'static T {
        match self.0 {
            Source::Here(fact) => fact,
            Source::There(find) => find(),
        }
    }
}

impl Later<Shape> {
    /// The fields of a struct.
    pub(super) const fn shape_of<V: View>() -> Self {
        Later(Source::There(shape_of::<V>))
    }
}

impl Later<ItemType> {
    /// What a list of `T` holds.
    pub(super) const fn item_of<T: ToVal>() -> Self {
        Later(Source::There(item_of::<T>))
    }
}

fn shape_of<V: View>() -> &'static Shape {
    V::SHAPE
}

struct ItemOf<T>(PhantomData<T>);

impl<T: ToVal> ItemOf<T> {
    const ITEM: &'static ItemType = &ItemType::of::<T>();
}

fn item_of<T: ToVal>() -> &'static ItemType {
    ItemOf::<T>::ITEM
}

impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<T> {}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Later<T> {}

/// Nothing of the fact: it may lead back to what is being shown.
impl<T> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
