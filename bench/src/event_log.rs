//! How many events a second are written down and answered: `bench events DATABASE_URL…`, on empty databases.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use contracts::id::PostId;
use contracts::{Activity, Clock, Event, RandomIds, SystemClock};
use data::event_log::{EventProcessor, Handler, HandlerError, Pace, record};
use data::{DataError, Database, DatabaseAddress, UnitOfWork};

/// Events that are written down one by one, each with a commit of its own.
const ALONE: usize = 2_000;
/// Events that are written down many in one transaction.
const TOGETHER: usize = 20_000;
/// How many.
const IN_ONE: usize = 100;
/// How many write at once.
const WRITERS: usize = 4;
/// How many things the events are about.
const OBJECTS: usize = 1_000;

/// Answers everything, and writes nothing but the mark that it did.
struct Answers;

#[async_trait]
impl Handler for Answers {
    fn name(&self) -> &'static str {
        "bench.answers"
    }

    fn wants(&self, _: &Event) -> bool {
        true
    }

    async fn handle(&self, _: &UnitOfWork, _: &Activity) -> Result<(), HandlerError> {
        Ok(())
    }
}

/// Runs the benchmark and prints the table.
#[allow(clippy::print_stdout, reason = "the table is what this command is for")]
pub(crate) fn run() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    println!(
        "| events a second | written, each alone | written, {IN_ONE} in a transaction | handed out and answered |"
    );
    println!("| --- | --- | --- | --- |");
    for url in std::env::args().skip(2) {
        let address: DatabaseAddress = match url.parse() {
            Ok(address) => address,
            Err(error) => return fail(&error),
        };
        match runtime.block_on(measure(&address)) {
            Ok([alone, together, answered]) => {
                let name = match address {
                    DatabaseAddress::Sqlite(_) => "SQLite",
                    DatabaseAddress::Postgres(_) => "PostgreSQL",
                };
                println!("| {name} | {alone:.0} | {together:.0} | {answered:.0} |");
            }
            Err(error) => return fail(&error),
        }
    }
    ExitCode::SUCCESS
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}

async fn measure(address: &DatabaseAddress) -> Result<[f64; 3], DataError> {
    let database = Database::open(address).await?;
    database.migrate().await?;
    let alone = written(&database, ALONE, 1).await?;
    let together = written(&database, TOGETHER, IN_ONE).await?;
    let handlers: Vec<Arc<dyn Handler>> = vec![Arc::new(Answers)];
    let clock = Arc::new(SystemClock);
    let processor = EventProcessor::new(database.clone(), clock, handlers, Pace::default());
    let began_at = Instant::now();
    let run = processor.run_due().await?;
    let took = began_at.elapsed();
    if run.done != (ALONE + TOGETHER) as u64 {
        return Err(DataError::Damaged(format!("not all was answered: {run:?}")));
    }
    database.close().await?;
    let rate = |count: usize, took: Duration| count as f64 / took.as_secs_f64();
    Ok([
        rate(ALONE, alone),
        rate(TOGETHER, together),
        rate(ALONE + TOGETHER, took),
    ])
}

/// How long it takes several writers to write so many events down.
async fn written(database: &Database, count: usize, in_one: usize) -> Result<Duration, DataError> {
    let began_at = Instant::now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| tokio::spawn(write(database.clone(), count / WRITERS, in_one)))
        .collect();
    for writer in writers {
        let ended = writer.await;
        ended.map_err(|error| DataError::Damaged(error.to_string()))??;
    }
    Ok(began_at.elapsed())
}

async fn write(database: Database, count: usize, in_one: usize) -> Result<(), DataError> {
    let ids = RandomIds(SystemClock);
    let posts: Vec<PostId> = (0..OBJECTS).map(|_| PostId::new(&ids)).collect();
    for begin in (0..count).step_by(in_one) {
        let work = database.begin().await?;
        for number in begin..count.min(begin + in_one) {
            let event = Event::PostChanged {
                post: posts[number % OBJECTS],
            };
            record(&work, SystemClock.now(), &ids, &event).await?;
        }
        work.commit().await?;
    }
    Ok(())
}
