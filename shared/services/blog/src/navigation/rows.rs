//! A menu's rows inside a unit of work: locked, read, written where they differ.

use contracts::id::{MenuId, MenuItemId};
use contracts::{Event, Instant, ServiceError, ServiceResult};
use data::error::from_database;
use data::{UnitOfWork, event_log};
use models::containers::{menu, menu_item};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::NavigationService;
use super::layout::{DEPTH_MAX, ITEMS_MAX, Layout, Place, Refused};

/// A menu that nobody else changes until the unit of work ends.
pub(super) struct Locked {
    pub(super) menu: menu::Model,
    before: Layout,
    pub(super) layout: Layout,
}

/// Locks a menu's row, when there is such a menu. On SQLite the unit of work is the lock.
pub(crate) async fn lock(work: &UnitOfWork, menu: MenuId) -> Result<Option<menu::Model>, DbErr> {
    menu::Entity::find_by_id(menu)
        .filter(menu::Column::RemovedAt.is_null())
        .lock_exclusive()
        .one(work)
        .await
}

/// Where the living items of a menu stand.
pub(super) async fn layout_of(work: &UnitOfWork, menu: MenuId) -> Result<Layout, DbErr> {
    let places: Vec<(MenuItemId, Option<MenuItemId>)> = menu_item::Entity::find()
        .select_only()
        .columns([menu_item::Column::Id, menu_item::Column::ParentId])
        .filter(menu_item::Column::MenuId.eq(menu))
        .filter(menu_item::Column::RemovedAt.is_null())
        .order_by_asc(menu_item::Column::Position)
        .order_by_asc(menu_item::Column::Id)
        .into_tuple()
        .all(work)
        .await?;
    Ok(Layout::of(places.into_iter().map(|(item, parent)| Place {
        item,
        parent,
        position: 0,
    })))
}

/// Marks items as removed together with `top`.
pub(super) async fn mark_removed(
    work: &UnitOfWork,
    now: Instant,
    top: MenuItemId,
    branch: Vec<MenuItemId>,
) -> Result<(), DbErr> {
    menu_item::Entity::update_many()
        .col_expr(menu_item::Column::RemovedAt, Expr::value(now))
        .col_expr(menu_item::Column::RemovedWith, Expr::value(top))
        .filter(menu_item::Column::Id.is_in(branch))
        .exec(work)
        .await?;
    Ok(())
}

impl Locked {
    /// Locks a menu's row, then reads where its items stand.
    pub(super) async fn menu(work: &UnitOfWork, menu: MenuId) -> ServiceResult<Self> {
        let found = lock(work, menu).await.map_err(from_database)?;
        let menu = found.ok_or(ServiceError::NotFound)?;
        let layout = layout_of(work, menu.id).await.map_err(from_database)?;
        Ok(Self {
            menu,
            before: layout.clone(),
            layout,
        })
    }

    /// Locks the menu that an item belongs to. An item never leaves its menu, so it still does when the lock is had.
    pub(super) async fn of_item(
        work: &UnitOfWork,
        item: MenuItemId,
    ) -> ServiceResult<(Self, menu_item::Model)> {
        let row = item_row(work, item).await?;
        let locked = Self::menu(work, row.menu_id).await?;
        // What was read before the lock may have changed since.
        let row = item_row(work, item).await?;
        Ok((locked, row))
    }

    /// Writes the places that are not what they were. Items that are new in the layout have rows already.
    pub(super) async fn rearrange(&self, work: &UnitOfWork) -> ServiceResult<()> {
        let before = self.before.places();
        for place in self.layout.places() {
            if before.contains(&place) {
                continue;
            }
            let row = menu_item::ActiveModel {
                id: Set(place.item),
                parent_id: Set(place.parent),
                position: Set(position_column(place.position)),
                ..Default::default()
            };
            row.update_without_returning(work)
                .await
                .map_err(from_database)?;
        }
        Ok(())
    }
}

/// A row, removed or not.
async fn item_row(work: &UnitOfWork, item: MenuItemId) -> ServiceResult<menu_item::Model> {
    let found = menu_item::Entity::find_by_id(item).one(work).await;
    found.map_err(from_database)?.ok_or(ServiceError::NotFound)
}

/// A place as its column keeps it; no menu has so many items.
pub(super) fn position_column(position: usize) -> i32 {
    i32::try_from(position).unwrap_or(i32::MAX)
}

impl From<Refused> for ServiceError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unknown => Self::NotFound,
            Refused::BelowItself => Self::Conflict("an item cannot stand below itself".into()),
            Refused::TooDeep => {
                Self::Conflict(format!("a menu is at most {DEPTH_MAX} levels deep"))
            }
            Refused::TooMany => Self::Conflict(format!("a menu has at most {ITEMS_MAX} items")),
        }
    }
}

impl NavigationService {
    /// Writes down that a menu changed, and keeps the change.
    pub(super) async fn finish(&self, work: UnitOfWork, menu: MenuId) -> ServiceResult<()> {
        self.told(&work, &Event::MenuChanged { menu }).await?;
        Ok(work.commit().await?)
    }

    pub(super) async fn told(&self, work: &UnitOfWork, event: &Event) -> ServiceResult<()> {
        event_log::record(work, self.now(), self.ids.as_ref(), event).await?;
        Ok(())
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }
}
