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
        "let" | "let*" => binding(rest, scopes, inner),
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

fn binding<'f>(rest: &'f [Form], scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    let Some(bindings) = rest.first().and_then(Form::list) else {
        return false;
    };
    let mark = inner.len();
    for binding in bindings {
        if let Some([name, value]) = binding.list()
            && let Some(name) = name.symbol()
        {
            let markup = makes_markup(value, scopes, inner);
            inner.push((name, markup));
        }
    }
    let result = body(&rest[1..], scopes, inner);
    inner.truncate(mark);
    result
}

/// Whether calling this function makes markup.
fn makes_markup<'f>(function: &'f Form, scopes: &Scopes, inner: &mut Inner<'f>) -> bool {
    if let Some(name) = function.symbol() {
        return calls_markup(name, scopes, inner);
    }
    match function.list() {
        Some([head, _, forms @ ..]) if head.symbol() == Some("fn") => body(forms, scopes, inner),
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
