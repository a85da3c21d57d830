//! Containers: a page of the blog owns markets, calendars and menus. The blog keeps who holds what; the things
//! themselves belong to their domains.

use async_trait::async_trait;
use sea_orm::sea_query::StringLen;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::Instant;
use crate::error::ServiceResult;
use crate::id::{CalendarId, MarketId, MenuId, MenuItemId, PostId, RelationId};

/// What can hold or be held.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
#[serde(rename_all = "snake_case")]
pub enum ContainerKind {
    /// A page of the blog: holds the others.
    Page,
    /// A market.
    Market,
    /// A calendar.
    Calendar,
    /// A menu.
    Menu,
}

impl ContainerKind {
    /// Its word in addresses and rows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Market => "market",
            Self::Calendar => "calendar",
            Self::Menu => "menu",
        }
    }
}

/// A container, or what lies in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContainerRef {
    /// What it is.
    pub kind: ContainerKind,
    /// Its id in its domain.
    pub id: Uuid,
}

impl ContainerRef {
    /// A page of the blog.
    pub fn page(page: PostId) -> Self {
        let (kind, id) = (ContainerKind::Page, page.0);
        Self { kind, id }
    }

    /// A market.
    pub fn market(market: MarketId) -> Self {
        let (kind, id) = (ContainerKind::Market, market.0);
        Self { kind, id }
    }

    /// A calendar.
    pub fn calendar(calendar: CalendarId) -> Self {
        let (kind, id) = (ContainerKind::Calendar, calendar.0);
        Self { kind, id }
    }

    /// A menu.
    pub fn menu(menu: MenuId) -> Self {
        let (kind, id) = (ContainerKind::Menu, menu.0);
        Self { kind, id }
    }
}

/// A child in its container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerChild {
    /// The relation's id; it stays the same when the child leaves and comes back.
    pub relation: RelationId,
    /// What is held.
    pub child: ContainerRef,
    /// From 0, without gaps among those that are there.
    pub position: u32,
    /// When it was put there first.
    pub attached_at: Instant,
    /// When it was taken out, if it is not there now.
    pub detached_at: Option<Instant>,
}

/// A page that can hold things, for choosing one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerPage {
    /// The page.
    pub page: ContainerRef,
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// Who holds what.
#[async_trait]
pub trait Containers: Send + Sync {
    /// The pages that can hold things, by title.
    async fn pages(&self) -> ServiceResult<Vec<ContainerPage>>;
    /// One of them.
    async fn page(&self, page: ContainerRef) -> ServiceResult<ContainerPage>;
    /// What is in a container now, in order; of one kind or of all.
    async fn children(
        &self,
        container: ContainerRef,
        kind: Option<ContainerKind>,
    ) -> ServiceResult<Vec<ContainerChild>>;
    /// What was in a container and may come back, latest first.
    async fn former_children(&self, container: ContainerRef) -> ServiceResult<Vec<ContainerChild>>;
    /// The pages that hold a child now, as readers may know them: none that is a draft.
    async fn holders(&self, child: ContainerRef) -> ServiceResult<Vec<ContainerPage>>;
    /// Puts a child at the end of a container, or back where it was; one that is there already stays.
    async fn attach(&self, container: ContainerRef, child: ContainerRef) -> ServiceResult<()>;
    /// Takes a child out; its place is remembered. One that is out already stays out.
    async fn detach(&self, container: ContainerRef, child: ContainerRef) -> ServiceResult<()>;
    /// Sets the order of all children that are there now. A list that names others, or not all: `Conflict`.
    async fn reorder(&self, container: ContainerRef, order: &[ContainerRef]) -> ServiceResult<()>;
}

/// A menu as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Its id.
    pub id: MenuId,
    /// `primary` (the header's), `secondary` (the footer's), or a name of its own.
    pub slug: String,
    /// Its name for people.
    pub title: String,
    /// What it leads to.
    pub nodes: Vec<MenuNode>,
}

/// An item of a menu, with what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuNode {
    /// Its id.
    pub id: MenuItemId,
    /// The words.
    pub label: String,
    /// Absolute, a path on the blog (`/about/`), or a path on another app (`app://market/`).
    pub href: String,
    /// What stands below it.
    pub children: Vec<MenuNode>,
}

/// Where a menu's item is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuPlace {
    /// Below this one; `None` is the top.
    pub parent: Option<MenuItemId>,
    /// Before the sibling that stands at this position now, from 0; beyond the last: at the end.
    pub position: u32,
}

/// The words and target of a menu's item, as staff write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuNodeDraft {
    /// The words: 1 to 100 characters.
    pub label: String,
    /// Where it leads: `/path`, `app://name/path`, an absolute `https:` or `http:` address, `mailto:` or `tel:`; at most 2,000
    /// bytes.
    pub href: String,
}

/// The menus, and how staff change them.
#[async_trait]
pub trait Navigation: Send + Sync {
    /// All menus that are not removed: `primary`, `secondary`, then the others by title.
    async fn menus(&self) -> ServiceResult<Vec<Menu>>;
    /// One menu.
    async fn menu(&self, menu: MenuId) -> ServiceResult<Menu>;
    /// Makes an empty menu. The slug: 1 to 50 of a-z, 0-9 and hyphens; one that is taken: `Conflict`.
    async fn create_menu(&self, slug: &str, title: &str) -> ServiceResult<MenuId>;
    /// Removes a menu; `primary` and `secondary` cannot go: `Conflict`.
    async fn remove_menu(&self, menu: MenuId) -> ServiceResult<()>;
    /// Adds an item.
    async fn add(
        &self,
        menu: MenuId,
        draft: &MenuNodeDraft,
        place: MenuPlace,
    ) -> ServiceResult<MenuItemId>;
    /// Changes an item's words and target.
    async fn edit(&self, item: MenuItemId, draft: &MenuNodeDraft) -> ServiceResult<()>;
    /// Moves an item with all that is below it, within its menu; below itself: `Conflict`.
    async fn move_to(&self, item: MenuItemId, place: MenuPlace) -> ServiceResult<()>;
    /// Removes an item with all that is below it; they can be brought back.
    async fn remove(&self, item: MenuItemId) -> ServiceResult<()>;
    /// What was removed from a menu and can be brought back, latest first: the tops of what went.
    async fn removed(&self, menu: MenuId) -> ServiceResult<Vec<MenuNode>>;
    /// Brings a removed item back with all that went with it, where it was; at the end of the top when what it stood below
    /// is gone by now.
    async fn revive(&self, item: MenuItemId) -> ServiceResult<()>;
}
