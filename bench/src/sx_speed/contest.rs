//! One page by several engines.

use std::fmt;
use std::time::{Duration, Instant};

use super::entities;
use crate::allocations::{Counts, counted};

/// How long the batches of one engine take in all.
const SPAN: Duration = Duration::from_secs(2);
/// How long a batch is. Short, so that some of them meet nobody.
const BATCH: Duration = Duration::from_micros(400);

/// An engine, ready to render its page again and again.
pub(super) struct Engine<'a> {
    pub(super) name: &'static str,
    pub(super) render: Box<dyn Fn() -> String + 'a>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(name: &'static str, render: impl Fn() -> String + 'a) -> Self {
        let render = Box::new(render);
        Engine { name, render }
    }
}

/// A page and its engines. The first is what the others are compared with.
pub(super) struct Contest<'a> {
    page: &'static str,
    engines: Vec<Engine<'a>>,
}

/// What the engines of a page need for it.
pub(super) struct Outcome<'c> {
    pub(super) page: &'static str,
    rows: Vec<Row<'c>>,
}

struct Row<'c> {
    engine: &'c str,
    time: Duration,
    counts: Counts,
    bytes: usize,
}

impl<'a> Contest<'a> {
    pub(super) fn new(page: &'static str, engines: Vec<Engine<'a>>) -> Self {
        Contest { page, engines }
    }

    /// Lets the engines render; an error when they do not all render the same page.
    pub(super) fn hold(&self) -> Result<Outcome<'_>, String> {
        let engines = &self.engines;
        let pages: Vec<String> = engines.iter().map(|engine| (engine.render)()).collect();
        for (engine, html) in engines.iter().zip(&pages) {
            if entities::decode(html) != entities::decode(&pages[0]) {
                let difference = entities::difference(&pages[0], html);
                let names = format!(
                    "{} renders another page than {}",
                    engine.name, engines[0].name
                );
                return Err(format!("{}: {names}:\n{difference}", self.page));
            }
        }
        let rows = engines.iter().zip(fastest(engines)).zip(&pages);
        let rows = rows.map(|((engine, time), html)| Row {
            engine: engine.name,
            time,
            counts: counted(|| (engine.render)()).1,
            bytes: html.len(),
        });
        Ok(Outcome {
            page: self.page,
            rows: rows.collect(),
        })
    }

    /// Lets one engine render for a while, if it is one of this page.
    pub(super) fn render_only(mut self, page: &str, engine: &str) {
        self.engines
            .retain(|one| self.page == page && one.name == engine);
        for time in fastest(&self.engines) {
            eprintln!("{page}, {engine}: {time:?}");
        }
    }
}

/// The head of the table of outcomes.
pub(super) const HEAD: &str = "\
| page | engine | µs | × the first | allocations | bytes allocated | bytes of HTML |
| --- | --- | ---: | ---: | ---: | ---: | ---: |";

impl fmt::Display for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            let Row {
                engine,
                counts,
                bytes,
                ..
            } = row;
            let micros = row.time.as_secs_f64() * 1e6;
            let times = micros / (self.rows[0].time.as_secs_f64() * 1e6);
            write!(f, "| {} | {engine} | {micros:.2} | {times:.2} |", self.page)?;
            writeln!(f, " {} | {} | {bytes} |", counts.blocks, counts.bytes)?;
        }
        Ok(())
    }
}

impl Outcome<'_> {
    /// The seconds that an engine takes.
    pub(super) fn time(&self, engine: &str) -> f64 {
        self.row(engine)
            .map_or(f64::NAN, |row| row.time.as_secs_f64())
    }

    /// The blocks that an engine asks for.
    pub(super) fn allocations(&self, engine: &str) -> f64 {
        self.row(engine)
            .map_or(f64::NAN, |row| row.counts.blocks as f64)
    }

    fn row(&self, engine: &str) -> Option<&Row<'_>> {
        self.rows.iter().find(|row| row.engine == engine)
    }
}

/// The time of a render in the fastest batch of each engine. The engines take turns, so that all meet the same weather.
fn fastest(engines: &[Engine<'_>]) -> Vec<Duration> {
    let mut runs: Vec<u32> = engines.iter().map(in_a_batch).collect();
    let mut best = vec![Duration::MAX; engines.len()];
    let begin = Instant::now();
    while begin.elapsed() < SPAN * engines.len() as u32 {
        for ((engine, best), runs) in engines.iter().zip(&mut best).zip(&mut runs) {
            *best = (*best).min(batch(engine, *runs));
        }
    }
    best
}

/// How many renders make a batch.
fn in_a_batch(engine: &Engine<'_>) -> u32 {
    let mut runs = 1;
    while batch(engine, runs) * runs < BATCH {
        runs *= 2;
    }
    runs
}

/// The time of a render, over a batch.
fn batch(engine: &Engine<'_>, runs: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..runs {
        std::hint::black_box((engine.render)());
    }
    start.elapsed() / runs
}
