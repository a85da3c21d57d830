//! What every page reads through `(context …)`: the site, the apps, the request, the fragments of the layout.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Datelike;
use chrono_tz::Tz;
use contracts::blog::{MenuItem, Menus, OpeningHours, SiteSettings};
use contracts::{AppName, Instant, Tag};
use data::Cache;
use data::cache::LocalStamp;
use sx::Safe;

use crate::urls::Urls;
use crate::words::Words;

/// The record of a page. Its keys are what `shared/templates/layout.sx` documents.
#[derive(sx::Record)]
pub(crate) struct PageContext<'a> {
    pub(crate) site: Option<SiteContext<'a>>,
    pub(crate) app: &'a str,
    pub(crate) apps: &'a [AppLink],
    pub(crate) request: RequestView<'a>,
    pub(crate) fragments: FragmentsView,
    pub(crate) dev: bool,
}

/// The site, as the layout shows it.
#[derive(sx::Record)]
pub(crate) struct SiteContext<'a> {
    title: &'a str,
    description: Option<&'a str>,
    logo: Option<&'a str>,
    icon: Option<&'a str>,
    cover: Option<&'a str>,
    locale: &'a str,
    accent_color: Option<&'a str>,
    contact: Contact<'a>,
    opening_hours: Vec<Hours<'a>>,
    privacy_url: Option<String>,
    copyright_year: i32,
    secondary_menu: Vec<MenuLink<'a>>,
}

#[derive(sx::Record)]
struct Contact<'a> {
    address: Option<String>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
}

#[derive(sx::Record)]
struct Hours<'a> {
    place: &'a str,
    days: &'a str,
    hours: &'a str,
}

#[derive(sx::Record)]
struct MenuLink<'a> {
    label: &'a str,
    href: String,
}

/// An app in the row of apps.
#[derive(Clone, Debug, sx::Record)]
pub(crate) struct AppLink {
    name: &'static str,
    label: String,
    href: String,
    current: bool,
}

/// The request, as templates may see it. Without a canonical address for what should not be indexed.
#[derive(sx::Record)]
pub(crate) struct RequestView<'a> {
    pub(crate) path: &'a str,
    pub(crate) url: String,
    pub(crate) canonical: Option<String>,
    pub(crate) id: String,
    pub(crate) lang: &'a str,
}

/// What the neighbours drew; `nil` where they did not in time.
#[derive(Clone, Default, sx::Record)]
pub(crate) struct FragmentsView {
    pub(crate) nav_tree: Option<Arc<Safe>>,
    pub(crate) cart_mini: Option<Arc<Safe>>,
    pub(crate) auth_menu: Option<Arc<Safe>>,
}

/// What a page has around its own content, fetched once for it.
pub(crate) struct Layout {
    pub(crate) known: Option<Known>,
    pub(crate) fragments: FragmentsView,
}

impl<'a> SiteContext<'a> {
    pub(crate) fn new(known: &'a Known, urls: &Urls, now: Instant) -> Self {
        let site = &*known.site;
        let items = in_a_row(&known.menus.secondary);
        Self {
            title: &site.title,
            description: some(&site.description),
            logo: site.logo.as_deref(),
            icon: site.icon.as_deref(),
            cover: site.cover.as_deref(),
            locale: &site.locale,
            accent_color: site.accent_color.as_deref(),
            contact: Contact {
                address: (!site.address.is_empty()).then(|| site.address.join("\n")),
                phone: site.phone.as_deref(),
                email: site.email.as_deref(),
            },
            opening_hours: site.opening_hours.iter().map(Hours::new).collect(),
            privacy_url: site.privacy_url.as_deref().map(|href| urls.link(href)),
            copyright_year: now.to_utc().with_timezone(&zone_of(site)).year(),
            secondary_menu: items
                .into_iter()
                .map(|item| MenuLink {
                    label: &item.label,
                    href: urls.link(&item.href),
                })
                .collect(),
        }
    }
}

impl<'a> Hours<'a> {
    fn new(hours: &'a OpeningHours) -> Self {
        Self {
            place: &hours.place,
            days: &hours.days,
            hours: &hours.hours,
        }
    }
}

/// A menu of several levels on one line, each item before what stands below it.
fn in_a_row(items: &[MenuItem]) -> Vec<&MenuItem> {
    let mut row = Vec::new();
    let mut waiting: Vec<&MenuItem> = items.iter().rev().collect();
    while let Some(item) = waiting.pop() {
        row.push(item);
        waiting.extend(item.children.iter().rev());
    }
    row
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// The site's zone; UTC where the settings name none that exists.
pub(crate) fn zone_of(site: &SiteSettings) -> Tz {
    site.timezone.parse().unwrap_or(Tz::UTC)
}

/// Settings and menus as they were read together.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) site: Arc<SiteSettings>,
    pub(crate) menus: Arc<Menus>,
}

impl Known {
    /// What makes them untrue.
    pub(crate) const TAGS: [Tag; 2] = [Tag::Site, Tag::Menus];
}

/// What pages know of the house without asking: the row of apps in each language, and the settings as they were last
/// read, for pages that are drawn when the database is away.
pub(crate) struct Surroundings {
    /// By language tag and current app.
    rows: Vec<(&'static str, AppName, Vec<AppLink>)>,
    last_known: Mutex<Option<Remembered>>,
}

/// What was read, and when.
struct Remembered {
    known: Known,
    stamp: LocalStamp,
    at: Instant,
}

/// For how long settings and menus are not read again, if nobody says that they changed.
const KNOWN_SECONDS: i64 = 60;

impl Surroundings {
    /// `apps` are those of the whole site, whichever process they live in.
    pub(crate) fn new(urls: &Urls, words: &Words, apps: &BTreeSet<AppName>) -> Self {
        let mut rows = Vec::new();
        for language in words.languages() {
            for current in apps {
                let link = |app: &AppName| AppLink {
                    name: app.as_str(),
                    label: language.say(&format!("app-{app}"), None).into_owned(),
                    href: urls.url(*app, "/"),
                    current: app == current,
                };
                rows.push((language.tag, *current, apps.iter().map(link).collect()));
            }
        }
        Self {
            rows,
            last_known: Mutex::new(None),
        }
    }

    /// The row of apps on a page of `current`.
    pub(crate) fn row(&self, language: &str, current: AppName) -> &[AppLink] {
        let row = self
            .rows
            .iter()
            .find(|(tag, app, _)| *tag == language && *app == current);
        row.map_or(&[], |(_, _, links)| links)
    }

    /// `stamp` was taken before they were read.
    pub(crate) fn remember(&self, known: &Known, stamp: LocalStamp, now: Instant) {
        let mut last = self.lock();
        *last = Some(Remembered {
            known: known.clone(),
            stamp,
            at: now,
        });
    }

    /// As they are, if nothing changed since they were read.
    pub(crate) fn known(&self, cache: &Cache, now: Instant) -> Option<Known> {
        let last = self.lock();
        let last = last.as_ref()?;
        let is_recent = now < last.at.plus_seconds(KNOWN_SECONDS);
        let is_true = is_recent && cache.is_true(last.stamp, &Known::TAGS);
        is_true.then(|| last.known.clone())
    }

    /// As they were read last.
    pub(crate) fn last_known(&self) -> Option<Known> {
        let last = self.lock();
        last.as_ref().map(|last| last.known.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Remembered>> {
        self.last_known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
