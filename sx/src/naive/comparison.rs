//! What the compiled path and the naive evaluator make of one program.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::programs::{FEATURES, Generated, features_of, generate, shrink};
pub use super::sinks::Wires;
use super::{Fault, Page, ProofHost, STACK_BYTES, functions, render, sinks, without_line_feeds};
use crate::environment::Environment;
use crate::host::HostFunction;
use crate::html::{Html, HtmlSink};
use crate::limits::Limits;
use crate::needs::NoNeeds;
use crate::program::{Program, RenderToken, Rendered, Scene};
use crate::render_error::{RenderError, RenderErrorKind};
use crate::source::Source;

/// The outcome of comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does not compile; the first message.
    Refused(String),
    /// Both made this page, and these wires were looked at beside it.
    Same(String, Wires),
    /// Both fail in the same way, with this message.
    BothFail(RenderErrorKind, String),
    /// Both fail, each at another fault: which of several comes first is not said anywhere.
    BothFailElsewhere(String, String),
    /// A limit ended one of them or both.
    Limit,
    /// They differ, as told.
    Differ {
        /// The page or the fault of the compiled path.
        compiled: String,
        /// The page or the fault of the naive evaluator.
        naive: String,
    },
}

/// What became of many programs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many were made.
    pub programs: u64,
    /// Both made the same page.
    pub same: u64,
    /// What became of the wires of the same pages.
    pub wires: Wires,
    /// Both failed in the same way.
    pub both_fail: u64,
    /// Both failed, at other faults.
    pub elsewhere: u64,
    /// The compiler refused them.
    pub refused: u64,
    /// A limit ended one or both.
    pub limit: u64,
    /// Bytes of the pages.
    pub bytes: u64,
    /// How many of the programs that were carried out have each of the [`FEATURES`].
    pub used: Vec<u64>,
    /// How many failed with which message, names and numbers left out.
    pub messages: BTreeMap<String, u64>,
    /// How many were refused with which message.
    pub refusals: BTreeMap<String, u64>,
    /// The seeds of programs that differ, the first few.
    pub differing: Vec<u64>,
}

/// Differing programs that are remembered.
const SHOWN: usize = 10;

impl Tally {
    /// Compares the programs of some seeds, in a thread with room for it.
    pub fn of(seeds: Range<u64>) -> std::io::Result<Tally> {
        let count = move || {
            let mut tally = Tally::default();
            for seed in seeds {
                tally.add(seed);
            }
            tally
        };
        let thread = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn(count)?;
        thread
            .join()
            .map_err(|_| std::io::Error::other("an evaluator panicked"))
    }

    fn add(&mut self, seed: u64) {
        self.programs += 1;
        self.used.resize(FEATURES.len(), 0);
        let program = generate(seed);
        let verdict = compare(&program);
        if matches!(
            verdict,
            Verdict::Same(..) | Verdict::BothFail(..) | Verdict::Limit
        ) {
            for feature in features_of(&program.source) {
                self.used[feature] += 1;
            }
        }
        match verdict {
            Verdict::Same(html, wires) => {
                self.same += 1;
                self.wires.add(wires);
                self.bytes += html.len() as u64;
            }
            Verdict::BothFail(_, message) => {
                self.both_fail += 1;
                *self.messages.entry(without_names(&message)).or_default() += 1;
            }
            Verdict::BothFailElsewhere(..) => self.elsewhere += 1,
            Verdict::Refused(message) => {
                self.refused += 1;
                *self.refusals.entry(without_names(&message)).or_default() += 1;
            }
            Verdict::Limit => self.limit += 1,
            Verdict::Differ { .. } => {
                if self.differing.len() < SHOWN {
                    self.differing.push(seed);
                }
            }
        }
    }

    /// Adds what another thread counted.
    pub fn merge(&mut self, other: Tally) {
        self.programs += other.programs;
        self.same += other.same;
        self.wires.add(other.wires);
        self.both_fail += other.both_fail;
        self.elsewhere += other.elsewhere;
        self.refused += other.refused;
        self.limit += other.limit;
        self.bytes += other.bytes;
        self.used.resize(FEATURES.len(), 0);
        for (all, more) in self.used.iter_mut().zip(other.used) {
            *all += more;
        }
        for (message, count) in other.messages {
            *self.messages.entry(message).or_default() += count;
        }
        for (message, count) in other.refusals {
            *self.refusals.entry(message).or_default() += count;
        }
        self.differing.extend(other.differing);
    }

    /// What is wrong: a difference, shrunk; or programs that prove too little.
    pub fn verdict(&self) -> Result<(), String> {
        if let Some(seed) = self.differing.first() {
            return Err(show(*seed));
        }
        let share = |part: u64| part as f64 / self.programs.max(1) as f64;
        let bounds = [
            ("rendered", share(self.same), 0.5..=1.0),
            ("failed alike", share(self.both_fail), 0.05..=0.4),
            ("failed at other faults", share(self.elsewhere), 0.0..=0.01),
            ("were refused", share(self.refused), 0.0..=0.1),
            ("reached a limit", share(self.limit), 0.0..=0.03),
        ];
        for (what, share, bounds) in bounds {
            if !bounds.contains(&share) {
                let percent = share * 100.0;
                return Err(format!(
                    "{percent:.2} % of the programs {what}: the generator has changed; refused were {:?}",
                    self.refusals
                ));
            }
        }
        self.wires_are_enough()?;
        for ((feature, _), count) in FEATURES.iter().zip(&self.used) {
            if share(*count) < 0.002 {
                return Err(format!("only {count} programs have {feature}"));
            }
        }
        Ok(())
    }

    /// Pages with guards that caught something have no wires, and calls stay calls in the half that is meant to be right.
    fn wires_are_enough(&self) -> Result<(), String> {
        let (same, wires) = (self.same as f64, &self.wires);
        let bounds = [
            ("are whole", wires.expanded, 0.6..=1.0),
            ("have calls", wires.calls, 0.3..=1.0),
            ("failed", wires.failed, 0.0..=0.002),
        ];
        for (what, count, bounds) in bounds {
            if !bounds.contains(&(count as f64 / same)) {
                return Err(format!("{count} wires of {same} pages {what}"));
            }
        }
        Ok(())
    }
}

/// The program of a seed, made small while it still differs.
fn show(seed: u64) -> String {
    let work = move || {
        let differs = |program: &Generated| matches!(compare(program), Verdict::Differ { .. });
        let small = shrink(&generate(seed), differs);
        let Verdict::Differ { compiled, naive } = compare(&small) else {
            return format!("seed {seed} differs, and not when it is tried again");
        };
        let view = serde_json::to_string(&small.view).unwrap_or_default();
        format!(
            "seed {seed} differs\n{}\nview {view}\n\ncompiled: {compiled}\n\nnaive: {naive}",
            small.source
        )
    };
    let thread = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(work);
    let shown = thread.ok().and_then(|thread| thread.join().ok());
    shown.unwrap_or_else(|| format!("seed {seed} differs, and cannot be made smaller"))
}

/// A message without what differs from program to program.
fn without_names(message: &str) -> String {
    let parts = message.split('`').enumerate();
    parts
        .map(|(at, part)| if at % 2 == 0 { part } else { "…" })
        .collect()
}

/// Limits of generated programs: few come near them.
pub(super) const LIMITS: Limits = Limits {
    fuel: 200_000,
    depth: 64,
    output_bytes: 1 << 20,
    arena_bytes: 4 << 20,
};

/// Compares what is made of `~test:main`. The thread needs [`STACK_BYTES`] of stack.
pub fn compare(generated: &Generated) -> Verdict {
    compare_within(generated, LIMITS)
}

/// The same within these limits.
pub fn compare_within(generated: &Generated, limits: Limits) -> Verdict {
    let compiled = match Compiled::new(generated, limits) {
        Ok(compiled) => compiled,
        Err(refusal) => return Verdict::Refused(refusal),
    };
    let verdict = compare_with_naive(generated, &compiled, limits);
    let (Verdict::Same(html, _), Ok(page)) = (&verdict, &compiled.page) else {
        return verdict;
    };
    if let Some(apart) = &generated.apart {
        // Macros with names that nobody else has make the same page.
        let other = Generated {
            source: apart.clone(),
            ..generated.clone()
        };
        let other = Compiled::new(&other, limits).map(|compiled| compiled.page);
        if !matches!(&other, Ok(Ok(page)) if page.html == *html) {
            let result = other.map_or_else(|refusal| refusal, |page| told(&page));
            return Verdict::Differ {
                compiled: html.clone(),
                naive: format!("with other names in macros: {result}"),
            };
        }
    }
    // What a guard holds is only called in a wire: there it fails for whoever carries it out.
    if !page.caught.is_empty() {
        return verdict;
    }
    match sinks::compare(generated, &compiled, html, limits) {
        Ok(wires) => Verdict::Same(html.clone(), wires),
        Err(told) => Verdict::Differ {
            compiled: html.clone(),
            naive: told,
        },
    }
}

fn compare_with_naive(generated: &Generated, compiled: &Compiled, limits: Limits) -> Verdict {
    // Recursion without end takes the naive evaluator seconds, and says nothing more.
    if is_limit(&compiled.page) {
        return Verdict::Limit;
    }
    let (host, functions) = (ProofHost::default(), functions());
    let environment = environment(&functions);
    let sources = [Source::new("case.sx", generated.source.as_str())];
    let scene = scene(generated, &host, limits);
    let naive = render(&sources, &environment, MAIN, &generated.view, &scene);
    judge(&compiled.page, &naive, [compiled.ticks, host.ticks()])
}

pub(super) const MAIN: &str = "~test:main";

fn environment(functions: &[HostFunction]) -> Environment<'_> {
    Environment {
        unchecked: true,
        ..Environment::with_functions(functions)
    }
}

pub(super) fn scene<'s>(
    generated: &'s Generated,
    host: &'s ProofHost,
    limits: Limits,
) -> Scene<'s> {
    Scene {
        host,
        context: &generated.context,
        needs: &NoNeeds,
        limits,
    }
}

/// What the compiled path makes of a program.
pub(super) struct Compiled {
    pub(super) program: Arc<Program>,
    /// The page, or why there is none.
    page: Result<Page, Fault>,
    /// How often `tick` was called.
    pub(super) ticks: u64,
}

impl Compiled {
    /// Compiles and renders; or says why it does not compile.
    fn new(generated: &Generated, limits: Limits) -> Result<Self, String> {
        let functions = functions();
        let sources = [Source::new("case.sx", generated.source.as_str())];
        let program = Program::compile(&sources, &environment(&functions))
            .map_err(|faults| faults[0].message.clone())?;
        let page = program.component(MAIN).map_err(|fault| fault.message)?;
        let host = ProofHost::default();
        let scene = scene(generated, &host, limits);
        let token = RenderToken::mint();
        let page = page_of(program.render(page, &generated.view, &scene, token, HtmlSink::new()));
        Ok(Compiled {
            program,
            page,
            ticks: host.ticks(),
        })
    }
}

fn page_of(rendered: Result<Rendered<Html>, RenderError>) -> Result<Page, Fault> {
    let fault = |error: &RenderError| Fault {
        kind: error.kind,
        message: error.message.clone(),
    };
    let rendered = rendered.map_err(|error| fault(&error))?;
    let is_limit = |error: &&RenderError| matches!(error.kind, RenderErrorKind::Limit(_));
    if let Some(error) = rendered.caught.iter().find(is_limit) {
        // A guard has caught it; the naive evaluator's limits are others.
        return Err(fault(error));
    }
    let caught = rendered.caught.into_iter().map(|error| error.message);
    Ok(Page {
        html: rendered.page.into_string(),
        caught: caught.collect(),
    })
}

fn judge(compiled: &Result<Page, Fault>, naive: &Result<Page, Fault>, ticks: [u64; 2]) -> Verdict {
    if is_limit(naive) {
        return Verdict::Limit;
    }
    match (compiled, naive) {
        (Ok(compiled), Ok(naive)) if ticks[0] != ticks[1] => Verdict::Differ {
            compiled: format!("{} calls of `tick` and {}", ticks[0], compiled.html),
            naive: format!("{} calls of `tick` and {}", ticks[1], naive.html),
        },
        (Ok(compiled), Ok(naive))
            if without_line_feeds(&compiled.html) == without_line_feeds(&naive.html)
                && compiled.caught.len() == naive.caught.len() =>
        {
            let faults = compiled.caught.iter().zip(&naive.caught);
            match faults
                .into_iter()
                .find(|(one, other)| heart(one) != heart(other))
            {
                Some((one, other)) => Verdict::BothFailElsewhere(one.clone(), other.clone()),
                None => Verdict::Same(compiled.html.clone(), Wires::default()),
            }
        }
        (Err(compiled), Err(naive)) => {
            let (one, other) = (heart(&compiled.message), heart(&naive.message));
            if compiled.kind == naive.kind && one == other {
                Verdict::BothFail(compiled.kind, one.to_owned())
            } else {
                Verdict::BothFailElsewhere(compiled.message.clone(), naive.message.clone())
            }
        }
        (compiled, naive) => Verdict::Differ {
            compiled: told(compiled),
            naive: told(naive),
        },
    }
}

fn is_limit(result: &Result<Page, Fault>) -> bool {
    matches!(result, Err(fault) if matches!(fault.kind, RenderErrorKind::Limit(_)))
}

fn told(result: &Result<Page, Fault>) -> String {
    match result {
        Ok(page) => format!("{} (caught {:?})", page.html, page.caught),
        Err(fault) => format!("{:?}: {}", fault.kind, fault.message),
    }
}

/// A message without the name of the primitive that it begins with: what is joined where it is written
/// fails without one.
pub fn heart(message: &str) -> &str {
    match message
        .strip_prefix('`')
        .and_then(|rest| rest.split_once("`: "))
    {
        Some((_, rest)) => rest,
        None => message,
    }
}
