//! Addresses that are expressions: `/sx/(language.(form.let))`. A dot is a space, parentheses call, bare words are
//! text. An address is read ([`parse`]), changed by relative references ([`resolve`]) and resolved through the table of
//! declared page functions ([`PageFunctions`]). Nothing that a visitor typed is ever evaluated: what comes out is a
//! tree of known functions with text and numbers as arguments. `../../URLS.md` describes the algebra.

mod error;
mod escape;
mod expression;
mod functions;
mod page;
mod read;
mod relative;
mod table;

#[cfg(test)]
mod resolution_tests;
#[cfg(test)]
mod tests;

pub use error::UrlError;
pub use escape::escaped;
pub use expression::{Argument, Call, Expression, Word};
pub use functions::{PageFunction, PageFunctions};
pub use page::{Arguments, Page, Value};
pub use read::parse;
pub use relative::resolve;
pub use table::{CASES, Case};

/// Bytes of one address.
pub const BYTES_MAX: usize = 2 << 10;
/// Calls inside each other.
pub const DEPTH_MAX: usize = 16;
/// Names, words and keywords in all.
pub const ITEMS_MAX: usize = 64;
