//! The blog's domain, on SQLite and on PostgreSQL.

mod reading;
