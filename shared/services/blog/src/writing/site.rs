//! Writing the site's settings and menus.

use contracts::blog::{MenuItem, MenuName, Menus, SiteSettings};
use contracts::id::MenuItemId;
use data::{DataError, UnitOfWork};
use models::blog::{menu_item, setting};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

use super::PostWriter;
use super::post::json;

/// The row of `settings` that holds [`SiteSettings`].
pub const SITE: &str = "site";

impl PostWriter {
    /// Writes the site's settings, all of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_settings(
        &self,
        work: &UnitOfWork,
        settings: &SiteSettings,
    ) -> Result<(), DataError> {
        let row = setting::ActiveModel {
            name: Set(SITE.to_owned()),
            value: Set(json(settings)?),
            updated_at: Set(self.clock.now()),
        };
        let over = OnConflict::column(setting::Column::Name)
            .update_columns([setting::Column::Value, setting::Column::UpdatedAt])
            .to_owned();
        setting::Entity::insert(row)
            .on_conflict(over)
            .exec_without_returning(work)
            .await?;
        Ok(())
    }

    /// Writes both menus.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_menus(&self, work: &UnitOfWork, menus: &Menus) -> Result<(), DataError> {
        self.write_menu(work, MenuName::Primary, &menus.primary)
            .await?;
        self.write_menu(work, MenuName::Secondary, &menus.secondary)
            .await
    }

    /// Writes one menu.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_menu(
        &self,
        work: &UnitOfWork,
        menu: MenuName,
        items: &[MenuItem],
    ) -> Result<(), DataError> {
        menu_item::Entity::delete_many()
            .filter(menu_item::Column::Menu.eq(menu))
            .exec(work)
            .await?;
        if items.is_empty() {
            return Ok(());
        }
        let rows = (0..).zip(items).map(|(position, item)| {
            let row = menu_item::Model {
                id: MenuItemId::new(self.ids.as_ref()),
                menu,
                position,
                label: item.label.clone(),
                href: item.href.clone(),
            };
            menu_item::ActiveModel::from(row).reset_all()
        });
        menu_item::Entity::insert_many(rows)
            .exec_without_returning(work)
            .await?;
        Ok(())
    }
}
