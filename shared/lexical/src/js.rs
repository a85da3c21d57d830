//! The few habits of JavaScript that show in Ghost's HTML: how a value becomes text or number,
//! what counts as empty, what white space is, lengths in UTF-16 units.

use serde_json::{Number, Value};

/// Whether `if (value)` would hold.
pub(crate) fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64().is_some_and(|n| n != 0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// `String(value)`.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => number_of(n),
        Value::String(s) => s.clone(),
        Value::Array(items) => {
            let parts: Vec<String> = items
                .iter()
                .map(|item| {
                    if item.is_null() {
                        String::new()
                    } else {
                        text(item)
                    }
                })
                .collect();
            parts.join(",")
        }
        Value::Object(_) => "[object Object]".into(),
    }
}

fn number_of(number: &Number) -> String {
    number_text(number.as_f64().unwrap_or(f64::NAN))
}

/// `String(number)`.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        };
    }
    if number == 0.0 {
        return "0".into();
    }
    let magnitude = number.abs();
    if (1e-6..1e21).contains(&magnitude) {
        return format!("{number}");
    }
    // JavaScript writes 1e+21 and 1.5e-7 where Rust writes 1e21 and 1.5e-7
    let scientific = format!("{number:e}");
    match scientific.split_once('e') {
        Some((digits, power)) if !power.starts_with('-') => format!("{digits}e+{power}"),
        _ => scientific,
    }
}

/// `Number(value)`.
pub(crate) fn number(value: &Value) -> f64 {
    match value {
        Value::Null => 0.0,
        Value::Bool(b) => f64::from(u8::from(*b)),
        Value::Number(n) => n.as_f64().unwrap_or(f64::NAN),
        Value::String(s) => number_from(s),
        Value::Array(_) => number_from(&text(value)),
        Value::Object(_) => f64::NAN,
    }
}

fn number_from(text: &str) -> f64 {
    let text = trim(text);
    if text.is_empty() {
        return 0.0;
    }
    let radix =
        |digits: &str, radix| u64::from_str_radix(digits, radix).map_or(f64::NAN, |n| n as f64);
    match text.get(..2) {
        Some("0x" | "0X") => return radix(&text[2..], 16),
        Some("0b" | "0B") => return radix(&text[2..], 2),
        Some("0o" | "0O") => return radix(&text[2..], 8),
        _ => {}
    }
    match text {
        "Infinity" | "+Infinity" => return f64::INFINITY,
        "-Infinity" => return f64::NEG_INFINITY,
        _ => {}
    }
    // Rust also reads "inf" and "nan", JavaScript does not
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    if plain {
        text.parse().unwrap_or(f64::NAN)
    } else {
        f64::NAN
    }
}

/// `Math.round`: halves go up.
pub(crate) fn round(number: f64) -> f64 {
    (number + 0.5).floor()
}

/// What `\s` matches and `trim` removes.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}'
        | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}')
}

/// `text.trim()`.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `text.length`.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// `text.substring(from, to)`, where half a character at an edge becomes U+FFFD.
pub(crate) fn substring(text: &str, from: usize, to: usize) -> String {
    let units: Vec<u16> = text
        .encode_utf16()
        .skip(from)
        .take(to.saturating_sub(from))
        .collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_as_text() {
        for (value, expected) in [
            (json!(1600), "1600"),
            (json!(1600.0), "1600"),
            (json!(0.1), "0.1"),
            (json!(-0.0), "0"),
            (json!(1e21), "1e+21"),
            (json!(1.5e-7), "1.5e-7"),
            (json!(123456789012345680000.0), "123456789012345680000"),
            (json!(null), "null"),
            (json!([1, null, ["a"]]), "1,,a"),
            (json!({}), "[object Object]"),
            (json!(true), "true"),
        ] {
            assert_eq!(text(&value), expected);
        }
    }

    #[test]
    fn values_as_numbers() {
        assert_eq!(number(&json!(" 12.5 ")), 12.5);
        assert_eq!(number(&json!("")), 0.0);
        assert_eq!(number(&json!("0x10")), 16.0);
        assert!(number(&json!("12px")).is_nan());
        assert!(number(&json!("inf")).is_nan());
        assert_eq!(round(2.5), 3.0);
        assert_eq!(round(-2.5), -2.0);
    }

    #[test]
    fn cuts_by_utf16() {
        assert_eq!(substring("a😀b", 0, 2), "a\u{fffd}");
        assert_eq!(substring("a😀b", 3, 9), "b");
        assert_eq!(length("a😀b"), 4);
    }
}
