//! What primitives and loops share during one render: the arena and the fuel.

use std::cell::Cell;

use crate::limits::{Limit, Limits};
use crate::run::failure::{Failed, limit};
use crate::value::Arena;

pub(crate) struct Work<'v> {
    pub(crate) arena: &'v Arena,
    pub(crate) arena_bytes: usize,
    fuel: Cell<u64>,
    /// Bytes of copies that are kept for later, outside the arena.
    kept: Cell<usize>,
    /// What a render gets when it goes on after a limit.
    more: (u64, usize),
}

impl<'v> Work<'v> {
    pub(crate) fn new(arena: &'v Arena, limits: &Limits) -> Self {
        Work {
            arena,
            arena_bytes: limits.arena_bytes,
            fuel: Cell::new(limits.fuel),
            kept: Cell::new(0),
            more: (limits.fuel / 16, limits.arena_bytes / 16),
        }
    }

    /// Gives a little more of what is used up.
    pub(crate) fn refill(&mut self, limit: Limit) {
        match limit {
            Limit::Fuel => self.fuel.set(self.more.0),
            Limit::ArenaBytes => {
                self.arena_bytes = self.arena_bytes.saturating_add(self.more.1);
                self.arena.extend(self.more.1);
            }
            // The calls and the output of what failed are gone with it.
            Limit::Depth | Limit::OutputBytes => {}
        }
    }

    /// Counts bytes that are kept for later; there can be as many as in the arena.
    pub(crate) fn keep(&self, bytes: usize) -> Result<(), Failed> {
        let kept = self.kept.get().saturating_add(bytes);
        self.kept.set(kept);
        if kept > self.arena_bytes {
            return Err(limit(Limit::ArenaBytes));
        }
        Ok(())
    }

    /// How many steps are left.
    pub(crate) fn left(&self) -> u64 {
        self.fuel.get()
    }

    /// Pays for `steps`.
    #[inline]
    pub(crate) fn burn(&self, steps: u64) -> Result<(), Failed> {
        match self.fuel.get().checked_sub(steps) {
            Some(left) => {
                #[cfg(test)]
                super::tally::change(|tally| tally.fuel += steps);
                self.fuel.set(left);
                Ok(())
            }
            None => Err(limit(Limit::Fuel)),
        }
    }

    /// Pays for a stretch of ops that is carried out once, in a round of a loop or a call: whatever leads back pays for
    /// what it leads to, so no op has to be counted by itself.
    #[inline]
    pub(crate) fn burn_ops(&self, ops: usize) -> Result<(), Failed> {
        self.burn(ops as u64 / 8 + 1)
    }

    /// Pays for handling this much text.
    pub(crate) fn burn_bytes(&self, bytes: usize) -> Result<(), Failed> {
        self.burn(bytes as u64 / 16 + 1)
    }

    /// Pays for looking up this many things by what they are, or for keeping them so.
    pub(crate) fn burn_lookups(&self, count: usize) -> Result<(), Failed> {
        self.burn(count as u64 * 3)
    }

    /// Pays for looking for text in text. A long one is prepared first.
    pub(crate) fn burn_search(&self, text: &str, wanted: &str) -> Result<(), Failed> {
        self.burn_bytes(text.len() + wanted.len().saturating_mul(8))
    }

    /// Pays for a computation with decimals, which takes far longer than one with whole numbers.
    pub(crate) fn burn_decimal(&self) -> Result<(), Failed> {
        self.burn(4)
    }

    /// The same for a division of decimals.
    pub(crate) fn burn_division(&self) -> Result<(), Failed> {
        self.burn(16)
    }

    /// Pays for a failure that a guard has caught, after which so many bytes were taken back. Its message is made, and may have
    /// a suggestion in it.
    pub(crate) fn burn_failure(&self, bytes: usize) -> Result<(), Failed> {
        self.burn(bytes as u64 / 8 + 500)
    }

    /// Pays for a call of the host.
    pub(crate) fn burn_host(&self) -> Result<(), Failed> {
        self.burn(16)
    }

    /// Pays for handling this many items.
    pub(crate) fn burn_items(&self, items: usize) -> Result<(), Failed> {
        self.burn(items as u64 / 8 + 1)
    }
}
