//! Forms that bind: `let`, `let*`, `letrec`, named `let`, `fn`, and patterns that take values apart.

use super::scope::{Known, TooMany};
use super::{Resolver, classify, constant, value, with_bindings};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::expand::spelt;
use crate::markup;
use crate::primitives::Prim;
use crate::read::{Form, FormKind};
use crate::source::Span;
use crate::tree::{Binding, Function, Node, NodeKind, Proc, Var};

/// A function of a `letrec` as it is written.
struct Written<'f> {
    name: &'f Form,
    params: &'f [Form],
    body: &'f [Form],
    span: Span,
}

impl Resolver<'_, '_> {
    pub(super) fn let_form(&mut self, rest: &[Form], span: Span, in_sequence: bool) -> Node {
        if let [name, rest @ ..] = rest
            && name.symbol().is_some()
        {
            return self.named_let(name, rest, span);
        }
        let Some((bindings, body)) = rest.split_first().filter(|(_, body)| !body.is_empty()) else {
            return self.usage(span, "(let ((name value) …) body…)");
        };
        let Some(bindings) = bindings.list() else {
            return self.usage(bindings.span, "(let ((name value) …) body…)");
        };
        let mark = self.scopes.mark();
        let mut bound = Vec::new();
        let mut waiting = Vec::new();
        for binding in bindings {
            let Some([pattern, value]) = binding.list() else {
                self.usage(binding.span, "(name value)");
                continue;
            };
            // As everywhere, a function is known by the form that it is written in.
            let is_written = value.head() == Some("fn");
            let value = self.argument(value);
            let known = match is_written {
                true => self.known(&value),
                false => Known::Value,
            };
            match self.scopes.new_local(pattern.span) {
                Ok(var) => bound.push(Binding { var, value }),
                Err(error) => return self.too_many(error),
            }
            let var = bound[bound.len() - 1].var;
            if in_sequence {
                self.bind_pattern(pattern, var, known, &mut bound);
            } else {
                waiting.push((pattern, var, known));
            }
        }
        for (pattern, var, known) in waiting {
            self.bind_pattern(pattern, var, known, &mut bound);
        }
        let body = self.body(body, span);
        self.scopes.forget(mark);
        with_bindings(bound, body)
    }

    /// Gives a variable its name, or its parts theirs.
    fn bind_pattern(&mut self, pattern: &Form, var: Var, known: Known, bound: &mut Vec<Binding>) {
        match pattern.symbol() {
            Some(name) => {
                self.test_name(name, known, pattern.span);
                self.scopes.bind(name, var, known);
            }
            None => self.take_apart(pattern, var, bound),
        }
    }

    /// Binds the parts of a value: `[a b & more]` the items of a list, `{:title t}` and `{:keys [title href]}` the
    /// fields of a record.
    pub(super) fn take_apart(&mut self, pattern: &Form, whole: Var, parts: &mut Vec<Binding>) {
        match &pattern.kind {
            FormKind::Vector(items) => {
                for (index, item) in items.iter().enumerate() {
                    let at = constant(Datum::Int(index as i64), item.span);
                    if item.symbol() != Some("&") {
                        self.part(item, get(whole, at, item.span), parts);
                        continue;
                    }
                    match (&items[index + 1..], Prim::named("drop")) {
                        ([rest], Some(drop)) => {
                            let list = value(NodeKind::Var(whole), item.span);
                            let rest_of = value(NodeKind::Prim(drop, vec![list, at]), item.span);
                            self.part(rest, rest_of, parts);
                        }
                        _ => drop(self.usage(item.span, "[first second & rest]")),
                    }
                    return;
                }
            }
            FormKind::Record(pairs) if pairs.len().is_multiple_of(2) => {
                for pair in pairs.chunks_exact(2) {
                    self.take_fields(&pair[0], &pair[1], whole, parts);
                }
            }
            _ => {
                let message = format!("{} is no name and no pattern", pattern.describe());
                self.fail(
                    Fault::new(pattern.span, message).help(
                        "patterns are `[a b & more]`, `{:title t}` and `{:keys [title href]}`",
                    ),
                );
            }
        }
    }

    /// `:title t` in a pattern, or `:keys [title href]`.
    fn take_fields(&mut self, key: &Form, part: &Form, whole: Var, parts: &mut Vec<Binding>) {
        let field = |name: &str, span: Span| {
            let key = constant(Datum::Str(spelt(name).into()), span);
            get(whole, key, span)
        };
        match (key.keyword(), &part.kind) {
            (Some("keys"), FormKind::Vector(names)) => {
                for name in names {
                    match name.symbol() {
                        Some(text) => self.part(name, field(text, name.span), parts),
                        None => drop(self.usage(name.span, "{:keys [title href]}")),
                    }
                }
            }
            (Some(name), _) => self.part(part, field(name, key.span), parts),
            (None, _) => drop(self.usage(key.span, "{:title t}")),
        }
    }

    fn part(&mut self, pattern: &Form, value: Node, parts: &mut Vec<Binding>) {
        match self.scopes.new_local(pattern.span) {
            Ok(var) => {
                parts.push(Binding { var, value });
                self.bind_pattern(pattern, var, Known::Value, parts);
            }
            Err(error) => drop(self.too_many(error)),
        }
    }

    pub(super) fn known(&self, value: &Node) -> Known {
        match &value.kind {
            NodeKind::Fn(proc) => Known::Function {
                params: proc.params.into(),
                class: proc.body.class,
            },
            _ => Known::Value,
        }
    }

    /// Functions of the language come first at the head of a list, so a local function of the same
    /// name could never be called.
    fn test_name(&mut self, name: &str, known: Known, span: Span) {
        let taken = markup::is_element(name)
            || self.is_function(name)
            || self.names.macros.has(name)
            || crate::reference::is_form(name);
        if taken && matches!(known, Known::Function { .. }) {
            self.fail(
                Fault::new(
                    span,
                    format!("`{name}` already means something at the head of a list"),
                )
                .help("give this function another name"),
            );
        }
    }

    /// `(fn (x y) body…)`.
    pub(super) fn fn_form(&mut self, rest: &[Form], span: Span) -> Node {
        let Some((params, body)) = rest.split_first() else {
            return self.usage(span, "(fn (x) body…)");
        };
        let Some(params) = params.list() else {
            return self.usage(params.span, "(fn (x) body…)");
        };
        self.scopes.enter_proc();
        let proc = self.procedure(params, body, span);
        value(NodeKind::Fn(Box::new(proc)), span)
    }

    /// The parameters and the body of a function whose scope has been entered; leaves it.
    fn procedure(&mut self, params: &[Form], body: &[Form], span: Span) -> Proc {
        let mut parts = Vec::new();
        let body = match self.parameters(params, &mut parts) {
            Ok(()) => self.body(body, span),
            Err(error) => self.too_many(error),
        };
        let needs = self.scopes.leave_proc();
        Proc {
            params: needs.params,
            locals: needs.locals,
            captures: needs.captures,
            body: with_bindings(parts, body),
        }
    }

    /// Binds parameters, and the parts of those that are patterns.
    fn parameters(&mut self, params: &[Form], parts: &mut Vec<Binding>) -> Result<(), TooMany> {
        let mut patterns = Vec::new();
        for param in params {
            let name = param.symbol().unwrap_or_default();
            let var = self.scopes.bind_param(name, Known::Value, param.span)?;
            if param.symbol().is_none() {
                patterns.push((param, var));
            }
        }
        for (pattern, var) in patterns {
            self.take_apart(pattern, var, parts);
        }
        Ok(())
    }

    /// `(let loop ((i 0)) body…)`: a function that is called at once and can call itself.
    fn named_let(&mut self, name: &Form, rest: &[Form], span: Span) -> Node {
        const USAGE: &str = "(let loop ((i 0)) … (loop (+ i 1)))";
        let Some((bindings, body)) = rest.split_first().filter(|(_, body)| !body.is_empty()) else {
            return self.usage(span, USAGE);
        };
        let mut params = Vec::new();
        let mut args = Vec::new();
        for binding in bindings.list().unwrap_or_default() {
            match binding.list() {
                Some([pattern, value]) => {
                    params.push(pattern.clone());
                    args.push(self.argument(value));
                }
                _ => drop(self.usage(binding.span, USAGE)),
            }
        }
        let written = [Written {
            name,
            params: &params,
            body,
            span,
        }];
        let mark = self.scopes.mark();
        let Some(functions) = self.functions(&written) else {
            return constant(Datum::Nil, span);
        };
        self.scopes.forget(mark);
        let class = functions[0].proc.body.class;
        let function = Box::new(value(NodeKind::Var(functions[0].var), name.span));
        let call = Node {
            kind: NodeKind::Apply(function, args),
            class,
            span,
        };
        Node {
            kind: NodeKind::LetRec(functions, Box::new(call)),
            class,
            span,
        }
    }

    /// `(letrec ((even? (fn (n) …)) (odd? (fn (n) …))) body…)`.
    pub(super) fn letrec(&mut self, rest: &[Form], span: Span) -> Node {
        const USAGE: &str = "(letrec ((name (fn (x) …)) …) body…)";
        let Some((bindings, body)) = rest.split_first().filter(|(_, body)| !body.is_empty()) else {
            return self.usage(span, USAGE);
        };
        let mut written = Vec::new();
        for binding in bindings.list().unwrap_or_default() {
            let parts = binding.list().unwrap_or_default();
            let function = parts.get(1).and_then(Form::list);
            match (parts, function) {
                ([name, _], Some([head, params, body @ ..]))
                    if head.symbol() == Some("fn")
                        && name.symbol().is_some()
                        && params.list().is_some() =>
                {
                    written.push(Written {
                        name,
                        params: params.list().unwrap_or_default(),
                        body,
                        span: binding.span,
                    });
                }
                _ => {
                    self.fail(
                        Fault::new(binding.span, "`letrec` binds functions")
                            .help(format!("write `{USAGE}`")),
                    );
                }
            }
        }
        let mark = self.scopes.mark();
        let Some(functions) = self.functions(&written) else {
            return constant(Datum::Nil, span);
        };
        let body = self.body(body, span);
        self.scopes.forget(mark);
        let class = body.class;
        Node {
            kind: NodeKind::LetRec(functions, Box::new(body)),
            class,
            span,
        }
    }

    /// Functions that see each other. Their names stay bound for what follows.
    fn functions(&mut self, written: &[Written<'_>]) -> Option<Vec<Function>> {
        let known = self.what_they_make(written);
        let mut functions = Vec::new();
        let mut captures = Vec::new();
        for (function, own) in written.iter().zip(&known) {
            let name = function.name.symbol().unwrap_or_default();
            self.test_name(name, *own, function.name.span);
            self.scopes.enter_sibling(std::mem::take(&mut captures));
            for (index, (sibling, known)) in written.iter().zip(&known).enumerate() {
                let name = sibling.name.symbol().unwrap_or_default();
                let var = Var::Sibling(u16::try_from(index).unwrap_or(u16::MAX));
                self.scopes.bind(name, var, *known);
            }
            let mut proc = self.procedure(function.params, function.body, function.span);
            captures = std::mem::take(&mut proc.captures);
            let var = match self.scopes.new_local(function.span) {
                Ok(var) => var,
                Err(error) => {
                    self.too_many(error);
                    return None;
                }
            };
            functions.push(Function {
                var,
                proc,
                span: function.span,
            });
        }
        for ((function, written), known) in functions.iter_mut().zip(written).zip(&known) {
            function.proc.captures.clone_from(&captures);
            let name = written.name.symbol().unwrap_or_default();
            self.scopes.bind(name, function.var, *known);
        }
        Some(functions)
    }

    /// Whether calls of these functions make values or markup.
    fn what_they_make(&self, written: &[Written<'_>]) -> Vec<Known> {
        let functions = written.iter().map(|function| {
            let name = function.name.symbol().unwrap_or_default();
            (name, function.params, function.body)
        });
        let classes = classify::classes_of(functions, &self.scopes);
        let known = written.iter().zip(classes);
        known
            .map(|(function, class)| Known::Function {
                params: function.params.len(),
                class,
            })
            .collect()
    }
}

fn get(whole: Var, key: Node, span: Span) -> Node {
    let whole = value(NodeKind::Var(whole), span);
    value(NodeKind::Get(Box::new(whole), vec![key]), span)
}
