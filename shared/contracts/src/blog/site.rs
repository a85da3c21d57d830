//! What belongs to the whole site: its settings, its menus, its pictures.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::MenuId;

/// A picture of ours, or a file of ours by the address that every app serves it at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The original: `/media/<hash>/<name>`.
    pub src: String,
    /// `srcset` with the resized copies; empty where there are none (vector pictures, small ones).
    pub srcset: String,
    /// Pixels; 0 when unknown.
    pub width: u32,
    /// Pixels; 0 when unknown.
    pub height: u32,
    /// What it shows, in words; empty when it is decoration.
    pub alt: String,
}

/// Addresses and words that belong to the whole site. Stored as one JSON document in `settings`, so that an import
/// or the settings page writes it at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteSettings {
    /// The site's name.
    pub title: String,
    /// One line about it.
    pub description: String,
    /// Logo: an address under `/media/`.
    pub logo: Option<String>,
    /// Square icon: an address under `/media/`.
    pub icon: Option<String>,
    /// Cover picture: an address under `/media/`.
    pub cover: Option<String>,
    /// `#rrggbb`.
    pub accent_color: Option<String>,
    /// BCP 47 language tag, such as `en-GB`.
    pub locale: String,
    /// IANA name of the zone that dates are shown in.
    pub timezone: String,
    /// ISO 4217 code of the prices.
    pub currency: String,
    /// Postal address, one line each.
    pub address: Vec<String>,
    /// Phone number as people write it.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// When which place is open.
    pub opening_hours: Vec<OpeningHours>,
    /// Where the privacy notice is.
    pub privacy_url: Option<String>,
    /// Facebook name, as Ghost keeps it.
    pub facebook: Option<String>,
    /// Twitter/X name with `@`.
    pub twitter: Option<String>,
    /// Title for search engines, when it differs.
    pub meta_title: Option<String>,
    /// Description for search engines, when it differs.
    pub meta_description: Option<String>,
    /// Open Graph title, description and picture of the home page.
    pub og: SocialCard,
    /// Twitter card of the home page.
    pub twitter_card: SocialCard,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            title: "Rose Ash".into(),
            description: String::new(),
            logo: None,
            icon: None,
            cover: None,
            accent_color: None,
            locale: "en".into(),
            timezone: "UTC".into(),
            currency: "GBP".into(),
            address: Vec::new(),
            phone: None,
            email: None,
            opening_hours: Vec::new(),
            privacy_url: None,
            facebook: None,
            twitter: None,
            meta_title: None,
            meta_description: None,
            og: SocialCard::default(),
            twitter_card: SocialCard::default(),
        }
    }
}

/// When a place is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningHours {
    /// “Bakery”, “Hall”.
    pub place: String,
    /// “Tue–Sat”.
    pub days: String,
    /// “8:00–14:00”.
    pub hours: String,
}

/// What a page looks like when it is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SocialCard {
    /// Title, when it differs from the page's.
    pub title: Option<String>,
    /// Description, when it differs.
    pub description: Option<String>,
    /// Picture address, when it differs.
    pub image: Option<String>,
}

/// The menus that every site has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MenuName {
    /// The header's.
    Primary,
    /// The footer's.
    Secondary,
}

impl MenuName {
    /// Its slug.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }

    /// Its id, the same in every database: the schema step that made the menus wrote it.
    pub fn id(self) -> MenuId {
        let last = match self {
            Self::Primary => 1,
            Self::Secondary => 2,
        };
        MenuId(Uuid::from_u128(0x7000_8000_0000_0000_0000 | last))
    }
}

/// An item of a menu, with what stands below it. `href` is absolute, a path on the blog (`/about/`), or a path on another
/// app (`app://market/`, `app://events/`), which holds whatever the domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuItem {
    /// The words.
    pub label: String,
    /// The address.
    pub href: String,
    /// What stands below it.
    #[serde(default)]
    pub children: Vec<MenuItem>,
}

impl MenuItem {
    /// An item with nothing below it.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            children: Vec::new(),
        }
    }
}

/// Both menus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menus {
    /// The header's.
    pub primary: Vec<MenuItem>,
    /// The footer's.
    pub secondary: Vec<MenuItem>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_the_two_menus_are_those_of_the_schema_step() {
        assert_eq!(
            [MenuName::Primary, MenuName::Secondary].map(|name| name.id().to_string()),
            [
                "00000000-0000-7000-8000-000000000001",
                "00000000-0000-7000-8000-000000000002"
            ]
        );
    }
}
