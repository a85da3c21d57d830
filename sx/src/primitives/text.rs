//! Text. Positions count characters, not bytes, and a position beyond the end is the end.

use super::parts::{bound_items, bound_text, keep, list, made, text, write_joined};
use super::{Table, define};
use crate::escape::json;
use crate::limits::Limit;
use crate::run::failure::{Failed, limit, wrong};
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
                    bound_text(work, out.len())?;
                }
                keep(work, &out)
            },
        ),
        define(
            "(join separator:Str items:[Str|Num|Bool?]?) -> Str",
            "Joins the items of a list with a separator between them; `nil` items are left out.",
            "(join \", \" [\"a\" \"b\"])",
            join,
        ),
        define(
            "(split text:Str separator:Str) -> [Str]",
            "The parts of a text between separators.",
            "(split \"a,b\" \",\")",
            split,
        ),
        define(
            "(words text:Str) -> [Str]",
            "The words of a text: what stands between white space.",
            "(words \"bread and wine\")",
            |work, args| {
                let text = text(args[0])?;
                work.burn_bytes(text.len())?;
                let mut words = Vec::new();
                for word in text.split_whitespace() {
                    bound_items(work, words.len() + 1)?;
                    words.push(Val::Str(word));
                }
                made(work, &words)
            },
        ),
        define(
            "(lines text:Str) -> [Str]",
            "The lines of a text.",
            "(lines \"one\\ntwo\")",
            |work, args| {
                let text = text(args[0])?;
                work.burn_bytes(text.len())?;
                let mut lines = Vec::new();
                for line in text.lines() {
                    bound_items(work, lines.len() + 1)?;
                    lines.push(Val::Str(line));
                }
                made(work, &lines)
            },
        ),
        define(
            "(upper text:Str) -> Str",
            "The text in capitals.",
            "(upper \"straße\")",
            |work, args| {
                let text = text(args[0])?;
                burn_letters(work, text)?;
                keep(work, &text.to_uppercase())
            },
        ),
        define(
            "(lower text:Str) -> Str",
            "The text in small letters.",
            "(lower \"SX\")",
            |work, args| {
                let text = text(args[0])?;
                burn_letters(work, text)?;
                keep(work, &text.to_lowercase())
            },
        ),
        define(
            "(capitalize text:Str) -> Str",
            "The text with a capital for its first letter; the others stay as they are.",
            "(capitalize \"bread\")",
            |work, args| {
                let mut letters = text(args[0])?.chars();
                let mut out: String = letters
                    .next()
                    .map(char::to_uppercase)
                    .into_iter()
                    .flatten()
                    .collect();
                out.push_str(letters.as_str());
                keep(work, &out)
            },
        ),
        define(
            "(trim text:Str) -> Str",
            "The text without white space at its ends.",
            "(trim \"  x  \")",
            |work, args| {
                let text = text(args[0])?;
                let trimmed = text.trim();
                work.burn_bytes(text.len() - trimmed.len())?;
                Ok(Val::Str(trimmed))
            },
        ),
        define(
            "(starts-with? text:Str start:Str) -> Bool",
            "Whether a text begins with another.",
            "(starts-with? \"bread\" \"br\")",
            |work, args| {
                let (text, start) = (text(args[0])?, text(args[1])?);
                work.burn_bytes(start.len())?;
                Ok(Val::Bool(text.starts_with(start)))
            },
        ),
        define(
            "(ends-with? text:Str end:Str) -> Bool",
            "Whether a text ends with another.",
            "(ends-with? \"bread\" \"ad\")",
            |work, args| {
                let (text, end) = (text(args[0])?, text(args[1])?);
                work.burn_bytes(end.len())?;
                Ok(Val::Bool(text.ends_with(end)))
            },
        ),
        define(
            "(replace text:Str from:Str to:Str) -> Str",
            "The text with every `from` replaced by `to`.",
            "(replace \"a-b\" \"-\" \"+\")",
            replace,
        ),
        define(
            "(json value:Any) -> Str",
            "The value as JSON.",
            "(json {:a [1 2]})",
            |work, args| {
                let json = json_of(work, args[0], work.arena_bytes)?;
                work.burn_bytes(json.len())?;
                keep(work, &json)
            },
        ),
    ],
};

/// Changing letters takes longer than copying them.
fn burn_letters(work: &Work<'_>, text: &str) -> Result<(), Failed> {
    work.burn_bytes(text.len().saturating_mul(4))
}

/// The JSON of a value, at most about `bytes_max` of it. What was made is paid for, also before a failure.
pub(crate) fn json_of(work: &Work<'_>, value: Val<'_>, bytes_max: usize) -> Result<String, Failed> {
    let mut out = String::new();
    let written = json::write(value, &mut out, bytes_max);
    work.burn_bytes(out.len())?;
    written.map_err(json_failure)?;
    Ok(out)
}

/// What went wrong with JSON, as a failure of the render.
fn json_failure(error: json::Error) -> Failed {
    match error {
        json::Error::TooDeep => wrong(format!(
            "this value is nested deeper than {}",
            json::DEPTH_MAX
        )),
        json::Error::NoJson(kind) => wrong(format!("a {kind} has no JSON")),
        json::Error::Full => limit(Limit::ArenaBytes),
    }
}

fn join<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (separator, list) = (text(args[0])?, list(args[1])?);
    let mut out = String::new();
    let mut first = true;
    work.burn_items(list.len().saturating_mul(2))?;
    for index in 0..list.len() {
        let item = list.item(index);
        if let Val::Dec(_) = item {
            work.burn_decimal()?;
        }
        if matches!(item, Val::Nil) {
            continue;
        }
        if !std::mem::take(&mut first) {
            out.push_str(separator);
        }
        write_joined(item, &mut out)?;
        bound_text(work, out.len())?;
    }
    keep(work, &out)
}

fn split<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (text, separator) = (text(args[0])?, text(args[1])?);
    if separator.is_empty() {
        return Err(wrong("the separator is empty"));
    }
    work.burn_search(text, separator)?;
    bound_items(work, text.matches(separator).count())?;
    let parts: Vec<Val<'v>> = text.split(separator).map(Val::Str).collect();
    made(work, &parts)
}

fn replace<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (text, from, to) = (text(args[0])?, text(args[1])?, text(args[2])?);
    if from.is_empty() {
        return Err(wrong("the text to replace is empty"));
    }
    work.burn_search(text, from)?;
    // Bounded before it is made: a long replacement for a short text multiplies.
    let found = text.matches(from).count();
    bound_text(work, found.saturating_mul(to.len()))?;
    keep(work, &text.replace(from, to))
}
