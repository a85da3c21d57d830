//! What primitives and loops share during one render: the arena and the fuel.

use std::cell::Cell;

use crate::limits::{Limit, Limits};
use crate::run::failure::{Failed, limit};
use crate::value::Arena;

pub(crate) struct Work<'v> {
    pub(crate) arena: &'v Arena,
    pub(crate) arena_bytes: usize,
    fuel: Cell<u64>,
    /// What a render gets when it goes on after a limit.
    more: (u64, usize),
}

impl<'v> Work<'v> {
    pub(crate) fn new(arena: &'v Arena, limits: &Limits) -> Self {
        Work {
            arena,
            arena_bytes: limits.arena_bytes,
            fuel: Cell::new(limits.fuel),
            more: (limits.fuel / 16, limits.arena_bytes / 16),
        }
    }

    /// Gives a little more of what is used up.
    pub(crate) fn refill(&mut self, limit: Limit) {
        match limit {
            Limit::Fuel => self.fuel.set(self.more.0),
            Limit::ArenaBytes => {
                self.arena_bytes += self.more.1;
                self.arena.extend(self.more.1);
            }
            // The calls and the output of what failed are gone with it.
            Limit::Depth | Limit::OutputBytes => {}
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
