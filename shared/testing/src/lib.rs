//! What tests stand on: a database of their own on each dialect, a clock that stands still, ids that repeat.
//!
//! A test of anything that speaks SQL goes over [`databases`]:
//! ```no_run
//! # async fn test() {
//! for db in testing::databases().await {
//!     assert!(db.is_migrated().await.expect("asked"), "{}", db.name());
//! }
//! # }
//! ```

mod blog;
mod cache;
mod database;
mod html;
mod ids;

pub use blog::{BlogRows, hours_ago};
pub use cache::{TestCache, caches};
pub use database::{TestDatabase, databases, empty_databases};
pub use html::{ParsedHtml, parse_html};
pub use ids::SeededIds;

use contracts::{FixedClock, Instant};

/// Tuesday, 24 November 2026, 09:00 UTC: the day on which every test happens unless it says otherwise.
pub const TODAY: Instant = Instant(1_795_510_800_000_000);

/// A clock that stands at [`TODAY`].
pub fn clock() -> FixedClock {
    FixedClock::at(TODAY)
}
