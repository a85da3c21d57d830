//! `cargo xtask test`: the steps, in the order in which a fault is cheapest to find.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::fault::{Context, Fault, Result};
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::tally::Tally;
use crate::workspace::{self, Profile};
use crate::{process, tidy};

/// One step of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// The format of all Rust code.
    Fmt,
    /// The rules of the tree.
    Tidy,
    /// Lints, every warning an error.
    Clippy,
    /// Unit and integration tests, on SQLite and PostgreSQL.
    Unit,
    /// Browser and command line journeys against the built binary.
    E2e,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Tidy => "tidy",
            Self::Clippy => "clippy",
            Self::Unit => "unit",
            Self::E2e => "e2e",
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Tidy | Self::Clippy => &[],
            Self::Unit => &[Need::Postgres],
            Self::E2e => &[Need::Postgres, Need::Node, Need::Browser],
        }
    }

    /// Runs the step. The counts are complete also when it fails.
    fn run(self, cluster: Option<&Cluster>, tally: &mut Tally) -> Result<()> {
        match self {
            Self::Fmt => single(
                tally,
                process::run(workspace::cargo().args(["fmt", "--all", "--check"])),
            ),
            Self::Tidy => tidy::run().map(|checks| *tally += checks),
            Self::Clippy => single(tally, clippy()),
            Self::Unit => unit(need_cluster(cluster)?, tally),
            Self::E2e => journeys(need_cluster(cluster)?, tally),
        }
    }
}

/// What came of one step.
struct Outcome {
    step: Step,
    tally: Tally,
    fault: Option<Fault>,
    duration: Duration,
}

/// Runs the chosen steps, or all, and fails if any did. A failing step does not hide what the next ones would say.
pub(crate) fn run(only: &[Step]) -> Result<()> {
    let started_at = Instant::now();
    let steps: Vec<Step> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| only.is_empty() || only.contains(step))
        .collect();
    let mut wanted: Vec<Need> = Vec::new();
    for need in steps.iter().flat_map(|step| step.needs()) {
        if !wanted.contains(need) {
            wanted.push(*need);
        }
    }
    needs::provide(&wanted)?;
    let cluster = wanted
        .contains(&Need::Postgres)
        .then(Cluster::start)
        .transpose()?;
    let mut outcomes = Vec::new();
    for step in steps {
        process::refuse_if_interrupted()?;
        outcomes.push(take(step, cluster.as_ref()));
    }
    drop(cluster);
    summarize(&outcomes, started_at.elapsed())
}

fn take(step: Step, cluster: Option<&Cluster>) -> Outcome {
    println!("── {}", step.name());
    let started_at = Instant::now();
    let mut tally = Tally::default();
    let fault = step.run(cluster, &mut tally).err();
    if fault.is_some() && tally.failed == 0 {
        // It did not come as far as counting: code that does not build, a browser that does not start.
        tally.failed = 1;
    }
    let outcome = Outcome {
        step,
        tally,
        fault,
        duration: started_at.elapsed(),
    };
    println!("── {}", outcome.line());
    outcome
}

impl Outcome {
    fn line(&self) -> String {
        let name = self.step.name();
        let end = match &self.fault {
            None => "ok".to_owned(),
            Some(fault) => format!("FAILED: {fault}"),
        };
        let Tally { passed, failed } = self.tally;
        format!(
            "{name:<7} {:>9}  {passed:>5} passed {failed:>4} failed  {end}",
            spell(self.duration)
        )
    }
}

fn summarize(outcomes: &[Outcome], duration: Duration) -> Result<()> {
    let mut total = Tally::default();
    println!();
    for outcome in outcomes {
        println!("{}", outcome.line());
        total += outcome.tally;
    }
    println!("{:<7} {:>9}", "total", spell(duration));
    println!("{} passed, {} failed", total.passed, total.failed);
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome.tally.failed > 0)
        .map(|outcome| outcome.step.name())
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Fault::new(format!("failed: {}", failed.join(", "))))
    }
}

fn clippy() -> Result<()> {
    let lints = ["-D", "warnings", "-D", "clippy::too_many_lines"];
    process::run(
        workspace::cargo()
            .args(["clippy", "--workspace", "--all-targets", "--"])
            .args(lints),
    )
}

fn unit(cluster: &Cluster, tally: &mut Tally) -> Result<()> {
    build()?;
    let mut test = workspace::cargo();
    // Every crate's tests, although an earlier crate's failed.
    test.args(["test", "--workspace", "--no-fail-fast"])
        .env("TEST_POSTGRES_URL", cluster.url("postgres"));
    process::run_seeing(&mut test, |line| tally.read_cargo_line(line))
}

fn journeys(cluster: &Cluster, tally: &mut Tally) -> Result<()> {
    build()?;
    let folder = workspace::root().join("e2e");
    install_packages(&folder)?;
    let database = "rose_ash_journeys";
    cluster.create_database(database)?;
    let node = needs::node().ok_or_else(|| Fault::new("Node was not found"))?;
    let browser = needs::browser().ok_or_else(|| Fault::new("Chromium was not found"))?;
    let mut run = process::command(node);
    run.current_dir(&folder)
        .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(journey_files(&folder.join("journeys"))?)
        .env("ROSE_ASH", workspace::server_binary(Profile::Dev))
        .env("CHROMIUM", browser)
        .env("JOURNEYS_POSTGRES_URL", cluster.url(database));
    process::run_seeing(&mut run, |line| tally.read_node_line(line))
}

/// One build for the tests and the binary that the journeys drive. Building both in one call keeps cargo to one choice
/// of features for the dependencies, so that none is built twice.
fn build() -> Result<()> {
    process::run(workspace::cargo().args(["build", "--workspace", "--bins", "--tests"]))
}

/// `npm ci`, unless what is installed is what the lock file says.
fn install_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("read e2e/package-lock.json")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|bytes| bytes == lock) {
        return Ok(());
    }
    process::run(process::command("npm").current_dir(folder).args([
        "ci",
        "--no-audit",
        "--no-fund",
    ]))?;
    fs::write(&installed, &lock).context(format!("write {}", installed.display()))
}

fn journey_files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).context(format!("read {}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}

fn single(tally: &mut Tally, outcome: Result<()>) -> Result<()> {
    *tally += Tally::one(outcome.is_ok());
    outcome
}

fn need_cluster(cluster: Option<&Cluster>) -> Result<&Cluster> {
    cluster.ok_or_else(|| Fault::new("this step needs PostgreSQL"))
}

fn spell(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(failed: u64) -> Outcome {
        let tally = Tally { passed: 3, failed };
        Outcome {
            step: Step::Unit,
            tally,
            fault: None,
            duration: Duration::from_secs(61),
        }
    }

    #[test]
    fn one_failed_test_fails_the_run() {
        assert!(summarize(&[outcome(0), outcome(0)], Duration::ZERO).is_ok());
        let fault =
            summarize(&[outcome(0), outcome(1)], Duration::ZERO).expect_err("one test failed");
        assert_eq!(fault.to_string(), "failed: unit");
    }

    #[test]
    fn durations_are_spelled_for_people() {
        assert_eq!(spell(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(spell(Duration::from_secs(725)), "12 min 05 s");
    }
}
