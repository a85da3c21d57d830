//! `(-> x (f a) g)`: each step's value becomes the first argument of the next.

use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::source::Span;

/// The variable that holds the value on its way. No source can name it.
pub(crate) const VALUE: &str = "value of ->";

/// The value and the steps.
pub(crate) fn parts(form: &Form) -> Result<(&Form, &[Form]), Fault> {
    form.list()
        .unwrap_or_default()
        .get(1..)
        .and_then(<[Form]>::split_first)
        .ok_or_else(|| {
            Fault::new(form.span, "`->` needs a value").help("write `(-> value (step argument) …)`")
        })
}

/// A step as the call that it stands for, with [`VALUE`] as its first argument.
pub(crate) fn call(step: &Form) -> Result<Form, Fault> {
    let value = |span: Span| Form {
        kind: FormKind::Symbol(VALUE.into()),
        span,
    };
    let items = match &step.kind {
        FormKind::Symbol(_) => vec![step.clone(), value(step.span)],
        FormKind::List(items) if !items.is_empty() => {
            let mut items = items.clone();
            items.insert(1, value(step.span));
            items
        }
        _ => {
            return Err(
                Fault::new(step.span, format!("{} is no step", step.describe()))
                    .help("a step is a function's name or a call"),
            );
        }
    };
    Ok(Form {
        kind: FormKind::List(items),
        span: step.span,
    })
}
