//! Redis is killed under load and started again, three times, with a change of the content while it is away: six processes
//! that share it go on without a failed request or a wrong page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;

use super::ghost_export::{self, Chance};
use super::sites::{Kind, Site, Sites};
use super::sql::Sql;
use crate::bench::load::{Connection, Response, percentile};
use crate::bench::millis;
use crate::fault::{Context, Fault, Result};
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::process;
use crate::redis::Redis;
use crate::split::Split;
use crate::workspace::{self, Profile};

const TIMES: usize = 3;
const BEFORE: Duration = Duration::from_secs(6);
/// Twice so long it is away: first with the old content, then with the new one.
const AWAY: Duration = Duration::from_secs(5);
const AFTER: Duration = Duration::from_secs(8);
/// A change is seen everywhere by then.
const SEEN_WITHIN: Duration = Duration::from_secs(1);
const CLIENTS: usize = 8;
/// A visitor who reads: the figures are about how late pages are, not about how many there are.
const PAUSE: Duration = Duration::from_millis(5);
/// What visitors read: pages that may be kept, and pages that are made anew with fragments that are.
const PAGES: [(&str, &str); 9] = [
    ("blog", "/"),
    ("blog", "/?anew"),
    ("blog", "/visit/"),
    ("blog", "/visit/?anew"),
    ("market", "/"),
    ("cart", "/"),
    ("events", "/"),
    ("federation", "/"),
    ("account", "/"),
];
/// Those that show the newest article.
const SHOWN_ON: [(&str, &str); 2] = [("blog", "/"), ("blog", "/?anew")];
const PHASES: [&str; 3] = ["Redis is there", "Redis is away", "Redis is back"];

/// What a visitor got.
struct Answer {
    page: usize,
    asked_at: Instant,
    took: Duration,
    /// The hash of the page; nothing if there was none.
    body: Option<u64>,
}

/// A change of the content, and what the pages were with it.
struct Revision {
    began_at: Instant,
    ended_at: Instant,
    pages: Vec<u64>,
}

/// The proof.
pub(super) fn run() -> Result<String> {
    needs::provide(&[Need::Postgres, Need::Redis])?;
    workspace::build_release()?;
    let cluster = Cluster::start()?;
    let redis = Redis::start_that_remembers()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let site = Sites::new(folder.path(), &cluster, Profile::Release).make(Kind::Postgres)?;
    let split = Split::start(&site.data, &site.url, &redis.url())?;
    let now = "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')";
    let mut play = Play {
        export: folder.path().join("one.ghost.json"),
        published_at: Sql::to(&site)?.ask(now)?.join(""),
        site,
        split: &split,
        redis,
        revisions: Vec::new(),
        phases: Vec::new(),
    };
    play.change()?;
    let bodies = Bodies::default();
    let stop = AtomicBool::new(false);
    let answers = std::thread::scope(|scope| {
        let (split, bodies, stop) = (&split, &bodies, &stop);
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| scope.spawn(move || visit(split, number, bodies, stop)))
            .collect();
        let played = (0..TIMES).try_for_each(|_| play.once());
        stop.store(true, Ordering::Relaxed);
        let mut answers = Vec::new();
        for client in clients {
            let ended = client.join().map_err(|_| Fault::new("a client died"))?;
            answers.extend(ended?);
        }
        played.map(|()| answers)
    })?;
    let report = play.judged(&answers, &bodies)?;
    split.stop()?;
    Ok(report)
}

/// What happens while visitors read.
struct Play<'a> {
    site: Site,
    split: &'a Split,
    redis: Redis,
    export: PathBuf,
    published_at: String,
    revisions: Vec<Revision>,
    /// When which phase began.
    phases: Vec<(Instant, usize)>,
}

impl Play<'_> {
    fn once(&mut self) -> Result<()> {
        self.begin(0);
        std::thread::sleep(BEFORE);
        self.redis.kill();
        self.begin(1);
        std::thread::sleep(AWAY);
        self.change()?;
        std::thread::sleep(AWAY);
        self.redis.start_again()?;
        self.begin(2);
        std::thread::sleep(AFTER);
        process::refuse_if_interrupted()
    }

    fn begin(&mut self, phase: usize) {
        self.phases.push((Instant::now(), phase));
    }

    /// Gives an article another title, and looks at all pages when everybody must know of it.
    fn change(&mut self) -> Result<()> {
        let title = format!("Title number {}", self.revisions.len());
        ghost_export::write_all(&self.export, |index, _| {
            let mut post = ghost_export::post(index, 1, &mut Chance(7));
            post["title"] = json!(title);
            post["published_at"] = json!(self.published_at);
            (index == 0).then_some(post)
        })?;
        let began_at = Instant::now();
        let mut import = self.site.command(&["import", "ghost"]);
        process::output(import.arg(&self.export))?;
        let ended_at = Instant::now();
        std::thread::sleep(2 * SEEN_WITHIN);
        let mut pages = Vec::new();
        for (app, path) in PAGES {
            let served = self.split.of(app)?;
            let mut connection = Connection::open(served.address())?;
            let answer = connection.get(&served.host(app), path)?;
            let text = String::from_utf8_lossy(&answer.body);
            let is_whole = answer.status == 200 && text.trim_end().ends_with("</html>");
            let is_new = text.contains(&title);
            if !is_whole || is_new != SHOWN_ON.contains(&(app, path)) {
                return Err(Fault::new(format!(
                    "{app} {path} answers {}, and “{title}” is in it: {is_new}",
                    answer.status
                )));
            }
            pages.push(hash(&answer.body));
        }
        self.revisions.push(Revision {
            began_at,
            ended_at,
            pages,
        });
        Ok(())
    }

    /// Whether a page was the right one at its time.
    fn is_right(&self, answer: &Answer, body: u64) -> bool {
        let ends_at = answer.asked_at + answer.took;
        self.revisions.iter().enumerate().any(|(number, revision)| {
            let next = self.revisions.get(number + 1);
            let is_time = ends_at >= revision.began_at
                && next.is_none_or(|next| answer.asked_at <= next.ended_at + SEEN_WITHIN);
            is_time && revision.pages[answer.page] == body
        })
    }

    fn phase_of(&self, answer: &Answer) -> usize {
        let begun = self.phases.iter().rev();
        let found = begun.into_iter().find(|(at, _)| *at <= answer.asked_at);
        found.map_or(0, |(_, phase)| *phase)
    }

    fn judged(&self, answers: &[Answer], bodies: &Bodies) -> Result<String> {
        let mut latencies: [Vec<Duration>; PHASES.len()] = Default::default();
        let (mut failed, mut wrong) = (0, BTreeMap::new());
        for answer in answers {
            latencies[self.phase_of(answer)].push(answer.took);
            match answer.body {
                None => failed += 1,
                Some(body) if self.is_right(answer, body) => {}
                Some(body) => *wrong.entry((answer.page, body)).or_insert(0) += 1,
            }
        }
        let all: u32 = wrong.values().sum();
        let mut text = format!(
            "{} requests by {CLIENTS} visitors, Redis killed {TIMES} times: {failed} failed, {all} pages were wrong.\n\n\
             | phase | requests | p50 ms | p99 ms | longest ms |\n| --- | --- | --- | --- | --- |\n",
            answers.len(),
        );
        for (phase, mut latencies) in PHASES.iter().zip(latencies) {
            latencies.sort_unstable();
            let _ = writeln!(
                text,
                "| {phase} | {} | {:.1} | {:.1} | {:.1} |",
                latencies.len(),
                millis(percentile(&latencies, 50)),
                millis(percentile(&latencies, 99)),
                millis(latencies.last().copied().unwrap_or_default()),
            );
        }
        let _ = write!(
            text,
            "\nSix processes on PostgreSQL; Redis comes back with all that it had kept. Each time an article got another \
             title while Redis was away. A page is wrong if it differs by a byte from what it should be; the old one was \
             right until {} s after the change.\n",
            SEEN_WITHIN.as_secs(),
        );
        for ((page, body), times) in wrong.iter().take(3) {
            let (app, path) = PAGES[*page];
            let _ = write!(
                text,
                "\n{times} times {app} {path}:\n{}\n",
                bodies.text(*body)
            );
        }
        if failed > 0 || all > 0 {
            return Err(Fault::new(format!("it does not hold\n{text}")));
        }
        Ok(text)
    }
}

/// What was read, each once, by its hash.
#[derive(Default)]
struct Bodies(Mutex<BTreeMap<u64, Vec<u8>>>);

impl Bodies {
    fn keep(&self, body: Vec<u8>) -> u64 {
        let hash = hash(&body);
        let mut bodies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bodies.entry(hash).or_insert(body);
        hash
    }

    fn text(&self, hash: u64) -> String {
        let bodies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let body = bodies.get(&hash).map(Vec::as_slice);
        String::from_utf8_lossy(body.unwrap_or_default()).into_owned()
    }
}

/// One visitor, who goes from page to page on connections that are kept.
fn visit(split: &Split, number: usize, bodies: &Bodies, stop: &AtomicBool) -> Result<Vec<Answer>> {
    let mut connections: BTreeMap<&str, Connection> = BTreeMap::new();
    let mut answers = Vec::new();
    for turn in number.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let page = turn % PAGES.len();
        let (app, path) = PAGES[page];
        let served = split.of(app)?;
        let asked_at = Instant::now();
        let answered = match connections.get_mut(app) {
            Some(open) => open.get(&served.host(app), path),
            None => Connection::open(served.address()).and_then(|mut open| {
                let answered = open.get(&served.host(app), path);
                connections.insert(app, open);
                answered
            }),
        };
        let took = asked_at.elapsed();
        if answered.is_err() {
            connections.remove(app);
        }
        let page_of = |answer: Response| (answer.status == 200).then(|| bodies.keep(answer.body));
        answers.push(Answer {
            page,
            asked_at,
            took,
            body: answered.ok().and_then(page_of),
        });
        std::thread::sleep(PAUSE);
    }
    Ok(answers)
}

fn hash(body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    hasher.finish()
}
