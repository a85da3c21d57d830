//! The blog app through its real front: hosts, router, templates, database.

mod addresses;
mod caching;
mod docs;
mod feeds;
mod gated;
mod head;
mod missing;
mod pages;
mod site;
mod sitemaps;
