//! Destinations and titles of links, in running text and in definitions.

use super::unescape::unescape_all;

/// Parentheses in a destination are nested this deep at most.
const PARENTHESES_MAX: usize = 32;

/// A destination that begins here: where it ends, and the address.
pub(super) fn destination(text: &str, start: usize, max: usize) -> Option<(usize, String)> {
    let bytes = &text.as_bytes()[..max];
    if bytes.get(start) == Some(&b'<') {
        return pointed(text, start, max);
    }
    let (mut at, mut open) = (start, 0usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            0..=b' ' | 0x7F => break,
            b'\\' if at + 1 < max => {
                if bytes[at + 1] == b' ' {
                    break;
                }
                at += 2;
                continue;
            }
            b'(' => {
                open += 1;
                if open > PARENTHESES_MAX {
                    return None;
                }
            }
            b')' if open == 0 => break,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    // a backslash may have stepped into the middle of a character
    let at = (at..=text.len()).find(|at| text.is_char_boundary(*at))?;
    (at != start && open == 0).then(|| (at, unescape_all(&text[start..at])))
}

/// `<…>`, on one line.
fn pointed(text: &str, start: usize, max: usize) -> Option<(usize, String)> {
    let bytes = &text.as_bytes()[..max];
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'<' => return None,
            b'>' => return Some((at + 1, unescape_all(&text[start + 1..at]))),
            b'\\' if at + 1 < max => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// A title as far as it was read.
#[derive(Debug, Default, Clone)]
pub(super) struct Title {
    /// Where it ends, when it is whole.
    pub(super) end: Option<usize>,
    /// Whether it may go on in the next line.
    pub(super) continues: bool,
    pub(super) text: String,
    marker: u8,
}

/// A title that begins here, or goes on here after what was read before.
pub(super) fn title(text: &str, start: usize, max: usize, before: Option<&Title>) -> Title {
    let bytes = &text.as_bytes()[..max];
    let mut title = Title::default();
    let mut start = start;
    match before {
        Some(before) => {
            title.text.clone_from(&before.text);
            title.marker = before.marker;
        }
        None => {
            title.marker = match bytes.get(start) {
                Some(quote @ (b'"' | b'\'')) => *quote,
                Some(b'(') => b')',
                _ => return title,
            };
            start += 1;
        }
    }
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if byte == title.marker {
            title.text.push_str(&unescape_all(&text[start..at]));
            title.end = Some(at + 1);
            return title;
        }
        if byte == b'(' && title.marker == b')' {
            return title;
        }
        at += if byte == b'\\' && at + 1 < max { 2 } else { 1 };
    }
    title.continues = true;
    title
        .text
        .push_str(&unescape_all(&text[start.min(max)..max]));
    title
}

/// White space and line ends from here on.
pub(super) fn skip_space(text: &str, start: usize, max: usize) -> usize {
    let bytes = &text.as_bytes()[..max];
    start
        + bytes
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'\n'))
            .count()
}

/// Labels are compared without regard to case and to how much white space they hold.
pub(super) fn normal_label(label: &str) -> String {
    let words: Vec<&str> = label
        .split(crate::js::is_space)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").to_lowercase().to_uppercase()
}
