//! What renders of a test thread have used, counted beside the limits, to hold the limits to it.

use std::cell::Cell;

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Ops carried out.
    pub(crate) ops: u64,
    /// Steps paid for.
    pub(crate) fuel: u64,
    /// Bytes of the arena.
    pub(crate) arena: usize,
    /// Bytes written.
    pub(crate) output: usize,
}

thread_local! {
    static TALLY: Cell<Tally> = const { Cell::new(Tally { ops: 0, fuel: 0, arena: 0, output: 0 }) };
}

/// What was used since this was asked last.
pub(crate) fn take() -> Tally {
    TALLY.take()
}

pub(super) fn change(change: impl FnOnce(&mut Tally)) {
    let mut tally = TALLY.get();
    change(&mut tally);
    TALLY.set(tally);
}
