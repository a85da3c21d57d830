//! The record types that annotations may name: the structs of the environment's views, and the
//! structs that their fields hold.

use std::collections::HashMap;

use crate::environment::Environment;
use crate::value::{Shape, Type};

/// Record types by the name of their struct.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    by_name: HashMap<&'static str, Vec<&'static Shape>>,
}

/// What a name means.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named {
    Shape(&'static Shape),
    /// Different structs have this name.
    Several,
    Unknown,
}

impl Shapes {
    /// All that can be reached from an environment.
    pub(crate) fn of(environment: &Environment<'_>) -> Self {
        let mut shapes = Shapes::default();
        let mut open: Vec<&'static Shape> =
            environment.views.iter().map(|view| view.shape).collect();
        open.extend(environment.types);
        open.extend(environment.context);
        open.extend(
            environment
                .queries
                .iter()
                .filter_map(|query| shape_in(query.result)),
        );
        while let Some(shape) = open.pop() {
            if shapes.add(shape) {
                open.extend(shape.fields().iter().filter_map(|field| shape_in(field.ty)));
            }
        }
        shapes
    }

    /// Whether this shape was new.
    fn add(&mut self, shape: &'static Shape) -> bool {
        let known = self.by_name.entry(shape.name()).or_default();
        let is_new = !known.iter().any(|known| known.is_same(shape));
        if is_new {
            known.push(shape);
        }
        is_new
    }

    pub(crate) fn named(&self, name: &str) -> Named {
        match self.by_name.get(name).map(Vec::as_slice) {
            Some([shape]) => Named::Shape(shape),
            Some(_) => Named::Several,
            None => Named::Unknown,
        }
    }

    /// All names, for suggestions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.by_name.keys().copied()
    }
}

/// The struct that a type speaks of, itself or as the item of lists.
fn shape_in(ty: Type) -> Option<&'static Shape> {
    std::iter::successors(Some(ty), |ty| ty.item().map(|item| item.ty))
        .take(LISTS_MAX)
        .find_map(Type::shape)
}

/// Lists inside each other that are looked into: a Rust type may be a list of itself without end.
const LISTS_MAX: usize = 16;
