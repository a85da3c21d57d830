//! The data that generated pages show.

use serde_json::{Map, Value, json};

use super::numbers::Numbers;
use super::scope::Kind;
use super::texts::hostile;

/// The fields of the view and what they hold.
pub(super) const FIELDS: &[(&str, Kind)] = &[
    ("n", Kind::Int),
    ("m", Kind::Int),
    ("dec", Kind::Dec),
    ("s", Kind::Str),
    ("title", Kind::Str),
    ("on", Kind::Bool),
    ("none", Kind::Maybe),
    ("some-n", Kind::Maybe),
    ("xs", Kind::Ints),
    ("ss", Kind::Strs),
    ("r", Kind::Rec),
    ("rs", Kind::Recs),
];

pub(super) fn view(numbers: &mut Numbers) -> Map<String, Value> {
    let mut view = Map::new();
    for (name, kind) in FIELDS {
        view.insert((*name).to_owned(), value(*kind, numbers, 2));
    }
    view.insert("none".to_owned(), Value::Null);
    view
}

pub(super) fn context(numbers: &mut Numbers) -> Map<String, Value> {
    let site = json!({ "title": hostile(numbers), "n": numbers.below(5) });
    Map::from_iter([("site".to_owned(), site)])
}

fn value(kind: Kind, numbers: &mut Numbers, depth: usize) -> Value {
    let some = |numbers: &mut Numbers| numbers.below(5);
    match kind {
        Kind::Dec => json!(numbers.of(&[0.5, -1.25, 3.5, 10.75])),
        Kind::Str => Value::from(hostile(numbers)),
        Kind::Bool => Value::from(numbers.once_in(2)),
        Kind::Ints => (0..some(numbers)).map(|_| int(numbers)).collect(),
        Kind::Strs => (0..some(numbers))
            .map(|_| Value::from(hostile(numbers)))
            .collect(),
        Kind::Recs => (0..some(numbers)).map(|_| record(numbers, depth)).collect(),
        Kind::Rec => record(numbers, depth),
        _ => int(numbers),
    }
}

fn int(numbers: &mut Numbers) -> Value {
    Value::from(numbers.of(&[0, 1, 2, 3, 4, 7, 12, -1, -5, 100]))
}

fn record(numbers: &mut Numbers, depth: usize) -> Value {
    let more = match depth {
        0 => Value::Null,
        _ => record(numbers, depth - 1),
    };
    json!({
        "id": int(numbers),
        "name": hostile(numbers),
        "tags": value(Kind::Strs, numbers, 0),
        "more": more,
    })
}
