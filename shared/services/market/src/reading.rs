//! What shoppers see.

use async_trait::async_trait;
use contracts::id::MarketId;
use contracts::market::{CategoryRef, CategoryShelf, Market, MarketHall, MarketRef, Product};
use contracts::{Money, ServiceError, ServiceResult};
use data::Database;
use data::error::from_database;
use models::market::{category, market, product};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::Error as JsonError;

/// More markets than a cooperative keeps.
const MARKETS_MAX: u64 = 100;
/// More categories than any shop has; a bound on what one page asks of the database.
const CATEGORIES_MAX: u64 = 200;
/// More products than one page should show; the catalogue with paging comes with search.
const PRODUCTS_MAX: u64 = 1_000;

/// The market on our database.
#[derive(Clone, Debug)]
pub struct MarketService {
    db: Database,
}

impl MarketService {
    /// A service on this database.
    pub fn new(db: Database) -> Self {
        Self { db }
    }

    /// The shelves of one market, or of all: two statements.
    async fn shelves_of(&self, market: Option<MarketId>) -> ServiceResult<Vec<CategoryShelf>> {
        let categories = category::Entity::find()
            .apply_if(market, |query, market| {
                query.filter(category::Column::MarketId.eq(market))
            })
            .order_by_asc(category::Column::Position)
            .limit(CATEGORIES_MAX);
        let products = product::Entity::find()
            .apply_if(market, |query, market| {
                query.filter(product::Column::MarketId.eq(market))
            })
            .order_by_asc(product::Column::Position)
            .limit(PRODUCTS_MAX);
        let categories = categories
            .all(self.db.read())
            .await
            .map_err(from_database)?;
        let products = products.all(self.db.read()).await.map_err(from_database)?;
        let mut shelves: Vec<CategoryShelf> = categories.into_iter().map(empty_shelf).collect();
        for row in products {
            if let Some(shelf) = shelves
                .iter_mut()
                .find(|shelf| shelf.category.id == row.category_id)
            {
                let product = to_product(row, shelf.category.clone())?;
                shelf.products.push(product);
            }
        }
        shelves.retain(|shelf| !shelf.products.is_empty());
        Ok(shelves)
    }

    async fn category(&self, slug: &str) -> ServiceResult<category::Model> {
        let found = category::Entity::find()
            .filter(category::Column::Slug.eq(slug))
            .one(self.db.read())
            .await;
        found.map_err(from_database)?.ok_or(ServiceError::NotFound)
    }
}

#[async_trait]
impl Market for MarketService {
    async fn markets(&self) -> ServiceResult<Vec<MarketRef>> {
        let rows = market::Entity::find()
            .order_by_asc(market::Column::Name)
            .order_by_asc(market::Column::Id)
            .limit(MARKETS_MAX)
            .all(self.db.read())
            .await
            .map_err(from_database)?;
        Ok(rows.into_iter().map(to_market).collect())
    }

    async fn markets_by_id(&self, ids: &[MarketId]) -> ServiceResult<Vec<MarketRef>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = market::Entity::find()
            .filter(market::Column::Id.is_in(ids.iter().copied()))
            .limit(MARKETS_MAX)
            .all(self.db.read())
            .await
            .map_err(from_database)?;
        let mut markets: Vec<MarketRef> = rows.into_iter().map(to_market).collect();
        markets.sort_by_key(|market| ids.iter().position(|id| *id == market.id));
        Ok(markets)
    }

    async fn hall(&self, slug: &str) -> ServiceResult<MarketHall> {
        let found = market::Entity::find()
            .filter(market::Column::Slug.eq(slug))
            .one(self.db.read())
            .await;
        let row = found
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        let shelves = self.shelves_of(Some(row.id)).await?;
        Ok(MarketHall {
            market: to_market(row),
            shelves,
        })
    }

    async fn shelves(&self) -> ServiceResult<Vec<CategoryShelf>> {
        self.shelves_of(None).await
    }

    async fn shelf(&self, slug: &str) -> ServiceResult<CategoryShelf> {
        let mut shelf = empty_shelf(self.category(slug).await?);
        let rows = product::Entity::find()
            .filter(product::Column::CategoryId.eq(shelf.category.id))
            .order_by_asc(product::Column::Position)
            .limit(PRODUCTS_MAX)
            .all(self.db.read())
            .await
            .map_err(from_database)?;
        shelf.products = rows
            .into_iter()
            .map(|row| to_product(row, shelf.category.clone()))
            .collect::<Result<_, _>>()?;
        Ok(shelf)
    }

    async fn product(&self, slug: &str) -> ServiceResult<Product> {
        let found = product::Entity::find()
            .filter(product::Column::Slug.eq(slug))
            .one(self.db.read())
            .await;
        let row = found
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        let category = category::Entity::find_by_id(row.category_id)
            .one(self.db.read())
            .await;
        let category = category
            .map_err(from_database)?
            .ok_or(ServiceError::NotFound)?;
        to_product(row, empty_shelf(category).category)
    }
}

fn to_market(row: market::Model) -> MarketRef {
    MarketRef {
        id: row.id,
        slug: row.slug,
        name: row.name,
    }
}

fn empty_shelf(row: category::Model) -> CategoryShelf {
    let category = CategoryRef {
        id: row.id,
        slug: row.slug,
        name: row.name,
    };
    CategoryShelf {
        category,
        description: row.description,
        products: Vec::new(),
    }
}

fn to_product(row: product::Model, category: CategoryRef) -> ServiceResult<Product> {
    let damaged = |what: &dyn std::fmt::Display| {
        ServiceError::Internal(format!("product {}: {what}", row.id))
    };
    let json = |error: JsonError| damaged(&error);
    Ok(Product {
        price: Money {
            minor: row.price_minor,
            currency: row.currency.parse().map_err(|error| damaged(&error))?,
        },
        labels: serde_json::from_str(&row.labels).map_err(json)?,
        allergens: serde_json::from_str(&row.allergens).map_err(json)?,
        picture: row
            .picture
            .as_deref()
            .map(serde_json::from_str)
            .transpose()
            .map_err(json)?,
        id: row.id,
        slug: row.slug,
        name: row.name,
        description: row.description,
        unit: row.unit,
        producer: row.producer,
        availability: row.availability,
        category,
    })
}
