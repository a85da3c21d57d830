//! What the domains stand on: configuration, the database and its units of work, migrations, stored files, what is kept for
//! speed.
//!
//! It knows rows ([`models`]) and schema ([`migrations`]), and no domain's rules and nothing of the web. Dialect
//! differences between SQLite and PostgreSQL live in [`database`] alone.

pub mod address;
pub mod backup;
pub mod cache;
pub mod checkup;
pub mod config;

pub mod database;
pub mod error;
pub mod event_log;
pub mod media;
pub mod metrics;
pub mod migrate;
pub mod search;
pub mod signing;
mod trouble;
pub mod unit_of_work;

pub use address::DatabaseAddress;
pub use cache::Cache;
pub use config::Config;

pub use database::Database;
pub use error::DataError;
pub use signing::{SigningKey, SiteKey};
pub use unit_of_work::UnitOfWork;
