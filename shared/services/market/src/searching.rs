//! What visitors find of the market.

use async_trait::async_trait;
use contracts::{Activity, Event, Instant};
use data::UnitOfWork;
use data::event_log::{Handler, HandlerError};
use data::search::{self, SearchDocument};
use models::market::product;
use sea_orm::EntityTrait;

const KIND: &str = "product";

/// Keeps products in the search table.
#[derive(Debug)]
pub struct FillSearch;

#[async_trait]
impl Handler for FillSearch {
    fn name(&self) -> &'static str {
        "market.fill-search"
    }

    fn wants(&self, event: &Event) -> bool {
        matches!(event, Event::ProductChanged { .. })
    }

    async fn handle(&self, work: &UnitOfWork, activity: &Activity) -> Result<(), HandlerError> {
        let Event::ProductChanged { product, .. } = activity.event else {
            return Ok(());
        };
        match product::Entity::find_by_id(product).one(work).await? {
            Some(row) => search::put(work, document(row)).await?,
            None => search::remove(work, KIND, product.0).await?,
        }
        Ok(())
    }
}

fn document(row: product::Model) -> SearchDocument {
    SearchDocument {
        kind: KIND,
        id: row.id.0,
        title: row.name,
        body: format!("{}\n\n{}", row.description, row.producer),
        address: format!("app://market/product/{}/", row.slug),
        shown_from: Instant(0),
        updated_at: row.updated_at,
    }
}
