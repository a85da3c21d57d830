//! Which names are bound where, and in which slot.

use crate::source::Span;
use crate::tree::{Class, Var};

/// What is known about a variable when its readers are resolved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Known {
    /// Nothing: a value of any kind.
    Value,
    /// It was bound to a function literal.
    Function { params: usize, class: Class },
}

/// The variables of nested procedures: a component, and the functions and slots inside it.
pub(crate) struct Scopes {
    procs: Vec<ProcScope>,
}

#[derive(Default)]
struct ProcScope {
    /// In the order of binding; the last of a name is the one that is seen.
    names: Vec<(Box<str>, Var, Known)>,
    params: u16,
    locals: u16,
    captures: Vec<Var>,
}

/// What a procedure turned out to need.
pub(crate) struct ProcNeeds {
    pub(crate) params: u16,
    pub(crate) locals: u16,
    pub(crate) captures: Vec<Var>,
}

/// A procedure has more variables than a slot number can count.
#[derive(Debug)]
pub(crate) struct TooMany(pub(crate) Span);

impl Scopes {
    pub(crate) fn new() -> Self {
        Scopes { procs: Vec::new() }
    }

    pub(crate) fn enter_proc(&mut self) {
        self.procs.push(ProcScope::default());
    }

    /// Enters a function of a `letrec`: it copies in what its siblings before it do, and may add to that.
    pub(crate) fn enter_sibling(&mut self, captures: Vec<Var>) {
        self.procs.push(ProcScope {
            captures,
            ..ProcScope::default()
        });
    }

    pub(crate) fn leave_proc(&mut self) -> ProcNeeds {
        let proc = self.procs.pop().unwrap_or_default();
        ProcNeeds {
            params: proc.params,
            locals: proc.locals,
            captures: proc.captures,
        }
    }

    pub(crate) fn bind_param(&mut self, name: &str, known: Known) -> Option<Var> {
        let proc = self.procs.last_mut()?;
        let var = Var::Param(proc.params);
        proc.params = proc.params.checked_add(1)?;
        proc.names.push((name.into(), var, known));
        Some(var)
    }

    /// A new variable that no name leads to yet.
    pub(crate) fn new_local(&mut self, span: Span) -> Result<Var, TooMany> {
        // A frame of 65,535 variables would never be a page.
        let proc = self.procs.last_mut().ok_or(TooMany(span))?;
        let var = Var::Local(proc.locals);
        proc.locals = proc
            .locals
            .checked_add(1)
            .filter(|count| *count < 4096)
            .ok_or(TooMany(span))?;
        Ok(var)
    }

    pub(crate) fn bind(&mut self, name: &str, var: Var, known: Known) {
        if let Some(proc) = self.procs.last_mut() {
            proc.names.push((name.into(), var, known));
        }
    }

    /// How many names are bound now; give it to [`Scopes::forget`] to end their scope.
    pub(crate) fn mark(&self) -> usize {
        self.procs.last().map_or(0, |proc| proc.names.len())
    }

    pub(crate) fn forget(&mut self, mark: usize) {
        if let Some(proc) = self.procs.last_mut() {
            proc.names.truncate(mark);
        }
    }

    /// The variable that a name means here, copied in from the procedures around if need be.
    pub(crate) fn lookup(&mut self, name: &str) -> Option<(Var, Known)> {
        let innermost = self.procs.len().checked_sub(1)?;
        self.lookup_from(innermost, name)
    }

    fn lookup_from(&mut self, depth: usize, name: &str) -> Option<(Var, Known)> {
        let found = self.procs[depth]
            .names
            .iter()
            .rev()
            .find(|(known, _, _)| **known == *name);
        if let Some((_, var, known)) = found {
            return Some((*var, *known));
        }
        let (outer, known) = self.lookup_from(depth.checked_sub(1)?, name)?;
        let captures = &mut self.procs[depth].captures;
        let index = captures
            .iter()
            .position(|captured| *captured == outer)
            .unwrap_or_else(|| {
                captures.push(outer);
                captures.len() - 1
            });
        Some((Var::Captured(u16::try_from(index).ok()?), known))
    }

    /// What is known about a name, without capturing it.
    pub(crate) fn peek(&self, name: &str) -> Option<Known> {
        self.procs.iter().rev().find_map(|proc| {
            proc.names
                .iter()
                .rev()
                .find(|(known, _, _)| **known == *name)
                .map(|(_, _, known)| *known)
        })
    }

    /// All names that can be seen, for suggestions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.procs
            .iter()
            .flat_map(|proc| proc.names.iter().map(|(name, _, _)| &**name))
    }
}
