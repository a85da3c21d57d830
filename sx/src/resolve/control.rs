//! Control forms.

use super::scope::TooMany;
use super::{Resolver, class_of_branches, constant, data, markup_node, thread, value};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::primitives::Prim;
use crate::read::Form;
use crate::source::Span;
use crate::tree::{Binding, Node, NodeKind};

impl Resolver<'_, '_> {
    /// Resolves a form of the language; `None` when `name` is no form.
    pub(super) fn control(&mut self, name: &str, form: &Form, rest: &[Form]) -> Option<Node> {
        let span = form.span;
        Some(match name {
            "if" => self.if_form(rest, span),
            "when" => self.when_form(rest, span, false),
            "unless" => self.when_form(rest, span, true),
            "cond" => self.cond(rest, span),
            "case" => self.case(rest, span),
            "and" => self.logic(rest, span, NodeKind::And, Datum::Bool(true)),
            "or" => self.logic(rest, span, NodeKind::Or, Datum::Nil),
            "do" => self.body(rest, span),
            "let" => self.let_form(rest, span, false),
            "let*" => self.let_form(rest, span, true),
            "fn" => self.fn_form(rest, span),
            "->" => self.threaded(form),
            "<>" => {
                let nodes = rest.iter().map(|form| self.node(form)).collect();
                markup_node(NodeKind::Seq(nodes), span)
            }
            "get" => self.get(rest, span),
            "context" => self.context(rest, span),
            "letrec" => self.letrec(rest, span),
            "map" | "map-indexed" | "filter" | "some" | "every?" | "for-each" | "reduce"
            | "sort-by" | "group-by" => self.loop_form(name, rest, span),
            "guard" => self.guard(rest, span),
            "defer" => self.defer(rest, span),
            "signal" | "deref" | "computed" | "effect" | "batch" | "reset!" | "swap!" => {
                self.signal_form(name, form, rest)
            }
            "quote" => match rest {
                [datum] => match data::quoted(datum) {
                    Some(datum) => constant(datum, span),
                    None => self.fail(Fault::new(datum.span, "this record is not data")),
                },
                _ => self.usage(span, "(quote data)"),
            },
            "defcomp" => self.fail(Fault::new(
                span,
                "a component is defined at the top of a file, not inside another",
            )),
            _ => return None,
        })
    }

    pub(super) fn usage(&mut self, span: Span, usage: &str) -> Node {
        self.fail(Fault::new(span, "this form is not complete").help(format!("write `{usage}`")))
    }

    fn if_form(&mut self, rest: &[Form], span: Span) -> Node {
        match rest {
            [test, then] => {
                let (test, then) = (self.value(test), self.node(then));
                choose(test, then, constant(Datum::Nil, span), span)
            }
            [test, then, otherwise] => {
                let (test, then) = (self.value(test), self.node(then));
                let otherwise = self.node(otherwise);
                choose(test, then, otherwise, span)
            }
            _ => {
                let fault = Fault::new(span, "`if` takes a test and one or two branches")
                    .help("for several forms in a branch use `(when test …)` or `(<> …)`");
                self.fail(fault)
            }
        }
    }

    fn when_form(&mut self, rest: &[Form], span: Span, negated: bool) -> Node {
        let Some((test, body)) = rest.split_first().filter(|(_, body)| !body.is_empty()) else {
            let name = if negated { "unless" } else { "when" };
            return self.usage(span, &format!("({name} test body…)"));
        };
        let (test, body) = (self.value(test), self.body(body, span));
        let nothing = constant(Datum::Nil, span);
        if negated {
            choose(test, nothing, body, span)
        } else {
            choose(test, body, nothing, span)
        }
    }

    /// `(cond (test body…) … (else body…))`.
    fn cond(&mut self, rest: &[Form], span: Span) -> Node {
        let mut arms = Vec::new();
        let mut otherwise = constant(Datum::Nil, span);
        for (index, clause) in rest.iter().enumerate() {
            let Some((test, body)) = clause.list().and_then(<[Form]>::split_first) else {
                return self.usage(clause.span, "(cond (test body…) … (else body…))");
            };
            if test.symbol() == Some("else") {
                if index + 1 < rest.len() {
                    return self.fail(Fault::new(clause.span, "`else` must be the last clause"));
                }
                otherwise = self.body(body, clause.span);
            } else {
                let test = self.value(test);
                arms.push((test, self.body(body, clause.span)));
            }
        }
        choices(arms, otherwise, span)
    }

    /// `(case subject (("a" "b") body…) ("c" body…) (else …))`.
    fn case(&mut self, rest: &[Form], span: Span) -> Node {
        let Some((subject, clauses)) = rest.split_first() else {
            return self.usage(
                span,
                "(case value (\"a\" body…) ((\"b\" \"c\") body…) (else body…))",
            );
        };
        let subject = self.value(subject);
        let var = match self.scopes.new_local(span) {
            Ok(var) => var,
            Err(error) => return self.too_many(error),
        };
        let mut arms = Vec::new();
        let mut otherwise = constant(Datum::Nil, span);
        for (index, clause) in clauses.iter().enumerate() {
            let Some((choices, body)) = clause.list().and_then(<[Form]>::split_first) else {
                return self.usage(clause.span, "(\"a\" body…)");
            };
            if choices.symbol() == Some("else") {
                if index + 1 < clauses.len() {
                    return self.fail(Fault::new(clause.span, "`else` must be the last clause"));
                }
                otherwise = self.body(body, clause.span);
                continue;
            }
            let test = self.is_one_of(var, choices, clause.span);
            arms.push((test, self.body(body, clause.span)));
        }
        let choices = choices(arms, otherwise, span);
        let class = choices.class;
        let bindings = vec![Binding {
            var,
            value: subject,
        }];
        Node {
            kind: NodeKind::Let(bindings, Box::new(choices)),
            class,
            span,
        }
    }

    /// Whether the subject of a `case` is the constant of a clause, or one of several.
    fn is_one_of(&mut self, var: crate::tree::Var, choices: &Form, span: Span) -> Node {
        let all = choices.list().unwrap_or(std::slice::from_ref(choices));
        if all.is_empty() {
            return self.fail(
                Fault::new(choices.span, "a clause needs a constant")
                    .help("write `(\"a\" body…)` or `((\"b\" \"c\") body…)`"),
            );
        }
        let mut tests = Vec::new();
        for choice in all {
            let Some(datum) = data::literal(choice) else {
                let message = format!("{} is no constant", choice.describe());
                return self.fail(
                    Fault::new(choice.span, message)
                        .help("`case` compares with constants; `cond` takes any test"),
                );
            };
            let subject = value(NodeKind::Var(var), choice.span);
            tests.push(self.equals(subject, constant(datum, choice.span), choice.span));
        }
        value(NodeKind::Or(tests), span)
    }

    fn equals(&mut self, a: Node, b: Node, span: Span) -> Node {
        match Prim::named("=") {
            Some(prim) => value(NodeKind::Prim(prim, vec![a, b]), span),
            None => self.fail(Fault::new(span, "`=` is missing")),
        }
    }

    /// `and` and `or`: all but the last are values, the last may be markup.
    fn logic(
        &mut self,
        rest: &[Form],
        span: Span,
        kind: fn(Vec<Node>) -> NodeKind,
        empty: Datum,
    ) -> Node {
        let Some((last, tests)) = rest.split_last() else {
            return constant(empty, span);
        };
        let mut nodes: Vec<Node> = tests.iter().map(|test| self.value(test)).collect();
        let last = self.node(last);
        let class = last.class;
        nodes.push(last);
        Node {
            kind: kind(nodes),
            class,
            span,
        }
    }

    fn threaded(&mut self, form: &Form) -> Node {
        let (first, steps) = match thread::parts(form) {
            Ok(parts) => parts,
            Err(fault) => return self.fail(fault),
        };
        let Some((last, steps)) = steps.split_last() else {
            return self.node(first);
        };
        let mark = self.scopes.mark();
        let mut bound = Vec::new();
        let first = self.argument(first);
        if let Err(error) = self.pass_on(first, form.span, &mut bound) {
            return self.too_many(error);
        }
        for step in steps {
            let value = match thread::call(step) {
                Ok(call) => self.argument(&call),
                Err(fault) => self.fail(fault),
            };
            if let Err(error) = self.pass_on(value, step.span, &mut bound) {
                return self.too_many(error);
            }
        }
        let body = match thread::call(last) {
            Ok(call) => self.node(&call),
            Err(fault) => self.fail(fault),
        };
        self.scopes.forget(mark);
        let class = body.class;
        Node {
            kind: NodeKind::Let(bound, Box::new(body)),
            class,
            span: form.span,
        }
    }

    fn pass_on(
        &mut self,
        value: Node,
        span: Span,
        bound: &mut Vec<Binding>,
    ) -> Result<(), TooMany> {
        let var = self.scopes.new_local(span)?;
        self.scopes.bind(thread::VALUE, var, self.known(&value));
        bound.push(Binding { var, value });
        Ok(())
    }

    /// `(get subject key…)`.
    fn get(&mut self, rest: &[Form], span: Span) -> Node {
        let Some((subject, keys)) = rest.split_first().filter(|(_, keys)| !keys.is_empty()) else {
            return self.usage(span, "(get record :key …)");
        };
        let subject = self.value(subject);
        let keys = keys.iter().map(|key| self.value(key)).collect();
        value(NodeKind::Get(Box::new(subject), keys), span)
    }

    /// `(context :key …)`.
    fn context(&mut self, rest: &[Form], span: Span) -> Node {
        if rest.is_empty() {
            return self.usage(span, "(context :key …)");
        }
        let keys = rest.iter().map(|key| self.value(key)).collect();
        value(
            NodeKind::Get(Box::new(value(NodeKind::Context, span)), keys),
            span,
        )
    }
}

fn choose(test: Node, then: Node, otherwise: Node, span: Span) -> Node {
    choices(vec![(test, then)], otherwise, span)
}

fn choices(arms: Vec<(Node, Node)>, otherwise: Node, span: Span) -> Node {
    let class = class_of_branches(arms.iter().map(|(_, body)| body).chain([&otherwise]));
    Node {
        kind: NodeKind::Cond(arms, Box::new(otherwise)),
        class,
        span,
    }
}
