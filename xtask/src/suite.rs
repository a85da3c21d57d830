//! `cargo xtask test`: the steps, in the order in which a fault is cheapest to find.

use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::fault::{Fault, Result};
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::redis::Redis;
use crate::tally::Tally;
use crate::workspace::{self, Profile};
use crate::{journeys, process, tidy};

/// One step of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// The format of all Rust code.
    Fmt,
    /// The rules of the tree.
    Tidy,
    /// Lints, every warning an error.
    Clippy,
    /// Unit and integration tests, on SQLite and PostgreSQL, in memory and Redis.
    Unit,
    /// Browser and command line journeys against the built binary, as one process and as six.
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
            Self::Unit => &[Need::Postgres, Need::Redis],
            Self::E2e => &[
                Need::Postgres,
                Need::Redis,
                Need::Caddy,
                Need::Node,
                Need::Browser,
            ],
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
            Self::E2e => {
                build()?;
                let binary = workspace::server_binary(Profile::Dev);
                journeys::run(need_cluster(cluster)?, &binary, tally)
            }
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
    let redis = Redis::start()?;
    let mut test = workspace::cargo();
    // Every crate's tests, although an earlier crate's failed.
    test.args(["test", "--workspace", "--no-fail-fast"])
        .env("TEST_POSTGRES_URL", cluster.url("postgres"))
        .env("TEST_REDIS_URL", redis.url());
    if let Some(program) = needs::redis() {
        test.env("REDIS_SERVER", program);
    }
    process::run_seeing(&mut test, |line| tally.read_cargo_line(line))
}

/// One build for the tests and the binary that the journeys drive. Building both in one call keeps cargo to one choice
/// of features for the dependencies, so that none is built twice.
fn build() -> Result<()> {
    process::run(workspace::cargo().args(["build", "--workspace", "--bins", "--tests"]))
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
