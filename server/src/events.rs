//! What answers the event log in this program: the handlers of all domains, and what else happens by itself.
//!
//! To add a handler: one line in [`handlers`]. Every process has all of them, whichever apps it serves.

use std::sync::Arc;
use std::time::Duration;

use blog_service::writing::PostWriter;
use contracts::SystemClock;
use data::cache::Dropper;
use data::event_log::{EventProcessor, Handler, Pace, RunningProcessor, follow};
use data::{Cache, Database};
use tokio::task::JoinHandle;

/// How often it is looked for scheduled posts whose time has come.
const PUBLISH_EVERY: Duration = Duration::from_secs(2);
/// Longer than any publishing takes: a database that vanished answers nothing.
const PUBLISHING_TIME: Duration = Duration::from_secs(60);

fn handlers() -> Vec<Arc<dyn Handler>> {
    vec![
        Arc::new(blog_service::searching::FillSearch),
        Arc::new(market_service::FillSearch),
        Arc::new(events_service::FillSearch),
    ]
}

/// What has the handlers answer.
pub(crate) fn processor(db: &Database) -> EventProcessor {
    let clock = Arc::new(SystemClock);
    EventProcessor::new(db.clone(), clock, handlers(), Pace::default())
}

/// What goes on behind the requests.
pub(crate) struct Working {
    processor: RunningProcessor,
    publishing: JoinHandle<()>,
    /// One ear for all in the process that must hear of events.
    hearing: JoinHandle<()>,
    dropping: JoinHandle<()>,
}

impl Working {
    /// Begins to answer events, to drop what they make untrue, and to publish what is due.
    pub(crate) fn start(db: &Database, writer: PostWriter, cache: Cache) -> Self {
        let (processor, dropper) = (processor(db).start(), Dropper::default());
        let (bell, told) = (processor.bell(), dropper.clone());
        let hear = follow(db.clone(), move |what| {
            bell.ring();
            told.add(what);
        });
        Self {
            processor,
            publishing: tokio::spawn(publish(db.clone(), writer)),
            hearing: tokio::spawn(hear),
            dropping: tokio::spawn(dropper.make(cache)),
        }
    }

    /// Finishes the step under way, and stops.
    pub(crate) async fn stop(self) {
        // Half a transaction is rolled back; the next start publishes.
        self.publishing.abort();
        let _ = self.publishing.await;
        self.hearing.abort();
        self.dropping.abort();
        self.processor.stop().await;
    }
}

async fn publish(db: Database, writer: PostWriter) {
    loop {
        match tokio::time::timeout(PUBLISHING_TIME, writer.publish_due(&db)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "scheduled posts cannot be published now"),
            Err(_) => tracing::warn!("publishing is begun again: the database does not answer"),
        }
        tokio::time::sleep(PUBLISH_EVERY).await;
    }
}
