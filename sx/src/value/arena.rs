//! The memory of one render.

use std::fmt::Write;

use bumpalo::Bump;

use crate::value::list::ArenaList;
use crate::value::record::ArenaRecord;
use crate::value::{List, Record, Val};

/// Where a render keeps the text, lists and records that it makes. All of it is freed at once when
/// the render ends, and it is bounded by [`Limits::arena_bytes`](crate::Limits).
pub struct Arena {
    bump: Bump,
}

/// The arena has reached its limit; the render ends with an error that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArenaFull;

impl Arena {
    /// An arena of at most `bytes`.
    pub fn new(bytes: usize) -> Self {
        let bump = Bump::new();
        bump.set_allocation_limit(Some(bytes));
        Arena { bump }
    }

    /// Lets the arena hold more.
    pub(crate) fn extend(&self, bytes: usize) {
        let limit = self.bump.allocation_limit().unwrap_or_default();
        self.bump
            .set_allocation_limit(Some(limit.saturating_add(bytes)));
    }

    /// How much it holds.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.bump.allocated_bytes()
    }

    /// Copies text into the arena.
    pub fn text(&self, text: &str) -> Result<&str, ArenaFull> {
        self.bump
            .try_alloc_str(text)
            .map(|text| &*text)
            .map_err(|_| ArenaFull)
    }

    /// Writes formatted text into the arena: `arena.format(format_args!("£{pounds}"))`.
    pub fn format(&self, text: std::fmt::Arguments<'_>) -> Result<&str, ArenaFull> {
        let mut written = String::new();
        // Writing to a String cannot fail.
        let _ = written.write_fmt(text);
        self.text(&written)
    }

    /// A list of values.
    pub fn list<'a>(&'a self, items: &[Val<'a>]) -> Result<&'a dyn List, ArenaFull> {
        let items: &'a [Val<'a>] = self.slice(items)?;
        Ok(self.keep(ArenaList(items))?)
    }

    /// A record of the given fields.
    pub fn record<'a>(
        &'a self,
        fields: &[(&'a str, Val<'a>)],
    ) -> Result<&'a dyn Record, ArenaFull> {
        let fields: &'a [(&'a str, Val<'a>)] = self.slice(fields)?;
        let mut sorted: Vec<u32> = Vec::new();
        if fields.len() > ArenaRecord::FEW {
            sorted.extend(0..u32::try_from(fields.len()).unwrap_or(u32::MAX));
            sorted.sort_unstable_by_key(|place| fields[*place as usize].0);
        }
        let sorted = self.slice(&sorted)?;
        Ok(self.keep(ArenaRecord { fields, sorted })?)
    }

    /// A copy of a slice.
    pub(crate) fn slice<T: Copy>(&self, items: &[T]) -> Result<&[T], ArenaFull> {
        self.bump
            .try_alloc_slice_copy(items)
            .map(|items| &*items)
            .map_err(|_| ArenaFull)
    }

    /// Moves a value into the arena. It must need no drop: the arena runs none.
    pub(crate) fn keep<T>(&self, value: T) -> Result<&T, ArenaFull> {
        const { assert!(!std::mem::needs_drop::<T>()) };
        self.bump
            .try_alloc(value)
            .map(|value| &*value)
            .map_err(|_| ArenaFull)
    }
}
