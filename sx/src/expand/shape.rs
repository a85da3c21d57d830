//! Which parts of a form are forms themselves, and which are lists that bind or choose.

use crate::read::{Form, FormKind};

/// What an item of a list is to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A form: if it is a list, it is a call.
    Form,
    /// Names and patterns.
    Names,
    /// A list of bindings, each a pattern and a value.
    Bindings,
    /// A list of forms, the first of which is no head; so many of them are no expressions.
    Clause { skipped: usize },
    /// A call that lacks its first argument.
    Step,
}

/// What the item at `index` is.
pub(super) fn part(items: &[Form], index: usize) -> Part {
    let named = items.get(1).is_some_and(|form| form.symbol().is_some());
    match (items.first().and_then(Form::symbol), index) {
        (_, 0) => Part::Form,
        (Some("fn"), 1) => Part::Names,
        (Some("let" | "let*" | "letrec"), 1) if named => Part::Names,
        (Some("let" | "let*" | "letrec"), 1) => Part::Bindings,
        (Some("let" | "let*" | "letrec"), 2) if named => Part::Bindings,
        (Some("cond"), _) => Part::Clause { skipped: 0 },
        (Some("case"), 2..) => Part::Clause { skipped: 1 },
        (Some("->"), 2..) => Part::Step,
        _ => Part::Form,
    }
}

/// The items of a list, of a vector or of a record.
pub(super) fn items(form: &Form) -> &[Form] {
    match &form.kind {
        FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => items,
        _ => &[],
    }
}
