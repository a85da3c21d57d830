//! The six apps by name.

use std::fmt;
use std::str::FromStr;

/// One of the six apps. Its text is its host's first label: `blog.<domain>`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum AppName {
    /// Content, editor, navigation.
    Blog,
    /// Products.
    Market,
    /// Basket, checkout, orders.
    Cart,
    /// Calendars, bookings, tickets.
    Events,
    /// Identity and the fediverse.
    Federation,
    /// The member's dashboard.
    Account,
}

impl AppName {
    /// All apps, in the order in which a visitor reads them.
    pub const ALL: [Self; 6] = [
        Self::Blog,
        Self::Market,
        Self::Cart,
        Self::Events,
        Self::Federation,
        Self::Account,
    ];

    /// The lower-case name: host label, template namespace, `--apps` value.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blog => "blog",
            Self::Market => "market",
            Self::Cart => "cart",
            Self::Events => "events",
            Self::Federation => "federation",
            Self::Account => "account",
        }
    }
}

impl fmt::Display for AppName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that none of the six apps has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no app “{0}”: the apps are blog, market, cart, events, federation and account")]
pub struct UnknownApp(String);

impl FromStr for AppName {
    type Err = UnknownApp;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|app| app.as_str() == text)
            .ok_or_else(|| UnknownApp(text.chars().take(40).collect()))
    }
}
