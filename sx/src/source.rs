//! Template files and places in them.

use std::fmt;

/// A template file, read by the caller: this crate does no I/O.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path shown in messages.
    pub path: String,
    /// The text of the file.
    pub text: String,
    /// Where the file stands among the layers: a component of a higher layer replaces the one of
    /// the same full name in a lower layer. Within one layer a name is defined once.
    pub layer: u16,
}

impl Source {
    /// A source in the lowest layer.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Source {
            path: path.into(),
            text: text.into(),
            layer: 0,
        }
    }

    /// The same source in another layer.
    #[must_use]
    pub fn layer(mut self, layer: u16) -> Self {
        self.layer = layer;
        self
    }
}

/// A stretch of a source: index of the source, byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct Span {
    pub(crate) source: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A place in a source, as shown to people: lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path of the source.
    pub path: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// How many characters of the line are meant, at least 1.
    pub width: u32,
    /// The text of that line, of one that no person wrote only its beginning.
    pub source_line: String,
}

/// `path:line:column`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// Bytes of a line that are shown.
const LINE_MAX: usize = 400;

impl Location {
    /// Finds a span in the sources that it was made from.
    pub(crate) fn of(span: Span, sources: &[Source]) -> Location {
        let Some(source) = sources.get(span.source as usize) else {
            return Location {
                path: "(no source)".into(),
                line: 1,
                column: 1,
                width: 1,
                source_line: String::new(),
            };
        };
        let text = &source.text;
        let start = floor(text, span.start as usize);
        let end = floor(text, span.end as usize).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let shown_end = floor(text, line_end.min(line_start + LINE_MAX));
        Location {
            path: source.path.clone(),
            line: count(
                text[..line_start]
                    .bytes()
                    .filter(|byte| *byte == b'\n')
                    .count(),
            ) + 1,
            column: count(text[line_start..start].chars().count()) + 1,
            width: count(text[start..end.min(shown_end).max(start)].chars().count()).max(1),
            source_line: text[line_start..shown_end]
                .trim_end_matches('\r')
                .to_owned(),
        }
    }

    /// The line with a caret under the place, for terminals.
    pub(crate) fn excerpt(&self) -> String {
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        let lead: String = self
            .source_line
            .chars()
            .take(self.column as usize - 1)
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect();
        let carets = "^".repeat(self.width as usize);
        format!(
            "{gutter} |\n{number} | {}\n{gutter} | {lead}{carets}",
            self.source_line
        )
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
