//! A page with a part that waits half a second for its data: how soon its first bytes are there, and that what comes later
//! stands in the page that everybody else gets.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::bench::load::Connection;
use crate::bench::millis;
use crate::fault::{Context, Fault, Result};
use crate::served::Served;
use crate::workspace;

/// The page of the documentation that shows it.
const PAGE: &str = "/sx/(geography.(streaming))";
const VISITS: usize = 100;
/// As many visitors at once.
const CLIENTS: usize = 16;
/// Crawlers that have the whole page made while those come, one after the other.
const CRAWLS: usize = 8;
/// What the page's data takes: who has their first bytes only then has waited for somebody else's.
const WAIT: Duration = Duration::from_millis(500);
const FIRST_WITHIN: Duration = Duration::from_millis(5);
const BROWSER: &str = "Sec-Fetch-Mode: navigate\r\nUser-Agent: Mozilla/5.0 Firefox/153.0\r\n";

/// When the parts of one answer were there.
#[derive(Clone, Copy)]
struct Times {
    first: Duration,
    last: Duration,
}

/// The proof.
pub(super) fn run() -> Result<String> {
    workspace::build_release()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let served = Served::start(&folder.path().join("data"))?;
    let (address, host) = (served.address(), served.host("blog"));
    let mut connection = Connection::open(address)?;
    let began = Instant::now();
    let whole = connection.get(&host, PAGE)?;
    let whole_took = began.elapsed();
    let whole = String::from_utf8_lossy(&whole.body).into_owned();
    if whole.contains("<template") || !whole.contains("</html>") {
        return Err(Fault::new("who is no browser did not get the whole page"));
    }
    let alone: Vec<Times> = (0..VISITS)
        .map(|_| visit(address, &host, &whole))
        .collect::<Result<_>>()?;
    let together = at_once(address, &host, &whole)?;
    drop(connection);
    served.stop()?;
    let median = at(&alone, 50, |it| it.first);
    let in_a_crowd = at(&together, 50, |it| it.first);
    if in_a_crowd > WAIT / 2 {
        return Err(Fault::new(format!(
            "beside a crawler the first bytes come after {:.1} ms",
            millis(in_a_crowd)
        )));
    }
    if median > FIRST_WITHIN {
        return Err(Fault::new(format!(
            "the first bytes come after {:.1} ms (slowest {:.1} ms)",
            millis(median),
            millis(at(&alone, 100, |it| it.first))
        )));
    }
    let row = |name: &str, times: &[Times]| {
        let at = |percent, of: fn(&Times) -> Duration| millis(at(times, percent, of));
        format!(
            "| {name} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |\n",
            at(50, |it| it.first),
            at(95, |it| it.first),
            at(100, |it| it.first),
            at(50, |it| it.last),
        )
    };
    Ok(format!(
        "`{PAGE}` waits 500 ms for the data of a part. From the request on a new connection:\n\n\
         | | first bytes, median | 95 % | slowest | the end, median |\n| --- | ---: | ---: | ---: | ---: |\n{}{}\n\
         Who is no browser has the whole page after {:.1} ms. Aim: first bytes within 5 ms.\n",
        row(&format!("{VISITS} visits, one after the other"), &alone),
        row(
            &format!(
                "{CLIENTS} visitors at once beside a crawler, {} visits",
                together.len()
            ),
            &together
        ),
        millis(whole_took),
    ))
}

/// What so many percent of the visits stay within.
fn at(times: &[Times], percent: usize, of: fn(&Times) -> Duration) -> Duration {
    let mut all: Vec<Duration> = times.iter().map(of).collect();
    all.sort_unstable();
    all[(all.len() - 1) * percent / 100]
}

fn at_once(address: SocketAddr, host: &str, whole: &str) -> Result<Vec<Times>> {
    std::thread::scope(|scope| {
        let crawler = scope.spawn(|| crawl(address, host));
        let visitors: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    (0..6)
                        .map(|_| visit(address, host, whole))
                        .collect::<Result<Vec<_>>>()
                })
            })
            .collect();
        let mut all = Vec::new();
        for visitor in visitors {
            let times = visitor
                .join()
                .map_err(|_| Fault::new("a visitor panicked"))?;
            all.extend(times?);
        }
        crawler
            .join()
            .map_err(|_| Fault::new("the crawler panicked"))??;
        Ok(all)
    })
}

/// Visits by something that gets the whole page, and for whose answers nobody else may have to wait.
fn crawl(address: SocketAddr, host: &str) -> Result<()> {
    let mut connection = Connection::open(address)?;
    for _ in 0..CRAWLS {
        connection.get(host, PAGE)?;
    }
    Ok(())
}

/// One visit by something that says that it is a browser. What comes later must stand in the whole page.
fn visit(address: SocketAddr, host: &str, whole: &str) -> Result<Times> {
    let mut stream = TcpStream::connect(address).context("connect")?;
    stream.set_nodelay(true).context("set up the connection")?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .context("set up the connection")?;
    let request =
        format!("GET {PAGE} HTTP/1.1\r\nHost: {host}\r\n{BROWSER}Connection: close\r\n\r\n");
    let began = Instant::now();
    stream
        .write_all(request.as_bytes())
        .context("send a request")?;
    let (mut text, mut bytes) = (Vec::new(), [0; 16 << 10]);
    let mut first = None;
    loop {
        let count = stream.read(&mut bytes).context("read an answer")?;
        if count == 0 {
            break;
        }
        text.extend_from_slice(&bytes[..count]);
        if first.is_none() && find(&text, b"sx-whole") {
            first = Some(began.elapsed());
        }
    }
    let last = began.elapsed();
    let text = String::from_utf8_lossy(&text);
    let later = parts(&text);
    match first {
        Some(_) if later.is_empty() || !text.contains("</html>") => {
            Err(Fault::new("the page did not come in parts"))
        }
        Some(first) => match later.iter().find(|part| !whole.contains(**part)) {
            Some(part) => Err(Fault::new(format!("the whole page does not have {part:?}"))),
            None => Ok(Times { first, last }),
        },
        None => Err(Fault::new("the page did not come at once")),
    }
}

/// The parts that came later, each of which is sent in one piece.
fn parts(text: &str) -> Vec<&str> {
    let begun = text.split("<template for=\"sx-").skip(1);
    begun
        .filter_map(|rest| {
            let (_, part) = rest.split_once('>')?;
            Some(part.split_once("</template>")?.0)
        })
        .collect()
}

fn find(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_stands_in_templates_for_them() {
        let text = "<p>now</p>\r\n20\r\n<template for=\"sx-1\"><b>a</b></template><!---->\r\n\
            <template for=\"sx-2\"></template><template for=\"main\">no</template><template for=\"sx-3\">cut";
        assert_eq!(parts(text), ["<b>a</b>", ""]);
    }
}
