//! The demo cooperative's calendars, over the weeks that follow today.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use contracts::id::CalendarId;
use contracts::{Currency, IdSource, Instant, Money};
use data::UnitOfWork;
use demo::Cooperative;
use events_service::planning::{NewCalendar, NewEntry, open_calendar};

use super::Illustrations;
use crate::failure::Failure;

/// Opens the calendars and fills them; answers which is which.
pub(super) async fn write(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    pictures: &Illustrations,
    cooperative: &Cooperative,
) -> Result<HashMap<String, CalendarId>, Failure> {
    let settings = &cooperative.settings;
    let currency: Currency = settings
        .currency
        .parse()
        .map_err(|error| Failure::run(format!("demo: {error}")))?;
    let today = now.to_utc().with_timezone(&settings.time_zone).date_naive();
    let entry = |event: &demo::Event| -> Option<NewEntry> {
        let date = event.when.date(today)?;
        Some(NewEntry {
            slug: event.slug.clone(),
            title: event.title.clone(),
            description: format!("{}\n\n{}", event.summary, event.description),
            place: event.place.clone(),
            starts: date.and_time(event.starts),
            ends: end_date(event, date)?.and_time(event.ends),
            zone: settings.time_zone,
            price: event.price_pence.map(|minor| Money { minor, currency }),
            capacity: event.capacity,
            picture: pictures.picture(&event.picture, &event.picture_alt),
        })
    };
    let mut calendars = HashMap::new();
    for calendar in &cooperative.calendars {
        let new = NewCalendar {
            slug: calendar.slug.clone(),
            name: calendar.name.clone(),
            description: calendar.description.clone(),
            entries: cooperative
                .events
                .iter()
                .filter(|event| event.calendar == calendar.slug)
                .filter_map(entry)
                .collect(),
        };
        let id = open_calendar(work, ids, now, new).await?;
        calendars.insert(calendar.slug.clone(), id);
    }
    Ok(calendars)
}

/// An evening that ends after midnight ends on the next day.
fn end_date(event: &demo::Event, date: NaiveDate) -> Option<NaiveDate> {
    if event.ends > event.starts {
        Some(date)
    } else {
        date.checked_add_days(Days::new(1))
    }
}
