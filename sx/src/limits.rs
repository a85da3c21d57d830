//! How much one render may use.

use std::fmt;

/// Bounds of one render. Every one of them ends it with an error that names the limit, so a
/// template that runs away costs milliseconds and never the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps: a call of a component, function or primitive, a round of a loop and every 8 instructions in one, and every 16
    /// bytes or 8 items that a primitive handles each cost one; a computation with decimals, a call of the host and
    /// a failure that a guard catches cost more. A step takes at most some 30 nanoseconds. The default, a million, is some
    /// twenty milliseconds; a page of 100 cards takes about a thousand.
    pub fuel: u64,
    /// Component, slot and function calls inside each other. Default 128.
    pub depth: u32,
    /// Bytes written to the sink. Default 8 MiB: far above any page, far below what hurts.
    pub output_bytes: usize,
    /// Bytes of text, lists and records made during the render; the values of its open calls can be as many, and what it keeps for
    /// later. Default 8 MiB.
    pub arena_bytes: usize,
}

impl Limits {
    /// For templates that strangers write: whatever they wrote, a render ends within five milliseconds and a mebibyte, its output
    /// among it. (A guard lets it go on with up to twice of this.) A page of 100 cards takes a hundredth of the fuel and
    /// a fifth of the output.
    pub const fn tenant() -> Self {
        Limits {
            fuel: 100_000,
            depth: 64,
            output_bytes: 256 << 10,
            arena_bytes: 128 << 10,
        }
    }
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
