//! The time of a tweet as American English writes it: `3:04 PM`, `Nov 2, 2026`. In UTC, as a
//! server shows it.

/// An instant of the form `2026-11-02T15:04:05.000Z`, or with an offset.
#[derive(Debug, PartialEq)]
struct Instant {
    /// Days since 1970-01-01.
    days: i64,
    minutes_of_day: i64,
}

pub(super) fn time(created: &str) -> String {
    let Some(instant) = parse(created) else {
        return String::new();
    };
    let (hour, minute) = (instant.minutes_of_day / 60, instant.minutes_of_day % 60);
    let half = if hour < 12 { "AM" } else { "PM" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{hour}:{minute:02} {half}")
}

pub(super) fn date(created: &str) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let Some(instant) = parse(created) else {
        return String::new();
    };
    let (year, month, day) = civil(instant.days);
    format!("{} {day}, {year}", MONTHS[month as usize - 1])
}

fn parse(text: &str) -> Option<Instant> {
    let (date, rest) = text.split_once('T').unwrap_or((text, "00:00Z"));
    let mut parts = date.split('-').map(|part| number(part, 4));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || date.len() != 10 || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    let days = days_since_1970(year, month, day);
    if civil(days) != (year, month, day) {
        return None;
    }
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    let minutes = minutes_of(clock)? - offset(zone)?;
    Some(Instant {
        days: days + minutes.div_euclid(1440),
        minutes_of_day: minutes.rem_euclid(1440),
    })
}

fn number(text: &str, digits_max: usize) -> Option<i64> {
    let fits = (1..=digits_max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

fn minutes_of(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let hour = number(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = match parts.next() {
        Some(minute) => number(minute, 2).filter(|minute| *minute < 60)?,
        None => 0,
    };
    if let Some(seconds) = parts.next() {
        let (whole, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
        number(whole, 2).filter(|second| *second < 60)?;
        number(fraction, 30)?;
    }
    parts.next().is_none().then_some(hour * 60 + minute)
}

fn offset(zone: &str) -> Option<i64> {
    let Some(sign) = zone.chars().next() else {
        return Some(0);
    };
    let rest = &zone[1..];
    let sign = match sign {
        'Z' | 'z' => return rest.is_empty().then_some(0),
        '-' => -1,
        _ => 1,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let hours = number(digits.get(..2)?, 2)?;
    let minutes = if digits.len() > 2 {
        number(&digits[2..], 2)?
    } else {
        0
    };
    Some(sign * (hours * 60 + minutes))
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    // years counted from March put the leap day at the end
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date so many days after 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        for (text, expected_time, expected_date) in [
            ("2022-08-18T14:35:00.000Z", "2:35 PM", "Aug 18, 2022"),
            ("2024-02-29T23:30:00-01:00", "12:30 AM", "Mar 1, 2024"),
            ("1969-12-31T00:00Z", "12:00 AM", "Dec 31, 1969"),
            ("2023-02-29T00:00Z", "", ""),
            ("soon", "", ""),
        ] {
            assert_eq!(
                (time(text).as_str(), date(text).as_str()),
                (expected_time, expected_date)
            );
        }
    }
}
