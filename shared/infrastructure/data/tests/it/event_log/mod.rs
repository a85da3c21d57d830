//! The event log on both databases. Handlers here leave a row for each step they do: a second one would collide.

mod doing_once;
mod failing;
mod following;
mod forgetting;
mod lanes;
mod order;
mod recording;
mod sharing;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contracts::activity::EventLog;
use contracts::id::{ActivityId, PostId};
use contracts::{Activity, Clock, Event, FixedClock};
use data::event_log::{EventProcessor, Handler, HandlerError, Pace, Run, StaffLog, record};
use data::{Database, UnitOfWork};
use models::blog::setting;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use testing::SeededIds;
use tokio::sync::Barrier;

/// What a handler of the tests does about an activity; the number counts its attempts at all activities, from 0.
type Manner = Box<dyn Fn(&Activity, usize) -> Doing + Send + Sync>;

enum Doing {
    Write,
    Fail(&'static str),
    WriteThenFail,
    WriteThenPanic,
    OverlookAFailure,
    Hang,
    /// Statements of its own, and then it writes.
    Ask(&'static str),
    /// Waits twice: until the test knows that it has begun, and until it may go on.
    Meet(Arc<Barrier>),
}

struct Scribe {
    name: &'static str,
    manner: Manner,
    /// The activities of its attempts.
    tried: Mutex<Vec<ActivityId>>,
}

impl Scribe {
    fn new(
        name: &'static str,
        manner: impl Fn(&Activity, usize) -> Doing + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self {
            name,
            manner: Box::new(manner),
            tried: Mutex::default(),
        })
    }

    fn diligent(name: &'static str) -> Arc<Self> {
        Self::new(name, |_, _| Doing::Write)
    }

    fn tried(&self) -> Vec<ActivityId> {
        self.tried.lock().expect("whole").clone()
    }

    async fn write(&self, work: &UnitOfWork, activity: &Activity) -> Result<(), HandlerError> {
        let row = setting::ActiveModel {
            name: Set(format!("{}:{}", self.name, activity.id)),
            value: Set(activity.event.object().id.to_string()),
            updated_at: Set(activity.at),
        };
        setting::Entity::insert(row)
            .exec_without_returning(work)
            .await?;
        Ok(())
    }
}

#[async_trait]
impl Handler for Scribe {
    fn name(&self) -> &'static str {
        self.name
    }

    fn wants(&self, event: &Event) -> bool {
        !matches!(event, Event::SettingsChanged)
    }

    async fn handle(&self, work: &UnitOfWork, activity: &Activity) -> Result<(), HandlerError> {
        let attempt = {
            let mut tried = self.tried.lock().expect("whole");
            tried.push(activity.id);
            tried.len() - 1
        };
        let doing = (self.manner)(activity, attempt);
        match doing {
            Doing::Write => self.write(work, activity).await,
            Doing::Fail(why) => Err(HandlerError::Failed(why.to_owned())),
            Doing::WriteThenFail => {
                self.write(work, activity).await?;
                Err(HandlerError::Failed("after it had written".to_owned()))
            }
            Doing::WriteThenPanic => {
                self.write(work, activity).await?;
                panic!("the oven is on fire");
            }
            Doing::OverlookAFailure => {
                self.write(work, activity).await?;
                let _ = self.write(work, activity).await;
                Ok(())
            }
            Doing::Hang => std::future::pending().await,
            Doing::Ask(sql) => {
                work.execute_unprepared(sql).await?;
                self.write(work, activity).await
            }
            Doing::Meet(test) => {
                test.wait().await;
                test.wait().await;
                self.write(work, activity).await
            }
        }
    }
}

/// A log with its clock and ids.
struct Desk {
    database: Database,
    clock: FixedClock,
    ids: SeededIds,
}

impl Desk {
    fn of(database: &Database) -> Self {
        Self {
            database: database.clone(),
            clock: testing::clock(),
            ids: SeededIds::default(),
        }
    }

    /// A post that nothing happened to yet.
    fn post(&self) -> PostId {
        PostId::new(&self.ids)
    }

    async fn record(&self, event: Event) -> ActivityId {
        self.record_at(&self.database, event).await
    }

    /// Records through another connection to the same database.
    async fn record_at(&self, database: &Database, event: Event) -> ActivityId {
        let work = database.begin().await.expect("begun");
        let id = record(&work, self.clock.now(), &self.ids, &event)
            .await
            .expect("recorded");
        work.commit().await.expect("committed");
        id
    }

    /// Something happens to a post of its own.
    async fn happening(&self) -> ActivityId {
        self.changed(self.post()).await
    }

    async fn changed(&self, post: PostId) -> ActivityId {
        self.record(Event::PostChanged { post }).await
    }

    fn processor(&self, handlers: &[Arc<Scribe>]) -> EventProcessor {
        self.processor_at(handlers, Pace::default())
    }

    fn processor_at(&self, handlers: &[Arc<Scribe>], pace: Pace) -> EventProcessor {
        let handlers = handlers
            .iter()
            .map(|handler| handler.clone() as Arc<dyn Handler>)
            .collect();
        EventProcessor::new(
            self.database.clone(),
            Arc::new(self.clock.clone()),
            handlers,
            pace,
        )
    }

    fn staff(&self) -> StaffLog {
        StaffLog::new(self.database.clone(), Arc::new(self.clock.clone()))
    }

    /// The objects that handlers wrote about, in the order of their names and activities.
    async fn written(&self) -> Vec<String> {
        let rows = setting::Entity::find()
            .order_by_asc(setting::Column::Name)
            .all(self.database.read())
            .await
            .expect("read");
        rows.into_iter().map(|row| row.value).collect()
    }
}

fn done(activities: u64, steps: u64) -> Run {
    Run {
        handed_out: activities,
        done: steps,
        ..Run::default()
    }
}
