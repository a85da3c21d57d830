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
pub mod programs;
mod thread;
mod values;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::environment::Environment;
use crate::host::HostFunction;
use crate::limits::{Limit, Limits};
use crate::primitives::Prim;
use crate::program::Scene;
use crate::read::{Form, read};
use crate::reference;
use crate::render_error::RenderErrorKind;
use crate::run::failure::{Failed, limit};
use crate::run::work::Work;
use crate::source::Source;
use crate::value::{Arena, Record};
pub use host::{ProofHost, functions};
pub use html::without_line_feeds;

use definition::Definition;
use env::Code;

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
/// Forms and calls inside each other. A thread of [`STACK_BYTES`] has room for them.
const LEVELS_MAX: usize = 40_000;
/// The stack that a thread needs to call [`render`].
pub const STACK_BYTES: usize = 1 << 30;

/// Renders a component as a page.
pub fn render(
    sources: &[Source],
    environment: &Environment<'_>,
    page: &str,
    view: &dyn Record,
    scene: &Scene<'_>,
) -> Result<String, Fault> {
    let files = read_all(sources)?;
    let arena = Arena::new(scene.limits.arena_bytes.saturating_mul(SLACK));
    let naive = Naive::new(sources, &files, environment.functions, scene, &arena);
    let mut out = Vec::new();
    match naive.page(page, view, &mut out) {
        Ok(()) => Ok(html::write(&out)),
        Err(failed) => Err(Fault {
            kind: failed.kind,
            message: failed.message,
        }),
    }
}

fn read_all(sources: &[Source]) -> Result<Vec<Vec<Form>>, Fault> {
    let read_one = |source: &Source| match read(0, &source.text) {
        Ok(forms) => Ok(forms.into_iter().map(thread::rewritten).collect()),
        Err(fault) => Err(Fault {
            kind: RenderErrorKind::Page,
            message: fault.message,
        }),
    };
    sources.iter().map(read_one).collect()
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
        }
    }

    /// Goes one call deeper, for as long as `inside` runs.
    fn call<T>(&self, inside: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
        let depth_max = (self.scene.limits.depth as usize).saturating_mul(SLACK);
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
    reference::form_names().any(|form| form == name)
}
