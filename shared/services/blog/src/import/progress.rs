//! Telling how far an import is.

use std::ops::ControlFlow;

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Reading the whole export once, so that nothing is imported of a broken one; counts bytes.
    Checking,
    /// Writing tags, authors, settings and menus; counts nothing.
    Preparing,
    /// Fetching a batch's pictures and files; counts them.
    Fetching,
    /// Writing posts and pages; counts them. Reported once for each finished batch.
    Writing,
}

/// How far it is.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// With what.
    pub phase: Phase,
    /// How much of this phase is done.
    pub done: u64,
    /// How much there is; 0 when that is not known.
    pub total: u64,
    /// What it is at, in words; may be empty.
    pub message: &'a str,
}

/// Who is told. It is called from several threads, often, and should be quick.
pub trait Progress: Send + Sync {
    /// Answering `Break` stops the import at the next place where it can go on later.
    fn report(&self, step: Step<'_>) -> ControlFlow<()>;
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: Step<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
