//! Arithmetic and comparison. Whole numbers stay whole while they can, decimals are exact; a result
//! that does not fit is an error, never a wrapped number.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Table, define};
use crate::run::failure::{Failed, expected, wrong};
use crate::run::work::Work;
use crate::value::Val;

pub(super) const TABLE: Table = Table {
    subject: "Numbers",
    lines: &[
        define(
            "(+ &rest numbers:n) -> n",
            "The sum; `0` of nothing.",
            "(+ 1 2 3.5)",
            |_, args| fold(args, Val::Int(0), i64::checked_add, Decimal::checked_add),
        ),
        define(
            "(* &rest numbers:n) -> n",
            "The product; `1` of nothing.",
            "(* 3 4)",
            |_, args| fold(args, Val::Int(1), i64::checked_mul, Decimal::checked_mul),
        ),
        define(
            "(- number:n &rest less:n) -> n",
            "The first number less all others; of one number the negative.",
            "(- 10 3 2)",
            |_, args| match args {
                [one] => subtract(Val::Int(0), *one),
                [first, rest @ ..] => rest
                    .iter()
                    .try_fold(*first, |sum, next| subtract(sum, *next)),
                [] => Ok(Val::Nil),
            },
        ),
        define(
            "(/ number:Num divisor:Num &rest more:Num) -> Num",
            "The quotient: whole if it comes out even, else an exact decimal.",
            "(/ 1 4)",
            |_, args| {
                args[1..]
                    .iter()
                    .try_fold(args[0], |result, next| divide(result, *next))
            },
        ),
        define(
            "(mod number:n divisor:n) -> n",
            "The remainder, with the sign of the divisor.",
            "(mod -1 7)",
            |_, args| modulo(args[0], args[1]),
        ),
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
            "(< value:Num|Str other:Num|Str &rest more:Num|Str) -> Bool",
            "Whether each number is less than the next, or each text before the next.",
            "(< 1 2 3)",
            |_, args| chain(args, |order| order == Ordering::Less),
        ),
        define(
            "(<= value:Num|Str other:Num|Str &rest more:Num|Str) -> Bool",
            "Whether none is greater than the next.",
            "(<= 1 1 2)",
            |_, args| chain(args, |order| order != Ordering::Greater),
        ),
        define(
            "(> value:Num|Str other:Num|Str &rest more:Num|Str) -> Bool",
            "Whether each is greater than the next.",
            "(> 3 2 1)",
            |_, args| chain(args, |order| order == Ordering::Greater),
        ),
        define(
            "(>= value:Num|Str other:Num|Str &rest more:Num|Str) -> Bool",
            "Whether none is less than the next.",
            "(>= 2 2 1)",
            |_, args| chain(args, |order| order != Ordering::Less),
        ),
        define(
            "(min number:n &rest others:n) -> n",
            "The least number.",
            "(min 3 1 2)",
            |_, args| extreme(args, Ordering::Less),
        ),
        define(
            "(max number:n &rest others:n) -> n",
            "The greatest number.",
            "(max 3 1 2)",
            |_, args| extreme(args, Ordering::Greater),
        ),
        define(
            "(abs number:n) -> n",
            "The number without its sign.",
            "(abs -3)",
            |_, args| match args[0] {
                Val::Int(number) => number.checked_abs().map(Val::Int).ok_or_else(too_large),
                Val::Dec(number) => Ok(Val::Dec(number.abs())),
                other => Err(expected("a number", other)),
            },
        ),
        define("(inc number:n) -> n", "One more.", "(inc 1)", |_, args| {
            fold(
                &[args[0], Val::Int(1)],
                Val::Int(0),
                i64::checked_add,
                Decimal::checked_add,
            )
        }),
        define("(dec number:n) -> n", "One less.", "(dec 1)", |_, args| {
            subtract(args[0], Val::Int(1))
        }),
        define(
            "(zero? number:Num) -> Bool",
            "Whether a number is zero.",
            "(zero? 0)",
            |_, args| Ok(Val::Bool(compare(args[0], Val::Int(0))?.is_eq())),
        ),
        define(
            "(even? number:Int) -> Bool",
            "Whether a whole number is even.",
            "(even? 2)",
            |_, args| Ok(Val::Bool(whole(args[0])? % 2 == 0)),
        ),
        define(
            "(odd? number:Int) -> Bool",
            "Whether a whole number is odd.",
            "(odd? 3)",
            |_, args| Ok(Val::Bool(whole(args[0])? % 2 != 0)),
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
        (Val::Int(_) | Val::Dec(_), Val::Int(_) | Val::Dec(_)) => decimal(a)? == decimal(b)?,
        (Val::Str(a), Val::Str(b)) => a == b,
        (Val::Safe(a), Val::Safe(b)) => a == b,
        (Val::List(a), Val::List(b)) if a.len() == b.len() => {
            work.burn_items(a.len())?;
            for index in 0..a.len() {
                if !equal_within(work, a.item(index), b.item(index), depth + 1)? {
                    return Ok(false);
                }
            }
            true
        }
        (Val::Rec(a), Val::Rec(b)) => {
            let (mut left, mut right) = (Vec::new(), 0);
            a.each(&mut |key, value| left.push((key, value)));
            b.each(&mut |_, _| right += 1);
            work.burn_items(left.len())?;
            if left.len() != right {
                return Ok(false);
            }
            for (key, value) in left {
                match b.get(key) {
                    Some(other) if equal_within(work, value, other, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
            true
        }
        _ => false,
    })
}

fn fold<'v>(
    args: &[Val<'v>],
    start: Val<'v>,
    whole: fn(i64, i64) -> Option<i64>,
    exact: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Val<'v>, Failed> {
    args.iter()
        .try_fold(start, |result, next| combine(result, *next, whole, exact))
}

fn subtract<'v>(a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    combine(a, b, i64::checked_sub, Decimal::checked_sub)
}

fn combine<'v>(
    a: Val<'v>,
    b: Val<'v>,
    whole: fn(i64, i64) -> Option<i64>,
    exact: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Val<'v>, Failed> {
    if let (Val::Int(a), Val::Int(b)) = (a, b) {
        return whole(a, b).map(Val::Int).ok_or_else(too_large);
    }
    exact(decimal(a)?, decimal(b)?)
        .map(Val::Dec)
        .ok_or_else(too_large)
}

/// A whole result of whole numbers stays whole: `(/ 6 3)` is `2`, `(/ 1 4)` is `0.25`.
fn divide<'v>(a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    let (dividend, divisor) = (decimal(a)?, decimal(b)?);
    if divisor.is_zero() {
        return Err(wrong("division by zero"));
    }
    if let (Val::Int(a), Val::Int(b)) = (a, b)
        && a.checked_rem(b) == Some(0)
    {
        return a.checked_div(b).map(Val::Int).ok_or_else(too_large);
    }
    dividend
        .checked_div(divisor)
        .map(Val::Dec)
        .ok_or_else(too_large)
}

/// The remainder with the sign of the divisor, so that `(mod -1 7)` is `6`.
fn modulo<'v>(a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    if decimal(b)?.is_zero() {
        return Err(wrong("division by zero"));
    }
    if let (Val::Int(a), Val::Int(b)) = (a, b) {
        let rest = a.checked_rem(b).unwrap_or(0);
        let wraps = rest != 0 && (rest < 0) != (b < 0);
        return Ok(Val::Int(if wraps { rest + b } else { rest }));
    }
    let (dividend, divisor) = (decimal(a)?, decimal(b)?);
    let rest = dividend.checked_rem(divisor).ok_or_else(too_large)?;
    let wraps = !rest.is_zero() && rest.is_sign_negative() != divisor.is_sign_negative();
    Ok(Val::Dec(if wraps { rest + divisor } else { rest }))
}

/// Numbers by size, text by its characters.
fn compare(a: Val<'_>, b: Val<'_>) -> Result<Ordering, Failed> {
    match (a, b) {
        (Val::Int(a), Val::Int(b)) => Ok(a.cmp(&b)),
        (Val::Str(a), Val::Str(b)) => Ok(a.cmp(b)),
        _ => Ok(decimal(a)?.cmp(&decimal(b)?)),
    }
}

fn chain<'v>(args: &[Val<'v>], holds: fn(Ordering) -> bool) -> Result<Val<'v>, Failed> {
    for pair in args.windows(2) {
        if !holds(compare(pair[0], pair[1])?) {
            return Ok(Val::Bool(false));
        }
    }
    Ok(Val::Bool(true))
}

fn extreme<'v>(args: &[Val<'v>], wanted: Ordering) -> Result<Val<'v>, Failed> {
    decimal(args[0])?;
    args[1..].iter().try_fold(args[0], |best, next| {
        Ok(if compare(*next, best)? == wanted {
            *next
        } else {
            best
        })
    })
}

fn decimal(value: Val<'_>) -> Result<Decimal, Failed> {
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

fn too_large() -> Failed {
    wrong("the result is too large a number")
}
