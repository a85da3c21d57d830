//! Six processes behind Caddy, each replaced again and again while visitors ask: what the journey of the tests does once.

use serde::Deserialize;

use crate::fault::{Context, Fault, Result};
use crate::journeys::{self, Setup};
use crate::postgres::Cluster;
use crate::workspace::{self, Profile};
use crate::{needs, process, suite};

/// How often each of the six is replaced.
const ROUNDS: u32 = 5;
const APPS: u32 = 6;

/// What the journey writes down.
#[derive(Deserialize)]
struct Figures {
    requests: u64,
    failures: Vec<String>,
    restarts: u32,
    visitors: u32,
    ms: Latency,
}

#[derive(Deserialize)]
struct Latency {
    median: u64,
    p99: u64,
    most: u64,
}

/// The proof.
pub(super) fn run() -> Result<String> {
    needs::provide(journeys::NEEDS)?;
    // No request fails, however slow the program is: the tests' build serves.
    suite::build()?;
    let cluster = Cluster::start()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let file = folder.path().join("figures.json");
    let binary = workspace::server_binary(Profile::Dev);
    let mut node = journeys::node(&cluster, &binary, Setup::Split)?;
    node.args(["--test", "--test-reporter=spec"])
        .arg("journeys/many-processes.test.mjs")
        .env("JOURNEYS_ROUNDS", ROUNDS.to_string())
        .env("JOURNEYS_FIGURES", &file);
    process::run(&mut node)?;
    let text = std::fs::read(&file).context("read the journey's figures")?;
    let figures = serde_json::from_slice(&text).context("read the journey's figures")?;
    report(&figures)
}

fn report(figures: &Figures) -> Result<String> {
    let Figures {
        requests,
        failures,
        restarts,
        visitors,
        ms,
    } = figures;
    let text = format!(
        "{visitors} visitors ask for page after page of all six apps over kept connections, every eighth time with a form, while \
         each process is told to stop, waited for and started anew, one after the other, {ROUNDS} times. The processes' sockets \
         are held for them. The longest is the wait of who asked while there was no process; the tests' build.\n\n\
         | requests | failed | processes replaced | median ms | p99 ms | longest ms |\n\
         | --- | --- | --- | --- | --- | --- |\n\
         | {requests} | {} | {restarts} | {} | {} | {} |\n",
        failures.len(),
        ms.median,
        ms.p99,
        ms.most,
    );
    if !failures.is_empty() || *requests == 0 || *restarts != ROUNDS * APPS {
        return Err(Fault::new(format!(
            "it does not hold\n{text}{}",
            failures.join("\n")
        )));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(failure: Option<&str>, restarts: u32) -> Figures {
        Figures {
            requests: 900,
            failures: failure.into_iter().map(str::to_owned).collect(),
            restarts,
            visitors: 16,
            ms: Latency {
                median: 3,
                p99: 40,
                most: 600,
            },
        }
    }

    #[test]
    fn one_failed_request_or_one_restart_too_few_is_no_proof() {
        assert!(report(&figures(None, ROUNDS * APPS)).is_ok());
        assert!(report(&figures(None, ROUNDS * APPS - 1)).is_err());
        let fault = report(&figures(Some("GET blog: status 502"), ROUNDS * APPS));
        let sentence = fault.expect_err("one failed").to_string();
        assert!(sentence.contains("502"), "{sentence}");
    }
}
