//! Writing a market: its categories and products, in the shop's order.

use contracts::blog::Picture;
use contracts::id::{CategoryId, MarketId, ProductId};
use contracts::market::Availability;
use contracts::{Event, IdSource, Instant, Money};
use data::event_log::record;
use data::{DataError, UnitOfWork};
use models::market::{category, market, product};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;

/// A market to be made.
#[derive(Clone, Debug)]
pub struct NewMarket {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its shelves, in order.
    pub categories: Vec<NewCategory>,
}

/// A category to be made, with what stands in it.
#[derive(Clone, Debug)]
pub struct NewCategory {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Its products, in order.
    pub products: Vec<NewProduct>,
}

/// A product to be made.
#[derive(Clone, Debug)]
pub struct NewProduct {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Plain text, paragraphs parted by an empty line.
    pub description: String,
    /// Price of one unit.
    pub price: Money,
    /// What one unit is.
    pub unit: String,
    /// Who made it.
    pub producer: String,
    /// Diet and origin labels.
    pub labels: Vec<String>,
    /// Allergens.
    pub allergens: Vec<String>,
    /// Whether it can be had.
    pub availability: Availability,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// Writes a market with all that stands in it.
///
/// # Errors
/// When the database refuses, for example because the market exists; the unit of work is then spoiled.
pub async fn open_market(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    new: NewMarket,
) -> Result<MarketId, DataError> {
    let market_id = MarketId::new(ids);
    let row = market::ActiveModel {
        id: Set(market_id),
        slug: Set(new.slug),
        name: Set(new.name),
        created_at: Set(now),
    };
    market::Entity::insert(row)
        .exec_without_returning(work)
        .await?;
    let market_changed = Event::MarketChanged { market: market_id };
    record(work, now, ids, &market_changed).await?;
    for (position, new) in (0..).zip(new.categories) {
        let category_id = CategoryId::new(ids);
        let row = category::ActiveModel {
            id: Set(category_id),
            market_id: Set(market_id),
            slug: Set(new.slug),
            name: Set(new.name),
            description: Set(new.description),
            position: Set(position),
        };
        category::Entity::insert(row)
            .exec_without_returning(work)
            .await?;
        for (position, new) in (0..).zip(new.products) {
            let product = ProductId::new(ids);
            let row = product_row(product, market_id, category_id, position, now, new);
            product::Entity::insert(row)
                .exec_without_returning(work)
                .await?;
            let market = market_id;
            record(work, now, ids, &Event::ProductChanged { market, product }).await?;
        }
    }
    Ok(market_id)
}

fn product_row(
    id: ProductId,
    market_id: MarketId,
    category_id: CategoryId,
    position: i32,
    now: Instant,
    new: NewProduct,
) -> product::ActiveModel {
    product::ActiveModel {
        id: Set(id),
        market_id: Set(market_id),
        category_id: Set(category_id),
        slug: Set(new.slug),
        name: Set(new.name),
        description: Set(new.description),
        price_minor: Set(new.price.minor),
        currency: Set(new.price.currency.to_string()),
        unit: Set(new.unit),
        producer: Set(new.producer),
        labels: Set(serde_json::json!(new.labels).to_string()),
        allergens: Set(serde_json::json!(new.allergens).to_string()),
        availability: Set(new.availability),
        picture: Set(new
            .picture
            .map(|picture| serde_json::json!(picture).to_string())),
        position: Set(position),
        created_at: Set(now),
        updated_at: Set(now),
    }
}
