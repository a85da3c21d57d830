//! Writing ops: statics are gathered and folded, jumps are patched, tables are shared.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::stretch::Stretch;
use crate::buffer::Piece;
use crate::datum::Datum;
use crate::ops::{Code, InlineSite, Instruction, Op};
use crate::sink::{Edges, Format};
use crate::source::Span;
use crate::value::FieldSite;

/// Writes the code of all components.
pub(super) struct Emitter {
    pub(super) code: Code,
    /// Markup that is not yet an op: everything static up to the next op is one stretch.
    pending: Stretch,
    statics: HashMap<(Box<str>, Edges), u32>,
    attrs: HashMap<Box<str>, u32>,
    /// The inlined call that is being compiled, counted as in [`Code::inlined`].
    inlined: u32,
}

/// A jump whose target is not known yet.
#[must_use]
pub(super) struct Hole(usize);

impl Emitter {
    pub(super) fn new(format: Format) -> Self {
        let code = Code {
            format,
            statics: vec![Piece::new("")],
            edges: vec![Edges::default()],
            ..Code::default()
        };
        Emitter {
            code,
            pending: Stretch::new(format),
            statics: HashMap::new(),
            attrs: HashMap::new(),
            inlined: 0,
        }
    }

    /// The markup so far, to add some that comes from `span`.
    pub(super) fn markup(&mut self, span: Span) -> &mut Stretch {
        if self.pending.is_empty() {
            self.pending.span = span;
        }
        &mut self.pending
    }

    /// Adds an op, which takes all markup so far with it.
    pub(super) fn op(&mut self, op: Op, span: Span) {
        let lead = self.lead();
        self.code.ops.push(Instruction::new(lead, op));
        self.code.spans.push(span);
        self.code.inlined.push(self.inlined);
    }

    /// Begins an inlined call; give the result to [`Emitter::leave_inlined`].
    pub(super) fn enter_inlined(&mut self, component: u32, called_at: Span) -> u32 {
        let around = self.inlined;
        self.code.inline_sites.push(InlineSite {
            component,
            called_at,
            around,
        });
        self.inlined = self.code.inline_sites.len() as u32;
        around
    }

    pub(super) fn leave_inlined(&mut self, around: u32) {
        self.inlined = around;
    }

    /// The index of the pending markup among the statics; the same markup is kept once.
    fn lead(&mut self) -> u32 {
        if self.pending.is_empty() {
            return 0;
        }
        match self.statics.entry(self.pending.take()) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                // Programs stay far below 4 GiB: sources are capped.
                let index = self.code.statics.len() as u32;
                let (text, edges) = new.key();
                self.code.statics.push(Piece::new(text));
                self.code.edges.push(*edges);
                *new.insert(index)
            }
        }
    }

    /// Where the next op will be. Markup so far must not be written by who jumps there.
    pub(super) fn here(&mut self) -> u32 {
        if !self.pending.is_empty() {
            self.op(Op::Markup, self.pending.span);
        }
        self.code.ops.len() as u32
    }

    /// How many ops and calls there are.
    pub(super) fn extent(&self) -> (usize, usize) {
        (self.code.ops.len(), self.code.calls.len())
    }

    /// Adds a jump whose target comes later.
    pub(super) fn jump(&mut self, op: Op, span: Span) -> Hole {
        self.op(op, span);
        Hole(self.code.ops.len() - 1)
    }

    /// Lets a jump lead to the next op.
    pub(super) fn land(&mut self, hole: Hole) {
        let here = self.here();
        match &mut self.code.ops[hole.0].op {
            Op::Jump(target)
            | Op::JumpIfFalse(target)
            | Op::JumpIfFalseKeep(target)
            | Op::JumpIfTrueKeep(target)
            | Op::LoopStart { exit: target, .. }
            | Op::CountStart { exit: target, .. }
            | Op::JumpUnlessVar { target, .. }
            | Op::JumpUnless { target, .. }
            | Op::JumpIfGiven { target, .. }
            | Op::Guard { fallback: target }
            | Op::Defer {
                pending: target, ..
            } => *target = here,
            other => debug_assert!(false, "{other:?} does not jump"),
        }
    }

    pub(super) fn constant(&mut self, datum: &Datum, span: Span) {
        let known = self
            .code
            .consts
            .iter()
            .rev()
            .take(16)
            .position(|known| known == datum);
        let index = match known {
            Some(back) => self.code.consts.len() - 1 - back,
            None => {
                self.code.consts.push(datum.clone());
                self.code.consts.len() - 1
            }
        };
        self.op(Op::Const(index as u32), span);
    }

    pub(super) fn attr(&mut self, name: &str) -> u32 {
        if let Some(index) = self.attrs.get(name) {
            return *index;
        }
        let index = self.code.attrs.len() as u32;
        self.code.attrs.push(Piece::new(&format!(" {name}=\"")));
        self.attrs.insert(name.into(), index);
        index
    }

    pub(super) fn region(&mut self, name: &str) -> u32 {
        self.code.regions.push(name.into());
        (self.code.regions.len() - 1) as u32
    }

    pub(super) fn field_site(&mut self, key: &str) -> u32 {
        self.code.fields.push(FieldSite::new(key));
        (self.code.fields.len() - 1) as u32
    }
}
