//! The data layer on both databases.

mod backup;
mod cache;
mod event_log;
mod media;
mod migrating;
mod search;
mod unit_of_work;
mod vanishing;
