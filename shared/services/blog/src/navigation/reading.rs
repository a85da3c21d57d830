//! Menus as they are read: one statement for all items, put together here.

use std::collections::HashMap;

use contracts::blog::MenuItem;
use contracts::container::{Menu, MenuNode};
use contracts::id::{MenuId, MenuItemId};
use contracts::{ServiceError, ServiceResult};
use data::error::from_database;
use models::containers::{menu, menu_item};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::NavigationService;
use super::layout::ITEMS_MAX;
use super::menus::MENUS_MAX;

impl NavigationService {
    pub(super) async fn read_menus(&self) -> ServiceResult<Vec<Menu>> {
        let read = self.database.read();
        let mut menus = menu::Entity::find()
            .filter(menu::Column::RemovedAt.is_null())
            .order_by_asc(menu::Column::Title)
            .order_by_asc(menu::Column::Slug)
            .limit(MENUS_MAX as u64)
            .all(read)
            .await
            .map_err(from_database)?;
        // What every site has comes first; sorting is stable.
        menus.sort_by_key(|menu| match menu.slug.as_str() {
            "primary" => 0,
            "secondary" => 1,
            _ => 2,
        });
        let ids: Vec<MenuId> = menus.iter().map(|menu| menu.id).collect();
        let mut items = living(read, &ids).await.map_err(from_database)?;
        let menus = menus.into_iter().map(|menu| {
            let own: Vec<_> = items
                .extract_if(.., |item| item.menu_id == menu.id)
                .collect();
            whole(menu, own)
        });
        Ok(menus.collect())
    }

    pub(super) async fn read_menu(&self, menu: MenuId) -> ServiceResult<Menu> {
        let read = self.database.read();
        let found = menu::Entity::find_by_id(menu)
            .filter(menu::Column::RemovedAt.is_null())
            .one(read)
            .await;
        let row = found
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        let items = living(read, &[menu]).await.map_err(from_database)?;
        Ok(whole(row, items))
    }
}

/// What menus lead to, without ids: a list for each, in the order in which they are named.
pub(crate) async fn items_of<const N: usize>(
    connection: &impl ConnectionTrait,
    menus: [MenuId; N],
) -> Result<[Vec<MenuItem>; N], DbErr> {
    let mut items = living(connection, &menus).await?;
    Ok(menus.map(|menu| {
        let own: Vec<_> = items.extract_if(.., |item| item.menu_id == menu).collect();
        nested(own).into_iter().map(plain).collect()
    }))
}

/// Every living item of these menus. Each names its menu, so a tree of any depth comes in one statement and needs no recursion.
async fn living(
    connection: &impl ConnectionTrait,
    menus: &[MenuId],
) -> Result<Vec<menu_item::Model>, DbErr> {
    menu_item::Entity::find()
        .filter(menu_item::Column::MenuId.is_in(menus.iter().copied()))
        .filter(menu_item::Column::RemovedAt.is_null())
        .order_by_asc(menu_item::Column::Position)
        .order_by_asc(menu_item::Column::Id)
        .limit((ITEMS_MAX * menus.len()) as u64)
        .all(connection)
        .await
}

fn whole(menu: menu::Model, items: impl IntoIterator<Item = menu_item::Model>) -> Menu {
    Menu {
        id: menu.id,
        slug: menu.slug,
        title: menu.title,
        nodes: nested(items),
    }
}

/// Rows in the order of their positions, each below the one that it names. What hangs on nothing is left out.
pub(super) fn nested(rows: impl IntoIterator<Item = menu_item::Model>) -> Vec<MenuNode> {
    let mut below: HashMap<Option<MenuItemId>, Vec<menu_item::Model>> = HashMap::new();
    for row in rows {
        below.entry(row.parent_id).or_default().push(row);
    }
    branch(None, &mut below)
}

/// Every list is taken out when it is used, so a ring in damaged rows is never entered; no menu is deeper than it has items.
fn branch(
    parent: Option<MenuItemId>,
    below: &mut HashMap<Option<MenuItemId>, Vec<menu_item::Model>>,
) -> Vec<MenuNode> {
    let rows = below.remove(&parent).unwrap_or_default();
    rows.into_iter()
        .map(|row| MenuNode {
            children: branch(Some(row.id), below),
            id: row.id,
            label: row.label,
            href: row.href,
        })
        .collect()
}

fn plain(node: MenuNode) -> MenuItem {
    MenuItem {
        label: node.label,
        href: node.href,
        children: node.children.into_iter().map(plain).collect(),
    }
}
