//! `map` and its relatives. The function comes first. It is always inlined: its parameters become
//! variables of the procedure around, so an item costs no call.

use super::scope::Known;
use super::{Resolver, value};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::read::Form;
use crate::source::Span;
use crate::tree::{Binding, Class, Loop, LoopKind, Node, NodeKind, Var};

impl Resolver<'_, '_> {
    pub(super) fn loop_form(&mut self, name: &str, rest: &[Form], span: Span) -> Node {
        let (function, init, list) = match (name, rest) {
            ("reduce", [function, init, list]) => (function, Some(init), list),
            ("reduce", _) => return self.usage(span, "(reduce (fn (sum x) …) first-value items)"),
            ("map-indexed", [function, list]) => (function, None, list),
            ("map-indexed", _) => return self.usage(span, "(map-indexed (fn (i x) …) items)"),
            (_, [function, list]) => (function, None, list),
            _ => return self.usage(span, &format!("({name} (fn (x) …) items)")),
        };
        // The list and the first value are outside the scope of the function's parameters.
        let list = self.value(list);
        let init = init.map(|init| self.value(init));
        let arity = if matches!(name, "reduce" | "map-indexed") {
            2
        } else {
            1
        };
        let mark = self.scopes.mark();
        let mut outer = Vec::new();
        let list = match name {
            "sort-by" | "group-by" => self.kept(list, &mut outer),
            _ => list,
        };
        let inlined = self.inline(function, arity, &mut outer);
        self.scopes.forget(mark);
        let Some((vars, body)) = inlined else {
            return super::constant(Datum::Nil, span);
        };
        let writes = matches!(name, "map" | "map-indexed" | "for-each");
        if body.class == Class::Markup && !writes {
            return self.fail(Fault::new(
                function.span,
                format!("`{name}` needs a value, and this function makes markup"),
            ));
        }
        // `for-each` has no value: as one it would have to be `nil`, whatever it writes elsewhere.
        let class = if name == "for-each" {
            Class::Markup
        } else {
            body.class
        };
        let item = vars[vars.len() - 1];
        let kind = match (name, init) {
            ("map", _) => LoopKind::Map,
            ("map-indexed", _) => LoopKind::MapIndexed(vars[0]),
            ("sort-by", _) if !outer.is_empty() => LoopKind::SortBy(outer[0].var),
            ("group-by", _) if !outer.is_empty() => LoopKind::GroupBy(outer[0].var),
            ("filter", _) => LoopKind::Filter,
            ("some", _) => LoopKind::Some,
            ("every?", _) => LoopKind::Every,
            ("reduce", Some(init)) => LoopKind::Reduce(vars[0], Box::new(init)),
            _ => LoopKind::ForEach,
        };
        let node = NodeKind::Loop(Box::new(Loop {
            kind,
            list,
            item,
            body,
        }));
        let node = Node {
            kind: node,
            class,
            span,
        };
        super::with_bindings(outer, node)
    }

    /// A list that is needed after it was walked, in a variable of its own.
    fn kept(&mut self, list: Node, outer: &mut Vec<Binding>) -> Node {
        let span = list.span;
        let Some(var) = self.local(span) else {
            return list;
        };
        outer.push(Binding { var, value: list });
        value(NodeKind::Var(var), span)
    }

    /// The parameters and the body of a function, as part of the procedure around it. A function that
    /// must be computed first is bound in `outer`.
    fn inline(
        &mut self,
        function: &Form,
        arity: usize,
        outer: &mut Vec<Binding>,
    ) -> Option<(Vec<Var>, Node)> {
        if let Some([head, params, body @ ..]) = function.list()
            && head.symbol() == Some("fn")
            && let Some(params) = params.list()
        {
            if params.len() != arity {
                self.fail(
                    Fault::new(
                        function.span,
                        format!("this function has {} parameters", params.len()),
                    )
                    .help(format!("here it is called with {arity} argument(s)")),
                );
                return None;
            }
            let mut vars = Vec::new();
            let mut parts = Vec::new();
            for param in params {
                let var = self.local(param.span)?;
                match param.symbol() {
                    Some(name) => self.scopes.bind(name, var, Known::Value),
                    None => self.take_apart(param, var, &mut parts),
                }
                vars.push(var);
            }
            let body = self.body(body, function.span);
            return Some((vars, super::with_bindings(parts, body)));
        }
        self.inline_named(function, arity, outer)
    }

    /// A function given by its name: its call with fresh variables.
    fn inline_named(
        &mut self,
        function: &Form,
        arity: usize,
        outer: &mut Vec<Binding>,
    ) -> Option<(Vec<Var>, Node)> {
        let span = function.span;
        let mut vars = Vec::new();
        for _ in 0..arity {
            vars.push(self.local(span)?);
        }
        let args: Vec<Node> = vars
            .iter()
            .map(|var| value(NodeKind::Var(*var), span))
            .collect();
        if let Some(name) = function.symbol()
            && self.is_function(name)
        {
            return Some((vars, self.call_with(name, args, span)));
        }
        let known = function.symbol().and_then(|name| self.scopes.peek(name));
        let function = self.value(function);
        let class = match known {
            Some(Known::Function { class, .. }) => class,
            _ => Class::Value,
        };
        let var = self.local(span)?;
        outer.push(Binding {
            var,
            value: function,
        });
        let function = Box::new(value(NodeKind::Var(var), span));
        Some((
            vars,
            Node {
                kind: NodeKind::Apply(function, args),
                class,
                span,
            },
        ))
    }

    fn local(&mut self, span: Span) -> Option<Var> {
        match self.scopes.new_local(span) {
            Ok(var) => Some(var),
            Err(error) => {
                self.too_many(error);
                None
            }
        }
    }
}
