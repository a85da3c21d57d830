//! Rows of stored pictures and files.

use contracts::Instant;
use sea_orm::entity::prelude::*;

/// Files by content.
pub mod medium {
    use super::*;

    /// A row of `media`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media")]
    pub struct Model {
        /// SHA-256 of the content, the first 32 hex digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        /// File name in the address.
        pub name: String,
        /// RFC 9110 media type, found from the content.
        pub content_type: String,
        /// Size.
        pub bytes: i64,
        /// Pixels; 0 when it has none.
        pub width: i32,
        /// Pixels; 0 when it has none.
        pub height: i32,
        /// Whether smaller copies are made of it: a still picture of a kind and size that we decode.
        pub resizable: bool,
        /// When it was stored.
        pub created_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Where a file came from.
pub mod source {
    use super::*;

    /// A row of `media_sources`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media_sources")]
    pub struct Model {
        /// Path on the old site (`/content/images/…`), or `demo:name`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub path: String,
        /// The file.
        pub hash: String,
        /// File name in the new address.
        pub name: String,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
