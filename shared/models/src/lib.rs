//! The row types: SeaORM entities, a module for each domain. Nothing else in the project reads or writes rows by
//! other types; JSON inside TEXT columns is the domain service's business.

pub mod activity;
pub mod blog;
pub mod containers;
pub mod events;
pub mod market;
pub mod media;
pub mod search;
