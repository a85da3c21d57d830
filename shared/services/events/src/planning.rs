//! Writing calendars and entries. People agree on a wall clock and a zone; the instants are computed here.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::blog::Picture;
use contracts::id::{CalendarId, EntryId};
use contracts::{Event, IdSource, Instant, Money};
use data::event_log::record;
use data::{DataError, UnitOfWork};
use models::events::{calendar, entry};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;

/// How a wall clock is written in the database: ISO 8601 without a zone, to the minute.
const WALL_CLOCK: &str = "%Y-%m-%dT%H:%M";

/// A calendar to be made.
#[derive(Clone, Debug)]
pub struct NewCalendar {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One sentence; may be empty.
    pub description: String,
    /// What is in it.
    pub entries: Vec<NewEntry>,
}

/// An entry to be made.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Its place in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Plain text, paragraphs parted by an empty line.
    pub description: String,
    /// Where.
    pub place: String,
    /// When it begins, on the wall clock of `zone`.
    pub starts: NaiveDateTime,
    /// When it ends, on the wall clock of `zone`.
    pub ends: NaiveDateTime,
    /// The zone of the wall clock.
    pub zone: Tz,
    /// Price of one place; `None` is free.
    pub price: Option<Money>,
    /// How many people there is room for; `None` is unlimited.
    pub capacity: Option<u32>,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// The instant of a wall clock. When the clocks go back and the hour comes twice, the first; when they go
/// forward and it never comes, the moment after the gap (as RFC 5545 §3.3.5 has it).
pub fn instant_of(wall: NaiveDateTime, zone: Tz) -> Instant {
    let utc: DateTime<Utc> = match zone.from_local_datetime(&wall) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => time.to_utc(),
        LocalResult::None => {
            // Reading the wall clock with the offset that held before the gap lands just as far after it.
            let before = zone.offset_from_utc_datetime(&(wall - chrono::Duration::days(1)));
            Utc.from_utc_datetime(&(wall - chrono::Offset::fix(&before)))
        }
    };
    utc.into()
}

/// Writes a calendar with its entries.
///
/// # Errors
/// When the database refuses; the unit of work is then spoiled.
pub async fn open_calendar(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    new: NewCalendar,
) -> Result<CalendarId, DataError> {
    let calendar_id = CalendarId::new(ids);
    let row = calendar::ActiveModel {
        id: Set(calendar_id),
        slug: Set(new.slug),
        name: Set(new.name),
        description: Set(new.description),
        created_at: Set(now),
    };
    calendar::Entity::insert(row)
        .exec_without_returning(work)
        .await?;
    let calendar = calendar_id;
    record(work, now, ids, &Event::CalendarChanged { calendar }).await?;
    for new in new.entries {
        let entry = EntryId::new(ids);
        entry::Entity::insert(entry_row(entry, calendar, now, new))
            .exec_without_returning(work)
            .await?;
        record(work, now, ids, &Event::EntryChanged { calendar, entry }).await?;
    }
    Ok(calendar_id)
}

fn entry_row(
    id: EntryId,
    calendar_id: CalendarId,
    now: Instant,
    new: NewEntry,
) -> entry::ActiveModel {
    entry::ActiveModel {
        id: Set(id),
        calendar_id: Set(calendar_id),
        slug: Set(new.slug),
        title: Set(new.title),
        description: Set(new.description),
        place: Set(new.place),
        starts_local: Set(new.starts.format(WALL_CLOCK).to_string()),
        ends_local: Set(new.ends.format(WALL_CLOCK).to_string()),
        zone: Set(new.zone.name().to_owned()),
        starts_at: Set(instant_of(new.starts, new.zone)),
        ends_at: Set(instant_of(new.ends, new.zone)),
        price_minor: Set(new.price.map(|price| price.minor)),
        currency: Set(new.price.map(|price| price.currency.to_string())),
        capacity: Set(new
            .capacity
            .map(|places| i32::try_from(places).unwrap_or(i32::MAX))),
        picture: Set(new
            .picture
            .map(|picture| serde_json::json!(picture).to_string())),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london(text: &str) -> String {
        let wall = NaiveDateTime::parse_from_str(text, WALL_CLOCK).expect("a wall clock");
        instant_of(wall, chrono_tz::Europe::London).to_string()
    }

    #[test]
    fn wall_clocks_become_instants_across_the_changes_of_the_clock() {
        assert_eq!(london("2026-12-05T19:30"), "2026-12-05T19:30:00Z");
        assert_eq!(london("2026-07-05T19:30"), "2026-07-05T18:30:00Z");
        assert_eq!(
            london("2026-10-25T01:30"),
            "2026-10-25T00:30:00Z",
            "twice: the first"
        );
        assert_eq!(
            london("2027-03-28T01:30"),
            "2027-03-28T01:30:00Z",
            "never: after the gap"
        );
    }
}
