//! Instants as people write them. The order of day, month and year, and every name, comes from the words (`dates.ftl`).

use std::str::FromStr;

use chrono::{DateTime, Datelike, SecondsFormat, Timelike};
use chrono_tz::Tz;
use contracts::Instant;
use fluent_bundle::FluentArgs;
use sx::HostError;

use crate::words::Language;

/// The `:style` of `(date …)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// 24 November 2026
    Long,
    /// 24 Nov 2026
    Short,
    /// 2026-11-24T19:30:00+00:00, for machines
    Iso,
    /// 19:30
    Time,
    /// Tuesday
    Weekday,
    /// 24 November
    DayMonth,
    /// 2026
    Year,
}

impl FromStr for DateStyle {
    type Err = HostError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "long" => Self::Long,
            "short" => Self::Short,
            "iso" => Self::Iso,
            "time" => Self::Time,
            "weekday" => Self::Weekday,
            "day-month" => Self::DayMonth,
            "year" => Self::Year,
            _ => {
                return Err(HostError::new(format!(
                    "there is no date style \"{text}\": use long, short, iso, time, weekday, day-month or year"
                )));
            }
        })
    }
}

/// Writes an instant in a zone and a language.
pub(crate) fn write(instant: Instant, style: DateStyle, zone: Tz, language: &Language) -> String {
    let local = instant.to_utc().with_timezone(&zone);
    match style {
        DateStyle::Iso => local.to_rfc3339_opts(SecondsFormat::Secs, true),
        DateStyle::Year => local.year().to_string(),
        DateStyle::Long => worded("date-long", &local, language),
        DateStyle::Short => worded("date-short", &local, language),
        DateStyle::Time => worded("date-time", &local, language),
        DateStyle::Weekday => worded("weekday", &local, language),
        DateStyle::DayMonth => worded("date-day-month", &local, language),
    }
}

fn worded(message: &str, local: &DateTime<Tz>, language: &Language) -> String {
    let mut parts = FluentArgs::with_capacity(6);
    parts.set("day", local.day());
    parts.set("month", local.month());
    // As text: a number would be written the way numbers are, and years are not counted.
    parts.set("year", local.year().to_string());
    parts.set("weekday", local.weekday().number_from_monday());
    parts.set("hour", format!("{:02}", local.hour()));
    parts.set("minute", format!("{:02}", local.minute()));
    language.say(message, Some(&parts)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn written(micros: i64, style: &str, zone: &str, locale: &str) -> String {
        let words = Words::embedded().expect("the words are Fluent");
        let style = style.parse().expect("a style");
        write(
            Instant(micros),
            style,
            zone.parse().expect("a zone"),
            words.language(locale),
        )
    }

    /// 2026-07-01T23:30:00Z: already the next day in Berlin.
    const SUMMER_NIGHT: i64 = 1_782_948_600_000_000;

    #[test]
    fn every_style_in_zone_and_language() {
        for (style, english, german) in [
            ("long", "1 July 2026", "2. Juli 2026"),
            ("short", "1 Jul 2026", "2. Jul 2026"),
            ("iso", "2026-07-01T23:30:00Z", "2026-07-02T01:30:00+02:00"),
            ("time", "23:30", "01:30"),
            ("weekday", "Wednesday", "Donnerstag"),
            ("day-month", "1 July", "2. Juli"),
            ("year", "2026", "2026"),
        ] {
            assert_eq!(written(SUMMER_NIGHT, style, "UTC", "en-GB"), english);
            assert_eq!(
                written(SUMMER_NIGHT, style, "Europe/Berlin", "de-AT"),
                german
            );
        }
    }

    #[test]
    fn an_unknown_style_says_what_there_is() {
        let error = "medium".parse::<DateStyle>().expect_err("no such style");
        assert!(error.to_string().contains("day-month"), "{error}");
    }
}
