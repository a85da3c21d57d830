//! The wire: a page as SX source that holds nothing but markup, data and calls of components that
//! whoever reads it has.

pub(crate) mod data;
mod rows;
mod sink;

pub use sink::{Wire, WireMark, WireSink};
