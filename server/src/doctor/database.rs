//! Data folder, database, schema, event log, stored files.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use contracts::activity::EventLog;
use contracts::{Clock, SystemClock};
use data::event_log::StaffLog;
use data::{Config, Database, DatabaseAddress};
use nix::sys::statvfs::{Statvfs, statvfs};

use super::Check;
use crate::house;

/// Less free space is worth a word.
const FREE_MIB_WARNING: u64 = 1024;
/// With less, the next picture may not fit.
const FREE_MIB_MIN: u64 = 64;
/// How long a database may take to answer; `serve` waits longer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(6);
/// Signed requests of other processes are refused when clocks differ by more than some seconds.
const CLOCK_SECONDS_MAX: i64 = 5;
/// An activity that waits longer than this is stuck, or nobody works.
const WAITING_SECONDS_MAX: i64 = 60 * 60;

/// Whether it can be written, and how much still fits.
pub(super) fn data_folder(config: &Config) -> Check {
    let (subject, folder) = ("data folder", &config.data);
    if !folder.exists() {
        let found = format!("{} is not there yet", folder.display());
        return Check::warning(
            subject,
            found,
            "serve makes it; or name another with --data",
        );
    }
    if let Err(failure) = tempfile::tempfile_in(folder) {
        let found = format!("{} cannot be written: {failure}", folder.display());
        return Check::wrong(
            subject,
            found,
            "give it to this user, or name another with --data",
        );
    }
    let Ok(facts) = statvfs(folder) else {
        return Check::ok(subject, format!("{} can be written", folder.display()));
    };
    let free = free_mib(&facts);
    let found = format!("{} can be written; {free} MiB are free", folder.display());
    if free < FREE_MIB_MIN {
        return Check::wrong(subject, found, "make room on this disk");
    }
    if free < FREE_MIB_WARNING {
        return Check::warning(subject, found, "make room on this disk soon");
    }
    Check::ok(subject, found)
}

#[allow(clippy::useless_conversion, reason = "32 bits on other systems")]
fn free_mib(facts: &Statvfs) -> u64 {
    let blocks = u64::from(facts.blocks_available());
    blocks.saturating_mul(u64::from(facts.fragment_size())) >> 20
}

/// Everything that the database is asked.
pub(super) async fn checks(config: &Config) -> Vec<Check> {
    if let DatabaseAddress::Sqlite(path) = &config.database
        && !path.exists()
    {
        let found = format!("{} is not there yet", config.database);
        let advice = "serve, migrate or restore makes it; or name another folder with --data";
        return vec![Check::warning("database", found, advice)];
    }
    let opened = async {
        let db = Database::open(&config.database).await?;
        let version = db.version().await?;
        Ok::<_, data::DataError>((db, version))
    };
    let opened = match tokio::time::timeout(ANSWER_TIME_MAX, opened).await {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} s", ANSWER_TIME_MAX.as_secs())),
    };
    let (db, version) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            let found = format!("{} cannot be used: {why}", config.database);
            let advice = match config.database {
                DatabaseAddress::Sqlite(_) => "see to its file, or name another with --data",
                DatabaseAddress::Postgres(_) => "start it, or correct DATABASE_URL",
            };
            return vec![Check::wrong("database", found, advice)];
        }
    };
    let mut checks = vec![match version.supported {
        true => Check::ok("database", version.name),
        false => Check::wrong("database", version.name, "move to PostgreSQL 15 or later"),
    }];
    checks.push(writable(&db).await);
    let schema = schema(&db).await;
    let up_to_date = schema.verdict == super::Verdict::Ok;
    checks.push(schema);
    checks.extend(clock(&db).await);
    if up_to_date {
        checks.push(event_log(&db).await);
        checks.push(media(&db, &house::media_folder(&config.data)).await);
    }
    // It was only looked at: what closing says changes nothing.
    let _ = db.close().await;
    checks
}

async fn writable(db: &Database) -> Check {
    let subject = "writing";
    let why = match tokio::time::timeout(ANSWER_TIME_MAX, db.writable()).await {
        Ok(Ok(())) => return Check::ok(subject, "the database takes changes"),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no answer within {} s", ANSWER_TIME_MAX.as_secs()),
    };
    Check::wrong(subject, why, "pages can be read, and nothing be saved")
}

async fn schema(db: &Database) -> Check {
    let subject = "schema";
    match db.schema_state().await {
        Err(error) => Check::wrong(subject, error.to_string(), "see the line above"),
        Ok(state) if !state.unknown.is_empty() => Check::wrong(
            subject,
            format!(
                "it has steps of a newer program: {}",
                state.unknown.join(", ")
            ),
            "run that program, or restore a backup from before",
        ),
        Ok(state) if !state.lacking.is_empty() => Check::wrong(
            subject,
            format!("it lacks {}", state.lacking.join(", ")),
            "run rose-ash migrate",
        ),
        Ok(_) => Check::ok(subject, "up to date"),
    }
}

async fn clock(db: &Database) -> Option<Check> {
    let subject = "clock";
    match db.clock_micros().await {
        Err(error) => Some(Check::warning(
            subject,
            error.to_string(),
            "ask the database by hand",
        )),
        Ok(None) => None,
        Ok(Some(theirs)) => {
            let seconds = (theirs - SystemClock.now().micros()) / 1_000_000;
            let found = format!("the database's differs by {seconds} s");
            Some(match seconds.abs() {
                0..=CLOCK_SECONDS_MAX => Check::ok(subject, found),
                _ => Check::wrong(subject, found, "let both computers set their clocks by NTP"),
            })
        }
    }
}

async fn event_log(db: &Database) -> Check {
    let subject = "event log";
    let figures = match StaffLog::new(db.clone(), Arc::new(SystemClock))
        .figures()
        .await
    {
        Ok(figures) => figures,
        Err(error) => return Check::wrong(subject, error.to_string(), "see the database's log"),
    };
    let found = format!(
        "{} activities, {} steps wait, {} were given up",
        figures.activities, figures.waiting, figures.dead
    );
    let long_ago = SystemClock.now().plus_seconds(-WAITING_SECONDS_MAX);
    if figures.dead > 0 {
        let advice = "read them and try them again: Work on the account host";
        return Check::warning(subject, found, advice);
    }
    if figures
        .oldest_waiting
        .is_some_and(|oldest| oldest < long_ago)
    {
        let advice = "some wait for more than an hour: is any process serving? rose-ash jobs run does what is due";
        return Check::warning(subject, found, advice);
    }
    Check::ok(subject, found)
}

async fn media(db: &Database, folder: &Path) -> Check {
    let subject = "media";
    match db.media_state(folder).await {
        Err(error) => Check::wrong(subject, error.to_string(), "see the database's log"),
        Ok(state) if state.missing > 0 => Check::wrong(
            subject,
            format!(
                "{} of {} files are not in {}",
                state.missing,
                state.files,
                folder.display()
            ),
            "bring the folder back from a backup, or import again",
        ),
        Ok(state) => Check::ok(subject, format!("{} files, all there", state.files)),
    }
}
