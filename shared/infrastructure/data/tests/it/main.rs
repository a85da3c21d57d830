//! The data layer on both databases.

mod media;
mod migrating;
mod unit_of_work;
