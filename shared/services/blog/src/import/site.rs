//! Settings and menus.

use std::collections::{BTreeSet, HashMap};

use contracts::blog::{MenuItem, MenuName, SiteSettings};
use models::blog::setting;
use sea_orm::EntityTrait;
use serde::Deserialize;

use super::Run;
use super::draft::{Drafting, is_color};
use super::error::ImportError;
use super::summary::{Kind, Outcome};
use super::survey::SECONDARY;
use crate::navigation::{ITEMS_MAX, LABEL_CHARS_MAX, is_href, items_of};
use crate::writing::SITE;

/// The settings that name pictures.
const PICTURES: [&str; 5] = ["logo", "icon", "cover_image", "og_image", "twitter_image"];

/// An item as Ghost's settings have it.
#[derive(Deserialize)]
struct GhostItem {
    #[serde(default)]
    label: String,
    #[serde(default)]
    url: String,
}

impl Run<'_> {
    /// Writes the site's settings and both menus, in one transaction.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub(super) async fn site(&mut self) -> Result<(), ImportError> {
        let mut uploads = BTreeSet::new();
        for name in PICTURES {
            self.survey
                .settings
                .get(name)
                .into_iter()
                .for_each(|address| self.old_site.uploads(address, &mut uploads));
        }
        let found = self.resolver.resolve(uploads, &mut self.summary).await?;
        let work = self.import.database.begin().await?;
        let row = setting::Entity::find_by_id(SITE).one(&work).await?;
        let stored: Option<SiteSettings> =
            row.and_then(|row| serde_json::from_str(&row.value).ok());
        let settings = self.settings(stored.clone().unwrap_or_default(), &found);
        let outcome = match &stored {
            None => Outcome::Made,
            Some(stored) if *stored == settings => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        if outcome != Outcome::Unchanged {
            self.import.writer.write_settings(&work, &settings).await?;
        }
        self.summary.count(Kind::Settings, outcome);
        for (menu, key) in [
            (MenuName::Primary, "navigation"),
            (MenuName::Secondary, SECONDARY),
        ] {
            let Some(items) = self.menu(key) else {
                continue;
            };
            let [stored] = items_of(&work, [menu.id()]).await?;
            let outcome = match &stored {
                stored if *stored == items => Outcome::Unchanged,
                stored if stored.is_empty() => Outcome::Made,
                _ => Outcome::Changed,
            };
            if outcome != Outcome::Unchanged {
                self.import.writer.write_menu(&work, menu, &items).await?;
            }
            self.summary.count(Kind::Menus, outcome);
        }
        Ok(work.commit().await?)
    }

    /// What Ghost says, over what it knows nothing of (opening hours, currency).
    fn settings(
        &mut self,
        mut site: SiteSettings,
        found: &HashMap<String, String>,
    ) -> SiteSettings {
        let survey = self.survey.clone();
        let text = |name: &str| {
            survey
                .settings
                .get(name)
                .map(|text| text.trim())
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let name = "the site’s settings".to_owned();
        let mut drafting = Drafting {
            old_site: &self.old_site,
            found,
            remarks: Vec::new(),
            name,
        };
        if let Some(title) = text("title") {
            site.title = title;
        }
        site.description = text("description").unwrap_or_default();
        site.logo = drafting.picture(text("logo"), "logo");
        site.icon = drafting.picture(text("icon"), "icon");
        site.cover = drafting.picture(text("cover_image"), "cover picture");
        site.accent_color = text("accent_color").filter(|color| is_color(color));
        (site.facebook, site.twitter) = (text("facebook"), text("twitter"));
        (site.meta_title, site.meta_description) = (text("meta_title"), text("meta_description"));
        site.og = drafting.card(text("og_title"), text("og_description"), text("og_image"));
        site.twitter_card = drafting.card(
            text("twitter_title"),
            text("twitter_description"),
            text("twitter_image"),
        );
        let mut remarks = drafting.remarks;
        match text("locale").or_else(|| text("lang")) {
            Some(locale) if is_locale(&locale) => site.locale = locale,
            Some(locale) => remarks.push(format!(
                "the site’s language “{locale}” is unknown, {} stays",
                site.locale
            )),
            None => {}
        }
        match text("timezone") {
            Some(zone) if zone.parse::<chrono_tz::Tz>().is_ok() => site.timezone = zone,
            Some(zone) => remarks.push(format!(
                "the site’s time zone “{zone}” is unknown, {} stays",
                site.timezone
            )),
            None => {}
        }
        remarks
            .into_iter()
            .for_each(|remark| self.summary.warn(remark));
        site
    }

    /// A menu, or nothing when the export has none.
    fn menu(&mut self, key: &str) -> Option<Vec<MenuItem>> {
        let json = self.survey.settings.get(key)?.clone();
        let Ok(items) = serde_json::from_str::<Vec<GhostItem>>(&json) else {
            self.summary
                .skip(Kind::Menus, format!("the menu “{key}” cannot be read"));
            return None;
        };
        let mut menu = Vec::new();
        for item in items.into_iter().take(ITEMS_MAX) {
            let label = label(&item.label);
            match self.href(&item.url) {
                Some(href) if !label.is_empty() => menu.push(MenuItem::new(label, href)),
                _ => self.summary.warn(format!(
                    "the menu “{key}”: “{label}” was left out, it led to “{}”",
                    item.url
                )),
            }
        }
        Some(menu)
    }

    fn href(&self, url: &str) -> Option<String> {
        let url = self
            .old_site
            .rewritten(url.trim(), &HashMap::new())
            .replace('\0', "");
        let portal = url.strip_prefix('/').unwrap_or(&url);
        if portal.starts_with("#/portal") {
            // Ghost's sign-in window; ours is a place of its own.
            return Some("app://account/".to_owned());
        }
        let href = match url.as_str() {
            "" => "/".to_owned(),
            relative if !relative.contains(':') && !relative.starts_with(['/', '#']) => {
                format!("/{relative}")
            }
            _ => url,
        };
        is_href(&href).then_some(href)
    }
}

/// A label of Ghost's on one line, as long as ours may be.
fn label(text: &str) -> String {
    let line: String = text.chars().filter(|c| !c.is_control()).collect();
    line.trim().chars().take(LABEL_CHARS_MAX).collect()
}

/// A BCP 47 language tag, near enough: letters, digits and hyphens.
fn is_locale(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.len() <= 35 && text.split('-').all(is_part) && text.as_bytes()[0].is_ascii_alphabetic()
}
