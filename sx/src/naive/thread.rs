//! `(-> x (f a) g)` is `(let* ((v x) (v (f v a))) (g v))` with a `v` that no source can write.

use crate::read::{Form, FormKind};

const VALUE: &str = "value of ->";

/// The form with every `->` inside it written as what it stands for.
pub(super) fn rewritten(form: Form) -> Form {
    let span = form.span;
    let kind = match form.kind {
        FormKind::List(items) if items.first().and_then(Form::symbol) == Some("->") => {
            return threaded(items, span);
        }
        FormKind::List(items) => FormKind::List(items.into_iter().map(rewritten).collect()),
        FormKind::Vector(items) => FormKind::Vector(items.into_iter().map(rewritten).collect()),
        FormKind::Record(items) => FormKind::Record(items.into_iter().map(rewritten).collect()),
        other => other,
    };
    Form { kind, span }
}

fn threaded(items: Vec<Form>, span: crate::source::Span) -> Form {
    let form = |kind| Form { kind, span };
    let symbol = |name: &str| form(FormKind::Symbol(name.into()));
    let mut steps = items.into_iter().skip(1);
    let Some(mut last) = steps.next() else {
        return symbol("->");
    };
    let mut bindings = Vec::new();
    for step in steps {
        let value = std::mem::replace(&mut last, with_first(step, symbol(VALUE)));
        bindings.push(form(FormKind::List(vec![symbol(VALUE), value])));
    }
    let bindings = form(FormKind::List(bindings));
    rewritten(form(FormKind::List(vec![symbol("let*"), bindings, last])))
}

/// A step as a call with this first argument.
fn with_first(step: Form, first: Form) -> Form {
    let span = step.span;
    let items = match step.kind {
        FormKind::List(mut items) if !items.is_empty() => {
            items.insert(1, first);
            items
        }
        _ => vec![step, first],
    };
    Form {
        kind: FormKind::List(items),
        span,
    }
}
