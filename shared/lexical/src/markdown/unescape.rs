//! Backslashes and entities in addresses, titles and languages.

use crate::cards::{decode_entities, decode_entity_strict};

/// Characters that a backslash makes plain.
pub(super) fn is_escapable(byte: u8) -> bool {
    byte.is_ascii_punctuation()
}

/// Resolves backslashes and entities.
pub(super) fn unescape_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        let special = &rest[at..];
        if let Some(escaped) = special.strip_prefix('\\') {
            match escaped.as_bytes().first() {
                Some(byte) if is_escapable(*byte) => {
                    out.push(char::from(*byte));
                    rest = &escaped[1..];
                }
                _ => {
                    out.push('\\');
                    rest = escaped;
                }
            }
            continue;
        }
        match entity_length(special) {
            Some(length) => {
                out.push_str(&entity(&special[..length]));
                rest = &special[length..];
            }
            None => {
                out.push('&');
                rest = &special[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The length of `&name;` or `&#…;` at the start of the text.
fn entity_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(1), Some(b'a'..=b'z' | b'A'..=b'Z' | b'#')) {
        return None;
    }
    let word = bytes[2..]
        .iter()
        .take(32)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    ((1..=31).contains(&word) && bytes.get(2 + word) == Some(&b';')).then_some(word + 3)
}

fn entity(whole: &str) -> String {
    let name = &whole[1..whole.len() - 1];
    match name.strip_prefix('#').and_then(|digits| code(digits, 8, 8)) {
        Some(code) => match valid_character(code) {
            Some(c) => c.to_string(),
            None => whole.to_owned(),
        },
        None => decode_entities(whole),
    }
}

/// The number of a numeric entity with at most so many digits.
fn code(digits: &str, hex_max: usize, decimal_max: usize) -> Option<u32> {
    let (digits, radix, max) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, hex_max),
        None => (digits, 10, decimal_max),
    };
    let fits = (1..=max).contains(&digits.len()) && digits.chars().all(|c| c.is_digit(radix));
    fits.then(|| u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
}

/// A character that an entity may stand for.
fn valid_character(code: u32) -> Option<char> {
    let forbidden = matches!(code, 0x00..=0x08 | 0x0B | 0x0E..=0x1F | 0x7F..=0x9F | 0xFDD0..=0xFDEF)
        || matches!(code & 0xFFFF, 0xFFFE | 0xFFFF);
    char::from_u32(code).filter(|_| !forbidden)
}

/// An entity in running text: its length and what it stands for.
pub(super) fn inline_entity(text: &str) -> Option<(usize, String)> {
    let end = text.bytes().take(34).position(|b| b == b';')?;
    let name = &text[1..end];
    if let Some(digits) = name.strip_prefix('#') {
        let code = code(digits, 6, 7)?;
        let c = valid_character(code).unwrap_or('\u{FFFD}');
        return Some((end + 1, c.to_string()));
    }
    let is_name = (2..=32).contains(&name.len())
        && name.as_bytes()[0].is_ascii_alphabetic()
        && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let decoded = decode_entity_strict(name).filter(|_| is_name)?;
    Some((end + 1, decoded))
}

/// `\*` as `*`, also `\ ` as a space: inside sub- and superscript.
pub(super) fn unescape_with_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes().get(at + 1) {
            Some(byte) if is_escapable(*byte) || *byte == b' ' => {
                out.push(char::from(*byte));
                rest = &rest[at + 2..];
            }
            _ => {
                out.push('\\');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}
