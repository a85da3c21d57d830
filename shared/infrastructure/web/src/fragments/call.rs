//! A fragment that somebody wants: type, owner, arguments.

use contracts::AppName;

use crate::fragments::arguments::{
    AccountNavItem, AccountPage, AuthMenu, CartMini, ContainerCards, ContainerNav,
    FragmentArguments, LinkCard, NavItem, NavTree,
};
use crate::fragments::query::{Query, Refused};
use crate::fragments::{FragmentKind, Placeholder};

/// A type with its arguments, as it is asked for, sent and kept: `ContainerNav { app, container }.into()`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fragment {
    kind: FragmentKind,
    owner: AppName,
    /// The arguments in the one way in which they are written.
    query: String,
    /// Where a plain link in its place leads to, on the owner's host.
    path: String,
}

impl<A: FragmentArguments> From<A> for Fragment {
    fn from(arguments: A) -> Self {
        let mut query = Query::default();
        arguments.write(&mut query);
        Self {
            kind: A::KIND,
            owner: arguments.owner(),
            query: query.print(),
            path: arguments.path().to_owned(),
        }
    }
}

impl Fragment {
    /// Reads the query of an address that may come from anybody.
    pub(crate) fn read(kind: FragmentKind, query: &str) -> Result<Self, Refused> {
        let mut query = Query::read(query)?;
        let query = &mut query;
        match kind {
            FragmentKind::NavTree => only::<NavTree>(query),
            FragmentKind::NavItem => only::<NavItem>(query),
            FragmentKind::CartMini => only::<CartMini>(query),
            FragmentKind::AuthMenu => only::<AuthMenu>(query),
            FragmentKind::ContainerNav => only::<ContainerNav>(query),
            FragmentKind::ContainerCards => only::<ContainerCards>(query),
            FragmentKind::AccountNavItem => only::<AccountNavItem>(query),
            FragmentKind::AccountPage => only::<AccountPage>(query),
            FragmentKind::LinkCard => only::<LinkCard>(query),
        }
    }

    /// Its type.
    pub fn kind(&self) -> FragmentKind {
        self.kind
    }

    /// The app that draws it.
    pub fn owner(&self) -> AppName {
        self.owner
    }

    /// Its arguments, for the handler that knows their type.
    pub(crate) fn arguments<A: FragmentArguments>(&self) -> Result<A, Refused> {
        read_all(&mut Query::read(&self.query)?)
    }

    /// Its arguments as they stand in an address.
    pub(crate) fn query(&self) -> &str {
        &self.query
    }

    /// Where the owner has what a plain link leads to.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// What stands in its place when it does not come.
    pub fn placeholder(&self) -> Placeholder {
        self.kind.placeholder()
    }

    /// Its address on the page's own host: `/fragments/link-card?app=blog&path=%2Fbread%2F`.
    pub fn address(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        ["/fragments/", self.kind.name(), mark, &self.query].concat()
    }
}

fn only<A: FragmentArguments>(query: &mut Query) -> Result<Fragment, Refused> {
    read_all::<A>(query).map(Fragment::from)
}

fn read_all<A: FragmentArguments>(query: &mut Query) -> Result<A, Refused> {
    let arguments = A::read(query)?;
    query.end()?;
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use contracts::container::{ContainerKind, ContainerRef};
    use uuid::Uuid;

    use super::*;

    fn all() -> Vec<Fragment> {
        let container = ContainerRef {
            kind: ContainerKind::Page,
            id: Uuid::from_u128(0x0198_7c5d_0000_7000_8000_0000_0000_0001),
        };
        let app = AppName::Events;
        vec![
            NavTree.into(),
            NavItem { app }.into(),
            CartMini.into(),
            AuthMenu.into(),
            ContainerNav { app, container }.into(),
            ContainerCards { app, container }.into(),
            AccountNavItem { app }.into(),
            AccountPage {
                app,
                slug: "tickets".into(),
            }
            .into(),
            LinkCard {
                app,
                path: "/käse&brot/".into(),
            }
            .into(),
        ]
    }

    #[test]
    fn every_type_is_read_back_as_it_was_written() {
        let kinds: Vec<_> = all().iter().map(Fragment::kind).collect();
        assert_eq!(kinds, FragmentKind::ALL);
        for fragment in all() {
            assert_eq!(
                Fragment::read(fragment.kind, &fragment.query),
                Ok(fragment.clone())
            );
            assert_eq!(fragment.kind.name().parse(), Ok(fragment.kind));
            // Nothing before, behind or twice.
            for query in [
                format!("x=1&{}", fragment.query),
                format!("{}&x=1", fragment.query),
                format!("{0}&{0}&x=", fragment.query),
            ] {
                assert!(Fragment::read(fragment.kind, &query).is_err(), "{query}");
            }
        }
    }

    #[test]
    fn what_is_no_fragment_is_refused() {
        use FragmentKind::{AccountPage, ContainerNav, LinkCard, NavItem};
        let long = format!("app=blog&path=/{}", "x".repeat(500));
        let huge = format!("app=blog&path=/{}", "x".repeat(5_000));
        for (kind, query) in [
            (NavItem, ""),
            (NavItem, "app=moon"),
            (NavItem, "app="),
            (ContainerNav, "app=blog"),
            (ContainerNav, "app=blog&container=page"),
            (ContainerNav, "app=blog&container=page:1"),
            (
                ContainerNav,
                "app=blog&container=moon:01987c5d-0000-7000-8000-000000000001",
            ),
            (
                ContainerNav,
                "app=blog&container=page:01987C5D-0000-7000-8000-000000000001",
            ),
            (
                ContainerNav,
                "container=page:01987c5d-0000-7000-8000-000000000001&app=blog",
            ),
            (AccountPage, "app=blog&slug="),
            (AccountPage, "app=blog&slug=..%2F"),
            (LinkCard, "app=blog&path="),
            (LinkCard, "app=blog&path=bread"),
            (LinkCard, "app=blog&path=//elsewhere.example/"),
            (LinkCard, "app=blog&path=/%0d%0aX:%20y"),
            (LinkCard, "app=blog&path=/\\elsewhere.example"),
            (LinkCard, "app=blog&path=/?x"),
            (LinkCard, long.as_str()),
            (LinkCard, huge.as_str()),
        ] {
            assert!(Fragment::read(kind, query).is_err(), "{query}");
        }
    }
}
