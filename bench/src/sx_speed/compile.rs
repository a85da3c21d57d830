//! Compiling 500 components, as a server does when it starts and as development does after each edit.

use std::fmt;
use std::time::{Duration, Instant};

use sx::{Diagnostics, Environment, HostFunction, Keywords, Program, Source};

/// Five components in the style of the templates that people write.
const SHELF: &str = include_str!("../../templates/sx/shelf.sx");
const SHELVES: usize = 100;

/// Compilations of which the fastest counts.
const RUNS: usize = 60;

/// What compiling takes.
pub(super) struct Figures {
    components: usize,
    lines: usize,
    /// The first time that this process compiles.
    first: Duration,
    fastest: Duration,
}

impl Figures {
    /// The fastest, in milliseconds.
    pub(super) fn milliseconds(&self) -> f64 {
        self.fastest.as_secs_f64() * 1e3
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures {
            components,
            lines,
            first,
            ..
        } = self;
        let (first, fastest) = (first.as_secs_f64() * 1e3, self.milliseconds());
        write!(
            f,
            "{components} components of {lines} lines compiled: {fastest:.2} ms, the first time in the process {first:.2} ms."
        )
    }
}

/// Compiles the shelves again and again, each time from the text.
pub(super) fn measure() -> Result<Figures, Diagnostics> {
    let shelf = |number: usize| {
        let text = SHELF.replace("NUMBER", &number.to_string());
        Source::new(format!("market/shelf-{number}.sx"), text)
    };
    let sources: Vec<Source> = (0..SHELVES).map(shelf).collect();
    let functions = [
        HostFunction::new("t", 1..=1, "Words.").keywords(Keywords::Any),
        HostFunction::new("date", 1..=1, "A date.").keywords(Keywords::Only(&["style"])),
        HostFunction::new("money", 2..=2, "A price."),
    ];
    let environment = Environment::with_functions(&functions);
    let mut times = Vec::with_capacity(RUNS);
    let mut components = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let program = Program::compile(&sources, &environment)?;
        times.push(start.elapsed());
        components = program.components().count();
    }
    Ok(Figures {
        components,
        lines: SHELVES * SHELF.lines().count(),
        first: times[0],
        fastest: times.into_iter().min().unwrap_or_default(),
    })
}
