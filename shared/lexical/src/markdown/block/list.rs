//! Lists.

use super::{END_LIST, Mode, Parent, State, indentation};
use crate::markdown::chars::is_blank;
use crate::markdown::token::Kind;

/// Numbers of list items have at most nine digits.
const DIGITS_MAX: usize = 9;

/// A list item's sign: where it ends, and its number if it has one.
struct Sign {
    after: usize,
    number: Option<u32>,
}

pub(super) fn list(state: &mut State<'_>, start: usize, end: usize, mode: Mode) -> bool {
    if state.is_code(start) {
        return false;
    }
    let line = state.lines[start];
    // an item that is indented too far for its list, but not far enough for the item before
    if state.list_indent >= 0
        && line.indent - state.list_indent >= 4
        && line.indent < state.block_indent
    {
        return false;
    }
    let Some(sign) = sign(state, start) else {
        return false;
    };
    let ends_paragraph =
        mode == Mode::Ask && state.parent == Parent::Paragraph && line.indent >= state.block_indent;
    if ends_paragraph {
        // only a list that begins with 1 ends a paragraph, and no empty item does
        let begins = sign.number.is_none_or(|number| number == 1);
        if !begins || state.skip_blanks(sign.after) >= line.end {
            return false;
        }
    }
    if mode == Mode::Ask {
        return true;
    }
    let tag = if sign.number.is_some() { "ol" } else { "ul" };
    let first = state.tokens.len();
    let open = state.open(Kind::Plain, tag);
    if let Some(number) = sign.number.filter(|number| *number != 1) {
        open.attrs.push(("start", number.to_string()));
    }
    let parent = std::mem::replace(&mut state.parent, Parent::Other);
    let tight = items(state, start, end, sign);
    state.close(Kind::Plain, tag);
    state.parent = parent;
    if tight {
        hide_paragraphs(state, first);
    }
    true
}

fn sign(state: &State<'_>, line: usize) -> Option<Sign> {
    numbered(state, line).or_else(|| bullet(state, line))
}

fn bullet(state: &State<'_>, line: usize) -> Option<Sign> {
    let begin = state.text_start(line);
    if !matches!(state.byte(begin), Some(b'*' | b'-' | b'+')) {
        return None;
    }
    blank_follows(state, line, begin + 1).then_some(Sign {
        after: begin + 1,
        number: None,
    })
}

fn numbered(state: &State<'_>, line: usize) -> Option<Sign> {
    let begin = state.text_start(line);
    let text = state.source.get(begin..state.lines[line].end)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=DIGITS_MAX).contains(&digits)
        || !matches!(text.as_bytes().get(digits), Some(b')' | b'.'))
    {
        return None;
    }
    let after = begin + digits + 1;
    let number = text[..digits].parse().ok();
    blank_follows(state, line, after).then_some(Sign { after, number })
}

fn blank_follows(state: &State<'_>, line: usize, at: usize) -> bool {
    at >= state.lines[line].end || state.byte(at).is_some_and(is_blank)
}

/// Parses the items of a list; says whether no blank lines part them.
fn items(state: &mut State<'_>, start: usize, end: usize, first: Sign) -> bool {
    let marker = state.byte(first.after - 1);
    let ordered = first.number.is_some();
    let mut tight = true;
    let mut ended_empty = false;
    let mut next = start;
    let mut after = first.after;
    loop {
        let (item_tight, ends_empty) = item(state, next, end, after);
        if !item_tight || ended_empty {
            tight = false;
        }
        ended_empty = ends_empty;
        next = state.line;
        if next >= end || state.lines[next].indent < state.block_indent || state.is_code(next) {
            return tight;
        }
        if state.would_match(&END_LIST, next, end) {
            return tight;
        }
        let sign = if ordered {
            numbered(state, next)
        } else {
            bullet(state, next)
        };
        match sign {
            Some(sign) if state.byte(sign.after - 1) == marker => after = sign.after,
            _ => return tight,
        }
    }
}

/// Parses one item; says whether it is tight inside, and whether it ends with a blank line.
fn item(state: &mut State<'_>, line: usize, end: usize, after: usize) -> (bool, bool) {
    let old = state.lines[line];
    let initial = old.indent + after as isize - state.text_start(line) as isize;
    let rest = state
        .source
        .as_bytes()
        .get(after..old.end)
        .unwrap_or_default();
    let (blanks, column) = indentation(rest, initial, old.taken);
    let content = after + blanks;
    let indent_after_sign = match column - initial {
        _ if content >= old.end => 1,
        // more than four columns: the item begins with code
        5.. => 1,
        width => width,
    };
    state.open(Kind::Plain, "li");
    let tight_before = std::mem::replace(&mut state.tight, true);
    let list_indent = std::mem::replace(&mut state.list_indent, state.block_indent);
    state.block_indent = initial + indent_after_sign;
    state.lines[line].shift = content - old.begin;
    state.lines[line].indent = column;
    if content >= old.end && state.is_empty(line + 1) {
        // an empty item with nothing in the next line either
        state.line = (state.line + 2).min(end);
    } else {
        state.tokenize(line, end);
    }
    let tight = state.tight;
    let ends_empty = state.line - line > 1 && state.is_empty(state.line - 1);
    state.block_indent = state.list_indent;
    state.list_indent = list_indent;
    state.lines[line].shift = old.shift;
    state.lines[line].indent = old.indent;
    state.tight = tight_before;
    state.close(Kind::Plain, "li");
    (tight, ends_empty)
}

/// Paragraphs of a tight list are written without tags.
fn hide_paragraphs(state: &mut State<'_>, list: usize) {
    let level = state.level + 2;
    let last = state.tokens.len().saturating_sub(2);
    let mut at = list + 2;
    while at < last {
        if state.tokens[at].level == level && state.tokens[at].kind == Kind::ParagraphOpen {
            state.tokens[at].hidden = true;
            state.tokens[at + 2].hidden = true;
            at += 2;
        }
        at += 1;
    }
}
