//! Functions: followed where they are called, with what they are called with.

use std::collections::HashMap;

use super::content::Place;
use super::fact::{Fact, Kind};
use super::facts::Closure;
use super::{Checker, Frame};
use crate::diagnostic::Fault;
use crate::source::Span;
use crate::tree::{Class, Function, Node, Proc};

/// For how many combinations of arguments a function is followed.
const CALLS_MAX: usize = 16;

/// What is known of functions.
#[derive(Default)]
pub(super) struct Functions {
    /// The results, by function and row of arguments; `None` while it is under way.
    results: HashMap<(u32, u32), Option<Fact>>,
    /// How often each procedure was followed, by its address.
    counts: HashMap<usize, usize>,
    /// Made in the current visit.
    made: Vec<u32>,
}

impl<'n> Checker<'n> {
    /// Markup as an argument. It is written in the end, so it is followed here, where its variables are known.
    pub(super) fn slot(&mut self, proc: &'n Proc) -> Fact {
        let captured = self.captured(proc);
        self.procedure(proc, &[], &captured, (&[], 0), |this| {
            this.content(&proc.body, Place::Content);
            Fact::of(Kind::Slot)
        })
    }

    /// What a procedure copies in.
    fn captured(&mut self, proc: &'n Proc) -> Vec<Fact> {
        proc.captures.iter().map(|var| self.var(*var)).collect()
    }

    /// Follows code with a frame of its own.
    fn procedure(
        &mut self,
        proc: &'n Proc,
        args: &[Fact],
        captured: &[Fact],
        siblings: (&'n [Function], u32),
        follow: impl FnOnce(&mut Self) -> Fact,
    ) -> Fact {
        let outer = self.frame;
        let base = self.vars.len();
        self.vars.extend_from_slice(args);
        self.vars.extend_from_slice(captured);
        self.vars
            .resize(self.vars.len() + usize::from(proc.locals), Fact::ANY);
        self.frame = Frame {
            base,
            params: args.len(),
            captures: captured.len(),
            tested: outer.tested,
            siblings,
        };
        let fact = follow(self);
        self.vars.truncate(base);
        self.frame = outer;
        fact
    }

    /// A function as a value.
    pub(super) fn function(&mut self, proc: &'n Proc) -> Fact {
        let captured = self.captured(proc);
        let captured = self.facts.row(&captured);
        self.made(proc, (&[], captured))
    }

    fn made(&mut self, proc: &'n Proc, (siblings, captured): (&'n [Function], u32)) -> Fact {
        let fact = self.facts.function(Closure {
            proc,
            captured,
            siblings,
        });
        if let Kind::Fn(line) = fact.kind {
            self.functions.made.push(line);
        }
        fact
    }

    /// Functions that know each other. They capture the same.
    pub(super) fn bind_functions(&mut self, functions: &'n [Function]) {
        let Some(first) = functions.first() else {
            return;
        };
        let captured = self.captured(&first.proc);
        let captured = self.facts.row(&captured);
        for function in functions {
            let fact = self.made(&function.proc, (functions, captured));
            self.set(function.var, fact);
        }
    }

    /// A function of the `letrec` that the current function belongs to.
    pub(super) fn sibling(&mut self, index: u16) -> Fact {
        let (functions, captured) = self.frame.siblings;
        match functions.get(usize::from(index)) {
            Some(function) => self.made(&function.proc, (functions, captured)),
            None => Fact::ANY,
        }
    }

    /// Follows the functions of this visit that nothing called: what is certain of them without arguments.
    pub(super) fn uncalled(&mut self) {
        while let Some(line) = self.functions.made.pop() {
            let proc = self.facts.closure(line).proc;
            if !self.functions.counts.contains_key(&address(proc)) {
                self.call(line, &vec![Fact::ANY; usize::from(proc.params)]);
            }
        }
    }

    /// A call of a value.
    pub(super) fn apply(&mut self, function: &'n Node, args: &'n [Node], span: Span) -> Fact {
        let fact = self.value(function);
        let args: Vec<Fact> = args.iter().map(|arg| self.value(arg)).collect();
        match fact.kind {
            Kind::Any => Fact::ANY,
            Kind::Fn(line) => {
                let wanted = usize::from(self.facts.closure(line).proc.params);
                if wanted == args.len() {
                    return self.call(line, &args);
                }
                let noun = if wanted == 1 { "argument" } else { "arguments" };
                let found = args.len();
                let message = format!("this function takes {wanted} {noun}, found {found}");
                self.say(Fault::new(span, message));
                Fact::ANY
            }
            _ => {
                let found = self.facts.describe(fact);
                let message = format!("expected a function, found {found}");
                self.say(Fault::new(function.span, message));
                Fact::ANY
            }
        }
    }

    fn call(&mut self, line: u32, args: &[Fact]) -> Fact {
        let row = self.facts.row(args);
        if let Some(known) = self.functions.results.get(&(line, row)) {
            return known.unwrap_or(Fact::ANY);
        }
        let closure = self.facts.closure(line);
        let count = self
            .functions
            .counts
            .entry(address(closure.proc))
            .or_default();
        if *count >= CALLS_MAX {
            return Fact::ANY;
        }
        *count += 1;
        self.functions.results.insert((line, row), None);
        let captured = self.facts.row_at(closure.captured);
        let proc = closure.proc;
        let siblings = (closure.siblings, closure.captured);
        let fact = self.within(|this| {
            this.procedure(proc, args, &captured, siblings, |this| {
                match proc.body.class {
                    Class::Value => this.value(&proc.body),
                    Class::Markup => this.content(&proc.body, Place::Content),
                }
            })
        });
        self.functions.results.insert((line, row), Some(fact));
        fact
    }
}

fn address(proc: &Proc) -> usize {
    std::ptr::from_ref(proc).addr()
}
