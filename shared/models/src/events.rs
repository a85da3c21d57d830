//! Rows of the calendars.

use contracts::Instant;
use contracts::id::{CalendarId, EntryId};
use sea_orm::entity::prelude::*;

/// Calendars.
pub mod calendar {
    use super::*;

    /// A row of `calendars`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendars")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CalendarId,
        /// Address.
        pub slug: String,
        /// Name.
        pub name: String,
        /// One sentence; may be empty.
        pub description: String,
        /// First written.
        pub created_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Entries of the calendars.
pub mod entry {
    use super::*;

    /// A row of `calendar_entries`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_entries")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EntryId,
        /// The calendar.
        pub calendar_id: CalendarId,
        /// Address.
        pub slug: String,
        /// Title.
        pub title: String,
        /// Plain text.
        pub description: String,
        /// Where.
        pub place: String,
        /// Wall clock, `2026-12-05T19:30`.
        pub starts_local: String,
        /// Wall clock.
        pub ends_local: String,
        /// IANA zone of the wall clock.
        pub zone: String,
        /// The begin as an instant.
        pub starts_at: Instant,
        /// The end as an instant.
        pub ends_at: Instant,
        /// Minor units for one place; none is free.
        pub price_minor: Option<i64>,
        /// ISO 4217, when there is a price.
        pub currency: Option<String>,
        /// Places; none is unlimited.
        pub capacity: Option<i32>,
        /// [`contracts::blog::Picture`] as JSON.
        pub picture: Option<String>,
        /// First written.
        pub created_at: Instant,
        /// Last changed.
        pub updated_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
