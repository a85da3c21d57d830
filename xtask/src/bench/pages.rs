//! What pages cost, in one process and in six.
//!
//! A page without a query is kept for visitors without session or basket; one with a query is made anew each time. So the
//! same page is measured both ways. Fragments are kept either way, as long as their type lasts.

use std::path::Path;
use std::time::Duration;

use super::load::{Connection, Load};
use super::{millis, usage};
use crate::fault::{Fault, Result};
use crate::postgres::Cluster;
use crate::process;
use crate::redis::Redis;
use crate::served::Served;
use crate::split::Split;

/// Requests before counting: caches, pools and the allocator settle.
const WARM_UP_REQUESTS: usize = 300;
/// What six processes need of a second in which nothing is asked of them, and a good deal more.
const IDLE_SECOND: Duration = Duration::from_millis(60);
const SETTLING_SECONDS_MAX: u32 = 60;
/// Makes a page anew: nothing reads it.
const ANEW: &str = "?anew";
/// A page of the demo that holds a market, two calendars and a menu: four fragments of its own beside the layout's three.
const HOLDS_MUCH: &str = "/visit/";
const HEAD: &str = "| where | page | encoding | connections | requests/s | p50 ms | p99 ms | CPU-ms a request | bytes |\n\
     | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";

/// A page to measure.
struct Page {
    what: &'static str,
    app: &'static str,
    path: String,
    loads: &'static [(&'static str, usize)],
}

/// A page that is read in more than one way.
const FULL: &[(&str, usize)] = &[("identity", 1), ("identity", 32), ("zstd", 32)];
const PLAIN: &[(&str, usize)] = &[("identity", 1), ("identity", 32)];

/// The table of one process on SQLite that is running.
pub(super) fn of_one(served: &Served, requests: usize) -> Result<String> {
    let article = first_article(served)?;
    let page = |what, app, path: &str, loads| Page {
        what,
        app,
        path: path.to_owned(),
        loads,
    };
    let anew = |path: &str| [path, ANEW].concat();
    let mut table = String::from(HEAD);
    for page in [
        page("article, made anew", "blog", &anew(&article), FULL),
        page("home, made anew", "blog", &anew("/"), FULL),
        page("home, kept", "blog", "/", FULL),
        page("market, made anew", "market", &anew("/"), FULL),
        page("held, made anew", "blog", &anew(HOLDS_MUCH), PLAIN),
        page("held, kept", "blog", HOLDS_MUCH, PLAIN),
    ] {
        let processor = || usage::processor_time(served.id());
        rows("one", &page, served, &processor, requests, &mut table)?;
    }
    Ok(table)
}

/// More rows of it: six processes on PostgreSQL and Redis. The processor's time is that of all six.
pub(super) fn of_six(folder: &Path, cluster: &Cluster, requests: usize) -> Result<String> {
    let database = "rose_ash_six";
    cluster.create_database(database)?;
    let redis = Redis::start()?;
    let split = Split::start(&folder.join("six"), &cluster.url(database), &redis.url())?;
    settle(&split)?;
    let mut table = String::new();
    for (what, path) in [
        ("home, kept", "/".to_owned()),
        ("held, made anew", [HOLDS_MUCH, ANEW].concat()),
        ("held, kept", HOLDS_MUCH.to_owned()),
    ] {
        let page = Page {
            what,
            app: "blog",
            path,
            loads: PLAIN,
        };
        let processor = || split.processor_time();
        let served = split.of(page.app)?;
        rows("six", &page, served, &processor, requests, &mut table)?;
    }
    split.stop()?;
    Ok(table)
}

/// Waits until nothing is done any more that a first start brings along: resized pictures, the search table.
fn settle(split: &Split) -> Result<()> {
    let mut before = split.processor_time()?;
    for _ in 0..SETTLING_SECONDS_MAX {
        process::refuse_if_interrupted()?;
        std::thread::sleep(Duration::from_secs(1));
        let now = split.processor_time()?;
        if now.saturating_sub(before) < IDLE_SECOND {
            break;
        }
        before = now;
    }
    Ok(())
}

fn rows(
    place: &str,
    page: &Page,
    served: &Served,
    processor: &dyn Fn() -> Result<Duration>,
    requests: usize,
    table: &mut String,
) -> Result<()> {
    for (encoding, connections) in page.loads {
        let load = Load {
            address: served.address(),
            host: served.host(page.app),
            path: &page.path,
            encoding,
            connections: *connections,
        };
        load.run(WARM_UP_REQUESTS)?;
        let before = processor()?;
        let measured = load.run(requests)?;
        let processor = processor()?.saturating_sub(before);
        let per_second = measured.count() as f64 / measured.duration.as_secs_f64();
        table.push_str(&format!(
            "| {place} | {} | {encoding} | {connections} | {per_second:.0} | {:.2} | {:.2} | {:.3} | {} |\n",
            page.what,
            millis(measured.percentile(50)),
            millis(measured.percentile(99)),
            millis(processor) / measured.count() as f64,
            measured.body_bytes,
        ));
    }
    Ok(())
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
