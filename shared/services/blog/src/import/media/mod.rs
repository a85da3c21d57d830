//! Pictures and files of the old site: where they are had from, and what became of each.

mod folder;
mod http;
mod resolver;
mod supplier;
mod zipped;

pub(super) use resolver::Resolver;
pub(super) use supplier::Supplier;
