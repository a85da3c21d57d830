//! The diaries and what is in them.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use crate::{DemoError, source};

/// A diary.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Unique among calendars.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What goes into it.
    pub description: String,
    /// `#rrggbb`, to tell its entries apart.
    pub colour: String,
}

/// Something that happens at a place and a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Unique among events.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// The slug of its calendar.
    pub calendar: String,
    /// The day, told from today.
    pub when: When,
    /// Beginning, local time.
    pub starts: NaiveTime,
    /// End, local time of the same day.
    pub ends: NaiveTime,
    /// Where.
    pub place: String,
    /// One sentence for lists.
    pub summary: String,
    /// Paragraphs of plain text, parted by empty lines.
    pub description: String,
    /// The price of a place, in pence; absent where it is free.
    pub price_pence: Option<i64>,
    /// How many may come; absent where there is no limit.
    pub capacity: Option<u32>,
    /// Picture name.
    pub picture: String,
    /// What the picture shows.
    pub picture_alt: String,
}

/// A day of the coming weeks: the first such weekday that is at least some days away. So a market
/// is on a Saturday, whenever the demo is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// At least so many days after today.
    pub after_days: u32,
    /// The day of the week.
    pub weekday: Weekday,
}

impl When {
    /// The date, seen from `today`; nothing past the end of the calendar.
    #[must_use]
    pub fn date(self, today: NaiveDate) -> Option<NaiveDate> {
        let earliest = today.checked_add_days(Days::new(u64::from(self.after_days)))?;
        let wait = self.weekday.days_since(earliest.weekday());
        earliest.checked_add_days(Days::new(u64::from(wait)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    calendars: Vec<Calendar>,
    events: Vec<Event>,
}

pub(crate) fn load() -> Result<(Vec<Calendar>, Vec<Event>), DemoError> {
    let file: File = source::toml("events.toml")?;
    Ok((file.calendars, file.events))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_falls_on_its_weekday_and_never_early() {
        let start = NaiveDate::from_ymd_opt(2027, 2, 24).expect("a date");
        for today in start.iter_days().take(14) {
            let when = When {
                after_days: 9,
                weekday: Weekday::Sat,
            };
            let date = when.date(today).expect("in range");
            assert_eq!(date.weekday(), Weekday::Sat);
            assert!(
                (9..16).contains(&(date - today).num_days()),
                "{today} gave {date}"
            );
        }
        let when = When {
            after_days: 1,
            weekday: Weekday::Mon,
        };
        assert_eq!(when.date(NaiveDate::MAX), None);
    }
}
