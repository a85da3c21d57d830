//! The blog's domain, on SQLite and on PostgreSQL.

mod containers;
mod import;
mod navigation;
mod reading;
mod writing;
