//! What the apps and domains of Rose Ash know of each other: names, ids, money, time, data objects, service
//! traits and errors. It knows none of our other crates.
//!
//! To add something a domain does for others: add the data object and the method to its trait here, implement it
//! in `shared/services/<domain>`, and give [`services`] what an absent domain answers.

pub mod activity;
pub mod app;
pub mod blog;
pub mod cart;
pub mod clock;
pub mod container;
pub mod error;
pub mod events;
pub mod id;
pub mod market;
pub mod money;
pub mod paging;
pub mod services;
pub mod tag;

pub use activity::{Activity, Event};
pub use app::AppName;
pub use clock::{Clock, FixedClock, Instant, SystemClock};
pub use error::{FieldError, ServiceError, ServiceResult};
pub use id::{IdSource, RandomIds};
pub use money::{Currency, Money};
pub use paging::{PageNumber, Paged};
pub use services::Services;
pub use tag::Tag;
