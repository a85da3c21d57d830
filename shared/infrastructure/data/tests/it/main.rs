//! The data layer on both databases.

mod migrating;
mod unit_of_work;
