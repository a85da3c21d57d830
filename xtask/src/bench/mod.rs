//! `cargo xtask bench`: what a page costs, in one process and in six, how many events a second are written down and
//! answered, how long a start takes, how much memory it sits in, and the SX language beside its peers. Figures are of this
//! machine and this commit, and the report says which.

pub(crate) mod load;
mod pages;
pub(crate) mod usage;

use std::path::Path;
use std::time::Duration;

use crate::fault::{Context, Result};
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::served::Served;
use crate::{process, report, workspace};

/// Requests of one row at full length: enough for the processor clock's 10 ms ticks to be under two percent.
const REQUESTS: usize = 6_000;
const REQUESTS_QUICK: usize = 600;

/// Measures, prints, and writes the report under bench/results/.
pub(crate) fn run(quick: bool) -> Result<()> {
    let figures = measure(if quick { REQUESTS_QUICK } else { REQUESTS })?;
    report::write(
        "bench/results",
        &workspace::commit(),
        "What the house costs",
        &figures,
    )
}

/// Builds, measures everything, and returns the figures.
pub(crate) fn measure(requests: usize) -> Result<String> {
    needs::provide(&[Need::Postgres, Need::Redis])?;
    workspace::build_release()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let cluster = Cluster::start()?;
    let (starts, pages) = in_one_process(folder.path(), requests)?;
    let in_six = pages::of_six(folder.path(), &cluster, requests)?;
    let events = event_log(folder.path(), &cluster)?;
    let language = bench(&["sx"])?;
    Ok(format!(
        "{starts}\n{pages}{in_six}\nThe page that is held has seven fragments: menu, basket and account of the layout; \
         links to its market, its calendars and its menu; cards of its calendars. Six processes: PostgreSQL, Redis; the \
         processor's time is that of all six.\n\n{events}\n{language}"
    ))
}

/// Starts and memory, and the pages.
fn in_one_process(folder: &Path, requests: usize) -> Result<(String, String)> {
    let data = folder.join("one");
    let first = Served::start(&data)?;
    let first_ready = first.ready_after();
    first.stop()?;
    let served = Served::start(&data)?;
    let idle_mib = usage::resident_mib(served.id())?;
    let pages = pages::of_one(&served, requests)?;
    let loaded_mib = usage::resident_mib(served.id())?;
    let peak_mib = usage::peak_resident_mib(served.id())?;
    served.stop()?;
    let starts = format!(
        "| what | figure |\n| --- | --- |\n\
         | first start with the demo, until ready | {} ms |\n| start on existing data, until ready | {} ms |\n\
         | resident memory, idle | {idle_mib:.1} MiB |\n| resident memory, after the load below | {loaded_mib:.1} MiB |\n\
         | resident memory, peak | {peak_mib:.1} MiB |\n",
        first_ready.as_millis(),
        started(&data)?.as_millis(),
    );
    Ok((starts, pages))
}

/// The best of a few starts on existing data: a start is short enough for chance to double it.
fn started(data: &Path) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let served = Served::start(data)?;
        best = best.min(served.ready_after());
        served.stop()?;
    }
    Ok(best)
}

/// Events a second on both databases.
fn event_log(folder: &Path, cluster: &Cluster) -> Result<String> {
    let database = "rose_ash_events";
    cluster.create_database(database)?;
    let sqlite = format!("sqlite://{}", folder.join("events.db").display());
    let figures = bench(&["events", &sqlite, &cluster.url(database)])?;
    Ok(format!(
        "{figures}\nPostgreSQL without fsync, SQLite with.\n"
    ))
}

/// What a program of bench/ prints.
fn bench(arguments: &[&str]) -> Result<String> {
    let program = workspace::target_dir().join("release/bench");
    process::output(process::command(program).args(arguments))
}

pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
