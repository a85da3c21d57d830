//! The naive evaluator: SX carried out as its reference reads, with nothing in between. It walks the
//! forms with an environment of names, makes a tree of nodes and joins them. It is slow, and it is
//! here to be right: tests, fuzz targets and proofs compare what the compiler and the machine make
//! with what this makes.
//!
//! It shares with them the reader, the values, the primitives and the tables of elements. How control
//! flows, what a name means, what a slot is, how components are called and how things are escaped is
//! written here a second time. It does not look for faults in sources: give it only what compiles.

mod address;
mod calls;
mod classify;
pub mod comparison;
mod content;
mod control;
mod definition;
mod env;
mod host;
mod html;
mod json;
mod loops;
mod page;
mod patterns;
pub mod programs;
mod sinks;
pub mod tables;
pub mod targets;
mod thread;
mod values;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::environment::Environment;
use crate::expand::Macros;
use crate::host::HostFunction;
use crate::limits::{Limit, Limits};
use crate::primitives::Prim;
use crate::program::Scene;
use crate::read::{Form, read};
use crate::render_error::RenderErrorKind;
use crate::resolve;
use crate::run::failure::{Failed, limit};
use crate::run::work::Work;
use crate::source::Source;
use crate::value::{Arena, Record};
pub use host::{ProofHost, functions};
pub use html::without_line_feeds;

use definition::Definition;
use env::Code;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The HTML.
    pub html: String,
    /// The messages of failures in whose place a fallback stands.
    pub caught: Vec<String>,
}

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of fault.
    pub kind: RenderErrorKind,
    /// What is wrong.
    pub message: String,
}

/// How much more than a render this may use of everything: what it counts is not what a machine counts.
const SLACK: usize = 4;
/// The same for calls inside each other: here a call that ends a function is one, too.
const CALLS_SLACK: usize = 32;
/// Forms and calls inside each other. A thread of [`STACK_BYTES`] has room for them.
const LEVELS_MAX: usize = 40_000;
/// The stack that a thread needs to call [`render`].
pub const STACK_BYTES: usize = 1 << 30;

/// Renders a component as a page. What is deferred is not: the answers to all needs must be there.
pub fn render(
    sources: &[Source],
    environment: &Environment<'_>,
    page: &str,
    view: &dyn Record,
    scene: &Scene<'_>,
) -> Result<Page, Fault> {
    let files = read_all(sources, environment)?;
    let arena = Arena::new(scene.limits.arena_bytes.saturating_mul(SLACK));
    let naive = Naive::new(sources, &files, environment.functions, scene, &arena);
    let mut out = Vec::new();
    match naive.page(page, view, &mut out) {
        Ok(()) => Ok(Page {
            html: html::write(&out),
            caught: naive.caught.take(),
        }),
        Err(failed) => Err(Fault {
            kind: failed.kind,
            message: failed.message,
        }),
    }
}

/// The forms of all sources, with macros expanded. Expansion is the one step that is shared.
fn read_all(sources: &[Source], environment: &Environment<'_>) -> Result<Vec<Vec<Form>>, Fault> {
    let fault = |fault: crate::diagnostic::Fault| Fault {
        kind: RenderErrorKind::Page,
        message: fault.message,
    };
    let mut files = Vec::new();
    for (index, source) in (0..).zip(sources) {
        files.push(read(index, &source.text).map_err(fault)?);
    }
    let mut faults = Vec::new();
    let is_host = |name: &str| environment.functions.iter().any(|host| host.name == name);
    let is_global = |name: &str| resolve::is_global(name) || is_host(name);
    let mut macros = Macros::collect(files.iter().flatten(), sources, &is_global, &mut faults);
    for file in &mut files {
        file.retain(|form| form.head() != Some("defmacro"));
        for form in file.iter_mut() {
            macros.expand(form, &mut faults);
        }
        let forms = file.drain(..).map(page::plain).map(thread::rewritten);
        *file = forms.collect();
    }
    match faults.into_iter().next() {
        Some(first) => Err(fault(first)),
        None => Ok(files),
    }
}

/// One evaluation. Everything that `'v` marks outlives it.
struct Naive<'v> {
    definitions: Vec<Definition<'v>>,
    functions: &'v [HostFunction],
    scene: &'v Scene<'v>,
    work: Work<'v>,
    /// The functions and slots that were made: a value holds the place of its own here.
    codes: RefCell<Vec<Rc<Code<'v>>>>,
    calls: Cell<usize>,
    levels: Cell<usize>,
    written: Cell<usize>,
    /// The messages of failures in whose place a fallback stands.
    caught: RefCell<Vec<String>>,
}

impl<'v> Naive<'v> {
    fn new(
        sources: &'v [Source],
        files: &'v [Vec<Form>],
        functions: &'v [HostFunction],
        scene: &'v Scene<'v>,
        arena: &'v Arena,
    ) -> Self {
        let limits = Limits {
            fuel: scene.limits.fuel.saturating_mul(SLACK as u64),
            arena_bytes: scene.limits.arena_bytes.saturating_mul(SLACK),
            ..scene.limits
        };
        Naive {
            definitions: definition::read_all(sources, files),
            functions,
            scene,
            work: Work::new(arena, &limits),
            codes: RefCell::default(),
            calls: Cell::new(0),
            levels: Cell::new(0),
            written: Cell::new(0),
            caught: RefCell::default(),
        }
    }

    /// Goes one call deeper, for as long as `inside` runs.
    fn call<T>(&self, inside: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
        let depth_max = (self.scene.limits.depth as usize).saturating_mul(CALLS_SLACK);
        self.work.burn(1)?;
        deeper(&self.calls, depth_max, inside)
    }

    /// Goes one form deeper, for as long as `inside` runs.
    fn level<T>(&self, inside: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
        deeper(&self.levels, LEVELS_MAX, inside)
    }

    /// Counts what is written.
    fn count(&self, bytes: usize) -> Result<(), Failed> {
        let written = self.written.get().saturating_add(bytes);
        self.written.set(written);
        if written > self.scene.limits.output_bytes.saturating_mul(SLACK) {
            return Err(limit(Limit::OutputBytes));
        }
        Ok(())
    }

    /// Whether a name at the head of a list is a primitive or a host function.
    fn is_function(&self, name: &str) -> bool {
        Prim::named(name).is_some() || self.functions.iter().any(|host| host.name == name)
    }
}

fn deeper<T>(
    counter: &Cell<usize>,
    most: usize,
    inside: impl FnOnce() -> Result<T, Failed>,
) -> Result<T, Failed> {
    if counter.get() >= most {
        return Err(limit(Limit::Depth));
    }
    counter.set(counter.get() + 1);
    let result = inside();
    counter.set(counter.get() - 1);
    result
}

/// The forms of the language, which come first at the head of a list.
fn is_form(name: &str) -> bool {
    const FORMS: &str = "if when unless cond case and or do let let* letrec fn map map-indexed filter \
        reduce some every? for-each sort-by group-by -> <> get context quote guard defer signal deref \
        computed effect batch reset! swap!";
    FORMS.split_whitespace().any(|form| form == name)
}
