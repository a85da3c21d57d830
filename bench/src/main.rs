//! Side-by-side benchmarks. `cargo run --release -p bench -- NAME` runs one of them; each has a
//! file of its own and a line in the table below.

mod allocations;
mod event_log;
mod goals;
mod sx_hostile;
mod sx_speed;

use std::process::ExitCode;

/// A benchmark: its name, what it measures, and how to run it.
type Benchmark = (&'static str, &'static str, fn() -> ExitCode);

const BENCHMARKS: &[Benchmark] = &[
    (
        "sx",
        "SX beside askama, maud and minijinja, and how fast it compiles",
        sx_speed::run,
    ),
    (
        "sx-hostile",
        "templates that want to take a server down, and what a neighbour feels of them",
        sx_hostile::run,
    ),
    (
        "events",
        "events written into the log of each named database, and answered",
        event_log::run,
    ),
];

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    match BENCHMARKS.iter().find(|(known, ..)| *known == name) {
        Some((.., run)) => run(),
        None => {
            eprintln!("Name a benchmark:");
            for (name, what, _) in BENCHMARKS {
                eprintln!("  {name:10} {what}");
            }
            ExitCode::from(2)
        }
    }
}
