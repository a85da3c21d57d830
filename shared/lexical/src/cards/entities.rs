//! Character references: `&amp;`, `&#8212;` and 2,231 others.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest name in HTML is `CounterClockwiseContourIntegral;`.
const NAME_BYTES_MAX: usize = 33;

/// Decodes all references in a text, also the old ones that lack their semicolon.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let reference = &rest[at + 1..];
        let length = if let Some(digits) = reference.strip_prefix('#') {
            numeric(digits, &mut out).map(|length| length + 1)
        } else {
            named(reference, &mut out)
        };
        match length {
            Some(length) => rest = &reference[length..],
            None => {
                out.push('&');
                rest = reference;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The text of a reference such as `&amp;` that has its semicolon, by its name without `&` and `;`.
pub(crate) fn decode_strict(name: &str) -> Option<String> {
    let mut out = String::new();
    push_entity(&format!("{name};"), &mut out).then_some(out)
}

fn push_entity(name: &str, out: &mut String) -> bool {
    // the table also holds every beginning of a name, with nothing behind it
    match NAMED_ENTITIES.get(name) {
        None | Some((0, _)) => false,
        Some((first, second)) => {
            out.extend(char::from_u32(*first));
            if *second != 0 {
                out.extend(char::from_u32(*second));
            }
            true
        }
    }
}

/// Decodes the longest name at the start of the text; gives its length.
fn named(text: &str, out: &mut String) -> Option<usize> {
    let word = text
        .bytes()
        .take(NAME_BYTES_MAX)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let longest = if text.as_bytes().get(word) == Some(&b';') {
        word + 1
    } else {
        word
    };
    (1..=longest)
        .rev()
        .find(|&length| push_entity(&text[..length], out))
}

/// Decodes the number at the start of the text; gives its length.
fn numeric(text: &str, out: &mut String) -> Option<usize> {
    let (digits_at, radix) = match text.as_bytes().first() {
        Some(b'x' | b'X') => (1, 16),
        _ => (0, 10),
    };
    let digits = text[digits_at..]
        .chars()
        .take_while(|c| c.is_digit(radix))
        .count();
    if digits == 0 {
        return None;
    }
    let end = digits_at + digits;
    let code = text[digits_at..end]
        .chars()
        .filter_map(|c| c.to_digit(radix))
        .fold(0u32, |code, digit| {
            code.saturating_mul(radix).saturating_add(digit)
        });
    out.push(character(code));
    Some(if text.as_bytes().get(end) == Some(&b';') {
        end + 1
    } else {
        end
    })
}

/// The character of a number, with Windows' own for the control codes, as HTML says.
fn character(code: u32) -> char {
    let replaced = code
        .checked_sub(0x80)
        .and_then(|index| C1_REPLACEMENTS.get(index as usize).copied().flatten());
    match code {
        0 => '\u{FFFD}',
        _ => replaced.or(char::from_u32(code)).unwrap_or('\u{FFFD}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&ampx &lt", "&x <"),
            ("&notit; &notin;", "¬it; ∉"),
            ("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"),
            ("&#65;&#x42&#67d", "ABCd"),
            ("&#128;&#0;&#xD800;&#x110000;", "€\u{fffd}\u{fffd}\u{fffd}"),
            ("&acE;", "∾̳"),
        ] {
            assert_eq!(decode(text), expected);
        }
        assert_eq!(decode_strict("amp").as_deref(), Some("&"));
        assert_eq!(decode_strict("am"), None);
    }
}
