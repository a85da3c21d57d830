//! The site's settings and menus.

use contracts::ServiceResult;
use contracts::blog::{MenuName, Menus, SiteSettings};
use data::error::from_database;
use models::blog::setting;
use sea_orm::EntityTrait;

use super::BlogReader;
use super::sql::json;
use crate::navigation::items_of;

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
        let both = [MenuName::Primary, MenuName::Secondary].map(MenuName::id);
        let [primary, secondary] = items_of(self.database.read(), both)
            .await
            .map_err(from_database)?;
        Ok(Menus { primary, secondary })
    }
}
