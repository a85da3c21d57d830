//! Path, query and fragment of an address in running text: what is punctuation of the sentence
//! around it does not belong to it.

use super::host::is_word;
use super::{Fuel, is_bracket, is_separator};

/// The length of the path at the start of the text; 0 when there is none.
pub(super) fn length(text: &str, fuel: &mut Fuel) -> Option<usize> {
    if !text.starts_with(['/', '?', '#']) {
        return Some(0);
    }
    let mut at = 1;
    while let Some(length) = piece(&text[at..], fuel)? {
        at += length;
    }
    Some(if at > 1 || text.starts_with('/') {
        at
    } else {
        0
    })
}

/// The length of the next piece of a path, if one follows.
fn piece(text: &str, fuel: &mut Fuel) -> Option<Option<usize>> {
    let Some(first) = text.chars().next() else {
        return Some(None);
    };
    let after = &text[first.len_utf8()..];
    let next = after.chars().next();
    // a mark inside a path, but not at its end and not twice
    let inside = |c: char| next.is_some_and(|next| !is_separator(next) && next != c);
    let found = match first {
        '[' => closing(after, ']', 0, fuel)?,
        '(' => closing(after, ')', 0, fuel)?,
        '{' => closing(after, '}', 0, fuel)?,
        '"' => closing(after, '"', 1, fuel)?,
        '\'' => match closing(after, '\'', 1, fuel)? {
            Some(length) => Some(length),
            // as in “it's”
            None => next.filter(|c| is_word(*c) || *c == '-').map(|_| 1),
        },
        '.' => dots(text).or_else(|| inside('.').then_some(1)),
        '-' => Some(text.len() - text.trim_start_matches('-').len()),
        ',' | ';' => next.is_some_and(|next| !is_separator(next)).then_some(1),
        '!' => {
            let run = text.len() - text.trim_start_matches('!').len();
            let end = text[run..].chars().next();
            end.is_some_and(|c| !is_separator(c)).then_some(run)
        }
        '?' => inside('?').then_some(1),
        ')' | ']' | '}' => None,
        c if is_separator(c) || is_bracket(c) => None,
        c => Some(c.len_utf8()),
    };
    Some(found)
}

/// Two dots or more before a letter, digit, slash or percent sign, together with that.
fn dots(text: &str) -> Option<usize> {
    let run = text.len() - text.trim_start_matches('.').len();
    let next = text.as_bytes().get(run)?;
    (run >= 2 && (next.is_ascii_alphanumeric() || b"%/&".contains(next))).then_some(run + 1)
}

/// The length of a bracketed piece with at least so many characters inside, brackets included.
fn closing(after: &str, close: char, least: usize, fuel: &mut Fuel) -> Option<Option<usize>> {
    for (count, (at, c)) in after.char_indices().enumerate() {
        fuel.spend(1)?;
        if c == close {
            return Some((count >= least).then_some(1 + at + 1));
        }
        if is_separator(c) {
            break;
        }
    }
    Some(None)
}
