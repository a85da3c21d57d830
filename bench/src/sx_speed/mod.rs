//! What SX costs beside engines that compile templates into Rust (askama, maud) and one that interprets them (minijinja), all in
//! one run and from the same structs. A time is the minimum over many batches: neighbours on the machine only ever add to it.

mod big_table;
pub(crate) mod cards;
mod compile;
mod contest;
mod entities;
pub(crate) mod page;
mod teams;
mod wire;

use std::process::ExitCode;

use crate::goals::Goals;
use contest::Contest;

/// Runs the benchmark and prints its tables. `bench sx cards sx` renders one page by one engine for a while, and
/// `bench sx compile sx` compiles: what a profiler wants.
#[allow(
    clippy::print_stdout,
    reason = "the tables are what this command is for"
)]
pub(crate) fn run() -> ExitCode {
    let (cards, table, season) = (cards::view(), big_table::view(), teams::view());
    let contests = [
        Contest::new("cards", cards::engines(&cards)),
        Contest::new("big-table", big_table::engines(&table)),
        Contest::new("teams", teams::engines(&season)),
    ];
    let mut only = std::env::args().skip(2);
    if let (Some(page), Some(engine)) = (only.next(), only.next()) {
        for contest in contests {
            contest.render_only(&page, &engine);
        }
        if page == "compile" {
            drop(compile::measure());
        }
        return ExitCode::SUCCESS;
    }
    let mut goals = Goals::default();
    println!("{}", contest::HEAD);
    for contest in &contests {
        match contest.hold() {
            Ok(outcome) => {
                print!("{outcome}");
                judge(&outcome, &mut goals);
            }
            Err(difference) => {
                eprintln!("{difference}");
                return ExitCode::FAILURE;
            }
        }
    }
    match compile::measure() {
        Ok(figures) => {
            println!("\n{figures}");
            goals.at_most("500 components compiled, ms", figures.milliseconds(), 10.0);
        }
        Err(faults) => {
            // All shelves have the same.
            eprintln!("{}", faults[0]);
            return ExitCode::FAILURE;
        }
    }
    println!("\n{}", wire::HEAD);
    for figures in wire::measure() {
        println!("{figures}");
        figures.judge(&mut goals);
    }
    goals.print()
}

/// What SX is held to on each page.
fn judge(outcome: &contest::Outcome<'_>, goals: &mut Goals) {
    let ratio = |one, other| outcome.time(one) / outcome.time(other);
    if outcome.page == "cards" {
        goals.at_most(
            "cards: SX as a multiple of askama",
            ratio("sx", "askama"),
            1.5,
        );
        goals.at_least(
            "cards: minijinja as a multiple of SX",
            ratio("minijinja", "sx"),
            6.0,
        );
        goals.at_most("cards: allocations of SX", outcome.allocations("sx"), 8.0);
        goals.aim_at_most(
            "cards: SX as a multiple of askama",
            ratio("sx", "askama"),
            1.1,
        );
    } else {
        let what = format!("{}: SX as a multiple of maud", outcome.page);
        goals.at_most(what, ratio("sx", "maud"), 2.0);
    }
}
