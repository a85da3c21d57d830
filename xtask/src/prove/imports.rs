//! Proofs about importing large sites: memory, and being killed half-way.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use serde_json::Value;

use super::ghost_export;
use crate::bench::usage;
use crate::fault::{Context, Fault, Result};
use crate::process;
use crate::workspace::{self, Profile};

const LARGE_EXPORT_BYTES: u64 = 500 << 20;
const MEMORY_MIB_MAX: f64 = 300.0;
const KILLED_EXPORT_BYTES: u64 = 20 << 20;
/// At how many points of its way an import is killed.
const KILLS: u32 = 12;

/// Peak memory over a 500 MB export, and a second run that changes nothing.
pub(super) fn memory() -> Result<String> {
    workspace::build_release()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let export = folder.path().join("large.ghost.json");
    let posts = ghost_export::write(&export, LARGE_EXPORT_BYTES)?;
    let data = folder.path().join("data");
    let first = Import::run(&export, &data)?;
    let second = Import::run(&export, &data)?;
    let table = format!(
        "| run | articles | made | changed | unchanged | seconds | peak MiB |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n{}{}",
        first.row("first", posts),
        second.row("second", posts)
    );
    let peak_mib = first.peak_mib.max(second.peak_mib);
    if peak_mib >= MEMORY_MIB_MAX {
        return Err(Fault::new(format!(
            "the import took {peak_mib:.0} MiB; {MEMORY_MIB_MAX} are the most\n{table}"
        )));
    }
    if second.number("made") != Some(0) || second.number("changed") != Some(0) {
        return Err(Fault::new(format!(
            "the second run made or changed something\n{table}"
        )));
    }
    Ok(table)
}

/// One folder, an import killed again and again at growing parts of its way, then run to its end: as one left alone.
pub(super) fn killed() -> Result<String> {
    workspace::build_release()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let export = folder.path().join("site.ghost.json");
    let posts = ghost_export::write(&export, KILLED_EXPORT_BYTES)?;
    let alone_data = folder.path().join("alone");
    let alone = Import::run(&export, &alone_data)?;
    let expected = Import::run(&export, &alone_data)?;
    let killed_data = folder.path().join("killed");
    let mut kills = 0;
    for part in 1..=KILLS {
        let mut child = spawn(&mut command(&export, &killed_data))?;
        std::thread::sleep(alone.duration * part / (KILLS + 1));
        kills += u32::from(child.try_wait().context("look at the import")?.is_none());
        process::stop(&mut child, Signal::SIGKILL, Duration::from_secs(5));
    }
    Import::run(&export, &killed_data)?;
    let after = Import::run(&export, &killed_data)?;
    if after.answer["made"] != 0
        || after.answer["changed"] != 0
        || after.answer["kinds"] != expected.answer["kinds"]
    {
        return Err(Fault::new(format!(
            "killed: {}\nleft alone: {}",
            after.answer, expected.answer
        )));
    }
    Ok(format!(
        "{posts} articles; killed {kills} times of {KILLS} tries, then run to the end. A further run answers the same \
         as after an import left alone:\n\n    {}\n",
        after.answer
    ))
}

struct Import {
    answer: Value,
    duration: Duration,
    peak_mib: f64,
}

impl Import {
    fn run(export: &Path, data: &Path) -> Result<Self> {
        let started_at = Instant::now();
        let mut child = spawn(&mut command(export, data))?;
        let mut peak_mib: f64 = 0.0;
        while child.try_wait().context("look at the import")?.is_none() {
            if process::refuse_if_interrupted().is_err() {
                process::stop(&mut child, Signal::SIGKILL, Duration::from_secs(5));
                return Err(Fault::new("interrupted"));
            }
            // Gone between the look and the reading: the last figure stands.
            peak_mib =
                usage::peak_resident_mib(child.id()).map_or(peak_mib, |mib| mib.max(peak_mib));
            std::thread::sleep(Duration::from_millis(10));
        }
        let duration = started_at.elapsed();
        let ended = child
            .wait_with_output()
            .context("read the import's answer")?;
        if !ended.status.success() {
            return Err(Fault::new(format!(
                "the import ended with {}",
                ended.status
            )));
        }
        let answer = serde_json::from_slice(&ended.stdout).context("read the import's answer")?;
        Ok(Self {
            answer,
            duration,
            peak_mib,
        })
    }

    fn number(&self, key: &str) -> Option<u64> {
        self.answer[key].as_u64()
    }

    fn row(&self, name: &str, posts: usize) -> String {
        format!(
            "| {name} | {posts} | {} | {} | {} | {:.1} | {:.0} |\n",
            self.answer["made"],
            self.answer["changed"],
            self.answer["unchanged"],
            self.duration.as_secs_f64(),
            self.peak_mib
        )
    }
}

fn command(export: &Path, data: &Path) -> Command {
    let mut import = process::command(workspace::server_binary(Profile::Release));
    import
        .args(["import", "ghost", "--json", "--data"])
        .arg(data)
        .arg(export);
    import
}

fn spawn(import: &mut Command) -> Result<Child> {
    import
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("start the import")
}
