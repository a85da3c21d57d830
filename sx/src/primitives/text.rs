//! Text. Positions count characters, not bytes, and a position beyond the end is the end.

use std::fmt::Write;

use super::{Table, define, numbers};
use crate::escape::json;
use crate::limits::Limit;
use crate::run::failure::{Failed, expected, limit, wrong};
use crate::run::work::Work;
use crate::value::Val;

pub(super) const TABLE: Table = Table {
    subject: "Text",
    lines: &[
        define(
            "(str &rest parts:Str|Num|Bool?) -> Str",
            "Joins text and numbers; `nil` is empty.",
            "(str \"page \" 2)",
            |work, args| {
                let mut out = String::new();
                for arg in args {
                    write_joined(*arg, &mut out)?;
                    bounded(work, out.len())?;
                }
                keep(work, &out)
            },
        ),
        define(
            "(join separator:Str items:[Str|Num|Bool?]?) -> Str",
            "Joins the items of a list with a separator between them; `nil` items are left out.",
            "(join \", \" [\"a\" \"b\"])",
            |work, args| join(work, text(args[0])?, args[1]),
        ),
        define(
            "(split text:Str separator:Str) -> [Str]",
            "The parts of a text between separators.",
            "(split \"a,b\" \",\")",
            |work, args| split(work, text(args[0])?, text(args[1])?),
        ),
        define(
            "(upper text:Str) -> Str",
            "The text in capitals.",
            "(upper \"straße\")",
            |work, args| keep(work, &text(args[0])?.to_uppercase()),
        ),
        define(
            "(lower text:Str) -> Str",
            "The text in small letters.",
            "(lower \"SX\")",
            |work, args| keep(work, &text(args[0])?.to_lowercase()),
        ),
        define(
            "(trim text:Str) -> Str",
            "The text without white space at its ends.",
            "(trim \"  x  \")",
            |_, args| Ok(Val::Str(text(args[0])?.trim())),
        ),
        define(
            "(starts-with? text:Str start:Str) -> Bool",
            "Whether a text begins with another.",
            "(starts-with? \"bread\" \"br\")",
            |_, args| Ok(Val::Bool(text(args[0])?.starts_with(text(args[1])?))),
        ),
        define(
            "(ends-with? text:Str end:Str) -> Bool",
            "Whether a text ends with another.",
            "(ends-with? \"bread\" \"ad\")",
            |_, args| Ok(Val::Bool(text(args[0])?.ends_with(text(args[1])?))),
        ),
        define(
            "(replace text:Str from:Str to:Str) -> Str",
            "The text with every `from` replaced by `to`.",
            "(replace \"a-b\" \"-\" \"+\")",
            |work, args| replace(work, text(args[0])?, text(args[1])?, text(args[2])?),
        ),
        define(
            "(slice subject:Str|List? start:Int end?:Int) -> Str|List?",
            "The part from one position up to another; negative positions count from the end.",
            "(slice \"bread\" 1 -1)",
            slice,
        ),
        define(
            "(json value:Any) -> Str",
            "The value as JSON.",
            "(json {:a [1 2]})",
            |work, args| {
                let mut out = String::new();
                json::write(args[0], &mut out, work.arena_bytes).map_err(json_failure)?;
                keep(work, &out)
            },
        ),
    ],
};

/// Adds a value to text that is being joined: `nil` is empty, truth values are words.
pub(crate) fn write_joined(value: Val<'_>, out: &mut String) -> Result<(), Failed> {
    match value {
        Val::Nil => {}
        Val::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Val::Int(value) => out.push_str(itoa::Buffer::new().format(value)),
        // Writing to a String cannot fail.
        Val::Dec(value) => _ = write!(out, "{value}"),
        Val::Str(value) => out.push_str(value),
        other => return Err(expected("text or a number", other)),
    }
    Ok(())
}

/// What went wrong with JSON, as a failure of the render.
pub(crate) fn json_failure(error: json::Error) -> Failed {
    match error {
        json::Error::TooDeep => wrong(format!(
            "this value is nested deeper than {}",
            json::DEPTH_MAX
        )),
        json::Error::NoJson(kind) => wrong(format!("a {kind} has no JSON")),
        json::Error::Full => limit(Limit::ArenaBytes),
    }
}

fn text(value: Val<'_>) -> Result<&str, Failed> {
    match value {
        Val::Str(text) => Ok(text),
        other => Err(expected("Str", other)),
    }
}

fn keep<'v>(work: &Work<'v>, text: &str) -> Result<Val<'v>, Failed> {
    work.burn_bytes(text.len())?;
    Ok(Val::Str(work.arena.text(text)?))
}

/// Ends the render when something on its way into the arena is already larger than it.
fn bounded(work: &Work<'_>, bytes: usize) -> Result<(), Failed> {
    if bytes > work.arena_bytes {
        Err(limit(Limit::ArenaBytes))
    } else {
        Ok(())
    }
}

fn join<'v>(work: &Work<'v>, separator: &str, list: Val<'v>) -> Result<Val<'v>, Failed> {
    let list = match list {
        Val::Nil => return Ok(Val::Str("")),
        Val::List(list) => list,
        other => return Err(expected("List", other)),
    };
    let mut out = String::new();
    let mut first = true;
    for index in 0..list.len() {
        let item = list.item(index);
        if matches!(item, Val::Nil) {
            continue;
        }
        if !std::mem::take(&mut first) {
            out.push_str(separator);
        }
        write_joined(item, &mut out)?;
        bounded(work, out.len())?;
    }
    work.burn_items(list.len())?;
    keep(work, &out)
}

fn split<'v>(work: &Work<'v>, text: &'v str, separator: &str) -> Result<Val<'v>, Failed> {
    if separator.is_empty() {
        return Err(wrong("the separator of `split` is empty"));
    }
    work.burn_bytes(text.len())?;
    bounded(
        work,
        text.matches(separator)
            .count()
            .saturating_mul(size_of::<Val<'_>>()),
    )?;
    let parts: Vec<Val<'v>> = text.split(separator).map(Val::Str).collect();
    Ok(Val::List(work.arena.list(&parts)?))
}

fn replace<'v>(work: &Work<'v>, text: &str, from: &str, to: &str) -> Result<Val<'v>, Failed> {
    if from.is_empty() {
        return Err(wrong("the text to `replace` is empty"));
    }
    work.burn_bytes(text.len())?;
    // Bounded before it is made: a long replacement for a short text multiplies.
    let found = text.matches(from).count();
    bounded(work, found.saturating_mul(to.len()))?;
    keep(work, &text.replace(from, to))
}

/// `(slice subject start)` and `(slice subject start end)`, of text or of a list. Negative
/// positions count from the end.
fn slice<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let start = numbers::whole(args[1])?;
    let end = match args.get(2) {
        None | Some(Val::Nil) => None,
        Some(end) => Some(numbers::whole(*end)?),
    };
    match args[0] {
        Val::Nil => Ok(Val::Nil),
        Val::Str(text) => {
            work.burn_bytes(text.len())?;
            let (start, end) = positions(start, end, text.chars().count());
            let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            Ok(Val::Str(&text[byte(start)..byte(end)]))
        }
        Val::List(list) => {
            let (start, end) = positions(start, end, list.len());
            work.burn_items(end - start)?;
            let items: Vec<Val<'v>> = (start..end).map(|index| list.item(index)).collect();
            Ok(Val::List(work.arena.list(&items)?))
        }
        other => Err(expected("Str or List", other)),
    }
}

/// Positions within `len`, the end not before the start.
fn positions(start: i64, end: Option<i64>, len: usize) -> (usize, usize) {
    let place = |at: i64| match usize::try_from(at) {
        Ok(at) => at.min(len),
        Err(_) => len.saturating_sub(usize::try_from(at.unsigned_abs()).unwrap_or(usize::MAX)),
    };
    let start = place(start);
    (start, end.map_or(len, place).max(start))
}
