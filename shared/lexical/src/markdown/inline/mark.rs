//! `*emphasis*`, `**strong**`, `~~struck out~~`, `==highlighted==`.

use super::delimiters::Delimiter;
use super::{Mode, State};
use crate::markdown::token::{Kind, Token};

pub(super) fn tokenize_emphasis(state: &mut State<'_>, mode: Mode) -> bool {
    let Some(marker @ (b'*' | b'_')) = state.byte().filter(|_| mode == Mode::Make) else {
        return false;
    };
    let run = state.scan_run(marker == b'*');
    let text = if marker == b'*' { "*" } else { "_" };
    for _ in 0..run.length {
        state.push(Kind::Text, "", 0).content = text.into();
        let token = state.tokens.len() - 1;
        state.delimiters.push(Delimiter {
            marker,
            length: run.length,
            token,
            end: None,
            opens: run.opens,
            closes: run.closes,
        });
    }
    state.at += run.length;
    true
}

pub(super) fn tokenize_strike(state: &mut State<'_>, mode: Mode) -> bool {
    tokenize_double(state, mode, b'~', "~", true)
}

pub(super) fn tokenize_highlight(state: &mut State<'_>, mode: Mode) -> bool {
    tokenize_double(state, mode, b'=', "=", false)
}

/// Marks that come in pairs of characters; an odd one before them stays text.
fn tokenize_double(
    state: &mut State<'_>,
    mode: Mode,
    marker: u8,
    text: &'static str,
    keep_idle: bool,
) -> bool {
    if mode == Mode::Ask || state.byte() != Some(marker) {
        return false;
    }
    let run = state.scan_run(true);
    if run.length < 2 {
        return false;
    }
    if run.length % 2 == 1 {
        state.push(Kind::Text, "", 0).content = text.into();
    }
    for _ in 0..run.length / 2 {
        state.push(Kind::Text, "", 0).content = text.repeat(2);
        if keep_idle || run.opens || run.closes {
            let token = state.tokens.len() - 1;
            state.delimiters.push(Delimiter {
                marker,
                // the rule of three is not for these
                length: 0,
                token,
                end: None,
                opens: run.opens,
                closes: run.closes,
            });
        }
    }
    state.at += run.length;
    true
}

pub(super) fn strike(tokens: &mut [Token], delimiters: &[Delimiter]) {
    double(tokens, delimiters, b'~', "~", "s", Kind::StrikeClose);
}

pub(super) fn highlight(tokens: &mut [Token], delimiters: &[Delimiter]) {
    double(tokens, delimiters, b'=', "=", "mark", Kind::MarkClose);
}

fn double(
    tokens: &mut [Token],
    delimiters: &[Delimiter],
    marker: u8,
    text: &str,
    tag: &'static str,
    close: Kind,
) {
    let mut lone = Vec::new();
    for start in delimiters
        .iter()
        .filter(|delimiter| delimiter.marker == marker)
    {
        let Some(end) = start.end.map(|end| delimiters[end].token) else {
            continue;
        };
        become_tag(&mut tokens[start.token], Kind::Plain, tag, 1);
        become_tag(&mut tokens[end], close, tag, -1);
        if end > 0 && tokens[end - 1].kind == Kind::Text && tokens[end - 1].content == text {
            lone.push(end - 1);
        }
    }
    // the odd mark of a run stands before the others; behind closing tags it belongs to the text
    while let Some(at) = lone.pop() {
        let closings = tokens[at + 1..]
            .iter()
            .take_while(|token| token.kind == close)
            .count();
        tokens.swap(at, at + closings);
    }
}

pub(super) fn emphasis(tokens: &mut [Token], delimiters: &[Delimiter]) {
    let mut at = delimiters.len();
    while at > 0 {
        at -= 1;
        let start = &delimiters[at];
        if !matches!(start.marker, b'*' | b'_') {
            continue;
        }
        let Some(end) = start.end else { continue };
        // two marks beside two marks are one strong emphasis
        let strong = at > 0
            && delimiters[at - 1].end == Some(end + 1)
            && delimiters[at - 1].marker == start.marker
            && delimiters[at - 1].token + 1 == start.token
            && delimiters
                .get(end + 1)
                .is_some_and(|next| next.token == delimiters[end].token + 1);
        let tag = if strong { "strong" } else { "em" };
        become_tag(&mut tokens[start.token], Kind::Plain, tag, 1);
        become_tag(&mut tokens[delimiters[end].token], Kind::Plain, tag, -1);
        if strong {
            tokens[delimiters[at - 1].token].content.clear();
            tokens[delimiters[end + 1].token].content.clear();
            at -= 1;
        }
    }
}

fn become_tag(token: &mut Token, kind: Kind, tag: &'static str, nesting: i8) {
    token.kind = kind;
    token.tag = tag;
    token.nesting = nesting;
    token.content.clear();
}
