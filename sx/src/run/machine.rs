//! The loop that carries out ops.

use smallvec::SmallVec;

use crate::host::HostFunction;
use crate::limits::Limit;
use crate::ops::{Code, Comparison, Instruction, Op};
use crate::primitives::{Prim, group_by, sort_by};
use crate::program::Scene;
use crate::run::failure::{Failed, limit, wrong};
use crate::run::fields;
use crate::run::guards::Detours;
use crate::run::instances::Instances;
use crate::run::walks::Walks;
use crate::run::work::Work;
use crate::run::written::WrittenCall;
use crate::sink::{Edges, Format, Sink, Static};
use crate::value::{Arena, FieldSite, ToVal, Val};

/// Calls that are open at once in nearly every page: so many need no memory of their own.
const FRAMES: usize = 8;

/// The state of one render. Everything that `'v` marks outlives it: the program, the view, the
/// context, the host and the arena.
pub(crate) struct Machine<'v, S: Sink> {
    pub(super) code: &'v Code,
    pub(super) functions: &'v [HostFunction],
    pub(super) scene: &'v Scene<'v>,
    pub(crate) work: Work<'v>,
    pub(crate) output_max: usize,
    pub(crate) sink: S,
    /// Frames of variables, each with the values under way above it.
    pub(super) stack: Vec<Val<'v>>,
    /// Where the variables of the current frame begin.
    pub(super) base: usize,
    pub(super) frames: SmallVec<[Frame; FRAMES]>,
    pub(super) instances: Instances,
    /// Calls that are written and not carried out, with arguments still to come.
    pub(super) written: Vec<WrittenCall<'v>>,
    pub(super) walks: Walks<'v>,
    /// What most renders have nothing of. It stands apart, so that a render costs less to begin and to end.
    pub(crate) detours: Option<Box<Detours<S::Mark>>>,
    /// The height of the stack when the walk that ended last began.
    pub(super) walked_from: usize,
    /// Text on its way into an attribute; kept, so that it is allocated once.
    pub(super) scratch: String,
    /// How many ops lie behind the one that runs or that failed.
    pub(super) left: usize,
}

/// A call that has not returned.
pub(super) struct Frame {
    pub(super) proc: u32,
    /// The component that it is; functions and slots have none.
    pub(super) component: Option<u32>,
    /// Which parameters were given.
    pub(super) given: u64,
    /// How many ops lie behind the call.
    pub(super) left: usize,
    pub(super) caller_base: usize,
    /// The height of the stack once this call has returned.
    pub(super) floor: usize,
    /// Whether the value that the function returns is written.
    pub(super) writes: bool,
}

impl<'v, S: Sink> Machine<'v, S> {
    // In line, because a machine is large: it is made where it will be.
    #[inline(always)]
    pub(crate) fn new(
        code: &'v Code,
        functions: &'v [HostFunction],
        scene: &'v Scene<'v>,
        arena: &'v Arena,
        sink: S,
    ) -> Self {
        Machine {
            code,
            functions,
            scene,
            work: Work::new(arena, &scene.limits),
            output_max: scene.limits.output_bytes,
            sink,
            // Small blocks come quickly; a page that needs more lets them grow.
            stack: Vec::with_capacity(40),
            base: 0,
            frames: SmallVec::new(),
            walks: Walks::default(),
            instances: Instances::default(),
            written: Vec::new(),
            detours: None,
            walked_from: 0,
            scratch: String::new(),
            left: code.ops.len(),
        }
    }

    /// Tells the sink how much will come.
    pub(crate) fn expect(&mut self, bytes: usize) {
        self.sink.expect(bytes);
    }

    /// Runs until the outermost call returns.
    #[inline]
    pub(crate) fn run(&mut self) -> Result<(), Failed> {
        while let Err(failure) = self.steps() {
            #[cfg(test)]
            self.tally();
            self.recover(failure)?;
        }
        #[cfg(test)]
        self.tally();
        Ok(())
    }

    #[cfg(test)]
    fn tally(&self) {
        super::tally::change(|tally| {
            tally.arena = self.work.arena.bytes();
            tally.output = tally.output.max(self.sink.written());
        });
    }

    /// Runs until the outermost call returns or something fails. The ops from the next one on are a local slice, because every
    /// op would otherwise wait for the one before to store its place; `self.left` has the place for calls, which remember
    /// where to return to, and for messages. A jump makes another slice: that is a branch, which a processor foresees, where a
    /// choice between two numbers would be waited for.
    #[allow(
        clippy::too_many_lines,
        reason = "one arm an op: the machine is read as a table"
    )]
    fn steps(&mut self) -> Result<(), Failed> {
        let code = self.code;
        let at = |pc: u32| &code.ops[pc as usize..];
        let mut rest = self.rest();
        loop {
            #[cfg(test)]
            super::tally::change(|tally| tally.ops += 1);
            let Some((instruction, after)) = rest.split_first() else {
                return Err(wrong("the code has no end"));
            };
            rest = after;
            self.left = rest.len();
            self.stat(code, instruction.lead);
            match instruction.op {
                Op::Write(mode) => {
                    let value = self.pop();
                    self.write(value, mode)?;
                    rest = self.rest();
                }
                // Text is matched where it lies: moving a value that was made just now would wait
                // for the memory.
                Op::WriteVar { slot, mode, lead } => match *self.slot(slot) {
                    Val::Str(text) if mode.is_text() => {
                        self.write_text(Self::markup(code, lead), text)?
                    }
                    Val::Int(number) if mode.is_text() => {
                        self.write_whole(Self::markup(code, lead), number)?
                    }
                    other => {
                        self.stat(code, lead);
                        self.write_other(other, mode)?;
                        rest = self.rest();
                    }
                },
                Op::WriteField {
                    slot,
                    mode,
                    site,
                    lead,
                } => {
                    let mut value = Val::Nil;
                    fields::read(&code.fields[site as usize], self.slot(slot), &mut value)?;
                    match value {
                        Val::Str(text) if mode.is_text() => {
                            self.write_text(Self::markup(code, lead), text)?
                        }
                        Val::Int(number) if mode.is_text() => {
                            self.write_whole(Self::markup(code, lead), number)?
                        }
                        other => {
                            self.stat(code, lead);
                            self.write_other(other, mode)?;
                            rest = self.rest();
                        }
                    }
                }
                Op::Jump(target) => rest = at(target),
                Op::JumpIfFalse(target) => {
                    if !self.pop().is_true() {
                        rest = at(target);
                    }
                }
                Op::JumpUnlessVar { slot, target } => {
                    if !self.slot(slot).is_true() {
                        rest = at(target);
                    }
                }
                Op::JumpUnless {
                    slot,
                    test,
                    number,
                    target,
                } => {
                    let number = i64::from(number);
                    let holds = match *self.slot(slot) {
                        Val::Int(value) => test.holds(value, number),
                        other => self.compare_other(test, other, number)?,
                    };
                    if !holds {
                        rest = at(target);
                    }
                }
                Op::JumpIfTrueKeep(target) => {
                    if self.keep_if(true) {
                        rest = at(target);
                    }
                }
                Op::JumpIfFalseKeep(target) => {
                    if self.keep_if(false) {
                        rest = at(target);
                    }
                }
                Op::LoopStart { slot, exit } => {
                    self.walk_start()?;
                    if !self.walk_next(slot, None, 0)? {
                        rest = at(exit);
                    }
                }
                Op::LoopNext { slot, body } => {
                    if self.walk_next(slot, None, self.pc() - body as usize)? {
                        rest = at(body);
                    }
                }
                Op::CountStart { slot, number, exit } => {
                    self.walk_start()?;
                    if !self.walk_next(slot, Some(number), 0)? {
                        rest = at(exit);
                    }
                }
                Op::CountNext { slot, number, body } => {
                    if self.walk_next(slot, Some(number), self.pc() - body as usize)? {
                        rest = at(body);
                    }
                }
                Op::Compare { test, prim } => self.compare(test, prim)?,
                Op::Call { site } => {
                    self.call(&code.calls[site as usize])?;
                    rest = self.rest();
                }
                Op::NextArgument => {
                    self.next_argument()?;
                    rest = self.rest();
                }
                Op::Apply { count, writes } => {
                    self.apply(count as usize, writes)?;
                    rest = self.rest();
                }
                Op::ApplySibling {
                    proc,
                    count,
                    writes,
                } => {
                    self.apply_sibling(proc, count as usize, writes)?;
                    rest = self.rest();
                }
                Op::TailApply { count, writes } => {
                    self.tail_apply(count as usize, writes)?;
                    rest = self.rest();
                }
                Op::TailSibling {
                    proc,
                    count,
                    writes,
                } => {
                    self.tail_sibling(proc, count as usize, writes)?;
                    rest = self.rest();
                }
                Op::Defer { site, pending } => {
                    if !self.defer(&code.defers[site as usize])? {
                        rest = at(pending);
                    }
                }
                Op::Return => {
                    if self.return_markup() {
                        return self.test_output();
                    }
                    rest = self.rest();
                }
                Op::ReturnValue => {
                    self.return_value()?;
                    rest = self.rest();
                }
                Op::JumpIfGiven { param, target } => {
                    if self.is_given(param) {
                        rest = at(target);
                    }
                }
                Op::Markup => {}
                Op::WriteJson => {
                    let value = self.pop();
                    self.write_json(value)?;
                }
                Op::Attr { attr, context } => {
                    let value = self.pop();
                    self.write_attr(attr, context, value)?;
                }
                Op::AttrField {
                    slot,
                    context,
                    attr,
                    site,
                } => {
                    let mut value = Val::Nil;
                    fields::read(&code.fields[site as usize], self.slot(slot), &mut value)?;
                    match value {
                        Val::Str(text) => self.write_text_attr(attr, context, text)?,
                        other => self.write_attr(attr, context, other)?,
                    }
                }
                Op::Const(index) => self.stack.push(code.consts[index as usize].to_val()),
                Op::Var(slot) => {
                    let value = self.var(slot);
                    self.stack.push(value);
                }
                Op::Store(slot) => {
                    let value = self.pop();
                    self.set(slot, value);
                }
                Op::Field { site } => {
                    let subject = self.pop();
                    self.push_field(&code.fields[site as usize], subject)?;
                }
                Op::VarField { slot, site } => {
                    self.push_field(&code.fields[site as usize], self.var(slot))?;
                }
                Op::Index => {
                    let key = self.pop();
                    let subject = self.pop();
                    let value = fields::index(&self.work, subject, key)?;
                    self.stack.push(value);
                }
                Op::Context => self.stack.push(Val::Rec(self.scene.context)),
                Op::List { count } => self.collect(self.stack.len() - count as usize)?,
                Op::Record { keys } => self.make_record(&code.keys[keys as usize])?,
                Op::Prim { prim, count } => self.call_prim(prim, count as usize)?,
                Op::Host { site } => self.call_host(&code.hosts[site as usize])?,
                Op::Closure { proc, kind } => self.make_closure(proc, kind)?,
                Op::Sibling { proc } => self.make_sibling(proc)?,
                Op::Need(index) => self.need(index)?,
                Op::SortBy => self.gather(sort_by)?,
                Op::GroupBy => self.gather(group_by)?,
                Op::Guard { fallback } => self.enter_guard(fallback),
                Op::GuardEnd => self.leave_guard(),
                Op::Placeholder => self.placeholder(),
                Op::PlaceholderEnd => self.placeholder_end(),
                Op::NoPlaceholder => self.no_placeholder(),
                Op::Check {
                    slot,
                    param,
                    component,
                } => self.check(slot, param, component)?,
                Op::LoopBreak => self.walks.end(),
                Op::Keep { slot } => self.keep(slot),
                Op::EnterRegion(name) => self.sink.enter_region(&code.regions[name as usize]),
                Op::LeaveRegion(name) => self.sink.leave_region(&code.regions[name as usize]),
                Op::Collect => self.collect(self.walked_from)?,
            }
        }
    }

    /// The op after the one that runs or that failed.
    #[inline]
    pub(super) fn pc(&self) -> usize {
        self.code.ops.len() - self.left
    }

    /// Goes on elsewhere.
    #[inline]
    pub(super) fn go(&mut self, pc: usize) {
        self.left = self.code.ops.len() - pc;
    }

    /// The ops from there on.
    #[inline]
    fn rest(&self) -> &'v [Instruction] {
        &self.code.ops[self.pc()..]
    }

    #[inline(always)]
    fn stat(&mut self, code: &'v Code, index: u32) {
        if index != 0 {
            self.sink.stat(Self::markup(code, index));
        }
    }

    /// A stretch of markup; the one with the index 0 is empty.
    #[inline(always)]
    pub(super) fn markup(code: &'v Code, index: u32) -> Static<'v> {
        let index = index as usize;
        let edges = match S::FORMAT {
            Format::Html => Edges::default(),
            Format::Wire => code.edges[index],
        };
        let text = &code.statics[index];
        Static { text, edges }
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Val<'v> {
        // Compiled code pops only what it pushed.
        self.stack.pop().unwrap_or(Val::Nil)
    }

    /// Replaces two values by whether the first is as wanted beside the second.
    #[inline]
    fn compare(&mut self, test: Comparison, prim: Prim) -> Result<(), Failed> {
        let [.., Val::Int(one), Val::Int(other)] = self.stack[..] else {
            return self.call_prim(prim, 2);
        };
        self.stack.pop();
        if let Some(top) = self.stack.last_mut() {
            *top = Val::Bool(test.holds(one, other));
        }
        Ok(())
    }

    /// Whether a value that is no whole number is as wanted beside one.
    #[cold]
    fn compare_other(
        &mut self,
        test: Comparison,
        value: Val<'v>,
        number: i64,
    ) -> Result<bool, Failed> {
        let Some(prim) = Prim::named(test.name()) else {
            return Err(wrong("a comparison has no primitive"));
        };
        self.stack.extend([value, Val::Int(number)]);
        self.call_prim(prim, 2)?;
        Ok(self.pop().is_true())
    }

    #[inline]
    fn push_field(&mut self, site: &FieldSite, subject: Val<'v>) -> Result<(), Failed> {
        let at = self.stack.len();
        self.stack.push(Val::Nil);
        fields::read(site, &subject, &mut self.stack[at])
    }

    /// Whether the value on top is as wanted and stays; otherwise it is popped.
    fn keep_if(&mut self, wanted: bool) -> bool {
        let keeps = self.stack.last().is_some_and(Val::is_true) == wanted;
        if !keeps {
            self.stack.pop();
        }
        keeps
    }

    #[inline]
    fn slot(&self, slot: u16) -> &Val<'v> {
        &self.stack[self.base + slot as usize]
    }

    #[inline]
    pub(super) fn var(&self, slot: u16) -> Val<'v> {
        *self.slot(slot)
    }

    #[inline]
    pub(super) fn set(&mut self, slot: u16, value: Val<'v>) {
        self.stack[self.base + slot as usize] = value;
    }

    #[inline]
    pub(super) fn test_output(&self) -> Result<(), Failed> {
        if self.sink.written() > self.output_max {
            return Err(limit(Limit::OutputBytes));
        }
        Ok(())
    }
}
