//! What the templates of the calendars are given; the fields are theirs.

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;
use contracts::Instant;
use contracts::container::ContainerPage;
use contracts::events::{Calendar, Entry};
use serde_json::{Value, json};
use web::PictureView;

/// How many colours the sheet has for calendars.
const TONES: usize = 6;
/// Characters of a card's excerpt.
const EXCERPT_MAX: usize = 140;

#[derive(sx::Record)]
pub(crate) struct Home {
    pub(crate) holders: Vec<HolderView>,
    pub(crate) calendars: Vec<CalendarLink>,
    pub(crate) calendar: Option<CalendarLink>,
    pub(crate) months: Vec<MonthView>,
}

/// A page of the blog that a calendar belongs to.
#[derive(sx::Record)]
pub(crate) struct HolderView {
    title: String,
    href: String,
}

impl HolderView {
    /// `url` makes an absolute address of a path on the blog.
    pub(crate) fn of(page: ContainerPage, url: impl Fn(&str) -> String) -> Self {
        Self {
            href: url(&format!("/{}/", page.slug)),
            title: page.title,
        }
    }
}

#[derive(sx::Record)]
pub(crate) struct EntryPage {
    pub(crate) entry: EntryView,
    pub(crate) more: Vec<EntryCard>,
}

#[derive(sx::Record)]
pub(crate) struct CalendarLink {
    name: String,
    description: Option<String>,
    tone: usize,
    href: String,
    current: bool,
}

impl CalendarLink {
    pub(crate) fn of(calendar: &Calendar, all: &[Calendar], current: Option<&str>) -> Self {
        Self {
            name: calendar.name.clone(),
            description: Some(calendar.description.clone()).filter(|text| !text.is_empty()),
            tone: tone(calendar, all),
            href: calendar_href(&calendar.slug),
            current: current == Some(calendar.slug.as_str()),
        }
    }
}

#[derive(sx::Record)]
pub(crate) struct MonthView {
    starts: i64,
    month: u32,
    entries: Vec<EntryCard>,
}

/// Entries, soonest first, by the month of their wall clock.
pub(crate) fn months(entries: &[Entry], calendars: &[Calendar]) -> Vec<MonthView> {
    let month = |entry: &Entry| {
        let local = wall_clock(entry.starts, entry);
        (local.year(), local.month())
    };
    let of_month = |chunk: &[Entry]| MonthView {
        starts: chunk[0].starts.micros(),
        month: month(&chunk[0]).1,
        entries: chunk
            .iter()
            .map(|entry| EntryCard::of(entry, calendars))
            .collect(),
    };
    entries
        .chunk_by(|a, b| month(a) == month(b))
        .map(of_month)
        .collect()
}

#[derive(sx::Record)]
pub(crate) struct CalendarTone {
    name: String,
    href: String,
    tone: usize,
}

#[derive(sx::Record)]
pub(crate) struct EntryCard {
    title: String,
    href: String,
    excerpt: String,
    image: Option<PictureView>,
    starts: i64,
    ends: i64,
    day: u32,
    month: u32,
    calendar: CalendarTone,
    place: String,
    price: Option<i64>,
    currency: Option<String>,
}

impl EntryCard {
    pub(crate) fn of(entry: &Entry, calendars: &[Calendar]) -> Self {
        let local = wall_clock(entry.starts, entry);
        Self {
            title: entry.title.clone(),
            href: entry_href(&entry.slug),
            excerpt: web::excerpt(&entry.description, EXCERPT_MAX),
            image: entry.picture.as_ref().map(PictureView::of),
            starts: entry.starts.micros(),
            ends: entry.ends.micros(),
            day: local.day(),
            month: local.month(),
            calendar: CalendarTone::of(&entry.calendar, calendars),
            place: entry.place.clone(),
            price: entry.price.map(|price| price.minor),
            currency: entry.price.map(|price| price.currency.to_string()),
        }
    }
}

impl EntryCard {
    /// The same card for pages on other hosts.
    pub(crate) fn with_host(mut self, url: impl Fn(&str) -> String) -> Self {
        self.href = url(&self.href);
        self.calendar.href = url(&self.calendar.href);
        self
    }
}

impl CalendarTone {
    fn of(calendar: &Calendar, all: &[Calendar]) -> Self {
        let CalendarLink {
            name, tone, href, ..
        } = CalendarLink::of(calendar, all, None);
        Self { name, href, tone }
    }
}

#[derive(sx::Record)]
pub(crate) struct EntryView {
    title: String,
    paragraphs: Vec<String>,
    summary: Option<String>,
    image: Option<PictureView>,
    starts: i64,
    ends: i64,
    day: u32,
    month: u32,
    over: bool,
    one_day: bool,
    calendar: CalendarTone,
    place: String,
    price: Option<i64>,
    currency: Option<String>,
    capacity: Option<u32>,
    canonical: String,
    json_ld: Value,
}

impl EntryView {
    /// `url` makes an absolute address of a path of ours.
    pub(crate) fn of(
        entry: Entry,
        calendars: &[Calendar],
        now: Instant,
        url: impl Fn(&str) -> String,
    ) -> Self {
        let canonical = url(&entry_href(&entry.slug));
        let (starts, ends) = (
            wall_clock(entry.starts, &entry),
            wall_clock(entry.ends, &entry),
        );
        let paragraphs = web::paragraphs(&entry.description);
        Self {
            json_ld: schema(&entry, &canonical, &url),
            summary: paragraphs.first().cloned(),
            paragraphs,
            image: entry.picture.as_ref().map(PictureView::of),
            starts: entry.starts.micros(),
            ends: entry.ends.micros(),
            day: starts.day(),
            month: starts.month(),
            over: entry.ends <= now,
            one_day: starts.date_naive() == ends.date_naive(),
            calendar: CalendarTone::of(&entry.calendar, calendars),
            price: entry.price.map(|price| price.minor),
            currency: entry.price.map(|price| price.currency.to_string()),
            capacity: entry.capacity,
            title: entry.title,
            place: entry.place,
            canonical,
        }
    }
}

pub(crate) fn calendar_href(slug: &str) -> String {
    format!("/calendar/{slug}/")
}

pub(crate) fn entry_href(slug: &str) -> String {
    format!("/entry/{slug}/")
}

/// An instant on the entry's own wall clock; a zone that nobody knows is read as UTC.
fn wall_clock(instant: Instant, entry: &Entry) -> DateTime<Tz> {
    instant
        .to_utc()
        .with_timezone(&entry.zone.parse().unwrap_or(Tz::UTC))
}

pub(crate) fn tone(calendar: &Calendar, all: &[Calendar]) -> usize {
    all.iter()
        .position(|other| other.id == calendar.id)
        .unwrap_or_default()
        % TONES
        + 1
}

/// A schema.org `Event`, as search engines read it.
fn schema(entry: &Entry, canonical: &str, url: &impl Fn(&str) -> String) -> Value {
    let free = json!({ "@type": "Offer", "price": "0", "url": canonical });
    let offer = entry.price.map_or(free, |price| {
        json!({ "@type": "Offer", "price": price.decimal(), "priceCurrency": price.currency.code(), "url": canonical })
    });
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": entry.title,
        "description": entry.description,
        "url": canonical,
        "image": entry.picture.as_ref().map(|picture| url(&picture.src)),
        "startDate": wall_clock(entry.starts, entry).to_rfc3339(),
        "endDate": wall_clock(entry.ends, entry).to_rfc3339(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": entry.price.is_none(),
        "maximumAttendeeCapacity": entry.capacity,
        "location": { "@type": "Place", "name": entry.place },
        "offers": offer,
    })
}
