//! Schema steps, forward only, each for both databases.
//!
//! To add a step: write `mNNNN_what.rs` with the SQL for both databases (one text where they agree), and add it
//! at the end of [`Migrator::migrations`]. Each step runs in a transaction of its own on both databases. Old steps are
//! never edited: a released database has run them. Expand first (new tables, nullable columns), contract in a later release.

use sea_orm_migration::prelude::*;

mod m0001_content;
mod m0002_media;
mod m0003_market;
mod m0004_events;
mod m0005_event_log;
mod m0006_containers;
mod m0007_search;
mod m0008_event_log_lanes;
mod step;

/// The steps in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_content::STEP),
            Box::new(m0002_media::STEP),
            Box::new(m0003_market::STEP),
            Box::new(m0004_events::STEP),
            Box::new(m0005_event_log::STEP),
            Box::new(m0006_containers::STEP),
            Box::new(m0007_search::STEP),
            Box::new(m0008_event_log_lanes::STEP),
        ]
    }
}
