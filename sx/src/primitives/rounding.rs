//! Rounding of numbers, and numbers from and to text.

use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::parts::{decimal, keep, optional, text, too_large, whole};
use super::{Table, define};
use crate::run::failure::{Failed, wrong};
use crate::run::work::Work;
use crate::value::Val;

pub(super) const TABLE: Table = Table {
    subject: "Rounding and reading numbers",
    lines: &[
        define(
            "(floor number:Num) -> Int",
            "The greatest whole number that is not greater.",
            "(floor -1.5)",
            |work, args| rounded(work, args[0], |number| number.floor()),
        ),
        define(
            "(ceil number:Num) -> Int",
            "The least whole number that is not less.",
            "(ceil 1.2)",
            |work, args| rounded(work, args[0], |number| number.ceil()),
        ),
        define(
            "(round number:Num digits?:Int) -> Num",
            "The nearest number with at most so many digits after the point, none if not said; a half goes away from zero.",
            "(round 2.345 2)",
            |work, args| match digits(args, 0)? {
                0 => rounded(work, args[0], |number| nearest(number, 0)),
                digits => Ok(match args[0] {
                    Val::Dec(number) => Val::Dec(nearest(number, digits)),
                    other => other,
                }),
            },
        ),
        define(
            "(format-decimal number:Num digits?:Int) -> Str",
            "The number as text with exactly so many digits after the point, 2 if not said; for amounts there is `money`.",
            "(format-decimal 3.5)",
            |work, args| {
                let digits = digits(args, 2)?;
                let number = nearest(decimal(args[0])?, digits);
                keep(work, &with_digits(number, digits as usize))
            },
        ),
        define(
            "(parse-int text:Str?) -> Int?",
            "The whole number that a text is, `nil` if it is none.",
            "(parse-int \" 42 \")",
            |work, args| {
                let number = written_number(work, args[0])?;
                Ok(number
                    .and_then(|text| i64::from_str(text).ok())
                    .map_or(Val::Nil, Val::Int))
            },
        ),
        define(
            "(parse-dec text:Str?) -> Dec?",
            "The decimal number that a text is, `nil` if it is none.",
            "(parse-dec \"3.50\")",
            |work, args| {
                let number = written_number(work, args[0])?.filter(|text| is_decimal(text));
                Ok(number
                    .and_then(|text| Decimal::from_str_exact(text).ok())
                    .map_or(Val::Nil, Val::Dec))
            },
        ),
    ],
};

/// More digits than this no decimal has.
const DIGITS_MAX: u32 = 28;

fn digits(args: &[Val<'_>], unless_said: u32) -> Result<u32, Failed> {
    // The number is tested first, so that a fault names it.
    decimal(args[0])?;
    let Some(digits) = optional(args, 1) else {
        return Ok(unless_said);
    };
    let digits = whole(digits)?;
    u32::try_from(digits)
        .ok()
        .filter(|digits| *digits <= DIGITS_MAX)
        .ok_or_else(|| wrong(format!("expected 0 to {DIGITS_MAX} digits, found {digits}")))
}

fn nearest(number: Decimal, digits: u32) -> Decimal {
    let nearest = number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    // Nothing is less than nothing: no `-0`.
    if nearest.is_zero() {
        nearest.abs()
    } else {
        nearest
    }
}

/// A number that has at most so many digits after the point, written with all of them. (The padding of `Decimal`
/// itself has no room for large numbers.)
fn with_digits(number: Decimal, digits: usize) -> String {
    let mut written = number.to_string();
    if digits == 0 {
        return written;
    }
    let there = match written.find('.') {
        Some(point) => written.len() - point - 1,
        None => {
            written.push('.');
            0
        }
    };
    written.extend(std::iter::repeat_n('0', digits.saturating_sub(there)));
    written
}

fn rounded<'v>(
    work: &Work<'v>,
    number: Val<'v>,
    way: fn(Decimal) -> Decimal,
) -> Result<Val<'v>, Failed> {
    if let Val::Int(_) = number {
        return Ok(number);
    }
    work.burn_decimal()?;
    way(decimal(number)?)
        .to_i64()
        .map(Val::Int)
        .ok_or_else(too_large)
}

/// What could be a number, without the white space around it.
fn written_number<'v>(work: &Work<'v>, value: Val<'v>) -> Result<Option<&'v str>, Failed> {
    if let Val::Nil = value {
        return Ok(None);
    }
    let text = text(value)?;
    work.burn_bytes(text.len())?;
    Ok(Some(text.trim()))
}

/// Digits with or without a sign and a point between digits. `Decimal` itself reads more than people write.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(part)
}
