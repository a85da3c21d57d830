//! Writing the site's settings and menus.

use contracts::Event;
use contracts::blog::{MenuItem, MenuName, Menus, SiteSettings};
use data::{DataError, UnitOfWork};
use models::blog::setting;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};

use super::PostWriter;
use super::post::json;
use crate::navigation;

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
        self.record(work, &Event::SettingsChanged).await
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

    /// Writes one menu; what it led to before goes, and staff can bring it back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_menu(
        &self,
        work: &UnitOfWork,
        menu: MenuName,
        items: &[MenuItem],
    ) -> Result<(), DataError> {
        navigation::replace(work, self.ids.as_ref(), self.clock.now(), menu, items).await
    }
}
