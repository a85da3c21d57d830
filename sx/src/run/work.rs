//! What primitives and loops share during one render: the arena and the fuel.

use std::cell::Cell;

use crate::limits::{Limit, Limits};
use crate::run::failure::{Failed, limit};
use crate::value::Arena;

pub(crate) struct Work<'v> {
    pub(crate) arena: &'v Arena,
    pub(crate) arena_bytes: usize,
    fuel: Cell<u64>,
}

impl<'v> Work<'v> {
    pub(crate) fn new(arena: &'v Arena, limits: &Limits) -> Self {
        Work {
            arena,
            arena_bytes: limits.arena_bytes,
            fuel: Cell::new(limits.fuel),
        }
    }

    /// Pays for `steps`.
    #[inline]
    pub(crate) fn burn(&self, steps: u64) -> Result<(), Failed> {
        match self.fuel.get().checked_sub(steps) {
            Some(left) => {
                self.fuel.set(left);
                Ok(())
            }
            None => Err(limit(Limit::Fuel)),
        }
    }

    /// Pays for handling this much text.
    pub(crate) fn burn_bytes(&self, bytes: usize) -> Result<(), Failed> {
        self.burn(bytes as u64 / 64 + 1)
    }

    /// Pays for handling this many items.
    pub(crate) fn burn_items(&self, items: usize) -> Result<(), Failed> {
        self.burn(items as u64 / 8 + 1)
    }
}
