//! Small components are compiled into their callers: the call costs nothing, constant arguments
//! become part of the markup, and static markup folds across the border. What a message says does not
//! change: every op knows the inlined calls it belongs to.

use super::Compiler;
use super::scope::Place;
use crate::ops::Op;
use crate::sink::Format;
use crate::source::Span;
use crate::tree::{Call, Default, Node, NodeKind, Param};
use crate::value::{ToVal, Type};

/// The largest body that is inlined, in bytes of source.
const BODY_BYTES_MAX: usize = 1_000;
/// How much is inlined into one component before its other calls stay calls.
const TOTAL_BYTES_MAX: usize = 8_000;
/// Inlined components inside each other, the caller not counted.
const NESTED_MAX: usize = 3;

impl<'c> Compiler<'c> {
    /// Compiles a call in place, if it is worth it.
    pub(super) fn inline(&mut self, call: &'c Call, span: Span) -> bool {
        let components = self.components;
        let component = &components[call.component as usize];
        let bytes = (component.body.span.end - component.body.span.start) as usize;
        // A wire holds calls.
        let is_fit = self.emitter.code.format == Format::Html
            && bytes <= BODY_BYTES_MAX
            && self.inlined_bytes + bytes <= TOTAL_BYTES_MAX
            && self.inlining.len() <= NESTED_MAX
            && !self.inlining.contains(&call.component)
            && self.scope.has_room();
        if !is_fit {
            return false;
        }
        self.inlined_bytes += bytes;
        let pairs = component.params.iter().zip(&call.args);
        let params: Vec<_> = pairs
            .map(|(param, arg)| self.argument(param, arg.as_ref()))
            .collect();
        let inner = self.scope.inlined(params, component.locals);
        let outer = std::mem::replace(&mut self.scope, inner);
        self.inlining.push(call.component);
        let around = self.emitter.enter_inlined(call.component, span);
        for (index, (param, arg)) in component.params.iter().zip(&call.args).enumerate() {
            self.prepare(call.component, index, param, arg.is_some());
        }
        self.content(&component.body);
        self.emitter.leave_inlined(around);
        self.inlining.pop();
        let inner = std::mem::replace(&mut self.scope, outer);
        self.scope.take_slots_of(&inner);
        true
    }

    /// Where a parameter of the inlined component is: a constant, a variable of the caller, or a
    /// new slot.
    fn argument(&mut self, param: &'c Param, arg: Option<&'c Node>) -> Place<'c> {
        let place = match (arg, &param.default) {
            (
                Some(Node {
                    kind: NodeKind::Const(datum),
                    ..
                }),
                _,
            ) => Place::Const(datum),
            (
                Some(Node {
                    kind: NodeKind::Var(var),
                    ..
                }),
                _,
            ) => self.scope.place(*var),
            (Some(arg), _) => {
                self.push(arg);
                return self.stored(arg.span);
            }
            (None, Default::Constant(datum)) => Place::Const(datum),
            (None, _) => return Place::Slot(self.scope.fresh()),
        };
        match place {
            // A constant that does not fit is left to the test at run time.
            Place::Const(datum) if !fits(param, datum.to_val().kind()) => {
                self.emitter.constant(datum, param.span);
                self.stored(param.span)
            }
            // In the frame of the inlined component nobody would know whose sibling it is.
            Place::Sibling(index) => {
                self.sibling(index, param.span);
                self.stored(param.span)
            }
            place => place,
        }
    }

    fn stored(&mut self, span: Span) -> Place<'c> {
        let slot = self.scope.fresh();
        self.emitter.op(Op::Store(slot), span);
        Place::Slot(slot)
    }

    /// Computes a default and tests a type, as the component does when it is called.
    fn prepare(&mut self, component: u32, index: usize, param: &'c Param, is_given: bool) {
        let index = super::count(index);
        let Place::Slot(slot) = self.scope.place(crate::tree::Var::Param(index)) else {
            return;
        };
        if let (false, Default::Computed(default)) = (is_given, &param.default) {
            self.push(default);
            self.emitter.op(Op::Store(slot), param.span);
        }
        if param.ty != Type::Any {
            self.emitter.op(
                Op::Check {
                    slot,
                    param: index,
                    component,
                },
                param.span,
            );
        }
    }
}

fn fits(param: &Param, found: Option<Type>) -> bool {
    match found {
        Some(found) => param.ty.accepts(found),
        None => param.takes_nil,
    }
}
