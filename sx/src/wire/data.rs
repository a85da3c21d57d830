//! Values as data of the wire.

use std::fmt::Write;
use std::ops::Range;

use crate::escape::wire;
use crate::limits::Limit;
use crate::read::is_keyword;
use crate::run::failure::{Failed, limit};
use crate::value::{List, Record, Val};

/// Lists and records inside each other.
const DEPTH_MAX: usize = 32;

/// Values in one argument. Lists that share parts can unfold without end, so they are counted.
const VALUES_MAX: usize = 100_000;

/// How many values a value consists of, if it can be written; else how many were looked at to know that it cannot.
/// Functions and slots cannot, nor can what is nested too deep or has no end.
pub(crate) fn size(value: Val<'_>) -> Result<usize, usize> {
    let mut visited = 0;
    match fits(value, 0, &mut visited) {
        true => Ok(visited),
        false => Err(visited),
    }
}

fn fits(value: Val<'_>, depth: usize, visited: &mut usize) -> bool {
    *visited += 1;
    if depth > DEPTH_MAX || *visited > VALUES_MAX {
        return false;
    }
    match value {
        Val::List(list) => (0..list.len()).all(|index| fits(list.item(index), depth + 1, visited)),
        Val::Rec(record) => {
            let mut all = true;
            // A record is visited whole, whatever is found in it.
            record.each(&mut |_, value| match all {
                true => all = fits(value, depth + 1, visited),
                false => *visited += 1,
            });
            all
        }
        Val::Slot(_) | Val::Fn(_) => false,
        _ => true,
    }
}

/// Writes a value that [`size`] says can be written, at most about `bytes_max` of it.
pub(crate) fn write(value: Val<'_>, out: &mut String, bytes_max: usize) -> Result<(), Failed> {
    if out.len() > bytes_max {
        return Err(limit(Limit::OutputBytes));
    }
    match value {
        Val::Nil | Val::Slot(_) | Val::Fn(_) => out.push_str("nil"),
        Val::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Val::Int(value) => out.push_str(itoa::Buffer::new().format(value)),
        // Writing to a String cannot fail.
        Val::Dec(value) => _ = write!(out, "{value}"),
        Val::Str(text) => string(text, out),
        Val::Safe(html) => {
            out.push_str("(raw! ");
            string(html.as_html(), out);
            out.push(')');
        }
        Val::List(list) => match table_keys(list) {
            Some(keys) => write_table(list, &keys, out, bytes_max)?,
            None => write_list(list, out, bytes_max)?,
        },
        Val::Rec(record) => write_record(record, out, bytes_max, &mut Vec::new())?,
    }
    Ok(())
}

fn write_list(list: &dyn List, out: &mut String, bytes_max: usize) -> Result<(), Failed> {
    out.push('[');
    for index in 0..list.len() {
        if index > 0 {
            out.push(' ');
        }
        write(list.item(index), out, bytes_max)?;
    }
    out.push(']');
    Ok(())
}

/// The keys of the records of a list, if it has several and all have the same in the same order.
fn table_keys(list: &dyn List) -> Option<Vec<&str>> {
    let Val::Rec(first) = list.item(0) else {
        return None;
    };
    let mut keys = Vec::new();
    first.each(&mut |key, _| keys.push(key));
    let is_alike = |index| matches!(list.item(index), Val::Rec(record) if has_keys(record, &keys));
    (list.len() > 1 && !keys.is_empty() && (1..list.len()).all(is_alike)).then_some(keys)
}

fn has_keys(record: &dyn Record, keys: &[&str]) -> bool {
    let (mut index, mut is_alike) = (0, true);
    record.each(&mut |key, _| {
        is_alike = is_alike && keys.get(index) == Some(&key);
        index += 1;
    });
    is_alike && index == keys.len()
}

/// `[* (:k …) (v …) …]`: the keys of all records once, then the values of each.
fn write_table(
    list: &dyn List,
    keys: &[&str],
    out: &mut String,
    bytes_max: usize,
) -> Result<(), Failed> {
    out.push_str("[* (");
    for name in keys {
        part(out);
        key(name, out);
    }
    out.push(')');
    for index in 0..list.len() {
        let Val::Rec(record) = list.item(index) else {
            continue;
        };
        out.push_str(" (");
        each(record, &mut |_, value| {
            part(out);
            write(value, out, bytes_max)
        })?;
        out.push(')');
    }
    out.push(']');
    Ok(())
}

/// Where a field lies in the text of its record.
#[derive(Clone, Debug)]
pub(crate) struct FieldPlace {
    pub(crate) key: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// Writes a record, and tells where its fields lie.
pub(crate) fn write_record(
    record: &dyn Record,
    out: &mut String,
    bytes_max: usize,
    places: &mut Vec<FieldPlace>,
) -> Result<(), Failed> {
    out.push('{');
    let mut is_first = true;
    each(record, &mut |name, value| {
        if !std::mem::take(&mut is_first) {
            out.push(' ');
        }
        let start = out.len();
        key(name, out);
        let end = out.len();
        out.push(' ');
        write(value, out, bytes_max)?;
        places.push(FieldPlace {
            key: start..end,
            value: end + 1..out.len(),
        });
        Ok(())
    })?;
    out.push('}');
    Ok(())
}

/// Visits the fields until one fails.
fn each<'r>(
    record: &'r dyn Record,
    visit: &mut dyn FnMut(&'r str, Val<'r>) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let mut result = Ok(());
    record.each(&mut |key, value| {
        if result.is_ok() {
            result = visit(key, value);
        }
    });
    result
}

/// The keys of an argument, to be compared with those of another. What is no record has none, and a place all the same:
/// the next argument's keys are not its own.
pub(crate) fn shape(argument: Val<'_>, out: &mut String) {
    if let Val::Rec(record) = argument {
        record.each(&mut |name, _| {
            key(name, out);
            out.push(' ');
        });
    }
    out.push(';');
}

/// A key of a record.
pub(crate) fn key(name: &str, out: &mut String) {
    if is_keyword(name) {
        out.push(':');
        out.push_str(name);
    } else {
        string(name, out);
    }
}

/// A space between two items; none at the beginning of a list.
pub(crate) fn part(out: &mut String) {
    if !matches!(out.as_bytes().last(), None | Some(b'(')) {
        out.push(' ');
    }
}

/// A string with its quotes.
pub(crate) fn string(text: &str, out: &mut String) {
    out.push('"');
    wire::data(text, out);
    out.push('"');
}
