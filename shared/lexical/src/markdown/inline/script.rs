//! `x^2^` and `H~2~O`: one word, without white space unless a backslash stands before it.

use super::{Mode, State};
use crate::js;
use crate::markdown::token::Kind;
use crate::markdown::unescape::unescape_with_space;

pub(super) fn superscript(state: &mut State<'_>, mode: Mode) -> bool {
    script(state, mode, b'^', "sup")
}

pub(super) fn subscript(state: &mut State<'_>, mode: Mode) -> bool {
    script(state, mode, b'~', "sub")
}

fn script(state: &mut State<'_>, mode: Mode, marker: u8, tag: &'static str) -> bool {
    let (start, max) = (state.at, state.max);
    if mode == Mode::Ask || state.byte() != Some(marker) || start + 2 >= max {
        return false;
    }
    state.at = start + 1;
    while state.at < max && state.byte() != Some(marker) {
        state.skip();
    }
    let end = state.at;
    let content = state.source.get(start + 1..end).unwrap_or_default();
    if end >= max || content.is_empty() || has_bare_space(content) {
        state.at = start;
        return false;
    }
    state.push(Kind::Plain, tag, 1);
    state.push(Kind::Text, "", 0).content = unescape_with_space(content);
    state.push(Kind::Plain, tag, -1);
    state.at = end + 1;
    true
}

/// White space with an even number of backslashes before it.
fn has_bare_space(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        js::is_space(c) && text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0
    })
}
