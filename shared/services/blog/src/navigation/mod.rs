//! The menus: [`contracts::container::Navigation`] over SQL.
//!
//! A menu is a tree of items; siblings stand at 0, 1, 2 … without gaps. A change locks the menu's row, reads where everything
//! stands ([`layout::Layout`]), computes the new arrangement in memory, and writes what differs. So two people who move
//! items at once do it one after the other, and neither leaves a ring, a gap or two items in one place.

mod changing;
mod draft;
mod layout;
mod menus;
mod reading;
mod removing;
mod replacing;
mod rows;

use std::sync::Arc;

use async_trait::async_trait;
use contracts::container::{Menu, MenuNode, MenuNodeDraft, MenuPlace, Navigation};
use contracts::id::{MenuId, MenuItemId};
use contracts::{Clock, IdSource, ServiceResult};
use data::Database;

pub(crate) use draft::{LABEL_CHARS_MAX, is_href};
pub(crate) use layout::ITEMS_MAX;
pub(crate) use reading::items_of;
pub use replacing::open_menu;
pub(crate) use replacing::replace;
pub(crate) use rows::lock;

/// The menus on our database.
#[derive(Clone)]
pub struct NavigationService {
    database: Database,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

impl NavigationService {
    /// A service on this database.
    pub fn new(database: Database, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Self {
        Self {
            database,
            clock,
            ids,
        }
    }
}

#[async_trait]
impl Navigation for NavigationService {
    async fn menus(&self) -> ServiceResult<Vec<Menu>> {
        self.read_menus().await
    }

    async fn menu(&self, menu: MenuId) -> ServiceResult<Menu> {
        self.read_menu(menu).await
    }

    async fn create_menu(&self, slug: &str, title: &str) -> ServiceResult<MenuId> {
        self.make_menu(slug, title).await
    }

    async fn remove_menu(&self, menu: MenuId) -> ServiceResult<()> {
        self.take_menu_away(menu).await
    }

    async fn add(
        &self,
        menu: MenuId,
        draft: &MenuNodeDraft,
        place: MenuPlace,
    ) -> ServiceResult<MenuItemId> {
        self.add_item(menu, draft, place).await
    }

    async fn edit(&self, item: MenuItemId, draft: &MenuNodeDraft) -> ServiceResult<()> {
        self.edit_item(item, draft).await
    }

    async fn move_to(&self, item: MenuItemId, place: MenuPlace) -> ServiceResult<()> {
        self.move_item(item, place).await
    }

    async fn remove(&self, item: MenuItemId) -> ServiceResult<()> {
        self.remove_item(item).await
    }

    async fn removed(&self, menu: MenuId) -> ServiceResult<Vec<MenuNode>> {
        self.read_removed(menu).await
    }

    async fn revive(&self, item: MenuItemId) -> ServiceResult<()> {
        self.revive_item(item).await
    }
}
