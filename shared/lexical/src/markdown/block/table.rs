//! Tables with pipes.

use super::{END_QUOTE, Mode, Parent, State};
use crate::js;
use crate::markdown::chars::is_blank;
use crate::markdown::token::Kind;

/// So many cells that a table lacks are filled in; a hostile one would lack millions.
const MISSING_CELLS_MAX: usize = 0x10000;

pub(super) fn table(state: &mut State<'_>, start: usize, end: usize, mode: Mode) -> bool {
    let Some((head, aligns)) = head(state, start, end) else {
        return false;
    };
    if mode == Mode::Ask {
        return true;
    }
    let parent = std::mem::replace(&mut state.parent, Parent::Other);
    state.open(Kind::Plain, "table");
    state.open(Kind::Plain, "thead");
    row(state, "th", &head, &aligns);
    state.close(Kind::Plain, "thead");
    let next = body(state, start, end, &aligns);
    state.close(Kind::Plain, "table");
    state.parent = parent;
    state.line = next;
    true
}

type Aligns = Vec<&'static str>;

/// The cells of the first line and the alignments of the second, if both fit.
fn head(state: &State<'_>, start: usize, end: usize) -> Option<(Vec<String>, Aligns)> {
    let second = start + 1;
    if start + 2 > end || state.lines[second].indent < state.block_indent || state.is_code(second) {
        return None;
    }
    let line = state.text(second);
    let bytes = line.as_bytes();
    let is_mark = |byte: u8| matches!(byte, b'|' | b'-' | b':');
    let (first, next) = (*bytes.first()?, *bytes.get(1)?);
    // a dash and a space would be a list
    if !is_mark(first) || (first == b'-' && is_blank(next)) {
        return None;
    }
    if !bytes.iter().all(|byte| is_mark(*byte) || is_blank(*byte)) {
        return None;
    }
    let aligns = aligns(line)?;
    let first = js::trim(state.text(start));
    if !first.contains('|') || state.is_code(start) {
        return None;
    }
    let cells = cells(first);
    (!cells.is_empty() && cells.len() == aligns.len()).then_some((cells, aligns))
}

fn aligns(line: &str) -> Option<Aligns> {
    let columns: Vec<&str> = line.split('|').map(js::trim).collect();
    let last = columns.len() - 1;
    let mut aligns = Vec::new();
    for (at, column) in columns.into_iter().enumerate() {
        if column.is_empty() {
            if at == 0 || at == last {
                continue;
            }
            return None;
        }
        let dashes = column.strip_prefix(':').unwrap_or(column);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        if dashes.is_empty() || !dashes.bytes().all(|b| b == b'-') {
            return None;
        }
        aligns.push(match (column.starts_with(':'), column.ends_with(':')) {
            (true, true) => "center",
            (false, true) => "right",
            (true, false) => "left",
            (false, false) => "",
        });
    }
    Some(aligns)
}

/// The cells of a line, between pipes that have no backslash before them.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut current = String::new();
    let mut escaped = false;
    let mut last = 0;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' {
            if escaped {
                // the backslash goes, the pipe stays
                current.push_str(&line[last..at - 1]);
                last = at;
            } else {
                current.push_str(&line[last..at]);
                cells.push(std::mem::take(&mut current));
                last = at + 1;
            }
        }
        escaped = byte == b'\\';
    }
    current.push_str(&line[last..]);
    cells.push(current);
    if cells.first().is_some_and(String::is_empty) {
        cells.remove(0);
    }
    if cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

fn row(state: &mut State<'_>, tag: &'static str, cells: &[String], aligns: &Aligns) {
    state.open(Kind::Plain, "tr");
    for (at, align) in aligns.iter().enumerate() {
        let cell = state.open(Kind::Plain, tag);
        if !align.is_empty() {
            cell.attrs.push(("style", format!("text-align:{align}")));
        }
        state.inline(cells.get(at).map_or("", |cell| js::trim(cell)));
        state.close(Kind::Plain, tag);
    }
    state.close(Kind::Plain, "tr");
}

/// Writes the rows below the head; gives the line after the table.
fn body(state: &mut State<'_>, start: usize, end: usize, aligns: &Aligns) -> usize {
    let mut missing = 0isize;
    let mut next = start + 2;
    while next < end {
        if state.lines[next].indent < state.block_indent || state.would_match(&END_QUOTE, next, end)
        {
            break;
        }
        let line = js::trim(state.text(next));
        if line.is_empty() || state.is_code(next) {
            break;
        }
        let cells = cells(line);
        missing += aligns.len() as isize - cells.len() as isize;
        if missing > MISSING_CELLS_MAX as isize {
            break;
        }
        if next == start + 2 {
            state.open(Kind::Plain, "tbody");
        }
        row(state, "td", &cells, aligns);
        next += 1;
    }
    if next > start + 2 {
        state.close(Kind::Plain, "tbody");
    }
    next
}
