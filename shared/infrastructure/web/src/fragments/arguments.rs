//! What each type of fragment is asked with, as values and as the query of its address.

use contracts::AppName;
use contracts::container::{ContainerKind, ContainerRef};
use uuid::Uuid;

use crate::fragments::FragmentKind;
use crate::fragments::query::{Query, Refused};

/// The arguments of one type of fragment.
pub trait FragmentArguments: Sized + Send + 'static {
    /// The type.
    const KIND: FragmentKind;

    /// The app that draws it.
    fn owner(&self) -> AppName;

    /// Writes them into a query, in the one order that is read back.
    fn write(&self, query: &mut Query);

    /// Reads them from a query that may come from anybody.
    ///
    /// # Errors
    /// When something is missing or is not what it should be.
    fn read(query: &mut Query) -> Result<Self, Refused>;

    /// The page that a plain link in its place leads to: the owner's door unless it is about another.
    fn path(&self) -> &str {
        "/"
    }
}

/// The cooperative's own menu; the blog's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavTree;

/// The basket in the header; the cart's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartMini;

/// The account in the header; the account's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthMenu;

/// An app's entry in a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// The app that it leads to, and that draws it.
    pub app: AppName,
}

/// Links to what an app keeps for a container: the markets of a page, its calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainerNav {
    /// The app that is asked.
    pub app: AppName,
    /// The container.
    pub container: ContainerRef,
}

/// Cards of what an app keeps for a container: the next entries of a page's calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainerCards {
    /// The app that is asked.
    pub app: AppName,
    /// The container.
    pub container: ContainerRef,
}

/// An app's entry in the account's menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountNavItem {
    /// The app that draws it.
    pub app: AppName,
}

/// An app's page within the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountPage {
    /// The app that draws it.
    pub app: AppName,
    /// Which of its pages: `tickets`, `orders`.
    pub slug: String,
}

/// A card for a page of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCard {
    /// The app that has the page, and draws the card.
    pub app: AppName,
    /// The page's path on the app's host: `/bread/`.
    pub path: String,
}

/// Fragments of one owner without arguments.
macro_rules! plain {
    ($($name:ident of $owner:ident;)+) => {$(
        impl FragmentArguments for $name {
            const KIND: FragmentKind = FragmentKind::$name;
            fn owner(&self) -> AppName {
                AppName::$owner
            }
            fn write(&self, _: &mut Query) {}
            fn read(_: &mut Query) -> Result<Self, Refused> {
                Ok(Self)
            }
        }
    )+};
}

plain! {
    NavTree of Blog;
    CartMini of Cart;
    AuthMenu of Account;
}

/// Fragments that several apps draw, with each further argument's reader and writer; `=>` is where a link in its place
/// leads.
macro_rules! of_an_app {
    ($($name:ident { $($field:ident: $read:ident, $write:ident);* } $(=> $leads:ident)?)+) => {$(
        impl FragmentArguments for $name {
            const KIND: FragmentKind = FragmentKind::$name;
            fn owner(&self) -> AppName {
                self.app
            }
            fn write(&self, query: &mut Query) {
                query.put("app", self.app.as_str());
                $($write(query, &self.$field);)*
            }
            fn read(query: &mut Query) -> Result<Self, Refused> {
                Ok(Self { app: app(query)?, $($field: $read(query)?),* })
            }
            $(fn path(&self) -> &str {
                &self.$leads
            })?
        }
    )+};
}

of_an_app! {
    NavItem {}
    AccountNavItem {}
    ContainerNav { container: container, put_container }
    ContainerCards { container: container, put_container }
    AccountPage { slug: slug, put_slug }
    LinkCard { path: path, put_path } => path
}

fn app(query: &mut Query) -> Result<AppName, Refused> {
    query.take("app")?.parse().map_err(|_| Refused("app"))
}

/// `page:0198…`
fn container(query: &mut Query) -> Result<ContainerRef, Refused> {
    const REFUSED: Refused = Refused("container");
    let text = query.take("container")?;
    let (kind, id) = text.split_once(':').ok_or(REFUSED)?;
    let kind = match kind {
        "page" => ContainerKind::Page,
        "market" => ContainerKind::Market,
        "calendar" => ContainerKind::Calendar,
        "menu" => ContainerKind::Menu,
        _ => return Err(REFUSED),
    };
    // A UUID has several spellings; one fragment has one address.
    let id = Uuid::try_parse(id)
        .ok()
        .filter(|uuid| uuid.to_string() == id);
    Ok(ContainerRef {
        kind,
        id: id.ok_or(REFUSED)?,
    })
}

fn put_container(query: &mut Query, container: &ContainerRef) {
    let text = format!("{}:{}", container.kind.as_str(), container.id);
    query.put("container", &text);
}

/// Letters, digits and hyphens.
fn slug(query: &mut Query) -> Result<String, Refused> {
    let slug = query.take("slug")?;
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=100).contains(&slug.len()) && slug.bytes().all(known) {
        Ok(slug)
    } else {
        Err(Refused("slug"))
    }
}

fn put_slug(query: &mut Query, slug: &str) {
    query.put("slug", slug);
}

/// A path on the app's host, without query: nothing that leads elsewhere.
fn path(query: &mut Query) -> Result<String, Refused> {
    let path = query.take("path")?;
    let own = path.starts_with('/') && !path.starts_with("//") && path.len() <= 400;
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '\\' | '?' | '#');
    if own && path.chars().all(plain) {
        Ok(path)
    } else {
        Err(Refused("path"))
    }
}

fn put_path(query: &mut Query, path: &str) {
    query.put("path", path);
}
