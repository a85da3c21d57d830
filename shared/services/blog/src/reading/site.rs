//! The site's settings and menus.

use contracts::ServiceResult;
use contracts::blog::{MenuItem, MenuName, Menus, SiteSettings};
use data::error::from_database;
use models::blog::{menu_item, setting};
use sea_orm::{EntityTrait, QueryOrder};

use super::BlogReader;
use super::sql::json;

/// The row of `settings` that holds [`SiteSettings`].
const SITE: &str = "site";

impl BlogReader {
    pub(super) async fn read_site(&self) -> ServiceResult<SiteSettings> {
        let row = setting::Entity::find_by_id(SITE)
            .one(self.database.read())
            .await
            .map_err(from_database)?;
        row.map_or_else(
            || Ok(SiteSettings::default()),
            |row| json(&row.value, "the site's settings"),
        )
    }

    pub(super) async fn read_menus(&self) -> ServiceResult<Menus> {
        let rows = menu_item::Entity::find()
            .order_by_asc(menu_item::Column::Position)
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        let mut menus = Menus::default();
        for row in rows {
            let menu = match row.menu {
                MenuName::Primary => &mut menus.primary,
                MenuName::Secondary => &mut menus.secondary,
            };
            menu.push(MenuItem {
                label: row.label,
                href: row.href,
            });
        }
        Ok(menus)
    }
}
