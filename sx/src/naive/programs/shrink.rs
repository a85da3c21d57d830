//! From a program that shows a fault to a small one that still does.

use serde_json::{Value, json};

use super::Generated;
use super::texts::literal;
use crate::read::{Form, FormKind, read};
use crate::source::Span;

/// The smallest program that can be reached by taking pieces away while `is_bad` holds.
pub fn shrink(program: &Generated, is_bad: impl Fn(&Generated) -> bool) -> Generated {
    let mut best = program.clone();
    let Ok(mut forms) = read(0, &best.source) else {
        return best;
    };
    let mut attempts = ATTEMPTS_MAX;
    'smaller: loop {
        for path in paths(&forms) {
            for candidate in candidates(&forms, &path) {
                attempts -= 1;
                if attempts == 0 {
                    return best;
                }
                let changed = Generated {
                    source: print_all(&candidate),
                    // Pieces are taken away from one source alone.
                    apart: None,
                    ..best.clone()
                };
                if changed.source.len() < best.source.len() && is_bad(&changed) {
                    (best, forms) = (changed, candidate);
                    continue 'smaller;
                }
            }
        }
        break;
    }
    without_data(best, is_bad)
}

const ATTEMPTS_MAX: usize = 20_000;

/// Makes the fields of the view plain, one by one.
fn without_data(mut best: Generated, is_bad: impl Fn(&Generated) -> bool) -> Generated {
    let names: Vec<String> = best.view.keys().cloned().collect();
    for name in names {
        for plain in [Value::Null, json!(1), json!(""), json!([]), json!([1])] {
            let mut changed = best.clone();
            changed.view.insert(name.clone(), plain);
            if is_bad(&changed) {
                best = changed;
                break;
            }
        }
    }
    best
}

/// The ways to every form, larger ones first.
fn paths(forms: &[Form]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut level: Vec<(Vec<usize>, &Form)> = forms
        .iter()
        .enumerate()
        .map(|(at, form)| (vec![at], form))
        .collect();
    while !level.is_empty() {
        let mut below = Vec::new();
        for (path, form) in level {
            for (at, inner) in parts(form).iter().enumerate() {
                let mut deeper = path.clone();
                deeper.push(at);
                below.push((deeper, inner));
            }
            found.push(path);
        }
        level = below;
    }
    found
}

fn parts(form: &Form) -> &[Form] {
    match &form.kind {
        FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => items,
        _ => &[],
    }
}

fn parts_mut(form: &mut Form) -> Option<&mut Vec<Form>> {
    match &mut form.kind {
        FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => Some(items),
        _ => None,
    }
}

/// All forms with the one at `path` taken away, or replaced by something smaller.
fn candidates(forms: &[Form], path: &[usize]) -> Vec<Vec<Form>> {
    let Some((last, before)) = path.split_last() else {
        return Vec::new();
    };
    let changed = |change: &dyn Fn(&mut Vec<Form>)| {
        let mut copy = forms.to_vec();
        let mut level = Some(&mut copy);
        for at in before {
            level = level
                .and_then(|items| items.get_mut(*at))
                .and_then(parts_mut);
        }
        if let Some(items) = level {
            change(items);
        }
        copy
    };
    let mut all = vec![changed(&|items| drop(items.remove(*last)))];
    // A keyword goes with its value.
    all.push(changed(&|items| {
        drop(items.drain(*last..(*last + 2).min(items.len())))
    }));
    let Some(form) = before
        .iter()
        .chain([last])
        .try_fold(None, |at: Option<&Form>, index| {
            match at {
                None => forms.get(*index),
                Some(form) => parts(form).get(*index),
            }
            .map(Some)
        })
    else {
        return all;
    };
    for inner in form.map(parts).unwrap_or_default() {
        all.push(changed(&|items| items[*last] = inner.clone()));
    }
    for plain in [FormKind::Int(1), FormKind::Str("".into()), FormKind::Nil] {
        let span = Span::default();
        all.push(changed(&|items| {
            items[*last] = Form {
                kind: plain.clone(),
                span,
            }
        }));
    }
    all
}

fn print_all(forms: &[Form]) -> String {
    let lines: Vec<String> = forms.iter().map(print).collect();
    lines.join("\n")
}

/// A form as source.
fn print(form: &Form) -> String {
    let all = |items: &[Form]| items.iter().map(print).collect::<Vec<_>>().join(" ");
    match &form.kind {
        FormKind::Nil => "nil".into(),
        FormKind::Bool(value) => value.to_string(),
        FormKind::Int(value) => value.to_string(),
        FormKind::Dec(value) => value.to_string(),
        FormKind::Str(text) => literal(text),
        FormKind::Keyword(name) => format!(":{name}"),
        FormKind::Symbol(name) => name.to_string(),
        FormKind::List(items) => format!("({})", all(items)),
        FormKind::Vector(items) => format!("[{}]", all(items)),
        FormKind::Record(items) => format!("{{{}}}", all(items)),
        FormKind::Quote(inner) => format!("'{}", print(inner)),
        FormKind::Template(inner) => format!("`{}", print(inner)),
        FormKind::Unquote(inner) => format!(",{}", print(inner)),
        FormKind::Splice(inner) => format!(",@{}", print(inner)),
    }
}
