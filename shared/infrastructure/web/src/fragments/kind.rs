//! The table of fragments.

use contracts::AppName;

/// A fragment's type: a contract between its owner and every page that shows it.
///
/// To add one: a variant here with its line in each table below (arguments become fields of the variant, and so part
/// of the cache's key), a [`FragmentRoute`](super::FragmentRoute) in its owner's `App::fragments`, and a place where
/// pages show it, with what stands there when it does not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FragmentKind {
    /// The cooperative's own menu.
    NavTree,
    /// The basket in the header.
    CartMini,
    /// The account in the header.
    AuthMenu,
}

/// Whom a fragment is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everybody sees the same.
    Everyone,
    /// Each visitor sees their own; without session or basket all are the same nobody.
    Visitor,
}

impl FragmentKind {
    /// Its name in addresses and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NavTree => "nav-tree",
            Self::CartMini => "cart-mini",
            Self::AuthMenu => "auth-menu",
        }
    }

    /// The app that draws it.
    pub fn owner(self) -> AppName {
        match self {
            Self::NavTree => AppName::Blog,
            Self::CartMini => AppName::Cart,
            Self::AuthMenu => AppName::Account,
        }
    }

    /// For how long a copy may be shown without asking again.
    pub fn lasts_seconds(self) -> i64 {
        match self {
            Self::NavTree | Self::AuthMenu => 60,
            Self::CartMini => 10,
        }
    }

    /// Whom it is drawn for.
    pub fn audience(self) -> Audience {
        match self {
            Self::NavTree => Audience::Everyone,
            Self::CartMini | Self::AuthMenu => Audience::Visitor,
        }
    }
}
