//! Lines to blocks.
//!
//! Containers (quotes, lists, footnotes) change where their lines begin and how far those are
//! indented, parse what is inside with the same rules, and put everything back.

mod containers;
mod footnote;
mod html;
mod leaf;
mod list;
mod reference;
mod table;

use super::chars::is_blank;
use super::token::{Kind, Token};
use super::{Definitions, NESTING_MAX};

/// Parses a document into block tokens, with the text of each block still unparsed.
pub(super) fn parse(source: &str, definitions: &mut Definitions) -> Vec<Token> {
    let mut state = State::new(source, definitions);
    let last = state.line_max;
    state.tokenize(0, last);
    state.tokens
}

/// What kind of block the lines are in, for rules that care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parent {
    Root,
    Paragraph,
    Other,
}

/// What `silent` asks: whether a rule would match, without making anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Make,
    Ask,
}

type Rule = fn(&mut State<'_>, usize, usize, Mode) -> bool;

const RULES: [Rule; 12] = [
    table::table,
    leaf::code,
    leaf::fence,
    containers::quote,
    leaf::rule,
    list::list,
    footnote::definition,
    reference::reference,
    html::html,
    leaf::heading,
    leaf::underlined_heading,
    leaf::paragraph,
];

/// What ends a paragraph without a blank line.
const END_PARAGRAPH: [Rule; 8] = [
    table::table,
    leaf::fence,
    containers::quote,
    leaf::rule,
    list::list,
    footnote::definition,
    html::html,
    leaf::heading,
];

/// What ends a quotation or a table.
const END_QUOTE: [Rule; 6] = [
    leaf::fence,
    containers::quote,
    leaf::rule,
    list::list,
    html::html,
    leaf::heading,
];

/// What ends a list.
const END_LIST: [Rule; 3] = [leaf::fence, containers::quote, leaf::rule];

/// Where a line begins and ends, and how far its text is indented.
#[derive(Debug, Clone, Copy)]
struct Line {
    begin: usize,
    end: usize,
    /// Bytes from `begin` to the first that is no blank.
    shift: usize,
    /// Columns to the first that is no blank, tabs expanded; negative in lazy continuations.
    indent: isize,
    /// Columns that containers have taken from `begin`.
    taken: isize,
}

struct State<'a> {
    source: &'a str,
    definitions: &'a mut Definitions,
    tokens: Vec<Token>,
    /// All lines and one empty line after the last.
    lines: Vec<Line>,
    /// The column at which the current container's text begins.
    block_indent: isize,
    /// The next line to parse.
    line: usize,
    line_max: usize,
    /// Whether the list item so far had no blank line between its blocks.
    tight: bool,
    /// The column of the list around this one, or -1.
    list_indent: isize,
    parent: Parent,
    level: usize,
}

impl<'a> State<'a> {
    fn new(source: &'a str, definitions: &'a mut Definitions) -> Self {
        let mut lines = Vec::new();
        let mut begin = 0;
        while begin < source.len() {
            let end = source[begin..]
                .find('\n')
                .map_or(source.len(), |at| begin + at);
            let (shift, indent) = indentation(&source.as_bytes()[begin..end], 0, 0);
            // a last line of blanks alone, without a line feed, is no line
            if end == source.len() && shift == end - begin && shift > 0 {
                break;
            }
            lines.push(Line {
                begin,
                end,
                shift,
                indent,
                taken: 0,
            });
            begin = end + 1;
        }
        let line_max = lines.len();
        let at_end = source.len();
        lines.push(Line {
            begin: at_end,
            end: at_end,
            shift: 0,
            indent: 0,
            taken: 0,
        });
        Self {
            source,
            definitions,
            tokens: Vec::new(),
            lines,
            block_indent: 0,
            line: 0,
            line_max,
            tight: false,
            list_indent: -1,
            parent: Parent::Root,
            level: 0,
        }
    }

    /// Parses lines with all rules until one is indented less than the container.
    fn tokenize(&mut self, start: usize, end: usize) {
        let mut line = start;
        let mut has_empty_lines = false;
        while line < end {
            line = self.skip_empty_lines(line);
            self.line = line;
            if line >= end || self.lines[line].indent < self.block_indent {
                break;
            }
            if self.level >= NESTING_MAX {
                self.line = end;
                break;
            }
            for rule in RULES {
                if rule(self, line, end, Mode::Make) {
                    break;
                }
            }
            self.tight = !has_empty_lines;
            if self.is_empty(self.line - 1) {
                has_empty_lines = true;
            }
            line = self.line;
            if line < end && self.is_empty(line) {
                has_empty_lines = true;
                line += 1;
                self.line = line;
            }
        }
    }

    /// Whether one of these rules would match here.
    fn would_match(&mut self, rules: &[Rule], line: usize, end: usize) -> bool {
        rules.iter().any(|rule| rule(self, line, end, Mode::Ask))
    }

    fn open(&mut self, kind: Kind, tag: &'static str) -> &mut Token {
        let level = self.level;
        self.level += 1;
        self.push(kind, tag, 1, level)
    }

    fn close(&mut self, kind: Kind, tag: &'static str) -> &mut Token {
        self.level -= 1;
        self.push(kind, tag, -1, self.level)
    }

    fn single(&mut self, kind: Kind, tag: &'static str) -> &mut Token {
        self.push(kind, tag, 0, self.level)
    }

    fn push(&mut self, kind: Kind, tag: &'static str, nesting: i8, level: usize) -> &mut Token {
        let at = self.tokens.len();
        self.tokens.push(Token {
            level,
            is_block: true,
            ..Token::new(kind, tag, nesting)
        });
        &mut self.tokens[at]
    }

    fn inline(&mut self, content: impl Into<String>) {
        self.single(Kind::Inline, "").content = content.into();
    }

    fn is_empty(&self, line: usize) -> bool {
        let line = &self.lines[line];
        line.begin + line.shift >= line.end
    }

    fn skip_empty_lines(&self, from: usize) -> usize {
        (from..self.line_max)
            .find(|&line| !self.is_empty(line))
            .unwrap_or(from.max(self.line_max))
    }

    /// The first place in a line that is no blank.
    fn text_start(&self, line: usize) -> usize {
        self.lines[line].begin + self.lines[line].shift
    }

    /// A line's text without its indentation.
    fn text(&self, line: usize) -> &'a str {
        // a line whose beginning a container moved past its end has no text
        self.source
            .get(self.text_start(line)..self.lines[line].end)
            .unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    /// Whether a line is indented enough to be code.
    fn is_code(&self, line: usize) -> bool {
        self.lines[line].indent - self.block_indent >= 4
    }

    /// The place after a run of this byte.
    fn skip_run(&self, at: usize, byte: u8) -> usize {
        at + self.source.as_bytes()[at..]
            .iter()
            .take_while(|b| **b == byte)
            .count()
    }

    fn skip_blanks(&self, at: usize) -> usize {
        at + self.source.as_bytes()[at..]
            .iter()
            .take_while(|b| is_blank(**b))
            .count()
    }

    /// Lines as one text, with so many columns of indentation taken away.
    fn lines_text(&self, begin: usize, end: usize, indent: isize, keep_last_feed: bool) -> String {
        let mut out = String::new();
        for at in begin..end {
            let line = self.lines[at];
            let last = if at + 1 < end || keep_last_feed {
                line.end + 1
            } else {
                line.end
            };
            let last = last.min(self.source.len());
            let mut first = line.begin;
            let mut column = 0;
            while first < last && column < indent {
                match self.source.as_bytes()[first] {
                    b'\t' => column += 4 - (column + line.taken).rem_euclid(4),
                    b' ' => column += 1,
                    // a list's or a quotation's own sign
                    _ if first - line.begin < line.shift => column += 1,
                    _ => break,
                }
                first += 1;
            }
            // a tab that is only partly taken leaves spaces
            for _ in indent..column {
                out.push(' ');
            }
            out.push_str(self.source.get(first..last).unwrap_or_default());
        }
        out
    }
}

/// How many bytes of blanks a line begins with, and to which column they lead from `column`.
fn indentation(bytes: &[u8], column: isize, taken: isize) -> (usize, isize) {
    let mut column = column;
    let mut count = 0;
    for byte in bytes {
        match byte {
            b'\t' => column += 4 - (column + taken).rem_euclid(4),
            b' ' => column += 1,
            _ => break,
        }
        count += 1;
    }
    (count, column)
}
