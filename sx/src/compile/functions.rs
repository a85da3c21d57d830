//! Functions: calls, calls in tail position, and functions that know each other.

use std::rc::Rc;

use super::Compiler;
use super::scope::Place;
use crate::ops::{ClosureKind, Mode, Op};
use crate::source::Span;
use crate::tree::{Class, Function, Node, NodeKind};

impl<'c> Compiler<'c> {
    /// Makes the functions of a `letrec`.
    pub(super) fn bind_functions(&mut self, functions: &'c [Function]) {
        let group: Rc<[u32]> = functions
            .iter()
            .map(|function| self.declare(&function.proc, false))
            .collect();
        for (function, proc) in functions.iter().zip(group.iter()) {
            self.groups.insert(*proc, group.clone());
            for captured in &function.proc.captures {
                self.push_var(*captured, function.span);
            }
            let kind = ClosureKind::Function;
            self.emitter
                .op(Op::Closure { proc: *proc, kind }, function.span);
            let slot = self.scope.slot(function.var);
            self.emitter.op(Op::Store(slot), function.span);
        }
    }

    /// Pushes a function of the `letrec` that the current code belongs to.
    pub(super) fn sibling(&mut self, index: u16, span: Span) {
        let proc = self.group[index as usize];
        self.emitter.op(Op::Sibling { proc }, span);
    }

    /// Calls a function. In tail position the frame of the caller is the callee's.
    pub(super) fn apply(
        &mut self,
        function: &'c Node,
        args: &'c [Node],
        writes: bool,
        is_tail: bool,
        span: Span,
    ) {
        let sibling = match function.kind {
            NodeKind::Var(var) => match self.scope.place(var) {
                Place::Sibling(index) => Some(self.group[index as usize]),
                _ => None,
            },
            _ => None,
        };
        if sibling.is_none() {
            self.push(function);
        }
        self.push_all(args);
        // More arguments than the resolver lets a function have can never be right.
        let count = u16::try_from(args.len()).unwrap_or(u16::MAX);
        let op = match (sibling, is_tail) {
            (None, false) => Op::Apply { count, writes },
            (None, true) => Op::TailApply { count, writes },
            (Some(proc), false) => Op::ApplySibling {
                proc,
                count,
                writes,
            },
            (Some(proc), true) => Op::TailSibling {
                proc,
                count,
                writes,
            },
        };
        self.emitter.op(op, span);
    }

    /// The value of a function's body: a call that ends it needs no frame of its own.
    pub(super) fn push_tail(&mut self, node: &'c Node) {
        let span = node.span;
        match &node.kind {
            NodeKind::Cond(arms, otherwise) => {
                self.choose(arms, Some(otherwise), span, Self::push_tail);
            }
            NodeKind::Let(bindings, body) => {
                self.bind(bindings);
                self.push_tail(body);
            }
            NodeKind::LetRec(functions, body) => {
                self.bind_functions(functions);
                self.push_tail(body);
            }
            NodeKind::Apply(function, args) => self.apply(function, args, false, true, span),
            _ => self.push(node),
        }
    }

    /// The same for a function that makes markup.
    pub(super) fn write_tail(&mut self, node: &'c Node) {
        let span = node.span;
        match &node.kind {
            NodeKind::Seq(nodes) => {
                if let Some((last, nodes)) = nodes.split_last() {
                    nodes.iter().for_each(|node| self.content(node));
                    self.write_tail(last);
                }
            }
            NodeKind::Cond(arms, otherwise) if node.class == Class::Markup => {
                self.choose(arms, Some(otherwise), span, Self::write_tail);
            }
            NodeKind::Let(bindings, body) => {
                self.bind(bindings);
                self.write_tail(body);
            }
            NodeKind::LetRec(functions, body) => {
                self.bind_functions(functions);
                self.write_tail(body);
            }
            NodeKind::Apply(function, args) => self.apply(function, args, true, true, span),
            _ => self.write(node, Mode::Content),
        }
    }
}
