//! A blog in a process of its own, all of whose neighbours are one, and visits to its page that shows them.

use std::path::Path;
use std::time::{Duration, Instant};

use super::neighbour::{Does, LEAK, Neighbour};
use super::wire::SECRET;
use crate::bench::load::{Connection, percentile};
use crate::fault::{Context, Fault, Result};
use crate::process;
use crate::served::Served;
use crate::workspace;

/// The page, made anew and as it may have been kept. It holds a market, calendars and a menu.
const PATHS: [&str; 2] = ["/visit/?anew", "/visit/"];
/// How often a neighbour's word stands in it: basket, account, links to market and calendars, cards of the calendars.
pub(super) const PLACES: usize = 5;
/// The same address for all of them: their pages are alike then, byte by byte.
const DOMAIN: &str = "http://localhost:8000";
const HOST: &str = "blog.localhost:8000";
/// A visitor who reads: the figures are about how late pages are, not about how many there are.
const PAUSE: Duration = Duration::from_millis(10);
const RECOVERY_MAX: Duration = Duration::from_secs(20);

/// The blog and its neighbour.
pub(super) struct House {
    served: Served,
    neighbour: Option<Neighbour>,
}

/// How long pages took, sorted.
pub(super) struct Visits(Vec<Duration>);

impl House {
    /// A blog on a copy of the data, whose neighbours do this.
    pub(super) fn start(name: &str, does: Does, seeded: &Path, folder: &Path) -> Result<Self> {
        let neighbour = Neighbour::start(does)?;
        let address = neighbour.address().to_string();
        Ok(Self {
            served: serve(name, &address, seeded, folder)?,
            neighbour: Some(neighbour),
        })
    }

    /// A blog that nobody answers.
    pub(super) fn alone(seeded: &Path, folder: &Path) -> Result<Self> {
        let address = format!("127.0.0.1:{}", workspace::free_port()?);
        Ok(Self {
            served: serve("alone", &address, seeded, folder)?,
            neighbour: None,
        })
    }

    /// From now on the neighbours do this.
    pub(super) fn now(&self, does: Does) {
        if let Some(neighbour) = &self.neighbour {
            neighbour.now(does);
        }
    }

    pub(super) fn served(&self) -> &Served {
        &self.served
    }

    /// Visits for a while; each page must be the one that `like` has.
    pub(super) fn visits(&self, time: Duration, like: &Self) -> Result<Visits> {
        let all: Vec<Result<Vec<Duration>>> = std::thread::scope(|scope| {
            let visitors = PATHS.map(|path| scope.spawn(move || self.visit(path, time, like)));
            let ended = visitors.map(|visitor| {
                let ended = visitor.join();
                ended.unwrap_or_else(|_| Err(Fault::new("a visitor died")))
            });
            ended.into()
        });
        let mut latencies = Vec::new();
        for some in all {
            latencies.extend(some?);
        }
        latencies.sort_unstable();
        Ok(Visits(latencies))
    }

    fn visit(&self, path: &str, time: Duration, like: &Self) -> Result<Vec<Duration>> {
        let mut expected = like.page(path)?;
        let mut connection = Connection::open(self.served.address())?;
        let mut latencies = Vec::new();
        let began_at = Instant::now();
        while began_at.elapsed() < time {
            process::refuse_if_interrupted()?;
            let asked_at = Instant::now();
            let answer = connection.get(HOST, path)?;
            latencies.push(asked_at.elapsed());
            let page = String::from_utf8_lossy(&answer.body);
            if answer.status != 200 || page.contains(LEAK) || page.contains("Traceback") {
                return Err(Fault::new(format!("{}: {page}", answer.status)));
            }
            if page != expected {
                // A shop may have closed meanwhile.
                expected = like.page(path)?;
            }
            if page != expected {
                return Err(Fault::new(format!(
                    "{path} is not what it should be:\n{page}"
                )));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(latencies)
    }

    /// How long it takes until the page has a word in so many places. One that was kept with a copy of what the neighbours
    /// drew is good until its time is over; one without was not kept, and must be well again too.
    pub(super) fn recovers(&self, word: &str, places: usize, had_copy: bool) -> Result<Duration> {
        let began_at = Instant::now();
        let paths = if had_copy { &PATHS[..1] } else { &PATHS };
        while began_at.elapsed() < RECOVERY_MAX {
            let mut is_well = true;
            for path in paths {
                is_well &= self.page(path)?.matches(word).count() >= places;
            }
            if is_well {
                return Ok(began_at.elapsed());
            }
            std::thread::sleep(PAUSE);
        }
        Err(Fault::new(format!(
            "the page does not say {word} in {places} places after {} s:\n{}",
            RECOVERY_MAX.as_secs(),
            self.page(PATHS[0])?
        )))
    }

    fn page(&self, path: &str) -> Result<String> {
        let answer = Connection::open(self.served.address())?.get(HOST, path)?;
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        match (answer.status, page.trim_end().ends_with("</html>")) {
            (200, true) => Ok(page),
            (status, _) => Err(Fault::new(format!("{path} answers {status}: {page}"))),
        }
    }
}

fn serve(name: &str, neighbour: &str, seeded: &Path, folder: &Path) -> Result<Served> {
    let data = folder.join(name);
    let mut copy = process::command("cp");
    process::output(copy.arg("-r").arg(seeded).arg(&data)).context("copy the data")?;
    let peers: Vec<String> = ["market", "cart", "events", "federation", "account"]
        .iter()
        .map(|app| format!("{app}=http://{neighbour}"))
        .collect();
    let peers = peers.join(",");
    let flags = [
        "--apps",
        "blog",
        "--peers",
        &peers,
        "--secret-key",
        SECRET,
        "--domain",
        DOMAIN,
    ];
    Served::start_as("serve", &data, &flags)
}

impl Visits {
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn median(&self) -> Duration {
        percentile(&self.0, 50)
    }

    pub(super) fn longest(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }
}
