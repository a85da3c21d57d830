//! What is on.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::events::{Calendar, Entry, Events};
use contracts::id::CalendarId;
use contracts::{Clock, Money, ServiceError, ServiceResult};
use data::Database;
use data::error::from_database;
use models::events::{calendar, entry};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// More calendars than a cooperative keeps; a bound on what one page asks of the database.
const CALENDARS_MAX: u64 = 100;
/// More entries than one page should show.
const ENTRIES_MAX: u32 = 500;

/// The calendars on our database.
#[derive(Clone)]
pub struct EventsService {
    db: Database,
    clock: Arc<dyn Clock>,
}

impl EventsService {
    /// A service on this database; the clock says what is over.
    pub fn new(db: Database, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock }
    }

    /// What is not over of these calendars, soonest first: one statement, however many they are.
    async fn entries_of(&self, calendars: &[Calendar], limit: u32) -> ServiceResult<Vec<Entry>> {
        let rows = entry::Entity::find()
            .filter(entry::Column::EndsAt.gt(self.clock.now()))
            .filter(entry::Column::CalendarId.is_in(calendars.iter().map(|calendar| calendar.id)))
            .order_by_asc(entry::Column::StartsAt)
            .order_by_asc(entry::Column::Id)
            .limit(u64::from(limit.min(ENTRIES_MAX)))
            .all(self.db.read())
            .await
            .map_err(from_database)?;
        let of_calendar = |row: entry::Model| {
            let calendar = calendars
                .iter()
                .find(|calendar| calendar.id == row.calendar_id)?;
            Some(to_entry(row, calendar.clone()))
        };
        rows.into_iter().filter_map(of_calendar).collect()
    }
}

#[async_trait]
impl Events for EventsService {
    async fn calendars(&self) -> ServiceResult<Vec<Calendar>> {
        let rows = calendar::Entity::find()
            .order_by_asc(calendar::Column::Name)
            .limit(CALENDARS_MAX)
            .all(self.db.read())
            .await;
        Ok(rows
            .map_err(from_database)?
            .into_iter()
            .map(to_calendar)
            .collect())
    }

    async fn upcoming(&self, calendar: Option<&str>, limit: u32) -> ServiceResult<Vec<Entry>> {
        let mut calendars = self.calendars().await?;
        if let Some(slug) = calendar {
            calendars.retain(|calendar| calendar.slug == slug);
            if calendars.is_empty() {
                return Err(ServiceError::NotFound);
            }
        }
        self.entries_of(&calendars, limit).await
    }

    async fn calendars_by_id(&self, ids: &[CalendarId]) -> ServiceResult<Vec<Calendar>> {
        let rows = calendar::Entity::find()
            .filter(calendar::Column::Id.is_in(ids.iter().copied()))
            .limit(CALENDARS_MAX)
            .all(self.db.read())
            .await;
        let mut calendars: Vec<Calendar> = rows
            .map_err(from_database)?
            .into_iter()
            .map(to_calendar)
            .collect();
        calendars.sort_by_key(|calendar| ids.iter().position(|id| *id == calendar.id));
        Ok(calendars)
    }

    async fn upcoming_in(&self, calendars: &[CalendarId], limit: u32) -> ServiceResult<Vec<Entry>> {
        if calendars.is_empty() {
            return Ok(Vec::new());
        }
        let calendars = self.calendars_by_id(calendars).await?;
        self.entries_of(&calendars, limit).await
    }

    async fn entry(&self, slug: &str) -> ServiceResult<Entry> {
        let found = entry::Entity::find()
            .filter(entry::Column::Slug.eq(slug))
            .one(self.db.read())
            .await;
        let row = found
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        let calendar = calendar::Entity::find_by_id(row.calendar_id)
            .one(self.db.read())
            .await;
        let calendar = calendar
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        to_entry(row, to_calendar(calendar))
    }
}

fn to_calendar(row: calendar::Model) -> Calendar {
    Calendar {
        id: row.id,
        slug: row.slug,
        name: row.name,
        description: row.description,
    }
}

fn to_entry(row: entry::Model, calendar: Calendar) -> ServiceResult<Entry> {
    let damaged = |what: &dyn std::fmt::Display| {
        ServiceError::Internal(format!("calendar entry {}: {what}", row.id))
    };
    let price = match (row.price_minor, row.currency.as_deref()) {
        (None, _) => None,
        (Some(_), None) => return Err(damaged(&"a price without a currency")),
        (Some(minor), Some(code)) => Some(Money {
            minor,
            currency: code.parse().map_err(|error| damaged(&error))?,
        }),
    };
    Ok(Entry {
        price,
        picture: row
            .picture
            .as_deref()
            .map(serde_json::from_str)
            .transpose()
            .map_err(|error| damaged(&error))?,
        capacity: row
            .capacity
            .map(u32::try_from)
            .transpose()
            .map_err(|error| damaged(&error))?,
        id: row.id,
        slug: row.slug,
        title: row.title,
        description: row.description,
        place: row.place,
        starts: row.starts_at,
        ends: row.ends_at,
        zone: row.zone,
        calendar,
    })
}
