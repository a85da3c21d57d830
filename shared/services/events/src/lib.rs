//! The events domain: calendars and their entries.
//!
//! [`EventsService`] answers readers ([`contracts::events::Events`]); [`planning`] writes calendars and entries;
//! [`FillSearch`] keeps the entries findable.

pub mod planning;
mod reading;
mod searching;

pub use reading::EventsService;
pub use searching::FillSearch;
