//! `[^label]: text`, a footnote's text where it is defined.

use super::{Mode, Parent, State, indentation};
use crate::markdown::token::Kind;

pub(super) fn definition(state: &mut State<'_>, start: usize, end: usize, mode: Mode) -> bool {
    let line = state.lines[start];
    let begin = state.text_start(start);
    let text = state.text(start);
    // at least five characters: [^x]:
    if begin + 4 > line.end || !text.starts_with("[^") {
        return false;
    }
    let Some(length) = text[2..].find([' ', ']']) else {
        return false;
    };
    let label_end = 2 + length;
    if length == 0 || !text[label_end..].starts_with("]:") {
        return false;
    }
    if mode == Mode::Ask {
        return true;
    }
    let label = text[2..label_end].to_owned();
    state
        .definitions
        .footnotes
        .defined
        .insert(label.clone(), None);
    let level = state.level;
    state.level += 1;
    let open = state.push(Kind::FootnoteTextOpen, "", 1, level);
    open.info = label;
    let after = begin + label_end + 2;
    let initial = line.indent + (after - begin) as isize;
    let rest = state
        .source
        .as_bytes()
        .get(after..line.end)
        .unwrap_or_default();
    let (blanks, column) = indentation(rest, initial, 0);
    let parent = std::mem::replace(&mut state.parent, Parent::Other);
    state.block_indent += 4;
    let indent = column - initial;
    let moved = &mut state.lines[start];
    moved.begin = after;
    moved.shift = blanks;
    moved.indent = if indent < state.block_indent {
        indent + state.block_indent
    } else {
        indent
    };
    state.tokenize(start, end);
    state.parent = parent;
    state.block_indent -= 4;
    let moved = &mut state.lines[start];
    moved.begin = line.begin;
    moved.shift = line.shift;
    moved.indent = line.indent;
    state.level -= 1;
    let level = state.level;
    state.push(Kind::FootnoteTextClose, "", -1, level);
    true
}
