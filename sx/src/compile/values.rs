//! Code that leaves a value on the stack.

use super::Compiler;
use super::emit::Hole;
use super::scope::Place;
use crate::datum::Datum;
use crate::ops::{CallSite, ClosureKind, Comparison, HostSite, Op};
use crate::sink::Format;
use crate::source::Span;
use crate::tree::{
    Binding, Call, Class, Default, HostCall, Loop, LoopKind, Node, NodeKind, Proc, Var,
};

impl<'c> Compiler<'c> {
    /// Evaluates a node and leaves its value on the stack.
    pub(super) fn push(&mut self, node: &'c Node) {
        debug_assert!(
            node.class == Class::Value,
            "the resolver lets no markup become a value"
        );
        let span = node.span;
        match &node.kind {
            NodeKind::Const(datum) => self.emitter.constant(datum, span),
            NodeKind::Var(var) => self.push_var(*var, span),
            NodeKind::Vector(items) => {
                self.push_all(items);
                self.emitter.op(
                    Op::List {
                        count: items.len() as u32,
                    },
                    span,
                );
            }
            NodeKind::Record(fields) => self.record(fields, span),
            NodeKind::Cond(arms, otherwise) => self.choose(arms, Some(otherwise), span, Self::push),
            NodeKind::And(tests) => self.logic(tests, span, Op::JumpIfFalseKeep),
            NodeKind::Or(tests) => self.logic(tests, span, Op::JumpIfTrueKeep),
            NodeKind::Let(bindings, body) => {
                self.bind(bindings);
                self.push(body);
            }
            NodeKind::Fn(proc) => self.closure(proc, ClosureKind::Function, span),
            NodeKind::Slot(proc) => self.closure(proc, ClosureKind::Slot, span),
            NodeKind::Loop(inner) => self.loop_value(inner, span),
            NodeKind::Prim(prim, args) => {
                self.push_all(args);
                let (prim, count) = (*prim, args.len() as u32);
                let op = match Comparison::of(prim) {
                    Some(test) if count == 2 => Op::Compare { test, prim },
                    _ => Op::Prim { prim, count },
                };
                self.emitter.op(op, span);
            }
            NodeKind::Get(subject, keys) => self.get(subject, keys, span),
            NodeKind::Context => self.emitter.op(Op::Context, span),
            NodeKind::Host(call) => self.host(call, span),
            NodeKind::LetRec(functions, body) => {
                self.bind_functions(functions);
                self.push(body);
            }
            NodeKind::Apply(function, args) => self.apply(function, args, false, false, span),
            NodeKind::Need(need) => self.emitter.op(Op::Need(*need), span),
            NodeKind::Seq(_)
            | NodeKind::Element(_)
            | NodeKind::Component(_)
            | NodeKind::Guard(_)
            | NodeKind::Defer(_) => {
                self.emitter.constant(&Datum::Nil, span);
            }
        }
    }

    pub(super) fn push_var(&mut self, var: Var, span: Span) {
        match self.scope.place(var) {
            Place::Slot(slot) => self.emitter.op(Op::Var(slot), span),
            Place::Const(datum) => self.emitter.constant(datum, span),
            Place::Sibling(index) => self.sibling(index, span),
        }
    }

    /// A variable in a slot and the first key, when that is known: the usual way to read a field.
    pub(super) fn field_of_slot(&self, subject: &Node, keys: &'c [Node]) -> Option<(u16, &'c str)> {
        let NodeKind::Var(var) = subject.kind else {
            return None;
        };
        let Place::Slot(slot) = self.scope.place(var) else {
            return None;
        };
        Some((slot, constant_key(keys.first()?)?))
    }

    pub(super) fn push_all(&mut self, nodes: &'c [Node]) {
        for node in nodes {
            self.push(node);
        }
    }

    /// Puts the values of a `let` into their slots.
    pub(super) fn bind(&mut self, bindings: &'c [Binding]) {
        for binding in bindings {
            self.push(&binding.value);
            self.emitter
                .op(Op::Store(self.scope.slot(binding.var)), binding.value.span);
        }
    }

    /// Tests in turn; what follows is compiled by `branch`, for its value or for its output. Without
    /// `otherwise` there is nothing to do when no test holds.
    pub(super) fn choose(
        &mut self,
        arms: &'c [(Node, Node)],
        otherwise: Option<&'c Node>,
        span: Span,
        mut branch: impl FnMut(&mut Self, &'c Node),
    ) {
        let mut ends = Vec::with_capacity(arms.len());
        for (index, (test, then)) in arms.iter().enumerate() {
            let next = self.jump_unless(test);
            branch(self, then);
            if otherwise.is_some() || index + 1 < arms.len() {
                ends.push(self.emitter.jump(Op::Jump(0), span));
            }
            self.emitter.land(next);
        }
        if let Some(otherwise) = otherwise {
            branch(self, otherwise);
        }
        for end in ends {
            self.emitter.land(end);
        }
    }

    /// Goes on elsewhere unless a test holds. The usual tests, of a variable, need no value of their own.
    pub(super) fn jump_unless(&mut self, test: &'c Node) -> Hole {
        let op = self.test_of_slot(test).unwrap_or_else(|| {
            self.push(test);
            Op::JumpIfFalse(0)
        });
        self.emitter.jump(op, test.span)
    }

    fn test_of_slot(&self, test: &Node) -> Option<Op> {
        let slot_of = |node: &Node| match node.kind {
            NodeKind::Var(var) => match self.scope.place(var) {
                Place::Slot(slot) => Some(slot),
                Place::Const(_) | Place::Sibling(_) => None,
            },
            _ => None,
        };
        let NodeKind::Prim(prim, args) = &test.kind else {
            let slot = slot_of(test)?;
            return Some(Op::JumpUnlessVar { slot, target: 0 });
        };
        let (test, [one, other]) = (Comparison::of(*prim)?, args.as_slice()) else {
            return None;
        };
        let NodeKind::Const(Datum::Int(number)) = other.kind else {
            return None;
        };
        Some(Op::JumpUnless {
            slot: slot_of(one)?,
            test,
            number: i32::try_from(number).ok()?,
            target: 0,
        })
    }

    fn logic(&mut self, tests: &'c [Node], span: Span, keep: fn(u32) -> Op) {
        let Some((last, first)) = tests.split_last() else {
            return;
        };
        let mut ends = Vec::with_capacity(first.len());
        for test in first {
            self.push(test);
            ends.push(self.emitter.jump(keep(0), span));
        }
        self.push(last);
        for end in ends {
            self.emitter.land(end);
        }
    }

    fn record(&mut self, fields: &'c [(Box<str>, Node)], span: Span) {
        for (_, value) in fields {
            self.push(value);
        }
        let keys = &mut self.emitter.code.keys;
        keys.push(fields.iter().map(|(key, _)| key.clone()).collect());
        let keys = (keys.len() - 1) as u32;
        self.emitter.op(Op::Record { keys }, span);
    }

    fn get(&mut self, subject: &'c Node, keys: &'c [Node], span: Span) {
        let mut keys = keys.iter();
        match self.field_of_slot(subject, keys.as_slice()) {
            Some((slot, key)) => {
                let site = self.emitter.field_site(key);
                self.emitter.op(Op::VarField { slot, site }, span);
                keys.next();
            }
            None => self.push(subject),
        }
        for key in keys {
            match constant_key(key) {
                Some(name) => {
                    let site = self.emitter.field_site(name);
                    self.emitter.op(Op::Field { site }, key.span);
                }
                None => {
                    self.push(key);
                    self.emitter.op(Op::Index, key.span);
                }
            }
        }
    }

    fn closure(&mut self, proc: &'c Proc, kind: ClosureKind, span: Span) {
        for captured in &proc.captures {
            self.push_var(*captured, span);
        }
        let proc = self.declare(proc, kind == ClosureKind::Slot);
        self.emitter.op(Op::Closure { proc, kind }, span);
    }

    fn host(&mut self, call: &'c HostCall, span: Span) {
        self.push_all(&call.args);
        for (_, value) in &call.keywords {
            self.push(value);
        }
        let hosts = &mut self.emitter.code.hosts;
        hosts.push(HostSite {
            function: call.function,
            positional: call.args.len(),
            keywords: call.keywords.iter().map(|(name, _)| name.clone()).collect(),
        });
        let site = (hosts.len() - 1) as u32;
        self.emitter.op(Op::Host { site }, span);
    }

    /// Calls a component: its parameters are pushed in its order.
    pub(super) fn call(&mut self, call: &'c Call, span: Span) {
        if self.inline(call, span) {
            return;
        }
        let components = self.components;
        let params = &components[call.component as usize].params;
        let mut given = 0;
        for (index, (param, arg)) in params.iter().zip(&call.args).enumerate() {
            match (arg, &param.default) {
                (Some(arg), _) => {
                    given |= 1 << index;
                    self.push(arg);
                }
                (None, Default::Constant(datum)) => self.emitter.constant(datum, span),
                (None, _) => self.emitter.constant(&Datum::Nil, span),
            }
        }
        let calls = &mut self.emitter.code.calls;
        calls.push(CallSite {
            component: call.component,
            given,
        });
        let site = (calls.len() - 1) as u32;
        self.emitter.op(Op::Call { site }, span);
        if self.emitter.code.format == Format::Wire {
            self.emitter.op(Op::NextArgument, span);
        }
    }

    fn loop_value(&mut self, inner: &'c Loop, span: Span) {
        let item = self.scope.slot(inner.item);
        match &inner.kind {
            LoopKind::Map | LoopKind::MapIndexed(_) => {
                self.walk(inner, span, Self::push);
                self.emitter.op(Op::Collect, span);
            }
            LoopKind::Filter => {
                self.walk(inner, span, |this, body| {
                    this.push(body);
                    this.emitter.op(Op::Keep { slot: item }, span);
                });
                self.emitter.op(Op::Collect, span);
            }
            LoopKind::Reduce(sum, init) => {
                let sum = self.scope.slot(*sum);
                self.push(init);
                self.emitter.op(Op::Store(sum), span);
                self.walk(inner, span, |this, body| {
                    this.push(body);
                    this.emitter.op(Op::Store(sum), span);
                });
                self.emitter.op(Op::Var(sum), span);
            }
            LoopKind::Some => self.search(inner, span, true),
            LoopKind::Every => self.search(inner, span, false),
            LoopKind::SortBy(list) => self.gather(inner, *list, Op::SortBy, span),
            LoopKind::GroupBy(list) => self.gather(inner, *list, Op::GroupBy, span),
            // Functions have no effects: as a value, the walk is worth nothing.
            LoopKind::ForEach => self.emitter.constant(&Datum::Nil, span),
        }
    }

    /// The keys of all items, then the items: what is done with both is one step.
    fn gather(&mut self, inner: &'c Loop, list: Var, op: Op, span: Span) {
        self.walk(inner, span, Self::push);
        self.emitter.op(Op::Collect, span);
        self.push_var(list, inner.list.span);
        self.emitter.op(op, span);
    }

    /// A walk over a list, with `body` compiled for each item.
    pub(super) fn walk(
        &mut self,
        inner: &'c Loop,
        span: Span,
        mut body: impl FnMut(&mut Self, &'c Node),
    ) {
        self.push(&inner.list);
        let slot = self.scope.slot(inner.item);
        let number = match inner.kind {
            LoopKind::MapIndexed(number) => Some(self.scope.slot(number)),
            _ => None,
        };
        let exit = 0;
        let start = match number {
            Some(number) => Op::CountStart { slot, number, exit },
            None => Op::LoopStart { slot, exit },
        };
        let exit = self.emitter.jump(start, inner.list.span);
        let begin = self.emitter.here();
        body(self, &inner.body);
        let body = begin;
        let next = match number {
            Some(number) => Op::CountNext { slot, number, body },
            None => Op::LoopNext { slot, body },
        };
        self.emitter.op(next, span);
        self.emitter.land(exit);
    }

    /// `some` ends with the first true value, `every?` with the first false one.
    fn search(&mut self, inner: &'c Loop, span: Span, some: bool) {
        let mut found = None;
        self.walk(inner, span, |this, body| {
            this.push(body);
            let op = if some {
                Op::JumpIfTrueKeep(0)
            } else {
                Op::JumpIfFalse(0)
            };
            found = Some(this.emitter.jump(op, span));
        });
        self.emitter
            .constant(&if some { Datum::Nil } else { Datum::Bool(true) }, span);
        let end = self.emitter.jump(Op::Jump(0), span);
        if let Some(found) = found {
            self.emitter.land(found);
        }
        self.emitter.op(Op::LoopBreak, span);
        if !some {
            self.emitter.constant(&Datum::Bool(false), span);
        }
        self.emitter.land(end);
    }
}

/// The text of a constant key.
pub(super) fn constant_key(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Const(Datum::Str(key)) => Some(key),
        _ => None,
    }
}
