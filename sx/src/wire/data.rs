//! Values as data of the wire.

use std::fmt::Write;

use crate::escape::wire;
use crate::limits::Limit;
use crate::read::is_keyword;
use crate::run::failure::{Failed, limit};
use crate::value::Val;

/// Lists and records inside each other.
const DEPTH_MAX: usize = 32;

/// Values in one argument. Lists that share parts can unfold without end, so they are counted.
pub(crate) const VALUES_MAX: usize = 100_000;

/// How many values a value consists of, if it can be written. Functions and slots cannot, nor can what
/// is nested too deep or has no end.
pub(crate) fn size(value: Val<'_>) -> Option<usize> {
    let mut left = VALUES_MAX;
    fits(value, 0, &mut left).then(|| VALUES_MAX - left)
}

fn fits(value: Val<'_>, depth: usize, left: &mut usize) -> bool {
    if depth > DEPTH_MAX || *left == 0 {
        return false;
    }
    *left -= 1;
    match value {
        Val::List(list) => (0..list.len()).all(|index| fits(list.item(index), depth + 1, left)),
        Val::Rec(record) => {
            let mut all = true;
            record.each(&mut |_, value| all = all && fits(value, depth + 1, left));
            all
        }
        Val::Slot(_) | Val::Fn(_) => false,
        _ => true,
    }
}

/// Writes a value for which [`size`] knows an answer, at most about `bytes_max` of it.
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
        Val::List(list) => {
            out.push('[');
            for index in 0..list.len() {
                if index > 0 {
                    out.push(' ');
                }
                write(list.item(index), out, bytes_max)?;
            }
            out.push(']');
        }
        Val::Rec(record) => {
            out.push('{');
            let mut result = Ok(());
            let mut is_first = true;
            record.each(&mut |name, value| {
                if result.is_err() {
                    return;
                }
                if !std::mem::take(&mut is_first) {
                    out.push(' ');
                }
                key(name, out);
                out.push(' ');
                result = write(value, out, bytes_max);
            });
            result?;
            out.push('}');
        }
    }
    Ok(())
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
