//! Names that templates of macros bind, in a form that a source can have.

use std::collections::{HashMap, HashSet};

use super::MARK;
use crate::read::{Form, FormKind};

/// The same form, in which each name that no source can write has become one that nothing else in the form has:
/// `total%3` becomes `total-1`. What came of the same macros reads the same, whatever was expanded before.
pub(crate) fn readable(form: &Form) -> Form {
    let mut form = form.clone();
    let mut taken = HashSet::new();
    let mut has_marks = false;
    symbols(&mut form, &mut |name| {
        has_marks = has_marks || name.contains(MARK);
        taken.insert(name.clone());
    });
    if !has_marks {
        return form;
    }
    let mut renamed: HashMap<Box<str>, Box<str>> = HashMap::new();
    symbols(&mut form, &mut |name| {
        let Some((spelt, _)) = name.split_once(MARK) else {
            return;
        };
        let fresh = renamed.entry(name.clone()).or_insert_with(|| {
            let candidates = (1u32..).map(|number| format!("{spelt}-{number}").into_boxed_str());
            let mut free = candidates.filter(|candidate| taken.insert(candidate.clone()));
            free.next().unwrap_or_default()
        });
        *name = fresh.clone();
    });
    form
}

/// Visits every symbol, in order. Depth is bounded by the reader and the expansion.
fn symbols(form: &mut Form, visit: &mut dyn FnMut(&mut Box<str>)) {
    match &mut form.kind {
        FormKind::Symbol(name) => visit(name),
        FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => {
            items.iter_mut().for_each(|item| symbols(item, visit));
        }
        FormKind::Quote(inner)
        | FormKind::Template(inner)
        | FormKind::Unquote(inner)
        | FormKind::Splice(inner) => symbols(inner, visit),
        _ => {}
    }
}
