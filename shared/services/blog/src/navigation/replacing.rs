//! Writing a whole menu at once: the Ghost import, the demo.

use contracts::blog::{MenuItem, MenuName};
use contracts::id::MenuItemId;
use contracts::{Event, IdSource, Instant};
use data::{DataError, UnitOfWork, event_log};
use models::containers::menu_item;
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
    let mut rows = Vec::new();
    // Parents come before their children, so the rows can be inserted as they stand.
    let mut levels = vec![(None, items)];
    while let Some((parent_id, siblings)) = levels.pop() {
        for (position, item) in siblings.iter().enumerate() {
            let id = MenuItemId::new(ids);
            let row = menu_item::Model {
                id,
                menu: menu.as_str().to_owned(),
                menu_id: menu.id(),
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
    event_log::record(work, now, ids, &Event::MenuChanged { menu: menu.id() }).await?;
    Ok(())
}
