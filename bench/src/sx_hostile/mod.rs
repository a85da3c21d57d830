//! Templates that want to take a server down: what each costs before it is stopped, in time and memory, and what a page on the
//! other processor feels of it. They run under `Limits::tenant`, the limits for templates that strangers write.

mod attack;
mod neighbour;
mod source;

use std::process::ExitCode;

use sx::{HtmlSink, Limits, PatchSink, WireSink};

use crate::goals::Goals;
use attack::{Attack, Attacks, Outcome};

/// Sixty attacks in three formats; there are a few more.
const RENDERS_LEAST: f64 = 180.0;

/// Carries of an attack, of which the fastest counts.
const RUNS: usize = 9;

#[allow(
    clippy::print_stdout,
    reason = "the tables are what this command is for"
)]
pub(crate) fn run() -> ExitCode {
    let attacks = Attacks::new();
    let mut goals = Goals::default();
    println!("| attack | as | stopped by | ms | peak KiB | with the usual limits, ms |");
    println!("| --- | --- | --- | ---: | ---: | ---: |");
    let (mut slowest, mut largest) = (0.0f64, 0.0f64);
    let (mut renders, mut others) = (0, 0);
    for attack in attacks.all() {
        for ((format, carry_out), wanted) in FORMATS.into_iter().zip(&attack.ends) {
            let outcome = fastest(&attack, carry_out, Limits::tenant());
            let usual = fastest(&attack, carry_out, Limits::default());
            let [millis, usual] = [&outcome, &usual].map(|one| one.time.as_secs_f64() * 1e3);
            let kibibytes = outcome.counts.peak as f64 / 1024.0;
            (slowest, largest) = (slowest.max(millis), largest.max(kibibytes));
            let (name, end) = (attack.name, &outcome.end);
            renders += 1;
            others += u32::from(end != wanted);
            println!("| {name} | {format} | {end} | {millis:.2} | {kibibytes:.0} | {usual:.2} |");
        }
    }
    goals.at_least("renders of attacks", f64::from(renders), RENDERS_LEAST);
    goals.at_most("renders that something else stops", f64::from(others), 0.0);
    goals.at_most("the slowest render, ms", slowest, 5.0);
    goals.at_most("the largest render, KiB", largest, 1024.0);
    sources(&mut goals);
    neighbours(&attacks);
    goals.print()
}

type CarryOut = fn(&Attack<'_>, Limits) -> Outcome;

const FORMATS: [(&str, CarryOut); 3] = [
    ("HTML", |attack, limits| {
        attack.carry_out(HtmlSink::new(), limits)
    }),
    ("patch", |attack, limits| {
        attack.carry_out(PatchSink::all(), limits)
    }),
    ("wire", |attack, limits| {
        attack.carry_out(WireSink::aser(), limits)
    }),
];

fn fastest(attack: &Attack<'_>, carry_out: CarryOut, limits: Limits) -> Outcome {
    let mut best = carry_out(attack, limits);
    for _ in 1..RUNS {
        let outcome = carry_out(attack, limits);
        if outcome.time < best.time {
            best = outcome;
        }
    }
    best
}

#[allow(clippy::print_stdout, reason = "as above")]
fn neighbours(attacks: &Attacks) {
    println!("\n| the page of 100 cards | renders | median µs | p99 µs |");
    println!("| --- | ---: | ---: | ---: |");
    let rows = [
        ("alone", neighbour::alone()),
        (
            "beside a thread of attacks",
            neighbour::under_attack(attacks),
        ),
    ];
    for (what, latency) in rows {
        let [median, p99] = [latency.median, latency.p99].map(|time| time.as_secs_f64() * 1e6);
        println!("| {what} | {} | {median:.1} | {p99:.1} |", latency.renders);
    }
}

#[allow(clippy::print_stdout, reason = "as above")]
fn sources(goals: &mut Goals) {
    println!("\n| source | KB | first fault | faults | ms | peak KiB |");
    println!("| --- | ---: | --- | ---: | ---: | ---: |");
    let (mut slowest, mut largest) = (0.0f64, 0.0f64);
    for attack in source::all() {
        let outcomes = (0..RUNS).map(|_| attack.carry_out());
        let Some(outcome) = outcomes.min_by_key(|outcome| outcome.time) else {
            continue;
        };
        let millis = outcome.time.as_secs_f64() * 1e3;
        let kibibytes = outcome.counts.peak as f64 / 1024.0;
        if attack.is_nested {
            (slowest, largest) = (slowest.max(millis), largest.max(kibibytes));
        }
        let (name, kilobytes) = (&attack.name, attack.bytes() / 1000);
        let (end, faults) = (&outcome.end, outcome.faults);
        println!("| {name} | {kilobytes} | {end} | {faults} | {millis:.2} | {kibibytes:.0} |");
    }
    goals.at_most("the slowest nested source, ms", slowest, 5.0);
    goals.at_most("the largest nested source, KiB", largest, 1024.0);
}
