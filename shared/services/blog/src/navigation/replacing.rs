//! Writing a whole menu at once: the Ghost import, the demo.

use contracts::blog::{MenuItem, MenuName};
use contracts::id::{MenuId, MenuItemId};
use contracts::{Event, IdSource, Instant};
use data::{DataError, UnitOfWork, event_log};
use models::containers::{menu, menu_item};
use sea_orm::{ActiveModelTrait, EntityTrait};

use super::rows::{layout_of, lock, mark_removed, position_column};

/// Replaces what a menu leads to; what was there goes, and can be brought back. Whoever calls this has checked the items.
///
/// # Errors
/// When the database fails.
pub(crate) async fn replace(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    menu: MenuName,
    items: &[MenuItem],
) -> Result<(), DataError> {
    lock(work, menu.id()).await?;
    let before = layout_of(work, menu.id()).await?;
    for top in before.tops() {
        mark_removed(work, now, top, before.branch(top)).await?;
    }
    insert(work, ids, menu.id(), menu.as_str(), items).await?;
    event_log::record(work, now, ids, &Event::MenuChanged { menu: menu.id() }).await?;
    Ok(())
}

/// Makes a menu with what it leads to. Whoever calls this has checked slug and items; the slug must be free.
///
/// # Errors
/// When the database fails.
pub async fn open_menu(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    slug: &str,
    title: &str,
    items: &[MenuItem],
) -> Result<MenuId, DataError> {
    let id = MenuId::new(ids);
    let row = menu::Model {
        id,
        slug: slug.to_owned(),
        title: title.to_owned(),
        removed_at: None,
    };
    menu::Entity::insert(menu::ActiveModel::from(row).reset_all())
        .exec_without_returning(work)
        .await?;
    insert(work, ids, id, slug, items).await?;
    event_log::record(work, now, ids, &Event::MenuChanged { menu: id }).await?;
    Ok(id)
}

/// Writes the items of a menu that has none.
async fn insert(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    menu_id: MenuId,
    slug: &str,
    items: &[MenuItem],
) -> Result<(), DataError> {
    let mut rows = Vec::new();
    // Parents come before their children, so the rows can be inserted as they stand.
    let mut levels = vec![(None, items)];
    while let Some((parent_id, siblings)) = levels.pop() {
        for (position, item) in siblings.iter().enumerate() {
            let id = MenuItemId::new(ids);
            let row = menu_item::Model {
                id,
                menu: slug.to_owned(),
                menu_id,
                parent_id,
                position: position_column(position),
                label: item.label.clone(),
                href: item.href.clone(),
                removed_at: None,
                removed_with: None,
            };
            rows.push(menu_item::ActiveModel::from(row).reset_all());
            levels.push((Some(id), &item.children));
        }
    }
    if !rows.is_empty() {
        menu_item::Entity::insert_many(rows)
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}
