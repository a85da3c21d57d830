//! Taking arguments apart and making results, within the limits of the render.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::limits::Limit;
use crate::run::failure::{Failed, expected, limit, wrong};
use crate::run::work::Work;
use crate::value::{List, Val};

pub(super) fn text(value: Val<'_>) -> Result<&str, Failed> {
    match value {
        Val::Str(text) => Ok(text),
        other => Err(expected("Str", other)),
    }
}

/// `nil` is an empty list.
pub(super) fn list(value: Val<'_>) -> Result<&dyn List, Failed> {
    match value {
        Val::List(list) => Ok(list),
        Val::Nil => Ok(&EMPTY),
        other => Err(expected("List", other)),
    }
}

static EMPTY: [(); 0] = [];

pub(super) fn decimal(value: Val<'_>) -> Result<Decimal, Failed> {
    match value {
        Val::Int(number) => Ok(Decimal::from(number)),
        Val::Dec(number) => Ok(number),
        other => Err(expected("a number", other)),
    }
}

/// A whole number, also when it is written with decimals.
pub(super) fn whole(value: Val<'_>) -> Result<i64, Failed> {
    match value {
        Val::Int(number) => Ok(number),
        Val::Dec(number) if number.fract().is_zero() => number.to_i64().ok_or_else(too_large),
        other => Err(expected("a whole number", other)),
    }
}

/// How many: a whole number, a negative one being none.
pub(super) fn number_of(value: Val<'_>) -> Result<usize, Failed> {
    Ok(usize::try_from(whole(value)?.max(0)).unwrap_or(usize::MAX))
}

/// An argument that may be left out, or be `nil`, which is the same.
pub(super) fn optional<'v>(args: &[Val<'v>], index: usize) -> Option<Val<'v>> {
    args.get(index)
        .copied()
        .filter(|value| !matches!(value, Val::Nil))
}

pub(super) fn too_large() -> Failed {
    wrong("the result is too large a number")
}

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

/// Ends the render when text on its way into the arena is already larger than it.
pub(super) fn bound_text(work: &Work<'_>, bytes: usize) -> Result<(), Failed> {
    if bytes > work.arena_bytes {
        Err(limit(Limit::ArenaBytes))
    } else {
        Ok(())
    }
}

/// The same for the items of a list.
pub(super) fn bound_items(work: &Work<'_>, items: usize) -> Result<(), Failed> {
    bound_text(work, items.saturating_mul(size_of::<Val<'_>>()))
}

/// Text that was made, in the arena.
pub(super) fn keep<'v>(work: &Work<'v>, text: &str) -> Result<Val<'v>, Failed> {
    work.burn_bytes(text.len())?;
    Ok(Val::Str(work.arena.text(text)?))
}

/// A list of items, in the arena.
pub(super) fn made<'v>(work: &Work<'v>, items: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    Ok(Val::List(work.arena.list(items)?))
}

/// Adds the items of a list to those of a list that is being made, and pays for them.
pub(super) fn add_items<'v>(
    work: &Work<'v>,
    list: &'v dyn List,
    out: &mut Vec<Val<'v>>,
) -> Result<(), Failed> {
    work.burn_items(list.len())?;
    bound_items(work, out.len() + list.len())?;
    out.extend((0..list.len()).map(|index| list.item(index)));
    Ok(())
}

/// The items from `start` up to `end`.
pub(super) fn part<'v>(
    work: &Work<'v>,
    list: &'v dyn List,
    start: usize,
    end: usize,
) -> Result<Val<'v>, Failed> {
    let end = end.min(list.len());
    let start = start.min(end);
    work.burn_items(end - start)?;
    bound_items(work, end - start)?;
    let items: Vec<Val<'v>> = (start..end).map(|index| list.item(index)).collect();
    made(work, &items)
}
