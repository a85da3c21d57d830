//! The market's contract: products in categories.

use async_trait::async_trait;
use sea_orm::sea_query::StringLen;

use crate::blog::Picture;
use crate::error::ServiceResult;
use crate::id::{CategoryId, MarketId, ProductId};
use crate::money::Money;

/// Whether a product can be had.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// There is enough.
    InStock,
    /// A few are left.
    Low,
    /// None now.
    Out,
}

/// A product as a card or page shows it.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its place in the market's addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Some sentences about it; plain text.
    pub description: String,
    /// Price of one unit.
    pub price: Money,
    /// What one unit is: “800 g loaf”, “per kg”.
    pub unit: String,
    /// Who made or grew it.
    pub producer: String,
    /// Diet and origin labels: “vegan”, “organic”.
    pub labels: Vec<String>,
    /// Allergens (EU 1169/2011 annex II) as the maker declares them.
    pub allergens: Vec<String>,
    /// Whether it can be had.
    pub availability: Availability,
    /// Its picture.
    pub picture: Option<Picture>,
    /// The category that it stands in.
    pub category: CategoryRef,
}

/// A category's name and place.
#[derive(Clone, Debug)]
pub struct CategoryRef {
    /// Its id.
    pub id: CategoryId,
    /// Its place in the market's addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A category with products.
#[derive(Clone, Debug)]
pub struct CategoryShelf {
    /// The category.
    pub category: CategoryRef,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Its products in the shop's order.
    pub products: Vec<Product>,
}

/// A market's name and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketRef {
    /// Its id.
    pub id: MarketId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A market with all that stands in it.
#[derive(Clone, Debug)]
pub struct MarketHall {
    /// The market.
    pub market: MarketRef,
    /// Its categories that have products, in order.
    pub shelves: Vec<CategoryShelf>,
}

/// Markets of products.
#[async_trait]
pub trait Market: Send + Sync {
    /// All markets, by name.
    async fn markets(&self) -> ServiceResult<Vec<MarketRef>>;
    /// These markets, in this order; those that are not there are left out.
    async fn markets_by_id(&self, ids: &[MarketId]) -> ServiceResult<Vec<MarketRef>>;
    /// One market with its shelves.
    async fn hall(&self, slug: &str) -> ServiceResult<MarketHall>;
    /// All categories that have products, in order, with their products.
    async fn shelves(&self) -> ServiceResult<Vec<CategoryShelf>>;
    /// One category with its products.
    async fn shelf(&self, slug: &str) -> ServiceResult<CategoryShelf>;
    /// One product.
    async fn product(&self, slug: &str) -> ServiceResult<Product>;
}
