//! The formatter: one way to lay out a source, so that nobody has to think of it.
//!
//! Where a line ends is mostly the author's word: a form that was written on one line stays on it while it fits,
//! a form that was broken stays broken, and lines that are too long are broken. Where a line *begins* is not:
//! bodies stand two columns in, arguments under the first argument, bindings under each other, a keyword beside its
//! value. Comments stay where they are, spellings of numbers and strings are untouched, of several blank lines one
//! remains.

mod layout;
mod parse;
mod shape;

use crate::diagnostic::{Diagnostic, Fault};
use crate::read;
use crate::source::Source;

/// Columns of a line.
const WIDTH: usize = 120;

/// A source laid out as all sources are. It means the same as before, and formatting it again changes nothing.
///
/// # Errors
/// A source with a fault of syntax is not formatted: the first fault, with its place.
#[allow(
    clippy::result_large_err,
    reason = "a fault is rare and small beside a source"
)]
pub fn format(source: &Source) -> Result<String, Diagnostic> {
    formatted(&source.text).map_err(|fault| fault.locate(std::slice::from_ref(source)))
}

fn formatted(text: &str) -> Result<String, Fault> {
    // The reader judges the syntax; what follows may take it as right, and as nested no deeper than it allows.
    read::read(0, text)?;
    arranged(text)
}

fn arranged(text: &str) -> Result<String, Fault> {
    let mut nodes = parse::parse(text)?;
    for node in &mut nodes {
        shape::measure(node, shape::Role::Code);
    }
    Ok(layout::lay_out(&nodes, text.len()))
}

#[cfg(test)]
mod tests {
    use super::arranged;

    #[test]
    fn what_the_reader_would_refuse_does_no_harm() {
        for source in ["(", ")", "(]", "'", "(')", "\"", "#", "(a #;)", "#;"] {
            assert!(arranged(source).is_err(), "{source}");
        }
    }
}
