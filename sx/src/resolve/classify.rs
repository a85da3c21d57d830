//! Whether a form makes a value or markup, told from the form alone: markup arguments become slots,
//! which must be known before they are resolved.

use crate::markup;
use crate::read::{Form, FormKind};
use crate::resolve::scope::{Known, Scopes};
use crate::resolve::thread;
use crate::tree::Class;

/// Names that the form itself binds, with whether a call of them makes markup.
type Inner<'f> = Vec<(&'f str, bool)>;

/// The class of a form.
pub(crate) fn class_of(form: &Form, scopes: &Scopes) -> Class {
    if is_markup(form, scopes, &mut Vec::new()) {
        Class::Markup
    } else {
        Class::Value
    }
}

fn is_markup<'f>(form: &'f Form, scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    let FormKind::List(items) = &form.kind else {
        return false;
    };
    let Some(head) = items.first().and_then(Form::symbol) else {
        return false;
    };
    let rest = &items[1..];
    let any = |forms: &'f [Form], inner: &mut Inner<'f>| {
        forms.iter().any(|form| is_markup(form, scopes, inner))
    };
    match head {
        "<>" | "for-each" => true,
        "if" => any(rest.get(1..).unwrap_or_default(), inner),
        "when" | "unless" => body(rest.get(1..).unwrap_or_default(), scopes, inner),
        "do" => body(rest, scopes, inner),
        "and" | "or" => rest
            .last()
            .is_some_and(|last| is_markup(last, scopes, inner)),
        "cond" => clauses(rest, scopes, inner),
        "case" => clauses(rest.get(1..).unwrap_or_default(), scopes, inner),
        "let" | "let*" | "letrec" => binding(rest, head == "letrec", scopes, inner),
        "guard" | "defer" => true,
        "deref" | "signal" | "computed" => false,
        "map" | "map-indexed" => rest
            .first()
            .is_some_and(|function| makes_markup(function, scopes, inner)),
        "->" => match rest {
            [] => false,
            [only] => is_markup(only, scopes, inner),
            [.., last] => {
                thread::call(last).is_ok_and(|call| is_markup(&call, scopes, &mut inner.clone()))
            }
        },
        "fn" | "filter" | "reduce" | "some" | "every?" | "get" | "context" => false,
        _ if head.starts_with('~') || head.starts_with("html:") => true,
        _ if markup::is_element(head) => true,
        _ => calls_markup(head, scopes, inner),
    }
}

fn body<'f>(forms: &'f [Form], scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    match forms {
        [] => false,
        [one] => is_markup(one, scopes, inner),
        _ => true,
    }
}

fn clauses<'f>(clauses: &'f [Form], scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    clauses.iter().any(|clause| {
        let forms = clause
            .list()
            .and_then(|items| items.get(1..))
            .unwrap_or_default();
        body(forms, scopes, inner)
    })
}

/// The body of a `let`. A named one makes what its body makes when its calls of itself are left out.
fn binding<'f>(rest: &'f [Form], is_rec: bool, scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    let (name, rest) = match rest {
        [name, rest @ ..] if name.symbol().is_some() => (name.symbol(), rest),
        rest => (None, rest),
    };
    let Some(bindings) = rest.first().and_then(Form::list) else {
        return false;
    };
    let mark = inner.len();
    inner.extend(name.map(|name| (name, false)));
    if is_rec {
        learn(bindings, scopes, inner);
    } else {
        for (pattern, value) in bindings.iter().filter_map(pair) {
            let markup = name.is_none() && makes_markup(value, scopes, inner);
            names_of(pattern, markup, inner);
        }
    }
    let result = body(&rest[1..], scopes, inner);
    inner.truncate(mark);
    result
}

/// The functions of a `letrec`. What one makes can depend on what the others make, so this is asked
/// until nothing changes.
fn learn<'f>(bindings: &'f [Form], scopes: &Scopes, inner: &mut Inner<'f>) {
    let first = inner.len();
    for (pattern, _) in bindings.iter().filter_map(pair) {
        inner.push((pattern.symbol().unwrap_or_default(), false));
    }
    let mut is_new = true;
    while is_new {
        is_new = false;
        for (index, (_, function)) in bindings.iter().filter_map(pair).enumerate() {
            let markup = makes_markup(function, scopes, inner);
            is_new |= std::mem::replace(&mut inner[first + index].1, markup) != markup;
        }
    }
}

fn pair(binding: &Form) -> Option<(&Form, &Form)> {
    match binding.list() {
        Some([pattern, value]) => Some((pattern, value)),
        _ => None,
    }
}

/// The names that a pattern binds; the parts of a value are values.
fn names_of<'f>(pattern: &'f Form, markup: bool, inner: &mut Inner<'f>) {
    match &pattern.kind {
        FormKind::Symbol(name) => inner.push((name, markup)),
        FormKind::Vector(items) | FormKind::Record(items) => {
            items.iter().for_each(|item| names_of(item, false, inner));
        }
        _ => {}
    }
}

/// The class of the body of a function with these parameters.
pub(crate) fn class_of_body(params: &[Form], forms: &[Form], scopes: &Scopes) -> Class {
    let mut inner = Vec::new();
    params
        .iter()
        .for_each(|param| names_of(param, false, &mut inner));
    if body(forms, scopes, &mut inner) {
        Class::Markup
    } else {
        Class::Value
    }
}

/// Whether calling this function makes markup.
fn makes_markup<'f>(function: &'f Form, scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    if let Some(name) = function.symbol() {
        return calls_markup(name, scopes, inner);
    }
    match function.list() {
        Some([head, params, forms @ ..]) if head.symbol() == Some("fn") => {
            let mark = inner.len();
            let params = params.list().unwrap_or_default();
            params
                .iter()
                .for_each(|param| names_of(param, false, inner));
            let result = body(forms, scopes, inner);
            inner.truncate(mark);
            result
        }
        _ => false,
    }
}

fn calls_markup(name: &str, scopes: &Scopes, inner: &Inner<'_>) -> bool {
    if let Some((_, markup)) = inner.iter().rev().find(|(known, _)| *known == name) {
        return *markup;
    }
    matches!(
        scopes.peek(name),
        Some(Known::Function {
            class: Class::Markup,
            ..
        })
    )
}
