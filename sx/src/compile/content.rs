//! Code that writes.

use super::Compiler;
use super::scope::Place;
use crate::datum::Datum;
use crate::ops::{Mode, Op};
use crate::primitives::{Prim, write_joined};
use crate::source::Span;
use crate::tree::{Class, LoopKind, Node, NodeKind};
use crate::value::ToVal;

impl<'c> Compiler<'c> {
    /// Writes a node as a child.
    pub(super) fn content(&mut self, node: &'c Node) {
        self.write(node, Mode::Content);
    }

    /// Writes a node.
    pub(super) fn write(&mut self, node: &'c Node, mode: Mode) {
        let span = node.span;
        match &node.kind {
            NodeKind::Const(datum) => self.write_constant(datum, mode, span),
            NodeKind::Var(var) => match self.scope.place(*var) {
                Place::Slot(slot) => self.emitter.op(Op::write_var(slot, mode), span),
                Place::Const(datum) => self.write_constant(datum, mode, span),
                Place::Sibling(_) => self.push_and_write(node, mode),
            },
            NodeKind::Seq(nodes) => {
                for node in nodes {
                    self.write(node, mode);
                }
            }
            NodeKind::Cond(arms, otherwise) => {
                let otherwise = Some(&**otherwise).filter(|node| !writes_nothing(node, mode));
                self.choose(arms, otherwise, span, |this, node| this.write(node, mode));
            }
            NodeKind::And(tests) if node.class == Class::Markup => self.write_and(tests, mode),
            NodeKind::Or(tests) if node.class == Class::Markup => self.write_or(tests, mode),
            NodeKind::Let(bindings, body) => {
                self.bind(bindings);
                self.write(body, mode);
            }
            NodeKind::Loop(inner) => match inner.kind {
                LoopKind::Map | LoopKind::MapIndexed(_) | LoopKind::ForEach
                    if matches!(mode, Mode::Content | Mode::Characters) =>
                {
                    self.walk(inner, span, |this, body| this.write(body, mode));
                }
                _ => self.push_and_write(node, mode),
            },
            NodeKind::Prim(prim, args) if is_str(*prim) => {
                let joined = match mode {
                    Mode::Content | Mode::Characters | Mode::Joined => Some(Mode::Joined),
                    Mode::JoinedAttr => Some(Mode::JoinedAttr),
                    Mode::WordAttr => None,
                };
                match joined {
                    Some(joined) => args.iter().for_each(|arg| self.write(arg, joined)),
                    None => self.push_and_write(node, mode),
                }
            }
            NodeKind::Get(subject, keys) => match self.field_of_slot(subject, keys) {
                Some((slot, key)) if keys.len() == 1 => {
                    let site = self.emitter.field_site(key);
                    self.emitter.op(Op::write_field(slot, mode, site), span);
                }
                _ => self.push_and_write(node, mode),
            },
            NodeKind::LetRec(functions, body) => {
                self.bind_functions(functions);
                self.write(body, mode);
            }
            NodeKind::Apply(function, args) if mode == Mode::Content => {
                self.apply(function, args, true, false, span);
            }
            NodeKind::Guard(guard) => self.guard(guard, mode, span),
            NodeKind::Defer(defer) => self.defer(defer, span),
            NodeKind::Element(element) => self.element(element, span),
            NodeKind::Component(call) => self.call(call, span),
            _ => self.push_and_write(node, mode),
        }
    }

    fn push_and_write(&mut self, node: &'c Node, mode: Mode) {
        self.push(node);
        self.emitter.op(Op::Write(mode), node.span);
    }

    fn write_constant(&mut self, datum: &Datum, mode: Mode, span: Span) {
        let is_child = matches!(mode, Mode::Content | Mode::Characters | Mode::WordAttr);
        let text = match datum {
            Datum::Nil => return,
            Datum::Bool(_) if is_child => return,
            Datum::List(_) | Datum::Rec(_) | Datum::Safe(_) => {
                self.emitter.constant(datum, span);
                return self.emitter.op(Op::Write(mode), span);
            }
            scalar => {
                let mut text = String::new();
                // Scalars can always be joined.
                let _ = write_joined(scalar.to_val(), &mut text);
                text
            }
        };
        match mode {
            Mode::Content | Mode::Characters | Mode::Joined => {
                self.emitter.markup(span).text(&text)
            }
            Mode::JoinedAttr => self.emitter.markup(span).attr_text(&text),
            Mode::WordAttr if text.is_empty() => {}
            Mode::WordAttr => {
                let markup = self.emitter.markup(span);
                markup.attr_text(" ");
                markup.attr_text(&text);
            }
        }
    }

    /// `(and test… markup)`: the markup if all tests hold.
    fn write_and(&mut self, tests: &'c [Node], mode: Mode) {
        let Some((last, tests)) = tests.split_last() else {
            return;
        };
        let ends: Vec<_> = tests.iter().map(|test| self.jump_unless(test)).collect();
        self.write(last, mode);
        for end in ends {
            self.emitter.land(end);
        }
    }

    /// `(or value… markup)`: the first true value, else the markup.
    fn write_or(&mut self, tests: &'c [Node], mode: Mode) {
        let Some((last, tests)) = tests.split_last() else {
            return;
        };
        let values: Vec<_> = tests
            .iter()
            .map(|test| {
                self.push(test);
                self.emitter.jump(Op::JumpIfTrueKeep(0), test.span)
            })
            .collect();
        self.write(last, mode);
        let end = self.emitter.jump(Op::Jump(0), last.span);
        for value in values {
            self.emitter.land(value);
        }
        self.emitter.op(Op::Write(mode), last.span);
        self.emitter.land(end);
    }
}

fn writes_nothing(node: &Node, mode: Mode) -> bool {
    let is_child = matches!(mode, Mode::Content | Mode::Characters | Mode::WordAttr);
    match node.kind {
        NodeKind::Const(Datum::Nil) => true,
        NodeKind::Const(Datum::Bool(_)) => is_child,
        _ => false,
    }
}

pub(super) fn is_str(prim: Prim) -> bool {
    prim.name() == "str"
}
