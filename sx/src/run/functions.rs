//! Calls of functions, those that end a function in place of it.

use std::cell::Cell;
use std::ops::Range;

use crate::ops::{ClosureKind, ProcCode, ProcKind};
use crate::run::failure::{Failed, expected, wrong};
use crate::run::machine::Machine;
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
        fits(&self.code.procs[proc as usize], count, writes)?;
        let floor = self.stack.len() - count;
        self.stack.extend_from_within(self.captured());
        self.enter_proc(proc, floor, writes)
    }

    /// Calls the function below the arguments on top, in the frame of the one that runs.
    pub(super) fn tail_apply(&mut self, count: usize, writes: bool) -> Result<(), Failed> {
        let closure = self.function_below(count, writes)?;
        self.stack.extend_from_slice(closure.captured);
        self.go_on_with(closure.proc)
    }

    /// The same for a function of the same `letrec`.
    pub(super) fn tail_sibling(
        &mut self,
        proc: u32,
        count: usize,
        writes: bool,
    ) -> Result<(), Failed> {
        fits(&self.code.procs[proc as usize], count, writes)?;
        self.stack.extend_from_within(self.captured());
        self.go_on_with(proc)
    }

    /// Begins a function in place of the one that runs. Its arguments and what it captured are on top.
    fn go_on_with(&mut self, proc: u32) -> Result<(), Failed> {
        let code = &self.code.procs[proc as usize];
        let given = code.params as usize + code.captures as usize;
        let at = self.stack.len() - given;
        self.stack.copy_within(at.., self.base);
        self.stack.truncate(self.base + given);
        if let Some(frame) = self.frames.last_mut() {
            frame.proc = proc;
        }
        self.work.burn_ops(code.ops as usize)?;
        self.test_output()?;
        self.go(code.entry as usize);
        self.instances.frame(self.frames.len());
        let height = self.base + code.slots as usize;
        self.test_height(height)?;
        self.stack.resize(height, Val::Nil);
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

    /// Where on the stack is what the function that runs has captured.
    fn captured(&self) -> Range<usize> {
        let Some(frame) = self.frames.last() else {
            return 0..0;
        };
        let code = &self.code.procs[frame.proc as usize];
        let from = self.base + code.params as usize;
        from..from + code.captures as usize
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
        let captured = self.work.arena.slice(&self.stack[self.captured()])?;
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
