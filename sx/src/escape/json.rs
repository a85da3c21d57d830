//! JSON that may stand inside a script element.

use std::fmt::Write;

use crate::value::Val;

/// Lists and records inside each other.
pub(crate) const DEPTH_MAX: usize = 64;

/// Why a value has no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Error {
    /// Nested deeper than [`DEPTH_MAX`].
    TooDeep,
    /// This type holds no data.
    NoJson(&'static str),
    /// More than the bytes that were allowed: lists that share parts can unfold without end.
    Full,
}

/// Writes a value as JSON, at most about `bytes_max` of it. `<`, `>`, `&`, U+2028 and U+2029 are
/// escaped, so the text can neither end a script element nor a line of JavaScript. After an error `out` has what was
/// made before it.
pub(crate) fn write(value: Val<'_>, out: &mut String, bytes_max: usize) -> Result<(), Error> {
    let bytes_max = out.len().saturating_add(bytes_max);
    nested(value, out, bytes_max, 0)
}

fn nested(value: Val<'_>, out: &mut String, bytes_max: usize, depth: usize) -> Result<(), Error> {
    if depth > DEPTH_MAX {
        return Err(Error::TooDeep);
    }
    if out.len() > bytes_max {
        return Err(Error::Full);
    }
    match value {
        Val::Nil => out.push_str("null"),
        Val::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Val::Int(value) => out.push_str(itoa::Buffer::new().format(value)),
        // Writing to a String cannot fail.
        Val::Dec(value) => _ = write!(out, "{value}"),
        Val::Str(text) => string(text, out),
        Val::Safe(html) => string(html.as_html(), out),
        Val::List(list) => {
            out.push('[');
            for index in 0..list.len() {
                if index > 0 {
                    out.push(',');
                }
                nested(list.item(index), out, bytes_max, depth + 1)?;
            }
            out.push(']');
        }
        Val::Rec(record) => {
            out.push('{');
            let mut result = Ok(());
            let mut first = true;
            record.each(&mut |key, value| {
                if result.is_err() {
                    return;
                }
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                string(key, out);
                out.push(':');
                result = nested(value, out, bytes_max, depth + 1);
            });
            result?;
            out.push('}');
        }
        Val::Slot(_) | Val::Fn(_) => return Err(Error::NoJson(value.kind_name())),
    }
    Ok(())
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}' | '\u{0}'..='\u{1f}' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
