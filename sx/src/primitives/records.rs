//! Records. `nil` is a record without fields. What changes a record makes a new one.

use std::collections::{HashMap, HashSet};

use super::parts::{bound_text, list, made, text, write_joined};
use super::{Table, define};
use crate::run::failure::{Failed, expected, wrong};
use crate::run::fields::no_field;
use crate::run::work::Work;
use crate::suggest::shortened;
use crate::value::{Record, Val};

pub(super) const TABLE: Table = Table {
    subject: "Records",
    lines: &[
        define(
            "(has-key? record:Rec? key:Str) -> Bool",
            "Whether a record has a field of this key, be it `nil`.",
            "(has-key? {:a 1} :a)",
            |work, args| {
                let (record, key) = (record(args[0])?, text(args[1])?);
                burn_key(work, key)?;
                Ok(Val::Bool(record.get(key).is_some()))
            },
        ),
        define(
            "(keys record:Rec?) -> [Str]",
            "The keys of a record, in their order.",
            "(keys {:a 1 :b 2})",
            |work, args| each(work, args[0], |key, _| Ok(Val::Str(key))),
        ),
        define(
            "(vals record:Rec?) -> List",
            "The values of a record, in the order of its keys.",
            "(vals {:a 1 :b 2})",
            |work, args| each(work, args[0], |_, value| Ok(value)),
        ),
        define(
            "(entries record:Rec?) -> [Rec]",
            "The fields of a record, each as a record with `:key` and `:value`.",
            "(entries {:a 1 :b 2})",
            |work, args| {
                each(work, args[0], |key, value| {
                    let entry = [("key", Val::Str(key)), ("value", value)];
                    Ok(Val::Rec(work.arena.record(&entry)?))
                })
            },
        ),
        define(
            "(dict pairs:[List]?) -> Rec",
            "A record made of pairs of a key and a value.",
            "(dict [[\"a\" 1] [\"b\" 2]])",
            dict,
        ),
        define(
            "(merge &rest records:Rec?) -> Rec",
            "All fields of all records; a later one replaces an earlier one of the same key.",
            "(merge {:a 1} {:a 2 :b 3})",
            |work, args| {
                let mut fields = Fields::default();
                for arg in args {
                    fields.add_all(work, *arg)?;
                }
                fields.made(work)
            },
        ),
        define(
            "(assoc record:Rec? key:Str value:Any &rest more:Any) -> Rec",
            "The record with fields added or replaced.",
            "(assoc {:a 1} :b 2)",
            assoc,
        ),
        define(
            "(dissoc record:Rec? &rest keys:Str) -> Rec",
            "The record without the fields of these keys.",
            "(dissoc {:a 1 :b 2} :b)",
            dissoc,
        ),
        define(
            "(select-keys record:Rec? keys:[Str]?) -> Rec",
            "Those fields of a record that have one of these keys.",
            "(select-keys {:a 1 :b 2 :c 3} [:a :c])",
            select_keys,
        ),
        define(
            "(index-by items:[Rec]? key:Str) -> Rec",
            "The items as fields of a record, each under the text or whole number that it has at a key.",
            "(index-by [{:slug \"rye\" :price 350}] :slug)",
            index_by,
        ),
    ],
};

fn record(value: Val<'_>) -> Result<&dyn Record, Failed> {
    match value {
        Val::Rec(record) => Ok(record),
        Val::Nil => Ok(&()),
        other => Err(expected("Rec", other)),
    }
}

/// Looking for a key costs more the longer it is.
fn burn_key(work: &Work<'_>, key: &str) -> Result<(), Failed> {
    work.burn_lookups(1 + key.len() / 64)
}

/// A list of what is made of each field.
fn each<'v>(
    work: &Work<'v>,
    subject: Val<'v>,
    make: impl Fn(&'v str, Val<'v>) -> Result<Val<'v>, Failed>,
) -> Result<Val<'v>, Failed> {
    let mut fields = Vec::new();
    record(subject)?.each(&mut |key, value| fields.push((key, value)));
    work.burn_items(fields.len())?;
    let items = fields
        .into_iter()
        .map(|(key, value)| make(key, value))
        .collect::<Result<Vec<_>, Failed>>()?;
    made(work, &items)
}

/// The fields of a record that is being made. A key that comes again keeps its place and takes the later value.
#[derive(Default)]
struct Fields<'v> {
    places: HashMap<&'v str, usize>,
    fields: Vec<(&'v str, Val<'v>)>,
}

impl<'v> Fields<'v> {
    fn set(&mut self, work: &Work<'v>, key: &'v str, value: Val<'v>) -> Result<(), Failed> {
        burn_key(work, key)?;
        match self.places.get(key) {
            Some(place) => self.fields[*place].1 = value,
            None => {
                bound_text(
                    work,
                    self.fields
                        .len()
                        .saturating_mul(size_of::<(&str, Val<'_>)>()),
                )?;
                self.places.insert(key, self.fields.len());
                self.fields.push((key, value));
            }
        }
        Ok(())
    }

    fn add_all(&mut self, work: &Work<'v>, subject: Val<'v>) -> Result<(), Failed> {
        let mut all = Vec::new();
        record(subject)?.each(&mut |key, value| all.push((key, value)));
        work.burn_items(all.len())?;
        all.into_iter()
            .try_for_each(|(key, value)| self.set(work, key, value))
    }

    fn made(self, work: &Work<'v>) -> Result<Val<'v>, Failed> {
        Ok(Val::Rec(work.arena.record(&self.fields)?))
    }
}

fn dict<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let pairs = list(args[0])?;
    work.burn_items(pairs.len())?;
    let mut fields = Fields::default();
    for index in 0..pairs.len() {
        let pair = match pairs.item(index) {
            Val::List(pair) if pair.len() == 2 => pair,
            Val::List(pair) => {
                let message = format!("expected pairs, found a list of {}", pair.len());
                return Err(wrong(message));
            }
            other => return Err(expected("a pair", other)),
        };
        fields.set(work, text(pair.item(0))?, pair.item(1))?;
    }
    fields.made(work)
}

fn assoc<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let mut fields = Fields::default();
    fields.add_all(work, args[0])?;
    for pair in args[1..].chunks(2) {
        let [key, value] = pair else {
            return Err(
                wrong("the last key has no value").with_help("write `(assoc record :key value)`")
            );
        };
        fields.set(work, text(*key)?, *value)?;
    }
    fields.made(work)
}

fn dissoc<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let record = record(args[0])?;
    let mut dropped = HashSet::new();
    for key in &args[1..] {
        dropped.insert(known_key(work, record, text(*key)?)?);
    }
    let mut fields = Vec::new();
    record.each(&mut |key, value| {
        if !dropped.contains(key) {
            fields.push((key, value));
        }
    });
    work.burn_lookups(fields.len())?;
    Ok(Val::Rec(work.arena.record(&fields)?))
}

fn select_keys<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (record, keys) = (record(args[0])?, list(args[1])?);
    work.burn_items(keys.len())?;
    let mut fields = Fields::default();
    for index in 0..keys.len() {
        let key = known_key(work, record, text(keys.item(index))?)?;
        if let Some(value) = record.get(key) {
            fields.set(work, key, value)?;
        }
    }
    fields.made(work)
}

/// A key of a record; of one with a shape it must be one that the shape has, as in `get`.
fn known_key<'v>(work: &Work<'_>, record: &dyn Record, key: &'v str) -> Result<&'v str, Failed> {
    burn_key(work, key)?;
    match record.shape() {
        Some(shape) if shape.index_of(key).is_none() => Err(no_field(key, shape)),
        _ => Ok(key),
    }
}

fn index_by<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (items, key) = (list(args[0])?, text(args[1])?);
    work.burn_items(items.len())?;
    let mut fields = Fields::default();
    for index in 0..items.len() {
        let item = items.item(index);
        let Val::Rec(record) = item else {
            return Err(expected("Rec", item));
        };
        let name = match record.get(known_key(work, record, key)?) {
            Some(Val::Str(name)) => name,
            Some(number @ Val::Int(_)) => {
                let mut written = String::new();
                write_joined(number, &mut written)?;
                work.arena.text(&written)?
            }
            found => {
                let (key, found) = (shortened(key), found.unwrap_or(Val::Nil).kind_name());
                return Err(wrong(format!(
                    "expected Str or Int at `:{key}`, found {found}"
                )));
            }
        };
        fields.set(work, name, item)?;
    }
    fields.made(work)
}
