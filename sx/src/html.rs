//! The sink that writes HTML.

use crate::buffer::{Buffer, Short};
use crate::escape;
use crate::sink::{Attr, Sink, Static};

/// Writes a page as HTML into one buffer.
#[derive(Debug)]
pub struct HtmlSink {
    out: Buffer,
}

impl HtmlSink {
    /// An empty sink.
    pub fn new() -> Self {
        HtmlSink { out: Buffer::new() }
    }
}

impl Default for HtmlSink {
    fn default() -> Self {
        Self::new()
    }
}

/// A finished page. Only a completed render makes one, so a handler that must answer with `Html`
/// cannot answer with half a page or with text that nobody escaped.
///
/// ```compile_fail,E0423
/// let page = sx::Html("<p>hello</p>".to_owned());
/// ```
///
/// It is no value either: what was rendered cannot go into another render.
///
/// ```compile_fail,E0277
/// # fn around(page: sx::Html) {
/// #[derive(sx::Record)]
/// struct Layout { content: sx::Html }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML, for the body of a response.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl AsRef<str> for Html {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The end of an attribute.
static QUOTE: Short = Short::new("\"");

/// Marks where what stands in the place of a part begins.
pub(crate) fn placeholder(id: &str, out: &mut Buffer) {
    out.push("<template id=\"sx-");
    out.push(id);
    out.push("\"></template>");
}

/// Marks where it ends.
pub(crate) fn placeholder_end(id: &str, out: &mut Buffer) {
    out.push("<!--/sx-");
    out.push(id);
    out.push("-->");
}

impl Sink for HtmlSink {
    type Done = Html;
    type Mark = usize;

    #[inline]
    fn expect(&mut self, bytes: usize) {
        self.out.expect(bytes);
    }
    #[inline]
    fn stat(&mut self, stat: Static<'_>) {
        self.out.push_piece(stat.text);
    }
    #[inline]
    fn text(&mut self, text: &str) {
        escape::text(text, &mut self.out);
    }
    #[inline(always)]
    fn stat_and_text(&mut self, stat: Static<'_>, text: &str) {
        escape::piece_and_text(stat.text, text, &mut self.out);
    }
    #[inline(always)]
    fn stat_and_whole(&mut self, stat: Static<'_>, number: i64) {
        self.out.push_piece_and_int(stat.text, number);
    }
    #[inline]
    fn plain(&mut self, text: &str) {
        self.out.push(text);
    }
    #[inline]
    fn whole(&mut self, number: i64) {
        self.out.push_int(number);
    }
    fn safe(&mut self, html: &str) {
        self.out.push(html);
    }
    fn json(&mut self, json: &str) {
        self.out.push(json);
    }
    #[inline]
    fn attr(&mut self, attr: Attr<'_>, value: &str) {
        self.out.push_piece(attr.open);
        escape::attr(value, &mut self.out);
        self.out.push_short(&QUOTE);
    }
    #[inline]
    fn attr_text(&mut self, text: &str) {
        escape::attr(text, &mut self.out);
    }
    #[inline]
    fn attr_plain(&mut self, text: &str) {
        self.out.push(text);
    }
    fn attr_bare(&mut self, attr: Attr<'_>) {
        self.out.push(" ");
        self.out.push(attr.name());
    }
    #[inline]
    fn enter(&mut self, _component: &str) {}
    #[inline]
    fn leave(&mut self, _component: &str) {}
    /// `<template>` may stand anywhere, in tables and lists too.
    fn placeholder(&mut self, id: &str) {
        placeholder(id, &mut self.out);
    }
    fn placeholder_end(&mut self, id: &str) {
        placeholder_end(id, &mut self.out);
    }
    fn mark(&mut self) -> usize {
        self.out.len()
    }
    fn rollback(&mut self, mark: usize) {
        self.out.truncate(mark);
    }
    #[inline]
    fn written(&self) -> usize {
        self.out.len()
    }
    fn finish(self) -> Html {
        Html(self.out.into_string())
    }
}
