//! Rows of containers and menus.

use contracts::Instant;
use contracts::container::ContainerKind;
use contracts::id::{MenuId, MenuItemId, RelationId};
use sea_orm::entity::prelude::*;

/// What containers hold and held.
pub mod relation {
    use super::*;

    /// A row of `container_relations`: one for each pair, however often the child left and came back.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "container_relations")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RelationId,
        /// What holds.
        pub container_kind: ContainerKind,
        /// Which.
        pub container_id: Uuid,
        /// What is held.
        pub child_kind: ContainerKind,
        /// Which.
        pub child_id: Uuid,
        /// From 0, without gaps among those that are there; of one that left, where it stood.
        pub position: i32,
        /// When it was put there first.
        pub attached_at: Instant,
        /// When it was taken out; `None` while it is there.
        pub detached_at: Option<Instant>,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Menus.
pub mod menu {
    use super::*;

    /// A row of `menus`. Whoever changes a menu's items locks its row first.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "menus")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MenuId,
        /// Its name in code; unique among those that are not removed.
        pub slug: String,
        /// Its name for people.
        pub title: String,
        /// When it was removed.
        pub removed_at: Option<Instant>,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Items of the menus.
pub mod menu_item {
    use super::*;

    /// A row of `menu_items`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "menu_items")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MenuItemId,
        /// Its menu's slug, for processes of the release before; it goes in a later one.
        pub menu: String,
        /// Its menu.
        pub menu_id: MenuId,
        /// The item that it stands below; `None` at the top.
        pub parent_id: Option<MenuItemId>,
        /// From 0, without gaps among its siblings; of one that was removed, where it stood.
        pub position: i32,
        /// The words.
        pub label: String,
        /// See [`contracts::blog::MenuItem`].
        pub href: String,
        /// When it was removed.
        pub removed_at: Option<Instant>,
        /// With which item it was removed: itself, or one that it stood below.
        pub removed_with: Option<MenuItemId>,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
