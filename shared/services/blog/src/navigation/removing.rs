//! Removing items, and bringing them back.
//!
//! An item takes everything below it along; all rows that went together name the item that was removed (`removed_with`).

use std::collections::HashSet;

use contracts::container::MenuNode;
use contracts::id::{MenuId, MenuItemId};
use contracts::{ServiceError, ServiceResult};
use data::error::from_database;
use models::containers::{menu, menu_item};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::NavigationService;
use super::layout::{ITEMS_MAX, Layout, Place};
use super::reading::nested;
use super::rows::{Locked, mark_removed};

impl NavigationService {
    pub(super) async fn remove_item(&self, item: MenuItemId) -> ServiceResult<()> {
        let work = self.database.begin().await?;
        let (mut locked, row) = Locked::of_item(&work, item).await?;
        if row.removed_at.is_some() {
            return Ok(());
        }
        let branch = locked.layout.branch(item);
        locked.layout.take_out(item)?;
        mark_removed(&work, self.now(), item, branch)
            .await
            .map_err(from_database)?;
        locked.rearrange(&work).await?;
        self.finish(work, locked.menu.id).await
    }

    /// What went, latest first. What is too much to show is still there, and shown when later ones are back.
    pub(super) async fn read_removed(&self, menu: MenuId) -> ServiceResult<Vec<MenuNode>> {
        let read = self.database.read();
        let found = menu::Entity::find_by_id(menu)
            .filter(menu::Column::RemovedAt.is_null())
            .one(read)
            .await;
        found
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        let rows = menu_item::Entity::find()
            .filter(menu_item::Column::MenuId.eq(menu))
            .filter(menu_item::Column::RemovedAt.is_not_null())
            .order_by_desc(menu_item::Column::RemovedAt)
            .order_by_asc(menu_item::Column::Position)
            .order_by_asc(menu_item::Column::Id)
            .limit(ITEMS_MAX as u64)
            .all(read)
            .await
            .map_err(from_database)?;
        let tops = |row: &menu_item::Model| row.removed_with == Some(row.id);
        let went = rows.clone().into_iter().filter(tops);
        let gone = went.map(|top| {
            let below = rows
                .iter()
                .filter(|row| row.removed_with == Some(top.id) && row.id != top.id)
                .cloned();
            nested(
                std::iter::once(menu_item::Model {
                    parent_id: None,
                    ..top.clone()
                })
                .chain(below),
            )
        });
        Ok(gone.flatten().collect())
    }

    pub(super) async fn revive_item(&self, item: MenuItemId) -> ServiceResult<()> {
        let work = self.database.begin().await?;
        let (mut locked, row) = Locked::of_item(&work, item).await?;
        if row.removed_at.is_none() {
            return Ok(());
        }
        if row.removed_with != Some(item) {
            return Err(ServiceError::Conflict(
                "it went with what it stood below: bring that back".into(),
            ));
        }
        let went: Vec<(MenuItemId, Option<MenuItemId>)> = menu_item::Entity::find()
            .select_only()
            .columns([menu_item::Column::Id, menu_item::Column::ParentId])
            .filter(menu_item::Column::RemovedWith.eq(item))
            .order_by_asc(menu_item::Column::Position)
            .order_by_asc(menu_item::Column::Id)
            .into_tuple()
            .all(&work)
            .await
            .map_err(from_database)?;
        let ids: HashSet<MenuItemId> = went.iter().map(|(id, _)| *id).collect();
        let branch = Layout::of(went.into_iter().map(|(id, parent)| Place {
            item: id,
            parent: parent.filter(|parent| ids.contains(parent)),
            position: 0,
        }));
        let home = row
            .parent_id
            .filter(|parent| locked.layout.parent(*parent).is_some());
        let position = if home == row.parent_id {
            usize::try_from(row.position).unwrap_or(usize::MAX)
        } else {
            usize::MAX
        };
        locked.layout.put(&branch, home, position)?;
        let nothing = Expr::cust("NULL");
        menu_item::Entity::update_many()
            .col_expr(menu_item::Column::RemovedAt, nothing.clone())
            .col_expr(menu_item::Column::RemovedWith, nothing)
            .filter(menu_item::Column::RemovedWith.eq(item))
            .exec(&work)
            .await
            .map_err(from_database)?;
        locked.rearrange(&work).await?;
        self.finish(work, locked.menu.id).await
    }
}
