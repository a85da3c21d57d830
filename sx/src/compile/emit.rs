//! Writing ops: statics are gathered and folded, jumps are patched, tables are shared.

use std::collections::HashMap;

use crate::datum::Datum;
use crate::escape;
use crate::ops::{Code, FieldSite, InlineSite, Instruction, Op};
use crate::source::Span;
use crate::value::FieldCache;

/// Writes the code of all components.
#[derive(Default)]
pub(super) struct Emitter {
    pub(super) code: Code,
    /// Markup that is not yet an op: everything static up to the next op is one stretch.
    pending: String,
    pending_span: Span,
    statics: HashMap<Box<str>, u32>,
    attrs: HashMap<Box<str>, u32>,
    /// The inlined call that is being compiled, counted as in [`Code::inlined`].
    inlined: u32,
}

/// A jump whose target is not known yet.
#[must_use]
pub(super) struct Hole(usize);

impl Emitter {
    /// Adds markup as it is.
    pub(super) fn markup(&mut self, html: &str, span: Span) {
        if self.pending.is_empty() {
            self.pending_span = span;
        }
        self.pending.push_str(html);
    }

    /// Adds text to the markup, escaped.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let mut escaped = String::new();
        escape::text(text, &mut escaped);
        self.markup(&escaped, span);
    }

    /// Adds a part of an attribute's value to the markup, escaped.
    pub(super) fn attr_text(&mut self, text: &str, span: Span) {
        let mut escaped = String::new();
        escape::attr(text, &mut escaped);
        self.markup(&escaped, span);
    }

    /// Adds an op, which takes all markup so far with it.
    pub(super) fn op(&mut self, op: Op, span: Span) {
        let lead = self.lead();
        self.code.ops.push(Instruction { lead, op });
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
        if self.code.statics.is_empty() {
            self.code.statics.push("".into());
        }
        if self.pending.is_empty() {
            return 0;
        }
        let html: Box<str> = std::mem::take(&mut self.pending).into();
        if let Some(index) = self.statics.get(&html) {
            return *index;
        }
        // Programs stay far below 4 GiB: sources are capped.
        let index = self.code.statics.len() as u32;
        self.code.statics.push(html.clone());
        self.statics.insert(html, index);
        index
    }

    /// Where the next op will be. Markup so far must not be written by who jumps there.
    pub(super) fn here(&mut self) -> u32 {
        if !self.pending.is_empty() {
            self.op(Op::Markup, self.pending_span);
        }
        self.code.ops.len() as u32
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
            | Op::JumpIfGiven { target, .. } => *target = here,
            other => debug_assert!(false, "{other:?} does not jump"),
        }
    }

    pub(super) fn constant(&mut self, datum: &Datum, span: Span) {
        let known = self
            .code
            .consts
            .iter()
            .rev()
            .take(64)
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
        self.code.attrs.push(format!(" {name}=\"").into());
        self.attrs.insert(name.into(), index);
        index
    }

    pub(super) fn field_site(&mut self, key: &str) -> u32 {
        let site = FieldSite {
            key: key.into(),
            cache: FieldCache::default(),
        };
        self.code.fields.push(site);
        (self.code.fields.len() - 1) as u32
    }
}
