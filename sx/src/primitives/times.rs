//! Instants and durations. An instant is a whole number of microseconds since 1970 in UTC, and a duration one of
//! microseconds, so they are added and compared as numbers. What depends on a zone or a language (the
//! day's name, midnight) is the host's: `date`.

use super::parts::{text, too_large, whole};
use super::{Table, define};
use crate::run::failure::{Failed, wrong};
use crate::run::work::Work;
use crate::suggest::{did_you_mean, shortened};
use crate::value::Val;

pub(super) const TABLE: Table = Table {
    subject: "Times",
    lines: &[
        define(
            "(duration number:Int unit:Str) -> Int",
            "So many seconds, minutes, hours, days (of 24 hours) or weeks in microseconds, to add to instants.",
            "(duration 7 :days)",
            duration,
        ),
        define(
            "(parse-datetime text:Str?) -> Int?",
            "The instant that a text such as 2026-07-01T23:30:00Z says, `nil` if it says none.",
            "(parse-datetime \"2026-07-01T23:30:00Z\")",
            |work, args| match args[0] {
                Val::Nil => Ok(Val::Nil),
                value => {
                    let text = text(value)?;
                    work.burn_bytes(text.len())?;
                    Ok(instant(text).map_or(Val::Nil, Val::Int))
                }
            },
        ),
    ],
};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400;

const UNITS: [(&str, i64); 5] = [
    ("seconds", SECOND),
    ("minutes", 60 * SECOND),
    ("hours", 3600 * SECOND),
    ("days", DAY * SECOND),
    ("weeks", 7 * DAY * SECOND),
];

fn duration<'v>(_: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (number, unit) = (whole(args[0])?, text(args[1])?);
    let names = UNITS.map(|(name, _)| name);
    let Some((_, length)) = UNITS.iter().find(|(name, _)| *name == unit) else {
        let help = did_you_mean(":", unit, names)
            .unwrap_or_else(|| format!("units are :{}", names.join(" :")));
        let unit = shortened(unit);
        return Err(wrong(format!("there is no unit `:{unit}`")).with_help(help));
    };
    number
        .checked_mul(*length)
        .map(Val::Int)
        .ok_or_else(too_large)
}

/// RFC 3339: a date, a time and a difference to UTC. A date alone begins at midnight UTC.
fn instant(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (
        digits(parts.next()?, 4)?,
        digits(parts.next()?, 2)?,
        digits(parts.next()?, 2)?,
    );
    if !(1..=12).contains(&month) || day < 1 || day > days_of(year, month) {
        return None;
    }
    let days = days_since_1970(year, month, day);
    if rest.is_empty() {
        return Some(days * DAY * SECOND);
    }
    let (micros, zone) = time_of_day(rest.strip_prefix(['T', 't', ' '])?)?;
    Some(days * DAY * SECOND + micros - offset(zone)? * SECOND)
}

/// Microseconds since midnight, and what follows the time.
fn time_of_day(text: &str) -> Option<(i64, &str)> {
    let (clock, rest) = text.split_at_checked(8)?;
    let mut parts = clock.splitn(3, ':');
    let (hour, minute, second) = (
        digits(parts.next()?, 2)?,
        digits(parts.next()?, 2)?,
        digits(parts.next()?, 2)?,
    );
    // A leap second is the first of the next minute, as clocks show it.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut micros = (hour * 3600 + minute * 60 + second) * SECOND;
    let Some(fraction) = rest.strip_prefix('.') else {
        return Some((micros, rest));
    };
    let end = fraction
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(fraction.len());
    if end == 0 {
        return None;
    }
    // What is finer than a microsecond is left out.
    let written = format!("{:0<6}", &fraction[..end.min(6)]);
    micros += digits(&written, 6)?;
    Some((micros, &fraction[end..]))
}

/// The difference of a zone to UTC in seconds: `Z`, `+02:00`.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" || zone == "z" {
        return Some(0);
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    // The days of the years 0 to `year - 1`; of them the year 0 is a leap year.
    let before = |year: i64| match year {
        0 => 0,
        year => year * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1,
    };
    let months: i64 = (1..month).map(|month| days_of(year, month)).sum();
    before(year) - before(1970) + months + day - 1
}
