//! Calls of a wire, and how neighbours of the same kind become rows:
//! `(~c :a "x" :b {:n 1}) (~c :a "y" :b {:n 2})` is written as
//! `(~* ~c (:a :b (:n)) ("x" (1)) ("y" (2)))`.

use std::ops::Range;

use super::data::{self, FieldPlace};
use crate::sink::Data;

/// The same for calls of one component with the same keywords, and the same keys in the records among
/// their values.
#[derive(PartialEq)]
pub(super) struct CallKind {
    pub(super) component: u32,
    pub(super) keys: u64,
    pub(super) shapes: Box<str>,
}

/// The calls that are open, and the one that ended last.
#[derive(Default)]
pub(super) struct Rows {
    open: Vec<Open>,
    /// Where the keywords and values of the open calls are, those of the innermost last.
    cells: Vec<Cell>,
    last: Option<Last>,
    last_cells: Vec<Cell>,
}

struct Open {
    kind: CallKind,
    start: usize,
    is_row: bool,
    first_cell: usize,
    /// Where its children begin, with the space before them.
    children: Option<usize>,
}

/// The call that ended last. Its neighbour begins where it ended.
struct Last {
    kind: CallKind,
    start: usize,
    end: usize,
    is_row: bool,
    children: usize,
}

/// Where a keyword begins, and its value, which ends before the space in front of what follows.
struct Cell {
    keyword: usize,
    value: usize,
    /// If the value is a record, where its fields lie in it.
    fields: Vec<FieldPlace>,
}

/// How many calls are open, and how many cells they have so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowsMark {
    open: usize,
    cells: usize,
}

/// Stretches of a text, with a space between them.
fn push_all<'t>(stretches: impl Iterator<Item = &'t Range<usize>>, text: &str, out: &mut String) {
    for stretch in stretches {
        data::part(out);
        out.push_str(&text[stretch.clone()]);
    }
}

impl Rows {
    /// Begins a call.
    pub(super) fn begin(&mut self, kind: CallKind, component: &str, out: &mut String) {
        let neighbour = self
            .last
            .take()
            .filter(|last| last.end == out.len() && last.kind == kind && kind.keys != 0);
        match &neighbour {
            Some(last) if last.is_row => drop(out.pop()),
            Some(last) => self.make_rows(last, out),
            None => {}
        }
        data::part(out);
        self.open.push(Open {
            kind,
            start: out.len(),
            is_row: neighbour.is_some(),
            first_cell: self.cells.len(),
            children: None,
        });
        out.push('(');
        if neighbour.is_none() {
            out.push_str(component);
        }
    }

    /// Writes the last call anew, as the first of rows that have no end yet.
    fn make_rows(&self, last: &Last, out: &mut String) {
        let cells = &self.last_cells;
        let Some(first) = cells.first() else { return };
        let mut rows = format!("(~* {} (", &out[last.start + 1..first.keyword - 1]);
        for cell in cells {
            data::part(&mut rows);
            rows.push_str(&out[cell.keyword..cell.value - 1]);
            if !cell.fields.is_empty() {
                rows.push_str(" (");
                push_all(
                    cell.fields.iter().map(|it| &it.key),
                    &out[cell.value..],
                    &mut rows,
                );
                rows.push(')');
            }
        }
        rows.push_str(") (");
        for (index, cell) in cells.iter().enumerate() {
            let end = cells
                .get(index + 1)
                .map_or(last.children, |next| next.keyword - 1);
            data::part(&mut rows);
            if cell.fields.is_empty() {
                rows.push_str(&out[cell.value..end]);
            } else {
                rows.push('(');
                push_all(
                    cell.fields.iter().map(|it| &it.value),
                    &out[cell.value..],
                    &mut rows,
                );
                rows.push(')');
            }
        }
        rows.push_str(&out[last.children..last.end]);
        out.truncate(last.start);
        out.push_str(&rows);
    }

    /// A keyword, which a row does not repeat. Its value follows, after a space.
    pub(super) fn keyword(&mut self, name: &str, out: &mut String) {
        if self.open.last().is_some_and(|open| open.is_row) {
            return;
        }
        let keyword = out.len() + 1;
        out.extend([" :", name]);
        self.cells.push(Cell {
            keyword,
            value: out.len() + 1,
            fields: Vec::new(),
        });
    }

    /// The value of a keyword. In a row a record is its values alone.
    pub(super) fn data(&mut self, data: Data<'_>, out: &mut String) {
        data::part(out);
        let is_row = self.open.last().is_some_and(|open| open.is_row);
        if is_row && !data.places.is_empty() {
            out.push('(');
            push_all(data.places.iter().map(|it| &it.value), data.text, out);
            return out.push(')');
        }
        out.push_str(data.text);
        if let Some(cell) = self.cells.last_mut().filter(|_| !is_row) {
            cell.fields = data.places.to_vec();
        }
    }

    pub(super) fn begin_children(&mut self, at: usize) {
        if let Some(open) = self.open.last_mut() {
            open.children = Some(at);
        }
    }

    /// Whether the children that began end here, with nothing in them.
    pub(super) fn has_no_children(&self, at: usize) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.children == Some(at))
    }

    pub(super) fn end(&mut self, out: &mut String) {
        let Some(open) = self.open.pop() else { return };
        let children = open.children.unwrap_or(out.len());
        out.push_str(if open.is_row { "))" } else { ")" });
        self.last_cells.clear();
        self.last_cells.extend(self.cells.drain(open.first_cell..));
        self.last = Some(Last {
            kind: open.kind,
            start: open.start,
            end: out.len(),
            is_row: open.is_row,
            children,
        });
    }

    /// Lets no later call become a row of one before, and tells what is open.
    pub(super) fn mark(&mut self) -> RowsMark {
        self.last = None;
        RowsMark {
            open: self.open.len(),
            cells: self.cells.len(),
        }
    }

    pub(super) fn rollback(&mut self, mark: RowsMark) {
        self.last = None;
        self.open.truncate(mark.open);
        self.cells.truncate(mark.cells);
    }
}
