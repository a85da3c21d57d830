//! Nodes to text.

use super::WIDTH;
use super::parse::{Brackets, Gap, Kind, Node};
use super::shape::{self, Indent, Role, Shape, Sharing};

/// Columns that a body stands in from its form.
const STEP: usize = 2;

/// Writes all pieces of a source, one after the other.
pub(super) fn lay_out(nodes: &[Node<'_>], size: usize) -> String {
    let mut printer = Printer {
        out: String::with_capacity(size + size / 8),
        column: 0,
        lines: 0,
    };
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 && node.is_comment() && node.gap == Gap::Beside {
            printer.text(" ");
        } else if index > 0 {
            printer.line(node.gap, 0);
        }
        printer.node(node, Role::Code, 0);
    }
    if !nodes.is_empty() {
        printer.out.push('\n');
    }
    printer.out
}

struct Printer {
    out: String,
    column: usize,
    /// How many lines have ended.
    lines: usize,
}

/// A broken form while it is written.
struct Broken<'n, 't> {
    shape: Shape,
    items: &'n [Node<'t>],
    /// The column of its bracket.
    start: usize,
    /// The column where its lines begin.
    indent: usize,
    /// How many brackets close behind it.
    tail: usize,
}

/// Pieces that stay together.
#[derive(Clone, Copy)]
struct Unit {
    start: usize,
    end: usize,
}

impl Printer {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
        match text.rfind('\n') {
            None => self.column += text.chars().count(),
            Some(at) => {
                self.column = text[at + 1..].chars().count();
                self.lines += text.matches('\n').count();
            }
        }
    }

    /// Ends the line. What stands far out for the length of its names is brought back, so that no source grows by more
    /// than the width of its lines.
    fn line(&mut self, gap: Gap, indent: usize) {
        let indent = indent.min(WIDTH);
        self.out
            .push_str(if gap == Gap::Blank { "\n\n" } else { "\n" });
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.lines += 1;
        self.column = indent;
    }

    /// Writes a piece from here on; `tail` brackets will close behind it.
    fn node(&mut self, node: &Node<'_>, role: Role, tail: usize) {
        match &node.kind {
            _ if fits(node.flat, self.column, tail) => self.flat(node),
            Kind::Atom(text) | Kind::Comment(text) => self.text(text),
            Kind::Marked { mark, item } => {
                self.text(mark);
                self.node(item, shape::inner_role(mark, role), tail);
            }
            Kind::Form { brackets, items } => {
                let shape = shape::shape(*brackets, items, role);
                let start = self.column;
                self.text(brackets.opener().encode_utf8(&mut [0; 4]));
                let form = Broken {
                    shape,
                    items,
                    start,
                    indent: start + STEP,
                    tail: tail + 1,
                };
                self.broken(form);
                if items.last().is_some_and(Node::is_comment) {
                    self.line(Gap::Line, start);
                }
                self.text(brackets.closer().encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Writes a piece on one line.
    fn flat(&mut self, node: &Node<'_>) {
        match &node.kind {
            Kind::Atom(text) | Kind::Comment(text) => self.text(text),
            Kind::Marked { mark, item } => {
                self.text(mark);
                self.flat(item);
            }
            Kind::Form { brackets, items } => {
                self.text(brackets.opener().encode_utf8(&mut [0; 4]));
                for (index, item) in items.iter().enumerate() {
                    if index > 0 && !is_end_of_type(&items[index - 1], item) {
                        self.text(" ");
                    }
                    self.flat(item);
                }
                self.text(brackets.closer().encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn broken(&mut self, mut form: Broken<'_, '_>) {
        let lines = self.lines;
        let led = self.leading(&form);
        // After a comment, or a piece of several lines, a new line begins.
        let ended = self.lines > lines || form.ends_in_comment(led);
        let units = form.units(led);
        match form.shape.indent {
            Indent::Body => self.body(&form, &units, ended),
            Indent::Argument => self.arguments(&mut form, &units, ended),
            Indent::Inside => {
                form.indent = form.start + 1;
                self.units(&form, &units, form.shape.sharing, ended);
            }
        }
    }

    /// Writes the head and what belongs to it; how many pieces that were.
    fn leading(&mut self, form: &Broken<'_, '_>) -> usize {
        for (index, item) in form.items.iter().enumerate().take(form.shape.leading) {
            if index > 0 && item.is_comment() {
                return index;
            }
            if index > 0 {
                self.text(" ");
            }
            let unit = Unit {
                start: index,
                end: index + 1,
            };
            self.unit(form, unit);
            if item.is_comment() {
                return index + 1;
            }
        }
        form.shape.leading.min(form.items.len())
    }

    /// Options beside the head while they fit, then the rest on lines of its own.
    fn body(&mut self, form: &Broken<'_, '_>, units: &[Unit], mut ended: bool) {
        let is_option = |unit: &&Unit| unit.end - unit.start > 1;
        let options = units.iter().take_while(is_option).count();
        let (options, children) = units.split_at(options);
        for (index, unit) in options.iter().enumerate() {
            let item = &form.items[unit.start];
            let beside = fits(form.flat(*unit), self.column + 1, form.tail_of(*unit));
            let own_line = if index == 0 {
                // On a line of its own a long option gains little, unless its value goes below it.
                !beside
                    && (fits(form.flat(*unit), form.indent, form.tail_of(*unit))
                        || form.items[unit.end - 1].gap != Gap::Beside)
            } else {
                !beside
            };
            let line = ended || own_line || item.gap != Gap::Beside;
            let gap = if line {
                item.gap.max(Gap::Line)
            } else {
                Gap::Beside
            };
            let gap = if index == 0 { gap.min(Gap::Line) } else { gap };
            ended = self.placed(form, *unit, gap);
        }
        if let [only] = children
            && !ended
            && options.is_empty()
            && self.stays(form, *only)
        {
            self.placed(form, *only, Gap::Beside);
            return;
        }
        let prose = children.iter().any(|unit| form.items[unit.start].is_text());
        let sharing = match form.shape.sharing {
            Sharing::AsWritten if prose => Sharing::Fill,
            sharing => sharing,
        };
        let Some(first) = children.first() else {
            return;
        };
        let item = &form.items[first.start];
        let gap = match item.gap {
            Gap::Beside if item.is_comment() => Gap::Beside,
            Gap::Blank if !options.is_empty() => Gap::Blank,
            _ => Gap::Line,
        };
        let sharing = form.sharing(children, sharing);
        let ended = self.placed(form, *first, gap);
        self.units(form, &children[1..], sharing, ended);
    }

    /// Whether the only child of a form stays on its first line: a broken form that the author put there, or
    /// something that is too long for any line.
    fn stays(&self, form: &Broken<'_, '_>, unit: Unit) -> bool {
        let item = &form.items[unit.start];
        let permitted = match item.kind {
            Kind::Comment(_) => false,
            Kind::Atom(_) => !fits(item.flat, form.indent, form.tail),
            _ => form.shape.hugs && item.flat.is_none(),
        };
        permitted && item.gap == Gap::Beside
    }

    /// Arguments under the first one; or two columns in, when the author began a line before the first, or when it
    /// only fits there.
    fn arguments(&mut self, form: &mut Broken<'_, '_>, units: &[Unit], ended: bool) {
        let Some((first, rest)) = units.split_first() else {
            return;
        };
        let item = &form.items[first.start];
        let tail = form.tail_of(*first);
        let flat = form.flat(*first);
        let only_there = !fits(flat, self.column + 1, tail) && fits(flat, form.indent, tail);
        let begins_line = ended || item.gap != Gap::Beside;
        if begins_line || only_there {
            let sharing = match form.shape.sharing {
                _ if !begins_line => Sharing::Nothing,
                sharing => sharing,
            };
            let ended = self.placed(form, *first, Gap::Line);
            self.units(form, rest, sharing, ended);
        } else {
            if !item.is_comment() {
                form.indent = self.column + 1;
            }
            let ended = self.placed(form, *first, Gap::Beside);
            self.units(form, rest, form.shape.sharing, ended);
        }
    }

    /// Writes units, each on the line or on a new one.
    fn units(&mut self, form: &Broken<'_, '_>, units: &[Unit], sharing: Sharing, mut ended: bool) {
        let sharing = form.sharing(units, sharing);
        for unit in units {
            let item = &form.items[unit.start];
            let gap = if unit.start == 0 || (item.is_comment() && item.gap == Gap::Beside) {
                Gap::Beside
            } else if ended
                || sharing == Sharing::Nothing
                || !fits(form.flat(*unit), self.column + 1, form.tail_of(*unit))
            {
                item.gap.max(Gap::Line)
            } else {
                item.gap
            };
            ended = self.placed(form, *unit, gap);
        }
    }

    /// Writes a unit after a gap; whether a new line must follow.
    fn placed(&mut self, form: &Broken<'_, '_>, unit: Unit, gap: Gap) -> bool {
        if gap != Gap::Beside {
            self.line(gap, form.indent);
        } else if unit.start > 0 {
            self.text(" ");
        }
        let lines = self.lines;
        self.unit(form, unit);
        self.lines > lines || form.items[unit.start].is_comment()
    }

    /// Writes a keyword and its value, or a single piece.
    fn unit(&mut self, form: &Broken<'_, '_>, unit: Unit) {
        let (start, lines) = (self.column, self.lines);
        for index in unit.start..unit.end {
            let item = &form.items[index];
            let tail = if index + 1 == form.items.len() {
                form.tail
            } else {
                0
            };
            if index > unit.start {
                let below = item.gap != Gap::Beside && !fits(item.flat, self.column + 1, tail);
                if below || self.lines > lines {
                    self.line(Gap::Line, start);
                } else {
                    self.text(" ");
                }
            }
            self.node(item, form.shape.role(index, form.items), tail);
        }
    }
}

impl Broken<'_, '_> {
    fn units(&self, from: usize) -> Vec<Unit> {
        let mut units = Vec::with_capacity(self.items.len());
        let mut start = from;
        while start < self.items.len() {
            let end = start + self.shape.unit(start, self.items);
            units.push(Unit { start, end });
            start = end;
        }
        units
    }

    /// The columns of a unit on one line, if it may stand on one.
    fn flat(&self, unit: Unit) -> Option<usize> {
        let items = &self.items[unit.start..unit.end];
        let width: Option<usize> = items.iter().map(|item| item.flat).sum();
        width.map(|width| width + items.len() - 1)
    }

    /// How many brackets close behind a unit.
    fn tail_of(&self, unit: Unit) -> usize {
        if unit.end == self.items.len() {
            self.tail
        } else {
            0
        }
    }

    fn ends_in_comment(&self, led: usize) -> bool {
        led > 0 && self.items[led - 1].is_comment()
    }

    /// Units that the author put on one line share none when that line is too long.
    fn sharing(&self, units: &[Unit], sharing: Sharing) -> Sharing {
        let begins_line = |unit: &Unit| {
            let item = &self.items[unit.start];
            item.is_comment() || item.gap != Gap::Beside
        };
        match sharing {
            Sharing::AsWritten if units.iter().any(begins_line) => Sharing::Fill,
            Sharing::AsWritten => Sharing::Nothing,
            sharing => sharing,
        }
    }
}

/// Whether this is the `?` of a list type: `[Str]?`.
fn is_end_of_type(before: &Node<'_>, node: &Node<'_>) -> bool {
    let is_list = matches!(
        before.kind,
        Kind::Form {
            brackets: Brackets::Square,
            ..
        }
    );
    is_list && node.atom() == Some("?")
}

fn fits(flat: Option<usize>, column: usize, tail: usize) -> bool {
    flat.is_some_and(|width| column + width + tail <= WIDTH)
}
