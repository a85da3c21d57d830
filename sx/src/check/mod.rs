//! Types, followed through the resolved trees from the views of the pages: what would fail in a render is
//! found before it. Nothing is said of what is not certain: a value of which nothing is known is `Any`, and
//! `Any` is never wrong.
//!
//! A component is looked at once for each combination of argument types that it is called with; one that no
//! page reaches, with its annotations alone. Components return nothing to their callers, so they wait in a
//! queue and are not followed by recursion.

mod branches;
mod calls;
mod content;
mod fact;
mod facts;
mod fits;
mod functions;
mod pages;
mod primitives;
mod report;
mod values;

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use crate::diagnostic::{FAULTS_MAX, Fault};
use crate::environment::Environment;
use crate::resolve::{Names, Need};
use crate::source::Span;
use crate::tree::{Component, Default, Function, Var};

use fact::Fact;
use facts::Facts;
use functions::Functions;

/// For how many combinations of argument types a component is looked at; beyond, its annotations stand
/// for all others.
const CALLS_MAX: usize = 16;
/// Expressions inside each other, and inside the functions they call, that are followed.
const NESTED_MAX: usize = 400;

/// What is known of components by their definitions.
#[derive(Default)]
pub(crate) struct Declared {
    /// The routes of those that say themselves that they are pages.
    pub(crate) routes: HashMap<u32, String>,
    /// Those that are meant to fail, as tests say.
    pub(crate) fail: HashSet<u32>,
}

/// Finds what would fail. The components come from a resolution without faults.
pub(crate) fn check<'n>(
    names: &'n Names<'_>,
    components: &'n [Component],
    needs: &'n [Need],
    declared: &'n Declared,
    environment: &'n Environment<'_>,
) -> Vec<Fault> {
    let mut checker = Checker {
        names,
        components,
        needs,
        declared,
        environment,
        facts: Facts::default(),
        functions: Functions::default(),
        vars: Vec::new(),
        frame: Frame::default(),
        narrowed: Vec::new(),
        nested: 0,
        visits: Vec::new(),
        queue: VecDeque::new(),
        known: HashSet::new(),
        looked_at: vec![0; components.len()],
        here: 0,
        faults: Vec::new(),
        said: HashMap::new(),
        host_signatures: HashMap::new(),
        fitting: HashMap::new(),
    };
    checker.pages();
    checker.drain();
    for index in 0..components.len() {
        let component = index as u32;
        if checker.looked_at[index] == 0 && !declared.fail.contains(&component) {
            checker.visit_declared(component, None);
            checker.drain();
        }
    }
    checker.faults
}

struct Checker<'n> {
    names: &'n Names<'n>,
    components: &'n [Component],
    needs: &'n [Need],
    declared: &'n Declared,
    environment: &'n Environment<'n>,
    facts: Facts<'n>,
    functions: Functions,
    /// What is known of the variables of all open frames.
    vars: Vec<Fact>,
    frame: Frame<'n>,
    /// Variables that a test made less certain, with what was known before.
    narrowed: Vec<(usize, Fact)>,
    nested: usize,
    visits: Vec<Visit>,
    queue: VecDeque<usize>,
    known: HashSet<(u32, u32)>,
    /// How many visits each component has had or waits for.
    looked_at: Vec<usize>,
    /// The visit under way.
    here: usize,
    faults: Vec<Fault>,
    /// What was said of each place.
    said: HashMap<Span, Vec<String>>,
    host_signatures: HashMap<u16, Option<Rc<crate::reference::Signature>>>,
    /// Which records have the fields of which structs.
    fitting: HashMap<(u32, fact::Kind), bool>,
}

/// A component with types for its arguments.
struct Visit {
    component: u32,
    /// A line of the rows.
    args: u32,
    called: Called,
}

/// Where a component was called.
#[derive(Clone, Copy)]
enum Called {
    /// By the component of another visit.
    From(usize, Span),
    /// As a page of this route.
    Page(&'static str),
    /// By nobody.
    Never,
}

/// Where the variables of a procedure are.
#[derive(Clone, Copy, Default)]
struct Frame<'n> {
    base: usize,
    params: usize,
    captures: usize,
    /// Whether a test stands above that may have looked at anything.
    tested: bool,
    /// In a function of a `letrec`, all of them, and the row that they captured.
    siblings: (&'n [Function], u32),
}

impl Frame<'_> {
    /// A function of the same `letrec` has no place.
    fn place(self, var: Var) -> Option<usize> {
        let offset = match var {
            Var::Param(index) => usize::from(index),
            Var::Captured(index) => self.params + usize::from(index),
            Var::Local(index) => self.params + self.captures + usize::from(index),
            Var::Sibling(_) => return None,
        };
        Some(self.base + offset)
    }
}

impl<'n> Checker<'n> {
    fn drain(&mut self) {
        while self.faults.len() < FAULTS_MAX
            && let Some(visit) = self.queue.pop_front()
        {
            self.visit(visit);
        }
    }

    /// Queues a component, unless it waits or was looked at with these arguments.
    fn enqueue(&mut self, component: u32, args: &[Fact], called: Called) {
        let count = &mut self.looked_at[component as usize];
        if *count >= CALLS_MAX {
            return;
        }
        let args = self.facts.row(args);
        if !self.known.insert((component, args)) {
            return;
        }
        *count += 1;
        if *count == CALLS_MAX {
            return self.visit_declared(component, Some(called));
        }
        self.add_visit(component, args, called);
    }

    fn add_visit(&mut self, component: u32, args: u32, called: Called) {
        self.visits.push(Visit {
            component,
            args,
            called,
        });
        self.queue.push_back(self.visits.len() - 1);
    }

    /// Queues a component with what its parameters say.
    fn visit_declared(&mut self, component: u32, called: Option<Called>) {
        let params = &self.components[component as usize].params;
        let mut args = Vec::with_capacity(params.len());
        for param in params {
            let declared = self.facts.of_declared(&param.declared).value();
            let nil = match (&param.default, param.takes_nil) {
                (Default::Constant(crate::datum::Datum::Nil), _) => fact::Nil::Maybe,
                (_, true) => fact::Nil::Unclear,
                (_, false) => fact::Nil::Never,
            };
            args.push(declared.or_nil(nil));
        }
        let args = self.facts.row(&args);
        self.looked_at[component as usize] += 1;
        self.add_visit(component, args, called.unwrap_or(Called::Never));
    }

    fn visit(&mut self, visit: usize) {
        self.here = visit;
        let Visit {
            component, args, ..
        } = self.visits[visit];
        let component = &self.components[component as usize];
        let args = self.facts.row_at(args);
        self.vars.clear();
        self.vars.extend_from_slice(&args);
        self.vars
            .resize(args.len() + usize::from(component.locals), Fact::ANY);
        self.frame = Frame {
            base: 0,
            params: args.len(),
            captures: 0,
            ..Frame::default()
        };
        for (index, param) in component.params.iter().enumerate() {
            if args[index] == Fact::NEVER {
                self.vars[index] = self.absent(param);
            }
        }
        self.content(&component.body, content::Place::Content);
        self.uncalled();
    }

    /// What a parameter is when no argument is given.
    fn absent(&mut self, param: &'n crate::tree::Param) -> Fact {
        match &param.default {
            // The resolver has said so.
            Default::Required => Fact::ANY,
            Default::Constant(datum) => self.facts.of_datum(datum).value(),
            Default::Computed(node) => {
                let given = self.value(node);
                let declared = self.facts.of_declared(&param.declared);
                if self.fits(declared, given) {
                    return self.facts.meet(declared, given);
                }
                let message = format!(
                    "the default of `{}` is {}, its type is {}",
                    param.name,
                    self.facts.describe(given),
                    param.declared
                );
                self.say(Fault::new(node.span, message));
                declared
            }
        }
    }

    fn var(&mut self, var: Var) -> Fact {
        if let Var::Sibling(index) = var {
            return self.sibling(index);
        }
        let Some(place) = self.frame.place(var) else {
            return Fact::ANY;
        };
        let fact = self.vars[place];
        if self.frame.tested {
            fact.after_test()
        } else {
            fact
        }
    }

    fn set(&mut self, var: Var, fact: Fact) {
        if let Some(place) = self.frame.place(var) {
            self.vars[place] = fact;
        }
    }
}
