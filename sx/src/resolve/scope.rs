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

/// The most parameters, the most captures and the most locals of a procedure. They share a frame, whose slots have numbers of
/// 16 bits; one of so many variables would never be a page.
const VARIABLES_MAX: u16 = 4096;

/// A procedure has more variables than fit into a frame.
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

    pub(crate) fn bind_param(
        &mut self,
        name: &str,
        known: Known,
        span: Span,
    ) -> Result<Var, TooMany> {
        let proc = self.procs.last_mut().ok_or(TooMany(span))?;
        let var = Var::Param(proc.params);
        proc.params = one_more(proc.params, span)?;
        proc.names.push((name.into(), var, known));
        Ok(var)
    }

    /// A new variable that no name leads to yet.
    pub(crate) fn new_local(&mut self, span: Span) -> Result<Var, TooMany> {
        let proc = self.procs.last_mut().ok_or(TooMany(span))?;
        let var = Var::Local(proc.locals);
        proc.locals = one_more(proc.locals, span)?;
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

    /// The variable that a name means here, copied in from the procedures around if need be; `None` if it means none.
    pub(crate) fn lookup(&mut self, name: &str, span: Span) -> Result<Option<Var>, TooMany> {
        match self.procs.len().checked_sub(1) {
            Some(innermost) => self.lookup_from(innermost, name, span),
            None => Ok(None),
        }
    }

    fn lookup_from(
        &mut self,
        depth: usize,
        name: &str,
        span: Span,
    ) -> Result<Option<Var>, TooMany> {
        let found = self.procs[depth]
            .names
            .iter()
            .rev()
            .find(|(known, _, _)| **known == *name);
        if let Some((_, var, _)) = found {
            return Ok(Some(*var));
        }
        let Some(around) = depth.checked_sub(1) else {
            return Ok(None);
        };
        let Some(outer) = self.lookup_from(around, name, span)? else {
            return Ok(None);
        };
        let captures = &mut self.procs[depth].captures;
        let known = captures.iter().position(|captured| *captured == outer);
        let index = u16::try_from(known.unwrap_or(captures.len())).map_err(|_| TooMany(span))?;
        if known.is_none() {
            one_more(index, span)?;
            captures.push(outer);
        }
        Ok(Some(Var::Captured(index)))
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

fn one_more(count: u16, span: Span) -> Result<u16, TooMany> {
    match count + 1 {
        VARIABLES_MAX.. => Err(TooMany(span)),
        more => Ok(more),
    }
}
