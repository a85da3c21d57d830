//! The table of fragments: what each type is called, whom it is for, how long it lasts.

use std::str::FromStr;

use contracts::AppName;

/// A fragment's type: a contract between the apps that draw it and every page that shows it.
///
/// To add one: a variant here with its line in each table below; its arguments as a struct in `arguments.rs`, and so
/// part of its address and of the cache's key; a [`FragmentRoute`](super::FragmentRoute) in its owner's
/// `App::fragments`; and a page that asks for it with [`RequestContext::fragments`](crate::RequestContext::fragments).
///
/// What may stand in one is what `check` lets through. An `id` in a fragment begins with the type's name
/// (`container-cards-title`), so that it is nobody else's in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FragmentKind {
    /// The cooperative's own menu.
    NavTree,
    /// An app's entry in a menu.
    NavItem,
    /// The basket in the header.
    CartMini,
    /// The account in the header.
    AuthMenu,
    /// Links to what an app keeps for a container.
    ContainerNav,
    /// Cards of what an app keeps for a container.
    ContainerCards,
    /// An app's entry in the account's menu.
    AccountNavItem,
    /// An app's page within the account.
    AccountPage,
    /// A card for a page of an app.
    LinkCard,
}

/// Whom a fragment is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everybody sees the same.
    Everyone,
    /// Each visitor sees their own; without session or basket all are the same nobody.
    Visitor,
}

/// What a page shows where a fragment does not come. The browser may ask for the fragment again, on the page's own host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Placeholder {
    /// A plain link to what it would have shown.
    Link,
    /// Nothing: the page is whole without it.
    Nothing,
    /// A line that says that something is missing here for the moment.
    Note,
}

impl FragmentKind {
    /// All types.
    pub const ALL: [Self; 9] = [
        Self::NavTree,
        Self::NavItem,
        Self::CartMini,
        Self::AuthMenu,
        Self::ContainerNav,
        Self::ContainerCards,
        Self::AccountNavItem,
        Self::AccountPage,
        Self::LinkCard,
    ];

    /// Its name in addresses and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NavTree => "nav-tree",
            Self::NavItem => "nav-item",
            Self::CartMini => "cart-mini",
            Self::AuthMenu => "auth-menu",
            Self::ContainerNav => "container-nav",
            Self::ContainerCards => "container-cards",
            Self::AccountNavItem => "account-nav-item",
            Self::AccountPage => "account-page",
            Self::LinkCard => "link-card",
        }
    }

    /// For how long a copy is shown without asking again. As long again it is shown while a new one is fetched.
    pub fn lasts_seconds(self) -> u64 {
        match self {
            Self::NavItem | Self::AccountNavItem => 300,
            Self::NavTree | Self::AuthMenu | Self::LinkCard => 60,
            Self::ContainerNav | Self::ContainerCards | Self::AccountPage => 30,
            Self::CartMini => 10,
        }
    }

    /// For how long the last good copy is kept, for when its owner does not answer.
    pub fn kept_seconds(self) -> u64 {
        match self.audience() {
            Audience::Everyone => 24 * 60 * 60,
            Audience::Visitor => 60 * 60,
        }
    }

    /// Whom it is drawn for.
    pub fn audience(self) -> Audience {
        match self {
            Self::CartMini | Self::AuthMenu | Self::AccountPage => Audience::Visitor,
            Self::NavTree
            | Self::NavItem
            | Self::ContainerNav
            | Self::ContainerCards
            | Self::AccountNavItem
            | Self::LinkCard => Audience::Everyone,
        }
    }

    /// What stands in its place.
    pub fn placeholder(self) -> Placeholder {
        match self {
            Self::NavItem | Self::CartMini | Self::AuthMenu | Self::LinkCard => Placeholder::Link,
            Self::NavTree | Self::ContainerNav | Self::AccountNavItem => Placeholder::Nothing,
            Self::ContainerCards | Self::AccountPage => Placeholder::Note,
        }
    }

    /// Whether pages of an app show it, and so whether the app's public host answers for it.
    pub(crate) fn stands_on(self, host: AppName) -> bool {
        match self {
            Self::AccountNavItem | Self::AccountPage => host == AppName::Account,
            _ => true,
        }
    }
}

impl Placeholder {
    /// Its name for templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Nothing => "nothing",
            Self::Note => "note",
        }
    }
}

/// A name that no type of fragment has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no type of fragment is called so")]
pub struct UnknownFragment;

impl FromStr for FragmentKind {
    type Err = UnknownFragment;

    fn from_str(name: &str) -> Result<Self, UnknownFragment> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or(UnknownFragment)
    }
}
