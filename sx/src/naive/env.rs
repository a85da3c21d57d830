//! Which name means what: a chain of bindings, the innermost first.

use std::cell::Cell;
use std::rc::Rc;

use crate::read::Form;
use crate::value::Val;

/// An environment. Binding a name makes a new one; whoever holds the old one does not notice.
#[derive(Clone, Default)]
pub(super) struct Env<'v>(Option<Rc<Bound<'v>>>);

struct Bound<'v> {
    name: &'v str,
    /// A cell, because `letrec` binds names before it has their values.
    value: Cell<Val<'v>>,
    /// Whether this is known to be a function that makes markup.
    makes_markup: Cell<bool>,
    outer: Env<'v>,
}

impl<'v> Env<'v> {
    pub(super) fn bind(&self, name: &'v str, value: Val<'v>, makes_markup: bool) -> Env<'v> {
        Env(Some(Rc::new(Bound {
            name,
            value: Cell::new(value),
            makes_markup: Cell::new(makes_markup),
            outer: self.clone(),
        })))
    }

    pub(super) fn get(&self, name: &str) -> Option<Val<'v>> {
        self.find(name).map(|bound| bound.value.get())
    }

    pub(super) fn makes_markup(&self, name: &str) -> bool {
        self.find(name)
            .is_some_and(|bound| bound.makes_markup.get())
    }

    /// Gives a name that is bound here its value.
    pub(super) fn set(&self, name: &str, value: Val<'v>) {
        if let Some(bound) = self.find(name) {
            bound.value.set(value);
        }
    }

    /// Says whether a name that is bound here is a function that makes markup; whether that is new.
    pub(super) fn set_makes_markup(&self, name: &str, makes: bool) -> bool {
        self.find(name)
            .is_some_and(|bound| bound.makes_markup.replace(makes) != makes)
    }

    fn find(&self, name: &str) -> Option<&Bound<'v>> {
        let mut at = self;
        loop {
            let bound = at.0.as_deref()?;
            if bound.name == name {
                return Some(bound);
            }
            at = &bound.outer;
        }
    }
}

/// What a function or a slot is: forms, and the names as they were where it was written.
pub(super) struct Code<'v> {
    pub(super) params: Vec<&'v Form>,
    pub(super) body: Vec<&'v Form>,
    pub(super) env: Env<'v>,
    /// Whether its body makes markup.
    pub(super) makes_markup: bool,
}
