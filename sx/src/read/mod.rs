//! Source text to forms. The reader keeps its own stack, so nesting can end in an error but never
//! in a stack overflow; everything after it may recurse, because the depth is capped here.

mod form;
mod print;
pub(crate) mod token;

pub(crate) use form::{Form, FormKind};
pub(crate) use print::print;
pub(crate) use token::MARK;
pub(crate) use token::{begins_symbol, continues_symbol};

use crate::diagnostic::Fault;
use crate::source::Span;

/// Forms inside each other. Pages stay below 40; the cap keeps later passes within a small stack.
pub(crate) const DEPTH_MAX: usize = 128;

/// Bytes of one source.
pub(crate) const SOURCE_BYTES_MAX: usize = 4 << 20;

/// Reads all forms of a source.
pub(crate) fn read(source: u32, text: &str) -> Result<Vec<Form>, Fault> {
    if text.len() > SOURCE_BYTES_MAX {
        let span = Span {
            source,
            start: 0,
            end: 0,
        };
        return Err(Fault::new(
            span,
            format!(
                "the file has {} bytes; at most {SOURCE_BYTES_MAX} are read",
                text.len()
            ),
        ));
    }
    Reader {
        source,
        text,
        at: 0,
        open: Vec::new(),
        items: Vec::new(),
        suspect: None,
    }
    .run()
}

/// Whether a key can be written as a keyword.
pub(crate) fn is_keyword(name: &str) -> bool {
    !name.is_empty() && name.chars().all(token::continues_symbol)
}

struct Reader<'t> {
    source: u32,
    text: &'t str,
    at: usize,
    open: Vec<Open>,
    /// Forms that are whole, those of the innermost open form last.
    items: Vec<Form>,
    /// The innermost open form when the first `(` at the start of a line came: files are written
    /// with definitions there, so a file that ends too early most likely lacks a bracket here.
    suspect: Option<Fault>,
}

/// A form that has begun and waits for its end.
struct Open {
    kind: OpenKind,
    start: usize,
    /// Where its items begin.
    first: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum OpenKind {
    List,
    Vector,
    Record,
    /// Ends with the next form, as the four below.
    Quote,
    Template,
    Unquote,
    Splice,
    /// `#;`: ends with the next form and drops it.
    Discard,
}

impl OpenKind {
    fn closer(self) -> Option<char> {
        match self {
            OpenKind::List => Some(')'),
            OpenKind::Vector => Some(']'),
            OpenKind::Record => Some('}'),
            OpenKind::Quote
            | OpenKind::Template
            | OpenKind::Unquote
            | OpenKind::Splice
            | OpenKind::Discard => None,
        }
    }
}

impl<'t> Reader<'t> {
    fn run(mut self) -> Result<Vec<Form>, Fault> {
        while let Some(c) = self.next_significant() {
            match c {
                '(' => self.begin(OpenKind::List, 1)?,
                '[' => self.begin(OpenKind::Vector, 1)?,
                '{' => self.begin(OpenKind::Record, 1)?,
                '\'' => self.begin(OpenKind::Quote, 1)?,
                '`' => self.begin(OpenKind::Template, 1)?,
                ',' if self.text[self.at..].starts_with(",@") => {
                    self.begin(OpenKind::Splice, 2)?;
                }
                ',' => self.begin(OpenKind::Unquote, 1)?,
                '#' if self.text[self.at..].starts_with("#;") => {
                    self.begin(OpenKind::Discard, 2)?;
                }
                ')' | ']' | '}' => self.end(c)?,
                '"' => self.string()?,
                ':' => self.keyword()?,
                c if token::begins_symbol(c) || c.is_ascii_digit() => self.atom()?,
                c => {
                    let span = self.span(self.at, self.at + c.len_utf8());
                    return Err(Fault::new(span, format!("`{c}` has no meaning here")));
                }
            }
        }
        match self.open.last() {
            None => Ok(self.items),
            Some(open) => {
                let fault = self.unfinished(open);
                Err(self.suspect.unwrap_or(fault))
            }
        }
    }

    /// Skips white space and comments; the next character, if any.
    fn next_significant(&mut self) -> Option<char> {
        loop {
            // What stands between forms is a space or a line end, nearly always.
            if let Some(b' ' | b'\n') = self.text.as_bytes().get(self.at) {
                self.at += 1;
                continue;
            }
            let rest = &self.text[self.at..];
            let c = rest.chars().next()?;
            if c.is_whitespace() || c == '\u{feff}' {
                self.at += c.len_utf8();
            } else if c == ';' {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else {
                return Some(c);
            }
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        // Sources are capped far below 4 GiB.
        Span {
            source: self.source,
            start: start as u32,
            end: end as u32,
        }
    }

    fn begin(&mut self, kind: OpenKind, width: usize) -> Result<(), Fault> {
        if self.open.len() >= DEPTH_MAX {
            let message = format!("forms are nested deeper than {DEPTH_MAX}");
            return Err(Fault::new(self.span(self.at, self.at + width), message)
                .help("move the inner part into a component of its own"));
        }
        if self.suspect.is_none() && kind == OpenKind::List && self.at_line_start() {
            self.suspect = self.open.last().map(|open| self.unfinished(open));
        }
        self.open.push(Open {
            kind,
            start: self.at,
            first: self.items.len(),
        });
        self.at += width;
        Ok(())
    }

    fn end(&mut self, closer: char) -> Result<(), Fault> {
        let here = self.span(self.at, self.at + 1);
        let Some(open) = self.open.pop() else {
            return Err(Fault::new(here, format!("`{closer}` closes nothing")));
        };
        match open.kind.closer() {
            Some(expected) if expected == closer => {}
            Some(expected) => {
                let begun = self.line_of(open.start);
                let message = format!("expected `{expected}`, found `{closer}`");
                return Err(Fault::new(here, message)
                    .help(format!("the form to be closed began on line {begun}")));
            }
            None => {
                return Err(Fault::new(
                    here,
                    format!("expected a form, found `{closer}`"),
                ));
            }
        }
        self.at += 1;
        let span = self.span(open.start, self.at);
        let items = self.items.split_off(open.first);
        let kind = match open.kind {
            OpenKind::List => FormKind::List(items),
            OpenKind::Vector => FormKind::Vector(items),
            _ => FormKind::Record(items),
        };
        self.add(Form { kind, span });
        Ok(())
    }

    /// Puts a finished form where it belongs, and finishes quotes and discards that waited for it.
    fn add(&mut self, mut form: Form) {
        loop {
            match self.open.last_mut() {
                None => return self.items.push(form),
                Some(open) if open.kind.closer().is_some() => return self.items.push(form),
                Some(open) => {
                    let (kind, start) = (open.kind, open.start);
                    self.open.pop();
                    let span = self.span(start, form.span.end as usize);
                    let inner = Box::new(form);
                    let kind = match kind {
                        OpenKind::Discard => return,
                        OpenKind::Template => FormKind::Template(inner),
                        OpenKind::Unquote => FormKind::Unquote(inner),
                        OpenKind::Splice => FormKind::Splice(inner),
                        _ => FormKind::Quote(inner),
                    };
                    form = Form { kind, span };
                }
            }
        }
    }

    fn string(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let body = &self.text[start + 1..];
        let Some(end) = token::string_end(body) else {
            return Err(Fault::new(
                self.span(start, start + 1),
                "this string has no closing `\"`",
            ));
        };
        let text = token::unescape(&body[..end]).map_err(|(offset, message)| {
            let at = start + 1 + offset;
            Fault::new(self.span(at, at + 2), message)
        })?;
        self.at = start + end + 2;
        self.add(Form {
            kind: FormKind::Str(text),
            span: self.span(start, self.at),
        });
        Ok(())
    }

    fn keyword(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let name = self.token(start + 1);
        let span = self.span(start, start + 1 + name.len());
        if name.is_empty() {
            return Err(Fault::new(span, "a keyword needs a name after its `:`"));
        }
        self.at = start + 1 + name.len();
        self.add(Form {
            kind: FormKind::Keyword(name.into()),
            span,
        });
        Ok(())
    }

    fn atom(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let token = self.token(start);
        let span = self.span(start, start + token.len());
        if token.contains(MARK) {
            return Err(Fault::new(span, format!("`{MARK}` cannot stand in a name")));
        }
        let kind = token::atom(token).map_err(|message| Fault::new(span, message))?;
        self.at = start + token.len();
        self.add(Form { kind, span });
        Ok(())
    }

    /// The run of symbol characters from `start`.
    fn token(&self, start: usize) -> &'t str {
        let rest = &self.text[start..];
        let end = rest.find(|c| !token::continues_symbol(c));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn unfinished(&self, open: &Open) -> Fault {
        let width = match open.kind {
            OpenKind::Discard | OpenKind::Splice => 2,
            _ => 1,
        };
        let span = self.span(open.start, open.start + width);
        match open.kind.closer() {
            Some(closer) => Fault::new(span, format!("this form has no closing `{closer}`")),
            None => Fault::new(span, "a form must follow"),
        }
    }

    fn at_line_start(&self) -> bool {
        self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n'
    }

    fn line_of(&self, at: usize) -> usize {
        self.text[..at]
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count()
            + 1
    }
}
