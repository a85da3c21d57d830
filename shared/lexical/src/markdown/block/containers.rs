//! Quotations.

use super::{END_QUOTE, Line, Mode, Parent, State, indentation};
use crate::markdown::token::Kind;

pub(super) fn quote(state: &mut State<'_>, start: usize, end: usize, mode: Mode) -> bool {
    if state.is_code(start) || state.byte(state.text_start(start)) != Some(b'>') {
        return false;
    }
    if mode == Mode::Ask {
        return true;
    }
    let parent = std::mem::replace(&mut state.parent, Parent::Other);
    let line_max = state.line_max;
    let (next, saved) = take_lines(state, start, end);
    let indent = std::mem::replace(&mut state.block_indent, 0);
    state.open(Kind::Plain, "blockquote");
    state.tokenize(start, next);
    state.close(Kind::Plain, "blockquote");
    state.line_max = line_max;
    state.parent = parent;
    for (line, old) in state.lines[start..].iter_mut().zip(saved) {
        line.begin = old.begin;
        line.shift = old.shift;
        line.indent = old.indent;
        line.taken = old.taken;
    }
    state.block_indent = indent;
    true
}

/// Moves the beginning of all lines of a quotation behind its signs. Gives the line after them
/// and the lines as they were.
fn take_lines(state: &mut State<'_>, start: usize, end: usize) -> (usize, Vec<Line>) {
    let mut saved = Vec::new();
    let mut last_is_empty = false;
    let mut next = start;
    while next < end {
        let line = state.lines[next];
        let outdented = line.indent < state.block_indent;
        let begin = state.text_start(next);
        if begin >= line.end {
            break;
        }
        if state.byte(begin) == Some(b'>') && !outdented {
            saved.push(line);
            last_is_empty = take_sign(state, next, begin + 1);
            next += 1;
            continue;
        }
        if last_is_empty {
            break;
        }
        if state.would_match(&END_QUOTE, next, end) {
            // what ends the quotation must not be read as its lazy continuation
            state.line_max = next;
            if state.block_indent != 0 {
                saved.push(state.lines[next]);
                let indent = state.block_indent;
                state.lines[next].indent -= indent;
            }
            break;
        }
        saved.push(state.lines[next]);
        // a lazy continuation: negative, so that only a paragraph takes it
        state.lines[next].indent = -1;
        next += 1;
    }
    (next, saved)
}

/// Moves a line's beginning behind `>` and one blank; says whether nothing is left of it.
fn take_sign(state: &mut State<'_>, at: usize, after: usize) -> bool {
    let line = state.lines[at];
    let mut begin = after;
    let mut initial = line.indent + 1;
    let mut half_tab = 0;
    let blank_follows = match state.byte(after) {
        Some(b' ') => {
            begin += 1;
            initial += 1;
            true
        }
        Some(b'\t') => {
            if (line.taken + initial).rem_euclid(4) == 3 {
                // this tab is one column wide, like a space
                begin += 1;
                initial += 1;
            } else {
                // a wider tab belongs half to the sign, half to what follows
                half_tab = 1;
            }
            true
        }
        _ => false,
    };
    let rest = state
        .source
        .as_bytes()
        .get(begin..line.end)
        .unwrap_or_default();
    let (blanks, column) = indentation(rest, initial, line.taken + half_tab);
    let moved = &mut state.lines[at];
    moved.begin = begin;
    moved.taken = line.indent + 1 + isize::from(blank_follows);
    moved.indent = column - initial;
    moved.shift = blanks;
    begin + blanks >= line.end
}
