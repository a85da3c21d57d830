//! The blog's domain, on SQLite and on PostgreSQL.

mod import;
mod reading;
mod writing;
