//! Money as people write it, from integer minor units by integer arithmetic.

use contracts::{Currency, Money};

use crate::words::NumberStyle;

/// Between a number and the sign or code behind it: no line break.
const NO_BREAK: &str = "\u{a0}";

/// Writes `£3.50` or `3,50 €`.
pub(crate) fn write(money: Money, style: NumberStyle) -> String {
    let (group, point) = match style {
        NumberStyle::Point => (',', '.'),
        NumberStyle::Comma => ('.', ','),
    };
    let digits = money.currency.digits();
    let unit = 10u64.pow(digits);
    let (whole, part) = (
        money.minor.unsigned_abs() / unit,
        money.minor.unsigned_abs() % unit,
    );
    let mut amount = grouped(whole, group);
    if digits > 0 {
        amount.push(point);
        amount.push_str(&format!("{part:0width$}", width = digits as usize));
    }
    let minus = if money.minor < 0 { "-" } else { "" };
    match (style, sign(money.currency)) {
        (NumberStyle::Point, Some(sign)) => format!("{minus}{sign}{amount}"),
        (NumberStyle::Point, None) => format!("{minus}{}{NO_BREAK}{amount}", money.currency),
        (NumberStyle::Comma, Some(sign)) => format!("{minus}{amount}{NO_BREAK}{sign}"),
        (NumberStyle::Comma, None) => format!("{minus}{amount}{NO_BREAK}{}", money.currency),
    }
}

fn grouped(whole: u64, group: char) -> String {
    let digits = whole.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    written
}

/// The signs that no other currency of the region shares.
fn sign(currency: Currency) -> Option<&'static str> {
    Some(match currency.code() {
        "GBP" => "£",
        "EUR" => "€",
        "USD" => "$",
        "JPY" => "¥",
        "INR" => "₹",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_both_styles() {
        for (minor, code, english, german) in [
            (350, "GBP", "£3.50", "3,50 £"),
            (350, "EUR", "€3.50", "3,50 €"),
            (5, "EUR", "€0.05", "0,05 €"),
            (0, "GBP", "£0.00", "0,00 £"),
            (-123_456_789, "GBP", "-£1,234,567.89", "-1.234.567,89 £"),
            (1200, "JPY", "¥1,200", "1.200 ¥"),
            (1_500, "KWD", "KWD 1.500", "1,500 KWD"),
            (
                i64::MIN,
                "EUR",
                "-€92,233,720,368,547,758.08",
                "-92.233.720.368.547.758,08 €",
            ),
        ] {
            let money = Money {
                minor,
                currency: code.parse().expect("a currency"),
            };
            assert_eq!(
                write(money, NumberStyle::Point).replace(NO_BREAK, " "),
                english
            );
            assert_eq!(
                write(money, NumberStyle::Comma).replace(NO_BREAK, " "),
                german
            );
        }
    }
}
