//! The events domain: calendars and their entries.
//!
//! [`EventsService`] answers readers ([`contracts::events::Events`]); [`planning`] writes calendars and entries.

pub mod planning;
mod reading;

pub use reading::EventsService;
