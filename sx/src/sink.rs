//! Where a render writes: the one evaluation drives one of several sinks.

/// Receives the output of a render, piece by piece and in order. Escaping belongs to the sink,
/// because it depends on the format; which piece is text, attribute or markup was settled when
/// the template was compiled.
pub trait Sink {
    /// What a finished render is.
    type Done;

    /// About how many bytes will come, judged by the last render of the same page.
    fn expect(&mut self, bytes: usize) {
        let _ = bytes;
    }
    /// Markup that was complete at compile time.
    fn stat(&mut self, stat: Static<'_>);
    /// Text between tags.
    fn text(&mut self, text: &str);
    /// Text that needs no escaping in any context: numbers.
    fn plain(&mut self, text: &str);
    /// HTML that Rust code vouches for.
    fn safe(&mut self, html: &str);
    /// JSON inside a script element.
    fn json(&mut self, json: &str);
    /// An attribute with its value.
    fn attr(&mut self, attr: Attr<'_>, value: &str);
    /// A part of the value of an attribute whose beginning and end are static.
    fn attr_text(&mut self, text: &str);
    /// An attribute without a value.
    fn attr_bare(&mut self, attr: Attr<'_>);
    /// A component begins. Small components are compiled into their callers and are not announced.
    fn enter(&mut self, component: &str);
    /// The component ends.
    fn leave(&mut self, component: &str);
    /// How many bytes were written so far.
    fn written(&self) -> usize;
    /// Ends the render.
    fn finish(self) -> Self::Done;
}

/// A stretch of markup from the program.
#[derive(Clone, Copy, Debug)]
pub struct Static<'p> {
    pub(crate) html: &'p str,
}

impl<'p> Static<'p> {
    /// The markup as HTML.
    pub fn html(self) -> &'p str {
        self.html
    }
}

/// The name of an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attr<'p> {
    /// ` name="`, so that an HTML sink writes it in one go.
    pub(crate) open: &'p str,
}

impl<'p> Attr<'p> {
    /// The name.
    pub fn name(self) -> &'p str {
        &self.open[1..self.open.len() - 2]
    }
}
