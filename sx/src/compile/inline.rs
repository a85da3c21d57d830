//! Small components are compiled into their callers: the call costs nothing, constant arguments
//! become part of the markup, and static markup folds across the border. What a message says does not
//! change: every op knows the inlined calls it belongs to.

use super::Compiler;
use super::scope::Place;
use crate::datum::Datum;
use crate::ops::Op;
use crate::source::Span;
use crate::tree::{Call, Component, Default, Node, NodeKind, Param};
use crate::value::{ToVal, Type};

/// The largest component that is inlined, in nodes. One is some 16 bytes of source, but for what macros made.
const NODES_MAX: usize = 64;
/// How many are inlined into one component before its other calls stay calls.
const TOTAL_NODES_MAX: usize = 512;
/// How many bytes of text count as a node.
const NODE_BYTES: usize = 16;
/// Inlined components inside each other, the caller not counted.
const NESTED_MAX: usize = 3;

/// How large components are: the nodes that are compiled in place of a call.
pub(super) fn sizes(components: &[Component]) -> Vec<usize> {
    let size = |component: &Component| {
        let mut nodes = 0;
        count(&component.body, &mut nodes);
        for param in &component.params {
            if let Default::Computed(default) = &param.default {
                count(default, &mut nodes);
            }
        }
        nodes
    };
    components.iter().map(size).collect()
}

fn count(node: &Node, nodes: &mut usize) {
    *nodes += match &node.kind {
        NodeKind::Const(datum) => count_data(datum),
        _ => 1,
    };
    node.each_child(&mut |child| count(child, nodes));
}

fn count_data(datum: &Datum) -> usize {
    1 + match datum {
        Datum::Nil | Datum::Bool(_) | Datum::Int(_) | Datum::Dec(_) => 0,
        Datum::Str(text) => text.len() / NODE_BYTES,
        Datum::Safe(html) => html.as_html().len() / NODE_BYTES,
        Datum::List(items) => items.iter().map(count_data).sum(),
        Datum::Rec(record) => {
            let fields = record.fields().iter();
            fields
                .map(|(key, value)| key.len() / NODE_BYTES + count_data(value))
                .sum()
        }
    }
}

impl<'c> Compiler<'c> {
    /// Compiles a call in place, if it is worth it.
    pub(super) fn inline(&mut self, call: &'c Call, span: Span) -> bool {
        let components = self.components;
        let component = &components[call.component as usize];
        let nodes = self.sizes.get(call.component as usize).copied();
        // A wire holds calls: its compiler has no sizes.
        let Some(nodes) = nodes else {
            return false;
        };
        let is_fit = nodes <= NODES_MAX
            && self.inlined_nodes + nodes <= TOTAL_NODES_MAX
            && self.inlining.len() <= NESTED_MAX
            && !self.inlining.contains(&call.component)
            && self.scope.has_room();
        if !is_fit {
            return false;
        }
        self.inlined_nodes += nodes;
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

#[cfg(test)]
mod tests {
    use crate::{Environment, Program, Source};

    /// How many ops a page has that calls a component so many times, whose body macros made.
    fn ops(calls: usize) -> usize {
        let mut text = String::from("(defmacro m0 (x) `(b ,x))\n");
        for level in 1..10 {
            let below = level - 1;
            text += &format!("(defmacro m{level} (x) `(<> (m{below} ,x) (m{below} ,x)))\n");
        }
        text += "(defcomp ~a:large (&key x) (m9 x))\n";
        let calls = "(~a:large :x x)".repeat(calls);
        text += &format!("(defcomp ~a:page (&key x) (div {calls}))");
        let program = Program::compile(&[Source::new("a.sx", text)], &Environment::default());
        program.unwrap().code_len()
    }

    #[test]
    fn what_macros_made_is_as_large_as_it_is() {
        let once = ops(1);
        assert!(once > 512);
        assert!(ops(20) < once + 512);
    }
}
