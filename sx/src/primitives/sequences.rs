//! What texts and lists have in common: a length, positions, parts.

use super::comparison::is_equal;
use super::parts::{optional, part, text, whole};
use super::{Table, define};
use crate::run::failure::{Failed, expected};
use crate::run::work::Work;
use crate::value::{Record, Val};

pub(super) const TABLE: Table = Table {
    subject: "Text and lists",
    lines: &[
        define(
            "(len subject:Str|List|Rec?) -> Int",
            "How many characters, items or fields there are.",
            "(len \"héllo\")",
            len,
        ),
        define(
            "(empty? subject:Str|List|Rec|Safe?) -> Bool",
            "Whether there is nothing in it.",
            "(empty? [])",
            is_empty,
        ),
        define(
            "(contains? subject:List|Str? wanted:Any) -> Bool",
            "Whether a text is in a text, or an item in a list.",
            "(contains? [\"a\" \"b\"] \"b\")",
            |work, args| match find(work, args[0], args[1])? {
                Some(_) => Ok(Val::Bool(true)),
                None => Ok(Val::Bool(false)),
            },
        ),
        define(
            "(index-of subject:List|Str? wanted:Any) -> Int?",
            "The first position of a text in a text, or of an item in a list, from 0; `nil` if it is not there.",
            "(index-of \"bread\" \"ea\")",
            |work, args| {
                Ok(match (find(work, args[0], args[1])?, args[0]) {
                    (Some(byte), Val::Str(text)) => int(text[..byte].chars().count()),
                    (Some(index), _) => int(index),
                    (None, _) => Val::Nil,
                })
            },
        ),
        define(
            "(slice subject:Str|List? start:Int end?:Int) -> Str|List?",
            "The part from one position up to another; negative positions count from the end.",
            "(slice \"bread\" 1 -1)",
            slice,
        ),
    ],
};

fn int(number: usize) -> Val<'static> {
    Val::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn len<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    Ok(int(match args[0] {
        Val::Nil => 0,
        Val::Str(text) => {
            work.burn_bytes(text.len())?;
            text.chars().count()
        }
        Val::List(list) => list.len(),
        Val::Rec(record) => fields(work, record)?,
        other => return Err(expected("List, Rec or Str", other)),
    }))
}

fn is_empty<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    Ok(Val::Bool(match args[0] {
        Val::Nil => true,
        Val::Str(text) => text.is_empty(),
        Val::List(list) => list.is_empty(),
        Val::Rec(record) => fields(work, record)? == 0,
        Val::Safe(html) => html.as_html().is_empty(),
        other => return Err(expected("List, Rec or Str", other)),
    }))
}

fn fields(work: &Work<'_>, record: &dyn Record) -> Result<usize, Failed> {
    let mut count = 0;
    record.each(&mut |_, _| count += 1);
    work.burn_items(count)?;
    Ok(count)
}

/// Where text begins in text, in bytes, or which item of a list it is.
fn find<'v>(work: &Work<'v>, subject: Val<'v>, wanted: Val<'v>) -> Result<Option<usize>, Failed> {
    match subject {
        Val::Nil => Ok(None),
        Val::Str(subject) => {
            let wanted = text(wanted)?;
            work.burn_search(subject, wanted)?;
            Ok(subject.find(wanted))
        }
        Val::List(list) => {
            work.burn_items(list.len().saturating_mul(2))?;
            for index in 0..list.len() {
                if is_equal(work, list.item(index), wanted)? {
                    return Ok(Some(index));
                }
            }
            Ok(None)
        }
        other @ Val::Rec(_) => Err(expected("Str or List", other)
            .with_help("whether a record has a key is asked with `has-key?`")),
        other => Err(expected("Str or List", other)),
    }
}

fn slice<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let start = whole(args[1])?;
    let end = optional(args, 2).map(whole).transpose()?;
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
            part(work, list, start, end)
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
