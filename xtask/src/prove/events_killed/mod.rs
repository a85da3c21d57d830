//! Processes are killed hundreds of times while they write events and while they answer them. After each revision of the
//! content everything is brought to its end, and held against a witness in the database and against a site that nobody
//! killed.

mod revisions;
mod victim;
mod witness;

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use super::sites::{Kind, Site, Sites};
use crate::fault::{Context, Fault, Result};
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::process;
use crate::workspace::{self, Profile};
use victim::Victim;
use witness::Seen;

/// How often the content changes; there are five or six kills each time.
const REVISIONS: usize = 31;
/// How long after a revision was written its scheduled articles are due.
const DUE_SECONDS: u64 = 4;

/// The proof.
pub(super) fn run() -> Result<String> {
    needs::provide(&[Need::Postgres, Need::Sqlite])?;
    workspace::build_release()?;
    let cluster = Cluster::start()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let mut sites = Sites::new(folder.path(), &cluster, Profile::Release);
    let alone = sites.make(Kind::Sqlite)?;
    process::output(&mut alone.command(&["migrate"]))?;
    let mut victims = [
        Victim::new(sites.make(Kind::Sqlite)?, 1)?,
        Victim::new(sites.make(Kind::Postgres)?, 2)?,
    ];
    let export = folder.path().join("site.ghost.json");
    let (mut due, mut seen, mut articles) = (Vec::new(), Vec::new(), 0);
    for revision in 0..REVISIONS {
        seen.clear();
        due.push(due_in(&victims[0])?);
        let due_at = Instant::now() + Duration::from_secs(DUE_SECONDS);
        articles = revisions::write(&export, &due)?;
        for victim in &mut victims {
            take(victim, revision, &export, due_at)?;
        }
        let expected = left_alone(&alone, &export, due_at)?;
        for victim in &mut victims {
            let place = format!("{}, revision {revision}", victim.name());
            let is_last = revision + 1 == REVISIONS;
            seen.push(victim.settle(&export, is_last).context(&place)?);
            let found = victim.content()?;
            if found != expected {
                return Err(Fault::new(format!(
                    "{place}: found {found:?}\nexpected {expected:?}"
                )));
            }
        }
        println!("revision {revision}: nothing lost, nothing doubled");
    }
    Ok(report(&victims, &seen, articles))
}

/// The kills of a revision.
fn take(victim: &mut Victim, revision: usize, export: &Path, due_at: Instant) -> Result<()> {
    let is_shared = victim.sql().kind() == Kind::Postgres;
    match (revision, revision % 3) {
        (0, _) => victim.left_alone(export),
        (_, 1) => victim.one_after_the_other(export),
        (_, 2) if is_shared => victim.shared(export),
        _ => victim.side_by_side(export, due_at),
    }
}

/// What comes of a revision where nobody is killed.
fn left_alone(site: &Site, export: &Path, due_at: Instant) -> Result<Vec<serde_json::Value>> {
    process::output(&mut victim::import_of(site, export))?;
    victim::until(due_at);
    let answer = victim::jobs(site)?;
    if answer["waiting"] != 0 || answer["done"] == 0 {
        return Err(Fault::new(format!("left alone, steps are left: {answer}")));
    }
    victim::content(site)
}

/// A time of day a moment from now, as an export writes it.
fn due_in(victim: &Victim) -> Result<String> {
    let sql = format!("SELECT strftime('%Y-%m-%d %H:%M:%S', 'now', '+{DUE_SECONDS} seconds')");
    let rows = victim.sql().ask(&sql)?;
    Ok(rows.join(""))
}

fn report(victims: &[Victim], seen: &[Seen], articles: usize) -> String {
    let mut text = String::from(
        "| database | killed | times | at work | steps claimed and not done then, all times together |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    for victim in victims {
        for (what, kills) in &victim.kills {
            let _ = writeln!(
                text,
                "| {} | {what} | {} | {} | {} |",
                victim.name(),
                kills.all,
                kills.at_work,
                kills.claimed
            );
        }
    }
    text.push_str(
        "\n| database | activities | steps done | most attempts of one step |\n| --- | --- | --- | --- |\n",
    );
    for (victim, seen) in victims.iter().zip(seen) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            victim.name(),
            seen.activities,
            seen.steps,
            seen.attempts
        );
    }
    let _ = write!(
        text,
        "\n{articles} articles in the end, all of them changed {REVISIONS} times, some withdrawn and brought back, some \
         published at their time. A server is at work when events or steps wait. After each revision: each writing of an \
         article, tag, author or setting has one activity, each activity a writing; each step was done once, none waits, \
         none failed, none is given up; the search table was written once a step; posts, tags, authors and search table \
         are, row by row, those of a site where nobody was killed. So that a killed process's claims need not be waited \
         for each time, their minute was made to pass in the database, but for the last time.\n"
    );
    text
}
