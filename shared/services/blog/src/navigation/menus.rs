//! Menus that come and go.

use contracts::blog::MenuName;
use contracts::container::ContainerRef;
use contracts::id::MenuId;
use contracts::{Event, ServiceError, ServiceResult};
use data::error::from_database;
use models::containers::menu;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::NavigationService;
use super::draft::checked_menu;
use super::rows::Locked;
use crate::containers;

/// How many menus a site may have.
pub(super) const MENUS_MAX: usize = 100;

impl NavigationService {
    pub(super) async fn make_menu(&self, slug: &str, title: &str) -> ServiceResult<MenuId> {
        let (slug, title) = checked_menu(slug, title)?;
        let work = self.database.begin().await?;
        let slugs: Vec<String> = menu::Entity::find()
            .select_only()
            .column(menu::Column::Slug)
            .filter(menu::Column::RemovedAt.is_null())
            .into_tuple()
            .all(&work)
            .await
            .map_err(from_database)?;
        if slugs.len() >= MENUS_MAX {
            return Err(ServiceError::Conflict(format!(
                "a site has at most {MENUS_MAX} menus"
            )));
        }
        if slugs.iter().any(|taken| taken == slug) {
            return Err(ServiceError::Conflict(format!(
                "there is a menu “{slug}” already"
            )));
        }
        let id = MenuId::new(self.ids.as_ref());
        let row = menu::ActiveModel {
            id: Set(id),
            slug: Set(slug.to_owned()),
            title: Set(title.to_owned()),
            removed_at: Set(None),
        };
        // Who makes the same menu at the same moment meets the index, which answers Conflict too.
        menu::Entity::insert(row)
            .exec_without_returning(&work)
            .await
            .map_err(from_database)?;
        self.finish(work, id).await?;
        Ok(id)
    }

    /// Pages that hold the menu let it go.
    pub(super) async fn take_menu_away(&self, id: MenuId) -> ServiceResult<()> {
        if [MenuName::Primary, MenuName::Secondary]
            .map(MenuName::id)
            .contains(&id)
        {
            return Err(ServiceError::Conflict(
                "the header's and the footer's menu cannot be removed; they can be emptied".into(),
            ));
        }
        let work = self.database.begin().await?;
        // Menus are locked before containers, here and where a menu is attached.
        Locked::menu(&work, id).await?;
        let child = ContainerRef::menu(id);
        for container in containers::holders_of(&work, child).await? {
            // Somebody may have taken it out since we looked.
            if containers::let_go(&work, self.now(), container, child).await? {
                self.told(&work, &Event::ContainerChildDetached { container, child })
                    .await?;
            }
        }
        let row = menu::ActiveModel {
            id: Set(id),
            removed_at: Set(Some(self.now())),
            ..Default::default()
        };
        row.update_without_returning(&work)
            .await
            .map_err(from_database)?;
        self.finish(work, id).await
    }
}
