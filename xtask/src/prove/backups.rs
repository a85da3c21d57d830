//! Proofs about backups: killed at many points, on both databases; and how much memory a large site takes.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use serde_json::Value;

use super::ghost_export;
use super::sites::{Kind, Site, Sites};
use crate::bench::usage;
use crate::fault::{Context, Fault, Result};
use crate::postgres::Cluster;
use crate::process;
use crate::workspace::{self, Profile};

/// At how many points of its way each command is killed on each database.
const KILLS: u32 = 50;
const LARGE_EXPORT_BYTES: u64 = 100 << 20;
const MEMORY_MIB_MAX: f64 = 200.0;

/// Kills `backup` and `restore` at growing parts of their way, then measures both with a large site.
pub(super) fn backup() -> Result<String> {
    // Where a process is killed does not depend on how quick it is: the tests' build serves.
    process::run(workspace::cargo().args(["build", "--package", "rose-ash"]))?;
    let cluster = Cluster::start()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let mut sites = Sites::new(folder.path(), &cluster, Profile::Dev);
    let first = sites.make(Kind::Sqlite)?;
    process::run(&mut first.command(&["seed"]))?;
    let file = folder.path().join("demo.tar.zst");
    // The first run of a program waits for the disk.
    Ran::of(&mut first.backup(&file))?;
    let straight = Ran::of(&mut first.backup(&file))?;
    let mut report = String::from(
        "| database | command | killed at work | of tries |\n| --- | --- | --- | --- |\n",
    );
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let restored = sites.make(kind)?;
        let restoring = Ran::of(&mut restored.restore(&file))?;
        restoring.must_equal(&straight)?;
        let kills = killed_backups(
            &mut sites,
            &restored,
            &folder.path().join("killed.tar.zst"),
            &straight,
        )?;
        report.push_str(&format!(
            "| {} | backup | {kills} | {KILLS} |\n",
            kind.name()
        ));
        let kills = killed_restores(&mut sites, kind, &file, &straight, restoring.duration)?;
        report.push_str(&format!(
            "| {} | restore | {kills} | {KILLS} |\n",
            kind.name()
        ));
    }
    report.push_str(
        "\nWhatever had a backup's name was a whole one; every killed restore, run again, ended with the counts and hashes of one left alone.\n\n",
    );
    report.push_str(&large(&mut sites)?);
    Ok(report)
}

fn killed_backups(sites: &mut Sites<'_>, site: &Site, file: &Path, straight: &Ran) -> Result<u32> {
    let mut kills = 0;
    for part in 1..=KILLS {
        let was_killed = kill(
            &mut site.backup(file),
            straight.duration * part / (KILLS + 1),
        )?;
        kills += u32::from(was_killed);
        // What has its name is whole, also when its maker was killed a moment later.
        if file.exists() {
            let site = sites.make(Kind::Sqlite)?;
            Ran::of(&mut site.restore(file))?.must_equal(straight)?;
            std::fs::remove_dir_all(&site.data).context("remove a site")?;
            std::fs::remove_file(file).context("remove a backup")?;
        }
    }
    Ran::of(&mut site.backup(file))?.must_equal(straight)?;
    Ok(kills)
}

fn killed_restores(
    sites: &mut Sites<'_>,
    kind: Kind,
    file: &Path,
    straight: &Ran,
    duration: Duration,
) -> Result<u32> {
    let mut kills = 0;
    for part in 1..=KILLS {
        let site = sites.make(kind)?;
        let was_killed = kill(&mut site.restore(file), duration * part / (KILLS + 1))?;
        kills += u32::from(was_killed);
        let again = site.restore(file).output().context("restore again")?;
        let words = String::from_utf8_lossy(&again.stderr);
        // Killed behind its commit, it had ended but for its answer.
        if !again.status.success() && !words.contains("the database is not empty") {
            return Err(Fault::new(format!("killed at part {part}, then: {words}")));
        }
        Ran::of(&mut site.backup(&site.data.join("again")))?.must_equal(straight)?;
        std::fs::remove_dir_all(&site.data).context("remove a site")?;
    }
    Ok(kills)
}

/// A large site from SQLite into PostgreSQL.
fn large(sites: &mut Sites<'_>) -> Result<String> {
    let export = sites.folder().join("large.ghost.json");
    let posts = ghost_export::write(&export, LARGE_EXPORT_BYTES)?;
    let site = sites.make(Kind::Sqlite)?;
    let mut import = site.command(&["import", "ghost"]);
    process::output(import.arg(&export))?;
    let file = sites.folder().join("large.tar.zst");
    let taken = Ran::of(&mut site.backup(&file))?;
    let restored = Ran::of(&mut sites.make(Kind::Postgres)?.restore(&file))?;
    restored.must_equal(&taken)?;
    let mib = std::fs::metadata(&file)
        .context("look at the backup")?
        .len()
        >> 20;
    let mut table = format!(
        "{posts} articles, a backup of {mib} MiB; the tests' build.\n\n| command | seconds | peak MiB |\n| --- | --- | --- |\n"
    );
    for (name, ran) in [
        ("backup from SQLite", &taken),
        ("restore into PostgreSQL", &restored),
    ] {
        let seconds = ran.duration.as_secs_f64();
        table.push_str(&format!(
            "| {name} | {seconds:.1} | {:.0} |\n",
            ran.peak_mib
        ));
        if ran.peak_mib >= MEMORY_MIB_MAX {
            return Err(Fault::new(format!(
                "{MEMORY_MIB_MAX} MiB are the most\n{table}"
            )));
        }
    }
    Ok(table)
}

/// A command that went to its end.
struct Ran {
    answer: Value,
    duration: Duration,
    peak_mib: f64,
}

impl Ran {
    fn of(command: &mut Command) -> Result<Self> {
        let started_at = Instant::now();
        let mut child = spawn(command, Stdio::piped())?;
        let mut peak_mib: f64 = 0.0;
        while child.try_wait().context("look at the command")?.is_none() {
            process::refuse_if_interrupted()?;
            // Gone between the look and the reading: the last figure stands.
            peak_mib =
                usage::peak_resident_mib(child.id()).map_or(peak_mib, |mib| mib.max(peak_mib));
            std::thread::sleep(Duration::from_millis(5));
        }
        let duration = started_at.elapsed();
        let ended = child.wait_with_output().context("read the answer")?;
        if !ended.status.success() {
            return Err(Fault::new(format!(
                "{command:?} ended with {}",
                ended.status
            )));
        }
        let answer = serde_json::from_slice(&ended.stdout).context("read the answer")?;
        Ok(Self {
            answer,
            duration,
            peak_mib,
        })
    }

    /// The same rows, the same files.
    fn must_equal(&self, expected: &Self) -> Result<()> {
        let content = |ran: &Self| (ran.answer["tables"].clone(), ran.answer["media"].clone());
        let (found, expected) = (content(self), content(expected));
        if found == expected && found.0.is_object() {
            return Ok(());
        }
        Err(Fault::new(format!(
            "found {found:?}\nexpected {expected:?}"
        )))
    }
}

/// Kills a command after a while; whether it was still at work.
fn kill(command: &mut Command, after: Duration) -> Result<bool> {
    let mut child = spawn(command, Stdio::null())?;
    std::thread::sleep(after);
    let at_work = child.try_wait().context("look at the command")?.is_none();
    process::stop(&mut child, Signal::SIGKILL, Duration::from_secs(5));
    process::refuse_if_interrupted()?;
    Ok(at_work)
}

fn spawn(command: &mut Command, out: Stdio) -> Result<Child> {
    command
        .stdout(out)
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("start the command")
}
