//! Equality and order.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::parts::decimal;
use super::{Table, define};
use crate::run::failure::{Failed, wrong};
use crate::run::work::Work;
use crate::value::{List, Record, Val};

pub(super) const TABLE: Table = Table {
    subject: "Comparison",
    lines: &[
        define(
            "(= value:Any other:Any &rest more:Any) -> Bool",
            "Whether all values are the same data; `1` and `1.0` are.",
            "(= \"a\" \"a\")",
            |work, args| {
                for next in &args[1..] {
                    if !is_equal(work, args[0], *next)? {
                        return Ok(Val::Bool(false));
                    }
                }
                Ok(Val::Bool(true))
            },
        ),
        define(
            "(!= value:Any other:Any) -> Bool",
            "Whether two values are not the same data.",
            "(!= 1 2)",
            |work, args| Ok(Val::Bool(!is_equal(work, args[0], args[1])?)),
        ),
        define(
            "(< value:o other:o &rest more:o) -> Bool",
            "Whether each number is less than the next, or each text before the next.",
            "(< 1 2 3)",
            |work, args| chain(work, args, |order| order == Ordering::Less),
        ),
        define(
            "(<= value:o other:o &rest more:o) -> Bool",
            "Whether none is greater than the next.",
            "(<= 1 1 2)",
            |work, args| chain(work, args, |order| order != Ordering::Greater),
        ),
        define(
            "(> value:o other:o &rest more:o) -> Bool",
            "Whether each is greater than the next.",
            "(> 3 2 1)",
            |work, args| chain(work, args, |order| order == Ordering::Greater),
        ),
        define(
            "(>= value:o other:o &rest more:o) -> Bool",
            "Whether none is less than the next.",
            "(>= 2 2 1)",
            |work, args| chain(work, args, |order| order != Ordering::Less),
        ),
    ],
};

/// Lists and records inside each other that `=` walks.
const EQUAL_DEPTH_MAX: usize = 64;

/// Whether two values are the same data. `1` and `1.0` are; functions and slots never are.
pub(crate) fn is_equal<'v>(work: &Work<'v>, a: Val<'v>, b: Val<'v>) -> Result<bool, Failed> {
    equal_within(work, a, b, 0)
}

fn equal_within<'v>(work: &Work<'v>, a: Val<'v>, b: Val<'v>, depth: usize) -> Result<bool, Failed> {
    if depth > EQUAL_DEPTH_MAX {
        return Err(wrong(format!(
            "these values are nested deeper than {EQUAL_DEPTH_MAX}"
        )));
    }
    Ok(match (a, b) {
        (Val::Nil, Val::Nil) => true,
        (Val::Bool(a), Val::Bool(b)) => a == b,
        (Val::Int(a), Val::Int(b)) => a == b,
        (Val::Int(_) | Val::Dec(_), Val::Int(_) | Val::Dec(_)) => {
            work.burn_decimal()?;
            decimal(a)? == decimal(b)?
        }
        (Val::Str(a), Val::Str(b)) => equal_text(work, a, b)?,
        (Val::Safe(a), Val::Safe(b)) => equal_text(work, a.as_html(), b.as_html())?,
        (Val::List(a), Val::List(b)) => equal_lists(work, a, b, depth)?,
        (Val::Rec(a), Val::Rec(b)) => equal_records(work, a, b, depth)?,
        _ => false,
    })
}

/// Long texts are paid for; short ones cost no more than the call.
fn equal_text(work: &Work<'_>, a: &str, b: &str) -> Result<bool, Failed> {
    if a.len() != b.len() {
        return Ok(false);
    }
    work.burn(a.len() as u64 / 64)?;
    Ok(a == b)
}

fn equal_lists<'v>(
    work: &Work<'v>,
    a: &'v dyn List,
    b: &'v dyn List,
    depth: usize,
) -> Result<bool, Failed> {
    if a.len() != b.len() {
        return Ok(false);
    }
    work.burn_items(a.len())?;
    for index in 0..a.len() {
        if !equal_within(work, a.item(index), b.item(index), depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn equal_records<'v>(
    work: &Work<'v>,
    a: &'v dyn Record,
    b: &'v dyn Record,
    depth: usize,
) -> Result<bool, Failed> {
    let (mut left, mut right) = (Vec::new(), 0);
    a.each(&mut |key, value| left.push((key, value)));
    b.each(&mut |_, _| right += 1);
    work.burn_items(left.len() + right)?;
    if left.len() != right {
        return Ok(false);
    }
    for (key, value) in left {
        // Each is looked for by its key.
        work.burn_lookups(1 + key.len() / 48)?;
        match b.get(key) {
            Some(other) if equal_within(work, value, other, depth + 1)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Numbers by size, text by its characters.
pub(crate) fn compare(work: &Work<'_>, a: Val<'_>, b: Val<'_>) -> Result<Ordering, Failed> {
    match (a, b) {
        (Val::Int(a), Val::Int(b)) => Ok(a.cmp(&b)),
        (Val::Str(a), Val::Str(b)) => {
            work.burn(a.len().min(b.len()) as u64 / 64)?;
            Ok(a.cmp(b))
        }
        _ => {
            work.burn_decimal()?;
            Ok(decimal(a)?.cmp(&decimal(b)?))
        }
    }
}

fn chain<'v>(
    work: &Work<'v>,
    args: &[Val<'v>],
    holds: fn(Ordering) -> bool,
) -> Result<Val<'v>, Failed> {
    // All are compared, so that what cannot be is a fault wherever it stands.
    let mut all = true;
    for pair in args.windows(2) {
        all &= holds(compare(work, pair[0], pair[1])?);
    }
    Ok(Val::Bool(all))
}

/// A value that is no list and no record, to be looked up among others: two are equal when `=` says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scalar<'v> {
    Nil,
    Bool(bool),
    Int(i64),
    Dec(Decimal),
    Str(&'v str),
}

impl<'v> Scalar<'v> {
    /// The scalar that a value is; `None` of lists, records, HTML and functions.
    pub(crate) fn of(value: Val<'v>) -> Option<Scalar<'v>> {
        Some(match value {
            Val::Nil => Scalar::Nil,
            Val::Bool(value) => Scalar::Bool(value),
            Val::Int(value) => Scalar::Int(value),
            // A whole decimal equals the whole number.
            Val::Dec(value) => match value.to_i64().filter(|_| value.fract().is_zero()) {
                Some(whole) => Scalar::Int(whole),
                None => Scalar::Dec(value),
            },
            Val::Str(value) => Scalar::Str(value),
            _ => return None,
        })
    }
}
