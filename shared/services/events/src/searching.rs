//! What visitors find of the calendars.

use async_trait::async_trait;
use contracts::{Activity, Event, Instant};
use data::UnitOfWork;
use data::event_log::{Handler, HandlerError};
use data::search::{self, SearchDocument};
use models::events::entry;
use sea_orm::EntityTrait;

const KIND: &str = "entry";

/// Keeps calendar entries in the search table, those of the past too.
#[derive(Debug)]
pub struct FillSearch;

#[async_trait]
impl Handler for FillSearch {
    fn name(&self) -> &'static str {
        "events.fill-search"
    }

    fn wants(&self, event: &Event) -> bool {
        matches!(event, Event::EntryChanged { .. })
    }

    async fn handle(&self, work: &UnitOfWork, activity: &Activity) -> Result<(), HandlerError> {
        let Event::EntryChanged { entry, .. } = activity.event else {
            return Ok(());
        };
        match entry::Entity::find_by_id(entry).one(work).await? {
            Some(row) => search::put(work, document(row)).await?,
            None => search::remove(work, KIND, entry.0).await?,
        }
        Ok(())
    }
}

fn document(row: entry::Model) -> SearchDocument {
    SearchDocument {
        kind: KIND,
        id: row.id.0,
        title: row.title,
        body: format!("{}\n\n{}", row.description, row.place),
        address: format!("app://events/entry/{}/", row.slug),
        shown_from: Instant(0),
        updated_at: row.updated_at,
    }
}
