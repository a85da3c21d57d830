//! The menus.

use async_trait::async_trait;
use contracts::container::{Menu, MenuNode, MenuNodeDraft, MenuPlace, Navigation};
use contracts::id::{MenuId, MenuItemId};
use contracts::{ServiceError, ServiceResult};

use super::{Notes, id};

#[derive(Default)]
pub(crate) struct Menus {
    pub(crate) menus: Vec<Menu>,
    pub(crate) removed: Vec<MenuNode>,
    pub(crate) is_away: bool,
    pub(crate) notes: Notes,
}

/// An item of a menu.
pub(crate) fn node(number: u128, label: &str, children: Vec<MenuNode>) -> MenuNode {
    MenuNode {
        id: MenuItemId(id(number)),
        label: label.into(),
        href: format!("/{number}/"),
        children,
    }
}

/// A menu.
pub(crate) fn menu(number: u128, slug: &str, nodes: Vec<MenuNode>) -> Menu {
    Menu {
        id: MenuId(id(number)),
        slug: slug.into(),
        title: format!("The {slug} menu"),
        nodes,
    }
}

/// The id that a new menu or item gets.
pub(crate) const NEW: u128 = 999;

#[async_trait]
impl Navigation for Menus {
    async fn menus(&self) -> ServiceResult<Vec<Menu>> {
        if self.is_away {
            return Err(ServiceError::Unavailable(
                "the database at db.internal does not answer".into(),
            ));
        }
        Ok(self.menus.clone())
    }

    async fn menu(&self, menu: MenuId) -> ServiceResult<Menu> {
        let found = self.menus().await?.into_iter().find(|one| one.id == menu);
        found.ok_or(ServiceError::NotFound)
    }

    async fn create_menu(&self, slug: &str, title: &str) -> ServiceResult<MenuId> {
        self.notes
            .write(format!("create {slug}: {title}"), MenuId(id(NEW)))
    }

    async fn remove_menu(&self, menu: MenuId) -> ServiceResult<()> {
        self.notes.write(format!("remove menu {menu}"), ())
    }

    async fn add(
        &self,
        menu: MenuId,
        draft: &MenuNodeDraft,
        place: MenuPlace,
    ) -> ServiceResult<MenuItemId> {
        let call = format!(
            "add to {menu}: {} -> {} {}",
            draft.label,
            draft.href,
            shown(place)
        );
        self.notes.write(call, MenuItemId(id(NEW)))
    }

    async fn edit(&self, item: MenuItemId, draft: &MenuNodeDraft) -> ServiceResult<()> {
        self.notes.write(
            format!("edit {item}: {} -> {}", draft.label, draft.href),
            (),
        )
    }

    async fn move_to(&self, item: MenuItemId, place: MenuPlace) -> ServiceResult<()> {
        self.notes
            .write(format!("move {item} {}", shown(place)), ())
    }

    async fn remove(&self, item: MenuItemId) -> ServiceResult<()> {
        self.notes.write(format!("remove {item}"), ())
    }

    async fn removed(&self, _: MenuId) -> ServiceResult<Vec<MenuNode>> {
        Ok(self.removed.clone())
    }

    async fn revive(&self, item: MenuItemId) -> ServiceResult<()> {
        self.notes.write(format!("revive {item}"), ())
    }
}

fn shown(place: MenuPlace) -> String {
    let parent = place
        .parent
        .map_or_else(|| "the top".into(), |parent| parent.to_string());
    match place.position {
        u32::MAX => format!("at the end of {parent}"),
        position => format!("at {position} of {parent}"),
    }
}
