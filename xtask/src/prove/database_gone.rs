//! PostgreSQL is stopped for half a minute under load, and started again: what every second answered.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::bench::load::Connection;
use crate::fault::{Context, Fault, Result};
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::served::Served;
use crate::workspace;

const BEFORE: Duration = Duration::from_secs(5);
const GONE: Duration = Duration::from_secs(30);
const AFTER: Duration = Duration::from_secs(15);
/// The front page, which is kept; the baskets' page, which needs no database; and a page that is made anew each time.
const KINDS: [(&str, &str, &str); 3] = [
    ("front page", "blog", "/"),
    ("basket", "cart", "/"),
    ("page made anew", "blog", MADE_ANEW),
];
const MADE_ANEW: &str = "/about/?anew";
const CLIENTS_A_KIND: usize = 2;

/// What was answered, by second and kind and status; 0 is a broken connection.
type Answers = BTreeMap<(u64, usize, u16), u32>;

/// The proof.
pub(super) fn run() -> Result<String> {
    needs::provide(&[Need::Postgres])?;
    workspace::build_release()?;
    let mut cluster = Cluster::start()?;
    cluster.create_database("rose_ash")?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let url = cluster.url("rose_ash");
    let served = Served::start_with(&folder.path().join("data"), &["--database-url", &url])?;
    let (answers, health) = outage(&mut cluster, &served)?;
    let alive = served.stop();
    let table = table(&answers);
    let back = (BEFORE + GONE).as_secs() + 5;
    let failed_late: u32 = count(&answers, |second, _, status| {
        second >= back && status != 200
    });
    let broken: u32 = count(&answers, |_, _, status| status == 0);
    let cached_failed: u32 = count(&answers, |_, kind, status| kind == 0 && status != 200);
    let summary = format!(
        "{health}\nConnections broken: {broken}. Front pages that were not 200: {cached_failed}. \
         Answers that were not 200 from 5 s after the start of the database on: {failed_late}.\n\n{table}"
    );
    if broken > 0 || failed_late > 0 || cached_failed > 0 || alive.is_err() {
        return Err(Fault::new(format!("it does not hold\n{summary}")));
    }
    Ok(summary)
}

fn outage(cluster: &mut Cluster, served: &Served) -> Result<(Answers, String)> {
    let answers = Mutex::new(Answers::new());
    let stop = AtomicBool::new(false);
    let begun_at = Instant::now();
    let mut health = String::new();
    std::thread::scope(|scope| {
        for (kind, (_, app, path)) in KINDS.iter().enumerate() {
            for _ in 0..CLIENTS_A_KIND {
                let (answers, stop, host) = (&answers, &stop, served.host(app));
                let address = served.address();
                scope.spawn(move || ask(address, &host, path, kind, begun_at, stop, answers));
            }
        }
        let staged = stage(cluster, served, &mut health);
        stop.store(true, Ordering::Relaxed);
        staged
    })?;
    let answers = answers
        .into_inner()
        .map_err(|_| Fault::new("a client died"))?;
    Ok((answers, health))
}

/// The order of things.
fn stage(cluster: &mut Cluster, served: &Served, health: &mut String) -> Result<()> {
    std::thread::sleep(BEFORE);
    cluster.stop_now();
    std::thread::sleep(GONE / 2);
    let ask = |path: &str| -> Result<u16> {
        Ok(Connection::open(served.address())?
            .get("localhost", path)?
            .status)
    };
    let (ready, live) = (ask("/health/ready")?, ask("/health/live")?);
    let refused = head(served)?;
    let comes_back = refused.to_ascii_lowercase().contains("\r\nretry-after: ");
    if ready != 503 || live != 200 || !refused.starts_with("HTTP/1.1 503") || !comes_back {
        return Err(Fault::new(format!(
            "in the outage: ready {ready}, live {live}, and\n{refused}"
        )));
    }
    health.push_str(
        "In the middle of the outage /health/ready answered 503, /health/live 200, and a page made anew 503 with Retry-After",
    );
    std::thread::sleep(GONE / 2);
    cluster.start_again()?;
    let started_at = Instant::now();
    while ask("/health/ready")? != 200 {
        if started_at.elapsed() > AFTER {
            return Err(Fault::new("it is not ready again"));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    writeln!(
        health,
        "; ready again {} ms after PostgreSQL answered.",
        started_at.elapsed().as_millis()
    )
    .context("write the figures")?;
    std::thread::sleep(AFTER);
    Ok(())
}

/// Status and header of a page that cannot be made now.
fn head(served: &Served) -> Result<String> {
    let mut stream = TcpStream::connect(served.address()).context("connect")?;
    let host = served.host("blog");
    let request = format!("GET {MADE_ANEW} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).context("ask")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).context("read an answer")?;
    let answer = String::from_utf8_lossy(&answer);
    let end = answer.find("\r\n\r\n").unwrap_or(answer.len());
    Ok(answer[..end].to_owned())
}

fn ask(
    address: SocketAddr,
    host: &str,
    path: &str,
    kind: usize,
    begun_at: Instant,
    stop: &AtomicBool,
    answers: &Mutex<Answers>,
) {
    let mut connection = None;
    while !stop.load(Ordering::Relaxed) {
        let second = begun_at.elapsed().as_secs();
        let answered = match &mut connection {
            Some(open) => Connection::get(open, host, path),
            none => Connection::open(address).and_then(|open| none.insert(open).get(host, path)),
        };
        let status = answered.map_or(0, |response| response.status);
        if status == 0 {
            connection = None;
        }
        if let Ok(mut answers) = answers.lock() {
            *answers.entry((second, kind, status)).or_default() += 1;
        }
        // A client that reads: the figures are about answers, not about how many there are.
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn count(answers: &Answers, which: impl Fn(u64, usize, u16) -> bool) -> u32 {
    let counted = answers
        .iter()
        .filter(|((second, kind, status), _)| which(*second, *kind, *status));
    counted.map(|(_, number)| number).sum()
}

fn table(answers: &Answers) -> String {
    let mut text = String::from("| second |");
    for (name, ..) in KINDS {
        let _ = write!(text, " {name} |");
    }
    text.push_str("\n| --- | --- | --- | --- |\n");
    let last = answers
        .keys()
        .map(|(second, ..)| *second)
        .max()
        .unwrap_or(0);
    for second in 0..=last {
        let _ = write!(text, "| {second} |");
        for kind in 0..KINDS.len() {
            let cells: Vec<String> = answers
                .iter()
                .filter(|((at, of, _), _)| (*at, *of) == (second, kind))
                .map(|((_, _, status), number)| format!("{status}: {number}"))
                .collect();
            let _ = write!(text, " {} |", cells.join(", "));
        }
        text.push('\n');
    }
    text
}
