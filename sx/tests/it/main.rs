//! The tests of the language from outside: cases as files, escapes against a real HTML parser,
//! limits against hostile templates.

#![allow(
    clippy::unwrap_used,
    reason = "a test that panics has failed, as it should"
)]
#![allow(clippy::result_large_err, reason = "nothing here is in a hurry")]

mod calls;
mod cases;
mod checking;
mod corpus;
mod damage;
mod damaged_wires;
mod decoding;
mod definitions;
mod diagnostics;
mod escapes;
mod escaping;
mod format;
mod fuzzed;
mod later;
mod limits;
mod listing;
mod macros;
mod mutations;
mod naive;
mod once;
mod oracles;
mod page_functions;
mod parsed;
mod patch;
mod plain;
mod records;
mod reference;
mod shapes;
mod threads;
mod wire;
