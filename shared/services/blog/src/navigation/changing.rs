//! Adding, editing and moving items.

use contracts::ServiceError;
use contracts::ServiceResult;
use contracts::container::{MenuNodeDraft, MenuPlace};
use contracts::id::{MenuId, MenuItemId};
use data::error::from_database;
use models::containers::menu_item;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait};

use super::NavigationService;
use super::draft::checked;
use super::layout::{Layout, Place};
use super::rows::Locked;

impl NavigationService {
    pub(super) async fn add_item(
        &self,
        menu: MenuId,
        draft: &MenuNodeDraft,
        place: MenuPlace,
    ) -> ServiceResult<MenuItemId> {
        let draft = checked(draft)?;
        let work = self.database.begin().await?;
        let mut locked = Locked::menu(&work, menu).await?;
        let item = MenuItemId::new(self.ids.as_ref());
        let alone = Layout::of([Place {
            item,
            parent: None,
            position: 0,
        }]);
        locked.layout.put(&alone, place.parent, position(place))?;
        let row = menu_item::ActiveModel {
            id: Set(item),
            menu: Set(locked.menu.slug.clone()),
            menu_id: Set(menu),
            parent_id: Set(None),
            position: Set(0),
            label: Set(draft.label),
            href: Set(draft.href),
            removed_at: Set(None),
            removed_with: Set(None),
        };
        menu_item::Entity::insert(row)
            .exec_without_returning(&work)
            .await
            .map_err(from_database)?;
        locked.rearrange(&work).await?;
        self.finish(work, menu).await?;
        Ok(item)
    }

    pub(super) async fn edit_item(
        &self,
        item: MenuItemId,
        draft: &MenuNodeDraft,
    ) -> ServiceResult<()> {
        let draft = checked(draft)?;
        let work = self.database.begin().await?;
        let (locked, row) = Locked::of_item(&work, item).await?;
        if row.removed_at.is_some() {
            return Err(ServiceError::NotFound);
        }
        if (row.label.as_str(), row.href.as_str()) == (&draft.label, &draft.href) {
            return Ok(());
        }
        let change = menu_item::ActiveModel {
            id: Set(item),
            label: Set(draft.label),
            href: Set(draft.href),
            ..Default::default()
        };
        change
            .update_without_returning(&work)
            .await
            .map_err(from_database)?;
        self.finish(work, locked.menu.id).await
    }

    pub(super) async fn move_item(&self, item: MenuItemId, place: MenuPlace) -> ServiceResult<()> {
        let work = self.database.begin().await?;
        let (mut locked, _) = Locked::of_item(&work, item).await?;
        let before = locked.layout.clone();
        locked.layout.move_to(item, place.parent, position(place))?;
        if locked.layout == before {
            return Ok(());
        }
        locked.rearrange(&work).await?;
        self.finish(work, locked.menu.id).await
    }
}

fn position(place: MenuPlace) -> usize {
    usize::try_from(place.position).unwrap_or(usize::MAX)
}
