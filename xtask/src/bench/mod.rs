//! `cargo xtask bench`: what a page costs, how long a start takes, how much memory it sits in, and the SX language
//! beside its peers. Figures are of this machine and this commit, and the report says which.

pub(crate) mod load;
pub(crate) mod usage;

use std::fmt::Write;
use std::time::Duration;

use crate::fault::{Context, Fault, Result};
use crate::served::Served;
use crate::{process, report, workspace};
use load::{Connection, Load};

/// Requests of one row at full length: enough for the processor clock's 10 ms ticks to be under one percent.
const REQUESTS: usize = 6_000;
const REQUESTS_QUICK: usize = 600;
/// Requests before counting: caches, pools and the allocator settle.
const WARM_UP_REQUESTS: usize = 300;

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
    workspace::build_release()?;
    let mut figures = String::new();
    measure_server(requests, &mut figures)?;
    measure_language(&mut figures)?;
    Ok(figures)
}

fn measure_server(requests: usize, figures: &mut String) -> Result<()> {
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let data = folder.path().join("data");
    let first = Served::start(&data)?;
    let first_ready = first.ready_after();
    first.stop()?;
    let served = Served::start(&data)?;
    let idle_mib = usage::resident_mib(served.id())?;
    let post = first_article(&served)?;
    let mut table = String::from(
        "| page | encoding | connections | requests/s | p50 ms | p99 ms | CPU-ms a request | bytes |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for (app, page, path) in [
        ("blog", "article", post.as_str()),
        ("blog", "home", "/"),
        ("market", "market", "/"),
    ] {
        for (encoding, connections) in [("identity", 1), ("identity", 32), ("zstd", 32)] {
            let load = Load {
                address: served.address(),
                host: served.host(app),
                path,
                encoding,
                connections,
            };
            table.push_str(&row(page, &served, &load, requests)?);
        }
    }
    let loaded_mib = usage::resident_mib(served.id())?;
    let peak_mib = usage::peak_resident_mib(served.id())?;
    served.stop()?;
    let start = format!(
        "| what | figure |\n| --- | --- |\n\
         | first start with the demo, until ready | {} ms |\n| start on existing data, until ready | {} ms |\n\
         | resident memory, idle | {idle_mib:.1} MiB |\n| resident memory, after the load below | {loaded_mib:.1} MiB |\n\
         | resident memory, peak | {peak_mib:.1} MiB |\n",
        first_ready.as_millis(),
        started(&data)?.as_millis(),
    );
    write!(figures, "{start}\n{table}").context("write the figures")
}

/// The best of a few starts on existing data: a start is short enough for chance to double it.
fn started(data: &std::path::Path) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let served = Served::start(data)?;
        best = best.min(served.ready_after());
        served.stop()?;
    }
    Ok(best)
}

fn row(page: &str, served: &Served, load: &Load<'_>, requests: usize) -> Result<String> {
    load.run(WARM_UP_REQUESTS)?;
    let before = usage::processor_time(served.id())?;
    let measured = load.run(requests)?;
    let processor = usage::processor_time(served.id())?.saturating_sub(before);
    let per_second = measured.count() as f64 / measured.duration.as_secs_f64();
    Ok(format!(
        "| {page} | {} | {} | {per_second:.0} | {:.2} | {:.2} | {:.3} | {} |\n",
        load.encoding,
        load.connections,
        millis(measured.percentile(50)),
        millis(measured.percentile(99)),
        millis(processor) / measured.count() as f64,
        measured.body_bytes,
    ))
}

/// The newest article's path, from the feed.
fn first_article(served: &Served) -> Result<String> {
    let host = served.host("blog");
    let feed = Connection::open(served.address())?.get(&host, "/rss/")?;
    let text = String::from_utf8_lossy(&feed.body);
    let link = text
        .split_once("<item>")
        .and_then(|(_, item)| item.split_once("<link>"))
        .and_then(|(_, link)| link.split_once("</link>"))
        .ok_or_else(|| {
            Fault::new(format!(
                "/rss/ of the demo answers {} and lists no article",
                feed.status
            ))
        })?
        .0
        .trim();
    let path = link
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|start| rest[start..].to_owned()));
    path.ok_or_else(|| Fault::new(format!("the feed's link `{link}` is no address")))
}

fn measure_language(figures: &mut String) -> Result<()> {
    let mut run = workspace::cargo();
    run.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "bench",
        "--",
        "sx",
    ]);
    let printed = process::output(&mut run)?;
    write!(figures, "\n{printed}").context("write the figures")
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
