//! A site whose processes are killed while they write events and while they answer them.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use serde_json::Value;

use super::super::ghost_export::Chance;
use super::super::sites::{Kind, Site};
use super::super::sql::Sql;
use super::witness::{self, Seen};
use crate::fault::{Context, Fault, Result};
use crate::process;
use crate::served::Served;

/// How long a step stays with a process that was killed, and some time to do it then.
const LEASE_SECONDS_MAX: u64 = 75;
/// How often `jobs run` is asked to end what waits, once nobody holds it any more.
const RUNS_MAX: u32 = 3;

/// What is killed.
const IMPORT: &str = "import ghost";
const JOBS: &str = "jobs run";
const SERVER: &str = "serve, beside an import";
const SERVER_AT_MUCH: &str = "serve, when much waits";
const SERVER_OF_DUE: &str = "serve, when articles are due";
const ONE_OF_TWO: &str = "serve, one of two";

/// How kills went.
#[derive(Default)]
pub(super) struct Kills {
    pub(super) all: u32,
    /// The process had not ended, or what a server does behind its requests was not done.
    pub(super) at_work: u32,
    /// Steps that were claimed and not done when it was killed.
    pub(super) claimed: u64,
}

/// The site.
pub(super) struct Victim {
    site: Site,
    sql: Sql,
    chance: Chance,
    /// Within how long what is killed.
    times: BTreeMap<&'static str, Duration>,
    pub(super) kills: BTreeMap<&'static str, Kills>,
}

impl Victim {
    /// Makes the schema and puts a witness into it.
    pub(super) fn new(site: Site, seed: u64) -> Result<Self> {
        process::output(&mut site.command(&["migrate"]))?;
        let sql = Sql::to(&site)?;
        witness::install(&sql)?;
        Ok(Self {
            site,
            sql,
            chance: Chance(seed),
            times: BTreeMap::new(),
            kills: BTreeMap::new(),
        })
    }

    pub(super) fn sql(&self) -> &Sql {
        &self.sql
    }

    pub(super) fn name(&self) -> &'static str {
        self.site.kind.name()
    }

    /// A revision with nobody killed, to know how long it takes.
    pub(super) fn left_alone(&mut self, export: &Path) -> Result<()> {
        let began_at = Instant::now();
        self.import(export)?;
        for what in [IMPORT, SERVER, SERVER_AT_MUCH, SERVER_OF_DUE, ONE_OF_TWO] {
            self.times.insert(what, began_at.elapsed());
        }
        let began_at = Instant::now();
        self.jobs()?;
        self.times.insert(JOBS, began_at.elapsed());
        Ok(())
    }

    /// Imports are killed, then the one process that answers.
    pub(super) fn one_after_the_other(&mut self, export: &Path) -> Result<()> {
        for _ in 0..3 {
            self.kill_import(export)?;
        }
        self.import(export)?;
        for _ in 0..3 {
            self.pass_the_lease()?;
            let command = self.site.command(&["jobs", "run"]);
            self.kill(JOBS, command)?;
        }
        Ok(())
    }

    /// A server answers while an import writes; both are killed. Then one that finds much to do.
    pub(super) fn side_by_side(&mut self, export: &Path, due_at: Instant) -> Result<()> {
        let server = self.serve("one")?;
        for _ in 0..2 {
            self.kill_import(export)?;
        }
        let mut import = self.begin(self.import_of(export))?;
        self.kill_server(SERVER, server)?;
        wait(&mut import)?;
        for _ in 0..2 {
            self.pass_the_lease()?;
            let server = self.serve("one")?;
            self.kill_server(SERVER_AT_MUCH, server)?;
        }
        until(due_at);
        self.pass_the_lease()?;
        // A server publishes what is due as soon as it is there.
        let server = self.serve("one")?;
        self.kill_server(SERVER_OF_DUE, server)
    }

    /// Two servers share what there is to do; one is killed and comes back, then the other.
    pub(super) fn shared(&mut self, export: &Path) -> Result<()> {
        self.kill_import(export)?;
        self.import(export)?;
        let [one, other] = self.serve_two()?;
        self.kill_server(ONE_OF_TWO, one)?;
        other.stop()?;
        self.pass_the_lease()?;
        let [one, other] = self.serve_two()?;
        self.kill_server(ONE_OF_TWO, other)?;
        self.pass_the_lease()?;
        let other = self.serve("other")?;
        self.kill_server(ONE_OF_TWO, one)?;
        other.stop()
    }

    /// Two servers, ready at about the same time.
    fn serve_two(&self) -> Result<[Served; 2]> {
        std::thread::scope(|scope| {
            let one = scope.spawn(|| self.serve("one"));
            let other = self.serve("other");
            let one = one.join();
            let one = one.unwrap_or_else(|_| Err(Fault::new("a thread died")));
            Ok([one?, other?])
        })
    }

    /// Brings everything to its end and holds it against the witness. Of a killed process's claims it is waited for the
    /// end, or that is brought about.
    pub(super) fn settle(&mut self, export: &Path, waits: bool) -> Result<Seen> {
        self.import(export)?;
        let began_at = Instant::now();
        for runs in 1.. {
            if !waits {
                self.pass_the_lease()?;
            }
            let answer = self.jobs()?;
            let number = |key: &str| answer[key].as_u64();
            if number("failed") != Some(0) || number("dead") != Some(0) {
                return Err(Fault::new(format!("a step failed: {answer}")));
            }
            if number("waiting") == Some(0) {
                return witness::question(&self.sql);
            }
            let patience = Duration::from_secs(LEASE_SECONDS_MAX);
            if (!waits && runs >= RUNS_MAX) || began_at.elapsed() > patience {
                return Err(Fault::new(format!("steps are left: {answer}")));
            }
            std::thread::sleep(Duration::from_millis(if waits { 500 } else { 0 }));
        }
        Err(Fault::new("steps are left"))
    }

    /// What both databases, killed or not, must have alike: rows and hash of each table.
    pub(super) fn content(&self) -> Result<Vec<Value>> {
        content(&self.site)
    }

    fn import(&self, export: &Path) -> Result<()> {
        process::output(&mut self.import_of(export)).map(|_| ())
    }

    fn import_of(&self, export: &Path) -> Command {
        import_of(&self.site, export)
    }

    fn jobs(&self) -> Result<Value> {
        jobs(&self.site)
    }

    fn serve(&self, name: &str) -> Result<Served> {
        let flags = ["--database-url", &self.site.url];
        Served::start_as(name, &self.site.data, &flags)
    }

    fn kill_import(&mut self, export: &Path) -> Result<()> {
        self.kill(IMPORT, self.import_of(export))
    }

    /// Starts a command and kills it at a moment of its time.
    fn kill(&mut self, what: &'static str, command: Command) -> Result<()> {
        let mut child = self.begin(command)?;
        std::thread::sleep(self.moment(what));
        let ended = child.try_wait().context("look at the command")?;
        if ended.is_some_and(|status| !status.success()) {
            return Err(Fault::new(format!("{what} failed before it was killed")));
        }
        process::stop(&mut child, Signal::SIGKILL, Duration::from_secs(5));
        self.count(what, ended.is_none())
    }

    fn kill_server(&mut self, what: &'static str, server: Served) -> Result<()> {
        std::thread::sleep(self.moment(what));
        server.kill();
        let undone = "SELECT (SELECT COUNT(*) FROM ap_activities WHERE NOT handed_out)
            + (SELECT COUNT(*) FROM activity_steps WHERE state = 'waiting')";
        let is_at_work = self.sql.number(undone)? > 0;
        self.count(what, is_at_work)
    }

    fn count(&mut self, what: &'static str, is_at_work: bool) -> Result<()> {
        process::refuse_if_interrupted()?;
        let claimed = self.sql.number(&format!(
            "SELECT COUNT(*) FROM activity_steps WHERE state = 'waiting' AND attempts > 0 AND due_at > {}",
            process::micros_now()
        ))?;
        let kills = self.kills.entry(what).or_default();
        kills.all += 1;
        kills.at_work += u32::from(is_at_work);
        kills.claimed += claimed;
        // How long it works differs from time to time, and machines from each other: the next one is killed a little later,
        // or a good deal earlier where this one was too late.
        if let Some(time) = self.times.get_mut(what) {
            *time = time.mul_f64(if is_at_work { 1.05 } else { 0.8 });
        }
        Ok(())
    }

    fn moment(&mut self, what: &'static str) -> Duration {
        const PARTS: usize = 10_000;
        let time = self.times.get(what).copied().unwrap_or_default();
        time.mul_f64(self.chance.below(PARTS) as f64 / PARTS as f64)
    }

    /// Has the minute pass for which a process that was killed had claimed its steps. One that lives loses its claims by
    /// that too, but for the steps that it is at: others overtake it, and it must not count.
    fn pass_the_lease(&self) -> Result<()> {
        let skip = match self.site.kind {
            Kind::Sqlite => "",
            Kind::Postgres => "FOR UPDATE SKIP LOCKED",
        };
        let sql = format!(
            "UPDATE activity_steps SET due_at = 0 WHERE (activity, handler) IN (
                SELECT activity, handler FROM activity_steps WHERE state = 'waiting' AND due_at > 0 {skip})"
        );
        self.sql.ask(&sql).map(|_| ())
    }

    fn begin(&self, mut command: Command) -> Result<Child> {
        let log = self.site.data.with_extension("commands.log");
        let log = File::options().create(true).append(true).open(&log);
        command
            .stdout(Stdio::null())
            .stderr(log.context("open a log")?)
            .process_group(0)
            .spawn()
            .context("start the command")
    }
}

/// The tables that do not depend on when something was done, each with rows and hash.
pub(super) fn content(site: &Site) -> Result<Vec<Value>> {
    let file = site.data.with_extension("tar.zst");
    let answer = process::output(&mut site.backup(&file))?;
    let answer: Value = serde_json::from_str(&answer).context("read the answer")?;
    let tables = [
        "posts",
        "tags",
        "authors",
        "posts_tags",
        "posts_authors",
        "search_documents",
    ];
    let facts: Vec<Value> = tables
        .iter()
        .map(|name| answer["tables"][*name].clone())
        .collect();
    if facts.iter().any(Value::is_null) {
        return Err(Fault::new(format!("the backup lacks a table: {answer}")));
    }
    Ok(facts)
}

pub(super) fn import_of(site: &Site, export: &Path) -> Command {
    let mut import = site.command(&["import", "ghost"]);
    import.arg(export);
    import
}

pub(super) fn jobs(site: &Site) -> Result<Value> {
    let answer = process::output(&mut site.command(&["jobs", "run", "--json"]))?;
    serde_json::from_str(&answer).context("read the answer")
}

/// Sleeps until a moment.
pub(super) fn until(moment: Instant) {
    std::thread::sleep(moment.saturating_duration_since(Instant::now()));
}

fn wait(import: &mut Child) -> Result<()> {
    let status = import.wait().context("wait for the import")?;
    match status.success() {
        true => Ok(()),
        false => Err(Fault::new(format!("the import ended with {status}"))),
    }
}
