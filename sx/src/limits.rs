//! How much one render may use.

use std::fmt;

/// Bounds of one render. Every one of them ends it with an error that names the limit, so a
/// template that runs away costs milliseconds and never the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps: a call, an item of a loop, and every 64 bytes or 8 items that a primitive handles
    /// each cost one. The default, a million, is some ten milliseconds; a page of 100 cards
    /// takes about a thousand.
    pub fuel: u64,
    /// Component, slot and function calls inside each other. Default 128.
    pub depth: u32,
    /// Bytes written to the sink. Default 8 MiB: far above any page, far below what hurts.
    pub output_bytes: usize,
    /// Bytes of text, lists and records made during the render. Default 8 MiB.
    pub arena_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            fuel: 1_000_000,
            depth: 128,
            output_bytes: 8 << 20,
            arena_bytes: 8 << 20,
        }
    }
}

/// A limit that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::fuel`].
    Fuel,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::output_bytes`].
    OutputBytes,
    /// [`Limits::arena_bytes`].
    ArenaBytes,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Limit::Fuel => "fuel",
            Limit::Depth => "call depth",
            Limit::OutputBytes => "output bytes",
            Limit::ArenaBytes => "arena bytes",
        })
    }
}
