//! Source text to nodes that keep what the reader forgets: comments, line ends, spellings.

use crate::diagnostic::Fault;
use crate::read::{DEPTH_MAX, token};
use crate::source::Span;

/// A piece of source.
pub(super) struct Node<'t> {
    pub(super) kind: Kind<'t>,
    /// What parts it from the piece before.
    pub(super) gap: Gap,
    /// Its columns on one line, if it may stand on one; set by [`measure`](super::shape::measure).
    pub(super) flat: Option<usize>,
}

pub(super) enum Kind<'t> {
    /// A symbol, keyword, number or string, as it is spelt.
    Atom(&'t str),
    /// From its `;` to the end of the line.
    Comment(&'t str),
    /// A form in brackets.
    Form {
        brackets: Brackets,
        items: Vec<Node<'t>>,
    },
    /// A mark and the form that it applies to.
    Marked {
        mark: &'static str,
        item: Box<Node<'t>>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    Round,
    Square,
    Curly,
}

/// The space before a piece of source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// It goes on in the line.
    Beside,
    /// It begins a line.
    Line,
    /// It begins a line after a blank one.
    Blank,
}

impl Brackets {
    pub(super) fn opener(self) -> char {
        match self {
            Brackets::Round => '(',
            Brackets::Square => '[',
            Brackets::Curly => '{',
        }
    }

    pub(super) fn closer(self) -> char {
        match self {
            Brackets::Round => ')',
            Brackets::Square => ']',
            Brackets::Curly => '}',
        }
    }
}

impl<'t> Node<'t> {
    fn new(kind: Kind<'t>, gap: Gap) -> Self {
        Node {
            kind,
            gap,
            flat: None,
        }
    }

    pub(super) fn atom(&self) -> Option<&'t str> {
        match self.kind {
            Kind::Atom(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_keyword(&self) -> bool {
        self.atom().is_some_and(|text| text.starts_with(':'))
    }

    pub(super) fn is_text(&self) -> bool {
        self.atom().is_some_and(|text| text.starts_with('"'))
    }

    pub(super) fn is_comment(&self) -> bool {
        matches!(self.kind, Kind::Comment(_))
    }

    /// Whether `#;` takes it out.
    pub(super) fn is_discarded(&self) -> bool {
        matches!(self.kind, Kind::Marked { mark: DISCARD, .. })
    }

    /// Whether it is a word that `#;` takes out: small enough to stand between a keyword and its value.
    pub(super) fn is_discarded_word(&self) -> bool {
        match &self.kind {
            Kind::Marked {
                mark: DISCARD,
                item,
            } => item.atom().is_some_and(|text| !text.contains('\n')),
            _ => false,
        }
    }

    /// The forms in round brackets.
    pub(super) fn list(&self) -> Option<&[Node<'t>]> {
        match &self.kind {
            Kind::Form {
                brackets: Brackets::Round,
                items,
            } => Some(items),
            _ => None,
        }
    }
}

const DISCARD: &str = "#;";
const UNQUOTE: &str = ",";
/// Before a name that begins with `@`: without the space it would be a splice.
const UNQUOTE_OF_AT: &str = ", ";

/// Marks that take the next form with them; where one begins like another, the longer comes first.
const MARKS: [&str; 5] = [DISCARD, ",@", UNQUOTE, "'", "`"];

/// Reads all pieces of a source that the reader has accepted.
pub(super) fn parse(text: &str) -> Result<Vec<Node<'_>>, Fault> {
    Parser {
        text,
        at: 0,
        open: Vec::new(),
        done: Vec::new(),
    }
    .run()
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    open: Vec<Open<'t>>,
    done: Vec<Node<'t>>,
}

/// A form that has begun and waits for its end.
struct Open<'t> {
    kind: OpenKind,
    gap: Gap,
    items: Vec<Node<'t>>,
}

#[derive(Clone, Copy)]
enum OpenKind {
    Form(Brackets),
    Mark(&'static str),
}

impl<'t> Parser<'t> {
    fn run(mut self) -> Result<Vec<Node<'t>>, Fault> {
        while let Some((c, gap)) = self.next_significant() {
            let rest = &self.text[self.at..];
            match c {
                ';' => self.comment(gap),
                '(' => self.begin(OpenKind::Form(Brackets::Round), 1, gap)?,
                '[' => self.begin(OpenKind::Form(Brackets::Square), 1, gap)?,
                '{' => self.begin(OpenKind::Form(Brackets::Curly), 1, gap)?,
                ')' | ']' | '}' => self.end(c)?,
                _ => match MARKS.into_iter().find(|mark| rest.starts_with(mark)) {
                    Some(mark) => self.begin(OpenKind::Mark(mark), mark.len(), gap)?,
                    None => {
                        let atom = self.atom()?;
                        self.add(Node::new(Kind::Atom(atom), gap));
                    }
                },
            }
        }
        if self.open.is_empty() {
            Ok(self.done)
        } else {
            Err(self.fault())
        }
    }

    /// Skips white space; the next character, if any, and what was skipped.
    fn next_significant(&mut self) -> Option<(char, Gap)> {
        let rest = &self.text[self.at..];
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let width = rest.find(|c| !blank(c))?;
        let lines = rest[..width].matches('\n').count();
        self.at += width;
        let gap = match lines {
            0 => Gap::Beside,
            1 => Gap::Line,
            _ => Gap::Blank,
        };
        rest[width..].chars().next().map(|c| (c, gap))
    }

    /// A comment between a mark and its form moves before the mark.
    fn comment(&mut self, mut gap: Gap) {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at += end;
        let forms = self
            .open
            .iter()
            .rposition(|open| matches!(open.kind, OpenKind::Form(_)));
        let first_mark = forms.map_or(0, |index| index + 1);
        if let Some(mark) = self.open.get_mut(first_mark) {
            gap = std::mem::replace(&mut mark.gap, Gap::Line);
        }
        let comment = Node::new(Kind::Comment(rest[..end].trim_end()), gap);
        match forms {
            Some(index) => self.open[index].items.push(comment),
            None => self.done.push(comment),
        }
    }

    fn begin(&mut self, kind: OpenKind, width: usize, gap: Gap) -> Result<(), Fault> {
        if self.open.len() >= DEPTH_MAX {
            return Err(self.fault());
        }
        self.open.push(Open {
            kind,
            gap,
            items: Vec::new(),
        });
        self.at += width;
        Ok(())
    }

    fn end(&mut self, closer: char) -> Result<(), Fault> {
        match self.open.pop() {
            Some(Open {
                kind: OpenKind::Form(brackets),
                gap,
                items,
            }) if brackets.closer() == closer => {
                self.at += 1;
                self.add(Node::new(Kind::Form { brackets, items }, gap));
                Ok(())
            }
            _ => Err(self.fault()),
        }
    }

    /// Puts a finished piece where it belongs, and finishes marks that waited for it.
    fn add(&mut self, mut node: Node<'t>) {
        while let Some(open) = self.open.last_mut() {
            match open.kind {
                OpenKind::Form(_) => return open.items.push(node),
                OpenKind::Mark(mark) => {
                    let mark = match node.atom() {
                        Some(name) if mark == UNQUOTE && name.starts_with('@') => UNQUOTE_OF_AT,
                        _ => mark,
                    };
                    let item = Box::new(node);
                    node = Node::new(Kind::Marked { mark, item }, open.gap);
                    self.open.pop();
                }
            }
        }
        self.done.push(node);
    }

    fn atom(&mut self) -> Result<&'t str, Fault> {
        let rest = &self.text[self.at..];
        let width = match rest.strip_prefix('"') {
            Some(body) => token::string_end(body).map(|end| end + 2),
            None => Some(rest.find(ends_atom).unwrap_or(rest.len())),
        };
        match width {
            Some(width) if width > 0 => {
                self.at += width;
                Ok(&rest[..width])
            }
            _ => Err(self.fault()),
        }
    }

    /// The reader comes first and says more; this is for sources that it would not have let through.
    fn fault(&self) -> Fault {
        // Sources are capped far below 4 GiB.
        let at = self.at as u32;
        let span = Span {
            source: 0,
            start: at,
            end: at,
        };
        Fault::new(span, "this is no syntax that can be formatted")
    }
}

fn ends_atom(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')' | '[' | ']' | '{' | '}' | '"' | ';' | '\'' | '`' | ',' | '#' | '\u{feff}'
        )
}
