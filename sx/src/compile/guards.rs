//! Markup that may fail, and markup that may come later.

use super::Compiler;
use crate::ops::{DeferSite, Mode, Op};
use crate::source::Span;
use crate::tree::{Defer, Guard};

impl<'c> Compiler<'c> {
    /// The body, with the fallback to go on with when it fails.
    pub(super) fn guard(&mut self, guard: &'c Guard, mode: Mode, span: Span) {
        let failed = self.emitter.jump(Op::Guard { fallback: 0 }, span);
        self.write(&guard.body, mode);
        self.emitter.op(Op::GuardEnd, span);
        let end = self.emitter.jump(Op::Jump(0), span);
        self.emitter.land(failed);
        self.write(&guard.fallback, mode);
        self.emitter.land(end);
    }

    /// The body where it stands if all that it needs is there. Else the fallback stands there, between marks that
    /// the body will replace, and what the body captured is kept.
    pub(super) fn defer(&mut self, defer: &'c Defer, span: Span) {
        let failed = self.emitter.jump(Op::Guard { fallback: 0 }, span);
        for captured in &defer.body.captures {
            self.push_var(*captured, span);
        }
        let proc = self.declare(&defer.body, true);
        let needs = self.reach.part(&defer.body.body);
        self.emitter.code.defers.push(DeferSite { proc, needs });
        let site = (self.emitter.code.defers.len() - 1) as u32;
        let pending = self.emitter.jump(Op::Defer { site, pending: 0 }, span);
        self.emitter.op(Op::Write(Mode::Content), span);
        self.emitter.op(Op::GuardEnd, span);
        let end = self.emitter.jump(Op::Jump(0), span);
        self.emitter.land(failed);
        self.emitter.op(Op::NoPlaceholder, span);
        let unmarked = self.emitter.jump(Op::Jump(0), span);
        self.emitter.land(pending);
        self.emitter.op(Op::GuardEnd, span);
        // The fallback is compiled once: those of parts inside each other would double with each.
        self.emitter.land(unmarked);
        self.emitter.op(Op::Placeholder, span);
        self.content(&defer.fallback);
        self.emitter.op(Op::PlaceholderEnd, span);
        self.emitter.land(end);
    }
}
