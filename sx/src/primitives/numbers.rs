//! Arithmetic. Whole numbers stay whole while they can, decimals are exact; a result that does not fit is an
//! error, never a wrapped number.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::comparison::compare;
use super::parts::{decimal, list, too_large, whole};
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
            |work, args| total(work, Val::Int(0), args.iter().copied()),
        ),
        define(
            "(- number:n &rest less:n) -> n",
            "The first number less all others; of one number the negative.",
            "(- 10 3 2)",
            |work, args| match args {
                [one] => subtract(work, Val::Int(0), *one),
                _ => args[1..]
                    .iter()
                    .try_fold(args[0], |left, next| subtract(work, left, *next)),
            },
        ),
        define(
            "(* &rest numbers:n) -> n",
            "The product; `1` of nothing.",
            "(* 3 4)",
            |work, args| {
                args.iter().copied().try_fold(Val::Int(1), |product, next| {
                    combine(work, product, next, i64::checked_mul, Decimal::checked_mul)
                })
            },
        ),
        define(
            "(/ number:Num divisor:Num &rest more:Num) -> Num",
            "The quotient: whole if it comes out even, else an exact decimal.",
            "(/ 1 4)",
            |work, args| {
                args[1..]
                    .iter()
                    .try_fold(args[0], |left, next| divide(work, left, *next))
            },
        ),
        define(
            "(mod number:n divisor:n) -> n",
            "The remainder, with the sign of the divisor.",
            "(mod -1 7)",
            |work, args| modulo(work, args[0], args[1]),
        ),
        define(
            "(sum numbers:[n]?) -> n",
            "The sum of the numbers in a list.",
            "(sum [1 2 3])",
            sum,
        ),
        define(
            "(min number:n &rest others:n) -> n",
            "The least number.",
            "(min 3 1 2)",
            |work, args| extreme(work, args, Ordering::Less),
        ),
        define(
            "(max number:n &rest others:n) -> n",
            "The greatest number.",
            "(max 3 1 2)",
            |work, args| extreme(work, args, Ordering::Greater),
        ),
        define(
            "(clamp number:n least:n greatest:n) -> n",
            "The number, or the bound that it goes beyond.",
            "(clamp 12 1 10)",
            clamp,
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
        define(
            "(inc number:n) -> n",
            "One more.",
            "(inc 1)",
            |work, args| add(work, args[0], Val::Int(1)),
        ),
        define(
            "(dec number:n) -> n",
            "One less.",
            "(dec 1)",
            |work, args| subtract(work, args[0], Val::Int(1)),
        ),
        define(
            "(zero? number:Num) -> Bool",
            "Whether a number is zero.",
            "(zero? 0)",
            |_, args| Ok(Val::Bool(sign(args[0])?.is_eq())),
        ),
        define(
            "(positive? number:Num) -> Bool",
            "Whether a number is greater than zero.",
            "(positive? 3)",
            |_, args| Ok(Val::Bool(sign(args[0])?.is_gt())),
        ),
        define(
            "(negative? number:Num) -> Bool",
            "Whether a number is less than zero.",
            "(negative? -3)",
            |_, args| Ok(Val::Bool(sign(args[0])?.is_lt())),
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

fn add<'v>(work: &Work<'v>, a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    combine(work, a, b, i64::checked_add, Decimal::checked_add)
}

fn subtract<'v>(work: &Work<'v>, a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    combine(work, a, b, i64::checked_sub, Decimal::checked_sub)
}

fn total<'v>(
    work: &Work<'v>,
    start: Val<'v>,
    mut numbers: impl Iterator<Item = Val<'v>>,
) -> Result<Val<'v>, Failed> {
    numbers.try_fold(start, |sum, next| add(work, sum, next))
}

fn combine<'v>(
    work: &Work<'v>,
    a: Val<'v>,
    b: Val<'v>,
    whole: fn(i64, i64) -> Option<i64>,
    exact: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Val<'v>, Failed> {
    if let (Val::Int(a), Val::Int(b)) = (a, b) {
        return whole(a, b).map(Val::Int).ok_or_else(too_large);
    }
    work.burn_decimal()?;
    exact(decimal(a)?, decimal(b)?)
        .map(Val::Dec)
        .ok_or_else(too_large)
}

/// A whole result of whole numbers stays whole: `(/ 6 3)` is `2`, `(/ 1 4)` is `0.25`.
fn divide<'v>(work: &Work<'v>, a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    let (dividend, divisor) = (decimal(a)?, decimal(b)?);
    if divisor.is_zero() {
        return Err(wrong("division by zero"));
    }
    if let (Val::Int(a), Val::Int(b)) = (a, b)
        && a.checked_rem(b) == Some(0)
    {
        return a.checked_div(b).map(Val::Int).ok_or_else(too_large);
    }
    work.burn_division()?;
    // `Decimal` sometimes leaves zeros at the end: 7 / 2 would be 3.50.
    dividend
        .checked_div(divisor)
        .map(|quotient| Val::Dec(quotient.normalize()))
        .ok_or_else(too_large)
}

/// The remainder with the sign of the divisor, so that `(mod -1 7)` is `6`.
fn modulo<'v>(work: &Work<'v>, a: Val<'v>, b: Val<'v>) -> Result<Val<'v>, Failed> {
    if decimal(b)?.is_zero() {
        return Err(wrong("division by zero"));
    }
    if let (Val::Int(a), Val::Int(b)) = (a, b) {
        let rest = a.checked_rem(b).unwrap_or(0);
        let wraps = rest != 0 && (rest < 0) != (b < 0);
        return Ok(Val::Int(if wraps { rest + b } else { rest }));
    }
    work.burn_division()?;
    let (dividend, divisor) = (decimal(a)?, decimal(b)?);
    let rest = dividend.checked_rem(divisor).ok_or_else(too_large)?;
    let wraps = !rest.is_zero() && rest.is_sign_negative() != divisor.is_sign_negative();
    Ok(Val::Dec(if wraps { rest + divisor } else { rest }))
}

fn sum<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let list = list(args[0])?;
    work.burn_items(list.len())?;
    total(
        work,
        Val::Int(0),
        (0..list.len()).map(|index| list.item(index)),
    )
}

fn extreme<'v>(work: &Work<'v>, args: &[Val<'v>], wanted: Ordering) -> Result<Val<'v>, Failed> {
    decimal(args[0])?;
    args[1..].iter().try_fold(args[0], |best, next| {
        Ok(if compare(work, *next, best)? == wanted {
            *next
        } else {
            best
        })
    })
}

fn clamp<'v>(_: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (number, least, greatest) = (decimal(args[0])?, decimal(args[1])?, decimal(args[2])?);
    if least > greatest {
        return Err(wrong(format!(
            "the least number, {least}, is greater than the greatest, {greatest}"
        )));
    }
    Ok(if number < least {
        args[1]
    } else if number > greatest {
        args[2]
    } else {
        args[0]
    })
}

fn sign(value: Val<'_>) -> Result<Ordering, Failed> {
    Ok(decimal(value)?.cmp(&Decimal::ZERO))
}
