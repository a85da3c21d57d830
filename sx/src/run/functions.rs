//! Calls of functions, those that end a function in place of it.

use std::cell::Cell;

use crate::ops::{ClosureKind, ProcCode, ProcKind};
use crate::run::failure::{Failed, expected, wrong};
use crate::run::machine::{Frame, Machine};
use crate::sink::Sink;
use crate::value::{Closure, Function, Slot, Val};

impl<'v, S: Sink> Machine<'v, S> {
    /// Calls the function below the arguments on top.
    pub(super) fn apply(&mut self, count: usize, writes: bool) -> Result<(), Failed> {
        let at = self.stack.len() - count;
        let closure = self.function_below(count, writes)?;
        self.enter_closure(closure, at - 1, writes)
    }

    /// Calls a function of the `letrec` that the current function belongs to.
    pub(super) fn apply_sibling(
        &mut self,
        proc: u32,
        count: usize,
        writes: bool,
    ) -> Result<(), Failed> {
        let code = &self.code.procs[proc as usize];
        fits(code, count, writes)?;
        let captured = self.captured()?;
        let frame = Frame {
            proc,
            component: None,
            given: 0,
            return_to: self.pc,
            caller_base: self.base,
            floor: self.stack.len() - count,
            writes,
        };
        self.enter(frame, code, captured)
    }

    /// Calls the function below the arguments on top, in the frame of the one that runs.
    pub(super) fn tail_apply(&mut self, count: usize, writes: bool) -> Result<(), Failed> {
        let closure = self.function_below(count, writes)?;
        self.go_on_with(closure.proc, count, closure.captured)
    }

    /// The same for a function of the same `letrec`.
    pub(super) fn tail_sibling(
        &mut self,
        proc: u32,
        count: usize,
        writes: bool,
    ) -> Result<(), Failed> {
        let code = &self.code.procs[proc as usize];
        fits(code, count, writes)?;
        let own = self.frames.last().map(|frame| frame.proc);
        let captured = if own == Some(proc) {
            // What the function captured is where it was.
            let from = self.base + code.params as usize;
            let at = self.stack.len() - count;
            self.stack.copy_within(at.., self.base);
            self.stack.truncate(from + code.captures as usize);
            return self.begin_again(code);
        } else {
            self.captured()?
        };
        self.go_on_with(proc, count, captured)
    }

    fn go_on_with(&mut self, proc: u32, count: usize, captured: &[Val<'v>]) -> Result<(), Failed> {
        let at = self.stack.len() - count;
        self.stack.copy_within(at.., self.base);
        self.stack.truncate(self.base + count);
        self.stack.extend_from_slice(captured);
        if let Some(frame) = self.frames.last_mut() {
            frame.proc = proc;
        }
        self.begin_again(&self.code.procs[proc as usize])
    }

    /// Begins the code of a function whose parameters and captured values are in place.
    fn begin_again(&mut self, code: &ProcCode) -> Result<(), Failed> {
        self.work.burn_ops(code.ops as usize)?;
        self.test_output()?;
        self.pc = code.entry as usize;
        self.instances.frame(self.frames.len());
        self.stack.resize(self.base + code.slots as usize, Val::Nil);
        Ok(())
    }

    /// The function below the arguments on top, if it can be called so.
    fn function_below(&self, count: usize, writes: bool) -> Result<&'v Closure<'v>, Failed> {
        let at = self.stack.len() - count;
        let Val::Fn(Function(closure)) = self.stack[at - 1] else {
            return Err(expected("a function", self.stack[at - 1]));
        };
        fits(&self.code.procs[closure.proc as usize], count, writes)?;
        Ok(closure)
    }

    /// A copy of what the function that runs has captured.
    fn captured(&self) -> Result<&'v [Val<'v>], Failed> {
        let Some(frame) = self.frames.last() else {
            return Ok(&[]);
        };
        let code = &self.code.procs[frame.proc as usize];
        let from = self.base + code.params as usize;
        let captured = &self.stack[from..from + code.captures as usize];
        Ok(self.work.arena.slice(captured)?)
    }

    pub(super) fn make_closure(&mut self, proc: u32, kind: ClosureKind) -> Result<(), Failed> {
        let captures = self.code.procs[proc as usize].captures as usize;
        let at = self.stack.len() - captures;
        let captured = self.work.arena.slice(&self.stack[at..])?;
        self.stack.truncate(at);
        self.push_closure(proc, captured, kind)
    }

    /// Makes a function of the `letrec` that the current function belongs to: it captured the same.
    pub(super) fn make_sibling(&mut self, proc: u32) -> Result<(), Failed> {
        let captured = self.captured()?;
        self.push_closure(proc, captured, ClosureKind::Function)
    }

    fn push_closure(
        &mut self,
        proc: u32,
        captured: &'v [Val<'v>],
        kind: ClosureKind,
    ) -> Result<(), Failed> {
        let closure = self.work.arena.keep(Closure {
            proc,
            captured,
            used: Cell::new(false),
        })?;
        self.stack.push(match kind {
            ClosureKind::Function => Val::Fn(Function(closure)),
            ClosureKind::Slot => Val::Slot(Slot::of_closure(closure)),
        });
        Ok(())
    }
}

/// Tests whether a function takes so many arguments, and makes what is wanted of it.
fn fits(code: &ProcCode, count: usize, writes: bool) -> Result<(), Failed> {
    if usize::from(code.params) != count {
        let noun = if code.params == 1 {
            "argument"
        } else {
            "arguments"
        };
        let message = format!("this function takes {} {noun}, found {count}", code.params);
        return Err(wrong(message));
    }
    if code.kind == ProcKind::MarkupFunction && !writes {
        return Err(wrong(
            "this function makes markup, and a value is needed here",
        ));
    }
    Ok(())
}
