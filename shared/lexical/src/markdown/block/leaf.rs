//! Blocks that hold text alone: code, rules, headings, paragraphs.

use super::{END_PARAGRAPH, Mode, Parent, State};
use crate::js;
use crate::markdown::chars::{is_blank, trim_ascii};
use crate::markdown::token::Kind;

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Code by indentation.
pub(super) fn code(state: &mut State<'_>, start: usize, end: usize, _: Mode) -> bool {
    if !state.is_code(start) {
        return false;
    }
    let mut last = start + 1;
    let mut next = start + 1;
    while next < end {
        if state.is_empty(next) {
            next += 1;
        } else if state.is_code(next) {
            next += 1;
            last = next;
        } else {
            break;
        }
    }
    state.line = last;
    let text = state.lines_text(start, last, 4 + state.block_indent, false);
    state.single(Kind::CodeBlock, "code").content = text + "\n";
    true
}

/// Code between rows of backticks or tildes.
pub(super) fn fence(state: &mut State<'_>, start: usize, end: usize, mode: Mode) -> bool {
    if state.is_code(start) {
        return false;
    }
    let begin = state.text_start(start);
    let line_end = state.lines[start].end;
    let marker = match state.byte(begin) {
        Some(marker @ (b'~' | b'`')) if begin + 3 <= line_end => marker,
        _ => return false,
    };
    let after = state.skip_run(begin, marker);
    let length = after - begin;
    if length < 3 {
        return false;
    }
    let info = &state.source[after..line_end];
    if marker == b'`' && info.contains('`') {
        return false;
    }
    if mode == Mode::Ask {
        return true;
    }
    let (next, closed) = fence_end(state, start, end, marker, length);
    state.line = next + usize::from(closed);
    let content = state.lines_text(start + 1, next, state.lines[start].indent, true);
    let token = state.single(Kind::Fence, "code");
    token.info = info.to_owned();
    token.content = content;
    true
}

/// The line that closes a fence, or the one where its container ends.
fn fence_end(
    state: &State<'_>,
    start: usize,
    end: usize,
    marker: u8,
    length: usize,
) -> (usize, bool) {
    for next in start + 1..end {
        let begin = state.text_start(next);
        let line = state.lines[next];
        if begin < line.end && line.indent < state.block_indent {
            return (next, false);
        }
        if state.byte(begin) != Some(marker) || state.is_code(next) {
            continue;
        }
        let after = state.skip_run(begin, marker);
        if after - begin >= length && state.skip_blanks(after) >= line.end {
            return (next, true);
        }
    }
    (end.max(start + 1), false)
}

/// A horizontal rule.
pub(super) fn rule(state: &mut State<'_>, start: usize, _: usize, mode: Mode) -> bool {
    if state.is_code(start) {
        return false;
    }
    let begin = state.text_start(start);
    let Some(marker @ (b'*' | b'-' | b'_')) = state.byte(begin) else {
        return false;
    };
    let line_end = state.lines[start].end;
    let bytes = state
        .source
        .as_bytes()
        .get(begin + 1..line_end)
        .unwrap_or_default();
    let mut count = 1;
    for byte in bytes {
        if *byte == marker {
            count += 1;
        } else if !is_blank(*byte) {
            return false;
        }
    }
    if count < 3 {
        return false;
    }
    if mode == Mode::Make {
        state.line = start + 1;
        state.single(Kind::Plain, "hr");
    }
    true
}

/// `# Heading`, here also `#Heading`.
pub(super) fn heading(state: &mut State<'_>, start: usize, _: usize, mode: Mode) -> bool {
    let begin = state.text_start(start);
    let mut max = state.lines[start].end;
    if begin >= max || state.byte(begin) != Some(b'#') {
        return false;
    }
    let level = state.skip_run(begin, b'#').min(max) - begin;
    if level > 6 {
        return false;
    }
    if mode == Mode::Ask {
        return true;
    }
    let begin = begin + level;
    let bytes = state.source.as_bytes();
    // a row of # at the end, after a space, is no part of the heading
    max = back_over(bytes, max, b' ', begin);
    let closing = back_over(bytes, max, b'#', begin);
    if closing > begin && bytes[closing - 1] == b' ' {
        max = closing;
    }
    let text = js::trim(&state.source[begin..max]).to_owned();
    state.line = start + 1;
    state.open(Kind::HeadingOpen, HEADINGS[level - 1]);
    state.inline(text);
    state.close(Kind::Plain, HEADINGS[level - 1]);
    true
}

fn back_over(bytes: &[u8], from: usize, byte: u8, min: usize) -> usize {
    let run = bytes[min..from]
        .iter()
        .rev()
        .take_while(|b| **b == byte)
        .count();
    from - run
}

/// A heading with a row of = or - below it.
pub(super) fn underlined_heading(state: &mut State<'_>, start: usize, end: usize, _: Mode) -> bool {
    if state.is_code(start) {
        return false;
    }
    let parent = std::mem::replace(&mut state.parent, Parent::Paragraph);
    let found = underline(state, start, end);
    state.parent = parent;
    let Some((next, tag)) = found else {
        return false;
    };
    let text = state.lines_text(start, next, state.block_indent, false);
    state.line = next + 1;
    state.open(Kind::HeadingOpen, tag);
    state.inline(trim_ascii(&text));
    state.close(Kind::Plain, tag);
    true
}

fn underline(state: &mut State<'_>, start: usize, end: usize) -> Option<(usize, &'static str)> {
    let mut next = start + 1;
    while next < end && !state.is_empty(next) {
        let line = state.lines[next];
        if line.indent - state.block_indent > 3 {
            next += 1;
            continue;
        }
        if line.indent >= state.block_indent {
            let begin = state.text_start(next);
            if let Some(marker @ (b'-' | b'=')) = state.byte(begin).filter(|_| begin < line.end) {
                let after = state.skip_blanks(state.skip_run(begin, marker));
                if after >= line.end {
                    return Some((next, if marker == b'=' { "h1" } else { "h2" }));
                }
            }
        }
        if line.indent >= 0 && state.would_match(&END_PARAGRAPH, next, end) {
            return None;
        }
        next += 1;
    }
    None
}

pub(super) fn paragraph(state: &mut State<'_>, start: usize, end: usize, _: Mode) -> bool {
    let parent = std::mem::replace(&mut state.parent, Parent::Paragraph);
    let mut next = start + 1;
    while next < end && !state.is_empty(next) {
        let indent = state.lines[next].indent;
        let goes_on = indent - state.block_indent > 3 || indent < 0;
        if !goes_on && state.would_match(&END_PARAGRAPH, next, end) {
            break;
        }
        next += 1;
    }
    let text = state.lines_text(start, next, state.block_indent, false);
    state.line = next;
    state.open(Kind::ParagraphOpen, "p");
    state.inline(trim_ascii(&text));
    state.close(Kind::ParagraphClose, "p");
    state.parent = parent;
    true
}
