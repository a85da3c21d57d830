//! Literals and quoted data.

use crate::datum::{Datum, DatumRecord};
use crate::read::{Form, FormKind};
use crate::resolve::seen::Seen;

/// The value of a form that is the same in every render: a literal, or data of literals.
pub(crate) fn literal(form: &Form) -> Option<Datum> {
    match &form.kind {
        FormKind::Symbol(_) | FormKind::List(_) => None,
        FormKind::Quote(inner) => quoted(inner),
        FormKind::Vector(items) => items
            .iter()
            .map(literal)
            .collect::<Option<_>>()
            .map(Datum::List),
        FormKind::Record(items) => record(items, literal),
        _ => atom(form),
    }
}

/// Quoted data: lists are lists, symbols are their names.
pub(crate) fn quoted(form: &Form) -> Option<Datum> {
    match &form.kind {
        FormKind::List(items) | FormKind::Vector(items) => items
            .iter()
            .map(quoted)
            .collect::<Option<_>>()
            .map(Datum::List),
        FormKind::Symbol(name) => Some(Datum::Str(name.clone())),
        FormKind::Record(items) => record(items, quoted),
        FormKind::Quote(inner) => quoted(inner),
        _ => atom(form),
    }
}

fn atom(form: &Form) -> Option<Datum> {
    Some(match &form.kind {
        FormKind::Nil => Datum::Nil,
        FormKind::Bool(value) => Datum::Bool(*value),
        FormKind::Int(value) => Datum::Int(*value),
        FormKind::Dec(value) => Datum::Dec(*value),
        FormKind::Str(text) => Datum::Str(text.clone()),
        // As a value, a keyword is its name.
        FormKind::Keyword(name) => Datum::Str(name.clone()),
        _ => return None,
    })
}

fn record(items: &[Form], value: fn(&Form) -> Option<Datum>) -> Option<Datum> {
    if !items.len().is_multiple_of(2) {
        return None;
    }
    let mut fields: Vec<(Box<str>, Datum)> = Vec::with_capacity(items.len() / 2);
    let mut seen = Seen::default();
    for pair in items.chunks_exact(2) {
        let key = record_key(&pair[0])?;
        if !seen.is_new(key) {
            return None;
        }
        fields.push((key.into(), value(&pair[1])?));
    }
    Some(Datum::Rec(DatumRecord::new(fields)))
}

/// The key of a record: a keyword or a string.
pub(crate) fn record_key(form: &Form) -> Option<&str> {
    match &form.kind {
        FormKind::Keyword(name) | FormKind::Str(name) => Some(name),
        _ => None,
    }
}
