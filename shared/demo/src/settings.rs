//! The cooperative's name, contact, opening hours and menus.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer};

use crate::{App, DemoError, source};

/// What every page of the site needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The cooperative's name.
    pub title: String,
    /// One line under the name.
    pub tagline: String,
    /// A sentence or two, for search engines and feeds.
    pub description: String,
    /// The registered name, for the footer and the privacy page.
    pub legal_name: String,
    /// BCP 47, `en-GB`.
    pub locale: String,
    /// Where its clocks are.
    #[serde(deserialize_with = "zone")]
    pub time_zone: Tz,
    /// ISO 4217, `GBP`.
    pub currency: String,
    /// `#rrggbb`.
    pub accent_colour: String,
    /// Picture name of the logo.
    pub logo: String,
    /// Picture name of the favicon.
    pub icon: String,
    /// Picture name of the home page's cover.
    pub cover: String,
    /// What the cover shows.
    pub cover_alt: String,
    /// How to reach people.
    pub contact: Contact,
    /// When each place is open.
    pub opening_hours: Vec<OpeningHours>,
    /// The main menu.
    pub primary_menu: Vec<MenuItem>,
    /// The footer's menu.
    pub secondary_menu: Vec<MenuItem>,
    /// Menus that pages hold.
    pub menus: Vec<Menu>,
    /// What pages hold.
    pub holdings: Vec<Holding>,
}

/// How to reach the cooperative. All invented: the numbers are Ofcom's for drama.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Postal address, a line each.
    pub address: Vec<String>,
    /// As people write it.
    pub telephone: String,
    /// Ends in `.example`, so no mail ever leaves.
    pub email: String,
}

/// When one place is open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// The place's name.
    pub place: String,
    /// A remark, such as what happens on bank holidays; may be empty.
    #[serde(default)]
    pub note: String,
    /// The hours, in the order of the week.
    pub times: Vec<OpeningTime>,
}

/// The same hours on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningTime {
    /// Which days.
    pub days: Vec<Weekday>,
    /// Opening, local time.
    pub opens: NaiveTime,
    /// Closing, local time.
    pub closes: NaiveTime,
}

/// A menu of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// Its name in code.
    pub slug: String,
    /// Its name for people.
    pub title: String,
    /// What it leads to.
    pub items: Vec<MenuItem>,
}

/// What a page holds, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// The page's slug.
    pub page: String,
    /// Whether the shop.
    #[serde(default)]
    pub market: bool,
    /// Slugs of calendars.
    #[serde(default)]
    pub calendars: Vec<String>,
    /// Slugs of menus.
    #[serde(default)]
    pub menus: Vec<String>,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// Which app it leads to.
    pub app: App,
    /// The path there; begins with `/`.
    pub path: String,
    /// What stands below it.
    #[serde(default)]
    pub items: Vec<MenuItem>,
}

pub(crate) fn load() -> Result<Settings, DemoError> {
    source::toml("settings.toml")
}

fn zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tz, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(serde::de::Error::custom)
}
