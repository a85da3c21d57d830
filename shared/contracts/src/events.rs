//! The events contract: calendars and their entries.

use async_trait::async_trait;

use crate::blog::Picture;
use crate::clock::Instant;
use crate::error::ServiceResult;
use crate::id::{CalendarId, EntryId};
use crate::money::Money;

/// A calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its id.
    pub id: CalendarId,
    /// Its place in the app's addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One sentence about it; may be empty.
    pub description: String,
}

/// Something that happens at a time and a place.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Its place in the app's addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What happens; plain text, paragraphs parted by an empty line.
    pub description: String,
    /// Where.
    pub place: String,
    /// When it begins, as an instant.
    pub starts: Instant,
    /// When it ends, as an instant.
    pub ends: Instant,
    /// The wall clock's zone (IANA name).
    pub zone: String,
    /// Price of one place; `None` is free.
    pub price: Option<Money>,
    /// How many people there is room for; `None` is unlimited.
    pub capacity: Option<u32>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// The calendar that it stands in.
    pub calendar: Calendar,
}

/// Calendars and their entries.
#[async_trait]
pub trait Events: Send + Sync {
    /// All calendars, by name.
    async fn calendars(&self) -> ServiceResult<Vec<Calendar>>;
    /// Entries that have not ended yet, soonest first, at most `limit`; of one calendar, or of all.
    async fn upcoming(&self, calendar: Option<&str>, limit: u32) -> ServiceResult<Vec<Entry>>;
    /// These calendars, in this order; those that are not there are left out.
    async fn calendars_by_id(&self, ids: &[CalendarId]) -> ServiceResult<Vec<Calendar>>;
    /// Entries of any of these calendars that have not ended yet, soonest first, at most `limit`.
    async fn upcoming_in(&self, calendars: &[CalendarId], limit: u32) -> ServiceResult<Vec<Entry>>;
    /// One entry, also when it is over.
    async fn entry(&self, slug: &str) -> ServiceResult<Entry>;
}
