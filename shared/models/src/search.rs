//! Rows of the search table.

use contracts::Instant;
use sea_orm::entity::prelude::*;

/// What visitors may find.
pub mod document {
    use super::*;

    /// A row of `search_documents`. Each database keeps an index of the words beside it by itself.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "search_documents")]
    pub struct Model {
        /// `post`, `product`, `entry`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// Its id in its domain.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Plain text.
        pub title: String,
        /// Plain text; nothing that not every visitor may read.
        pub body: String,
        /// `app://market/product/rye/`.
        pub address: String,
        /// The title's words, parted by spaces, as the index has them.
        pub title_words: String,
        /// The body's.
        pub body_words: String,
        /// From when on it may be found.
        pub shown_from: Instant,
        /// When the thing was last changed.
        pub updated_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
