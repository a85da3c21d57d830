//! The blog's domain over SQL. It knows rows ([`models::blog`]) and the database; nothing of the web.

pub mod containers;
pub mod import;
pub mod navigation;
pub mod reading;
pub mod searching;
pub mod writing;
