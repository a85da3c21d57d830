//! Rows of the market.
#![allow(clippy::module_inception, reason = "a market is also a row of its own")]

use contracts::Instant;
use contracts::id::{CategoryId, MarketId, ProductId};
use contracts::market::Availability;
use sea_orm::entity::prelude::*;

/// Markets.
pub mod market {
    use super::*;

    /// A row of `markets`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "markets")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MarketId,
        /// Address.
        pub slug: String,
        /// Name.
        pub name: String,
        /// First written.
        pub created_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Categories of a market.
pub mod category {
    use super::*;

    /// A row of `product_categories`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "product_categories")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CategoryId,
        /// The market.
        pub market_id: MarketId,
        /// Address.
        pub slug: String,
        /// Name.
        pub name: String,
        /// One sentence; may be empty.
        pub description: String,
        /// Order in the market.
        pub position: i32,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Products.
pub mod product {
    use super::*;

    /// A row of `products`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "products")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProductId,
        /// The market.
        pub market_id: MarketId,
        /// The category.
        pub category_id: CategoryId,
        /// Address.
        pub slug: String,
        /// Name.
        pub name: String,
        /// Plain text.
        pub description: String,
        /// Minor units for one unit of sale.
        pub price_minor: i64,
        /// ISO 4217.
        pub currency: String,
        /// Unit of sale.
        pub unit: String,
        /// Who made it.
        pub producer: String,
        /// JSON list.
        pub labels: String,
        /// JSON list.
        pub allergens: String,
        /// Whether it can be had.
        pub availability: Availability,
        /// [`contracts::blog::Picture`] as JSON.
        pub picture: Option<String>,
        /// Order in the category.
        pub position: i32,
        /// First written.
        pub created_at: Instant,
        /// Last changed.
        pub updated_at: Instant,
    }

    /// No joins are declared: services ask for what they need by name.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
