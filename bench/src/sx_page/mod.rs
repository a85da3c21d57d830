//! The page of 100 cards (layout, 10 links, 100 cards with image, price and labels) from the same
//! structs, by three engines in one run. Every value is escaped, every address checked as far as the
//! engine does that. A number is the minimum over many batches: neighbours on the machine only ever
//! add time.

mod data;
mod engines;
mod entities;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use engines::Engine;

/// How long the batches of one engine take in all.
const SPAN: Duration = Duration::from_secs(3);
/// Renders in a batch.
const BATCH: u32 = 25;

/// Runs the benchmark and prints the table.
#[allow(clippy::print_stdout, reason = "the table is what this command is for")]
pub(crate) fn run() -> ExitCode {
    let page = data::page(100);
    let engines = engines::all(&page);
    let pages: Vec<String> = engines.iter().map(|engine| (engine.render)()).collect();
    for (engine, html) in engines.iter().zip(&pages) {
        if entities::decode(html) != entities::decode(&pages[0]) {
            eprintln!(
                "{} renders another page than {}",
                engine.name, engines[0].name
            );
            eprintln!("{}", entities::difference(&pages[0], html));
            return ExitCode::FAILURE;
        }
    }
    // A profiler wants one engine alone: `bench sx sx`.
    if let Some(only) = std::env::args().nth(2) {
        let times = measure(engines.iter().filter(|engine| engine.name == only));
        println!("{only}: {times:?}");
        return ExitCode::SUCCESS;
    }
    let times = measure(engines.iter());
    let base = times[0];
    println!(
        "{:34} {:>9} {:>9} {:>9}",
        "engine", "µs/page", "× askama", "bytes"
    );
    for ((engine, time), html) in engines.iter().zip(&times).zip(&pages) {
        let micros = time.as_secs_f64() * 1e6;
        let ratio = time.as_secs_f64() / base.as_secs_f64();
        println!(
            "{:34} {micros:9.1} {ratio:9.2} {:9}",
            engine.name,
            html.len()
        );
    }
    ExitCode::SUCCESS
}

/// The fastest batch of each engine, the engines taking turns so that all meet the same weather.
fn measure<'e>(engines: impl Iterator<Item = &'e Engine<'e>>) -> Vec<Duration> {
    let engines: Vec<_> = engines.collect();
    let mut best = vec![Duration::MAX; engines.len()];
    let begin = Instant::now();
    while begin.elapsed() < SPAN * engines.len() as u32 {
        for (engine, best) in engines.iter().zip(&mut best) {
            let start = Instant::now();
            for _ in 0..BATCH {
                std::hint::black_box((engine.render)());
            }
            *best = (*best).min(start.elapsed() / BATCH);
        }
    }
    best
}
