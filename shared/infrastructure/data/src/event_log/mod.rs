//! The event log: what happened is written in the transaction of its cause ([`record`]), answered once by each
//! [`Handler`] that wants it ([`EventProcessor`]), and told at once to every process ([`follow`]).
//!
//! To answer an event durably (search index, mail, deliveries): implement [`Handler`] in the domain's service and add it
//! to the list in `server/src/events.rs`. To keep something in memory that an event makes untrue: [`follow`].
//!
//! What it promises: an activity is there if and only if its cause is. Each handler does its step for each activity at
//! least once; what it wrote through its unit of work and the mark that it did are one transaction, so that is there once.
//! For one handler, activities of one object come in their order. A step that fails, panics or takes too long is tried
//! again later and later, and is given up at last; those after it go on then. Handlers do not wait for each other, but
//! where SQLite has them all write one after the other.
//!
//! On PostgreSQL any number of processes share the work. Activities of the past are deleted when no step of theirs waits
//! or was given up ([`Pace::keep`]): nothing looks back at them. Public ones stay.

mod document;
mod following;
mod processor;
mod recording;
mod staff;

use async_trait::async_trait;
use contracts::{Activity, Event, ServiceError};
use sea_orm::DbErr;

use crate::{DataError, UnitOfWork};

pub use following::{Told, follow};
pub use processor::{Bell, EventProcessor, Pace, Run, RunningProcessor};
pub use recording::record;
pub use staff::StaffLog;

/// Answers events, durably.
#[async_trait]
pub trait Handler: Send + Sync {
    /// Its name in the log; never changed, and never given to another.
    fn name(&self) -> &'static str;

    /// Whether it has anything to do about an event. Asked once, when the activity is handed out.
    fn wants(&self, event: &Event) -> bool;

    /// Does it. What is written through `work` is kept together with the mark that it was done, or not at all; anything
    /// else that it does may happen twice. It holds a transaction open, on SQLite the only one that writes: what takes
    /// long belongs elsewhere.
    async fn handle(&self, work: &UnitOfWork, activity: &Activity) -> Result<(), HandlerError>;
}

/// Why a handler could not do its step; it is tried again later.
#[derive(Debug, thiserror::Error)]
pub enum HandlerError {
    /// The database or stored files.
    #[error(transparent)]
    Data(#[from] DataError),
    /// Another domain.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// Anything else, in a sentence for staff.
    #[error("{0}")]
    Failed(String),
}

impl From<DbErr> for HandlerError {
    fn from(error: DbErr) -> Self {
        Self::Data(error.into())
    }
}
