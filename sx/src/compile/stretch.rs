//! Static markup on its way into ops: what is the same in every render is gathered here as the text
//! of one format, with its escapes done.

use crate::buffer::Buffer;
use crate::escape;
use crate::sink::{Edges, Format, Starts};
use crate::source::Span;

/// Static markup that is not yet an op.
#[derive(Default)]
pub(super) struct Stretch {
    format: Format,
    text: String,
    /// Where text gets its escapes; kept, so that it is allocated once.
    escaped: Buffer,
    pub(super) span: Span,
    starts: Starts,
    /// Where a text item ended last; only a wire has items.
    text_end: Option<usize>,
}

impl Stretch {
    pub(super) fn new(format: Format) -> Self {
        Stretch {
            format,
            ..Stretch::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The gathered text and how it meets its neighbours. Nothing is left.
    pub(super) fn take(&mut self) -> (Box<str>, Edges) {
        let edges = Edges {
            starts: self.starts,
            ends_in_text: self.text_end == Some(self.text.len()),
        };
        self.text_end = None;
        let text = self.text.as_str().into();
        self.text.clear();
        (text, edges)
    }

    /// Begins a start tag; attributes follow.
    pub(super) fn open_tag(&mut self, tag: &str) {
        match self.format {
            Format::Html => {
                if tag == "html" {
                    self.text.push_str("<!doctype html>");
                }
                self.text.push('<');
            }
            Format::Wire => {
                self.item(Starts::Item);
                self.text.push('(');
            }
        }
        self.text.push_str(tag);
    }

    /// Ends a start tag; content follows.
    pub(super) fn end_open_tag(&mut self) {
        self.markup(">", "");
    }

    pub(super) fn close_tag(&mut self, tag: &str) {
        match self.format {
            Format::Html => self.text.extend(["</", tag, ">"]),
            Format::Wire => self.markup("", ")"),
        }
    }

    /// Ends an element that has no content and no end tag.
    pub(super) fn end_void(&mut self) {
        self.markup(">", ")");
    }

    /// A line feed that parsers of HTML drop.
    pub(super) fn dropped_newline(&mut self) {
        self.markup("\n", "");
    }

    /// Text between tags.
    pub(super) fn text(&mut self, text: &str) {
        if self.format == Format::Html {
            return self.escaped(text, escape::text);
        }
        if text.is_empty() {
            return;
        }
        if self.text_end == Some(self.text.len()) && !self.text.is_empty() {
            self.text.pop();
        } else {
            self.item(Starts::Text);
            self.text.push('"');
        }
        escape::wire::text(text, &mut self.text);
        self.text.push('"');
        self.text_end = Some(self.text.len());
    }

    /// An attribute without a value.
    pub(super) fn attr_bare(&mut self, name: &str) {
        self.attr_name(name);
        self.markup("", " true");
    }

    /// Begins an attribute; pieces of its value follow.
    pub(super) fn open_attr(&mut self, name: &str) {
        self.attr_name(name);
        self.markup("=\"", " \"");
    }

    /// A piece of the value of an attribute.
    pub(super) fn attr_text(&mut self, text: &str) {
        self.inside();
        match self.format {
            Format::Html => self.escaped(text, escape::attr),
            Format::Wire => escape::wire::text(text, &mut self.text),
        }
    }

    fn escaped(&mut self, text: &str, escape: fn(&str, &mut Buffer)) {
        self.escaped.truncate(0);
        escape(text, &mut self.escaped);
        self.text.push_str(self.escaped.as_str());
    }

    pub(super) fn close_attr(&mut self) {
        self.markup("\"", "\"");
    }

    fn attr_name(&mut self, name: &str) {
        self.markup(" ", " :");
        self.text.push_str(name);
    }

    fn markup(&mut self, html: &str, wire: &str) {
        self.inside();
        self.text.push_str(match self.format {
            Format::Html => html,
            Format::Wire => wire,
        });
    }

    /// What follows is no item of its own.
    fn inside(&mut self) {
        if self.text.is_empty() {
            self.starts = Starts::Inside;
        }
    }

    /// An item follows: a space parts it from what was before. Before the first item of a stretch the
    /// sink sets it, which knows what comes before.
    fn item(&mut self, starts: Starts) {
        if self.text.is_empty() {
            self.starts = starts;
        } else {
            self.text.push(' ');
        }
    }
}
