//! What CI and developers call: `cargo xtask test`, `tidy`, `bench` and `prove`.
//!
//! Each command is one module. A new step of the tests is one more variant of [`suite::Step`]; a new rule of the tree
//! is one more file in `tidy/` with its own small tests; a new proof is one more row in `prove/mod.rs`.

#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on standard output"
)]

mod bench;
mod fault;
mod journeys;
mod needs;
mod postgres;
mod process;
mod prove;
mod redis;
mod report;
mod served;
mod split;
mod suite;
mod tally;
mod tidy;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::suite::Step;

/// The project's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Everything that must hold: format, lints, tidy, tests on SQLite and PostgreSQL, browser journeys.
    Test {
        /// Run only these steps, in the usual order.
        #[arg(long, value_delimiter = ',', value_enum)]
        only: Vec<Step>,
    },
    /// The rules of the tree: who may know whom, sizes, dead files, names.
    Tidy,
    /// Measure the running server and the SX language, and write the figures under bench/results/.
    Bench {
        /// A tenth of the requests: to see that it works, not to quote.
        #[arg(long)]
        quick: bool,
    },
    /// Run one named proof in full and write it, with commit and machine, under bench/proofs/.
    Prove {
        /// The proof's name; without one, the list.
        name: Option<String>,
        /// For proofs about what others publish: the folder of a fetched copy.
        path: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let outcome = process::watch_interrupts().and_then(|()| match Arguments::parse().task {
        Task::Test { only } => suite::run(&only),
        Task::Tidy => tidy::run().map(|_| ()),
        Task::Bench { quick } => bench::run(quick),
        Task::Prove { name, path } => prove::run(name.as_deref(), path.as_deref()),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
