//! Where a render writes: the one evaluation drives one of several sinks.

use crate::buffer::Piece;
use crate::wire::data::FieldPlace;

/// Receives the output of a render, piece by piece and in order. Escaping belongs to the sink,
/// because it depends on the format; which piece is text, attribute or markup was settled when
/// the template was compiled.
pub trait Sink {
    /// What the sink is made of: HTML or wire. A format has ops of its own.
    const FORMAT: Format = Format::Html;
    /// What a finished render is.
    type Done;
    /// A place in the output to which it can be taken back.
    type Mark: Copy;

    /// About how many bytes will come, judged by the last render of the same page.
    fn expect(&mut self, bytes: usize) {
        let _ = bytes;
    }
    /// Markup that was complete at compile time.
    fn stat(&mut self, stat: Static<'_>);
    /// Text between tags.
    fn text(&mut self, text: &str);
    /// Text between tags that needs no escaping in any format: numbers.
    fn plain(&mut self, text: &str);
    /// A whole number between tags.
    fn whole(&mut self, number: i64) {
        self.plain(itoa::Buffer::new().format(number));
    }
    /// Markup, which may be empty, and text behind it: so much of a page is that, that doing both in one go pays.
    fn stat_and_text(&mut self, stat: Static<'_>, text: &str) {
        if !stat.text().is_empty() {
            self.stat(stat);
        }
        self.text(text);
    }
    /// The same with a whole number.
    fn stat_and_whole(&mut self, stat: Static<'_>, number: i64) {
        if !stat.text().is_empty() {
            self.stat(stat);
        }
        self.whole(number);
    }
    /// HTML that Rust code vouches for.
    fn safe(&mut self, html: &str);
    /// JSON inside a script element.
    fn json(&mut self, json: &str);
    /// An attribute with its value.
    fn attr(&mut self, attr: Attr<'_>, value: &str);
    /// A part of the value of an attribute whose beginning and end are static.
    fn attr_text(&mut self, text: &str);
    /// Such a part that needs no escaping in any format: numbers and spaces.
    fn attr_plain(&mut self, text: &str);
    /// An attribute without a value.
    fn attr_bare(&mut self, attr: Attr<'_>);
    /// A component begins. Small components are compiled into their callers and are not announced.
    fn enter(&mut self, component: &str);
    /// The component ends.
    fn leave(&mut self, component: &str);
    /// An element begins that is a region, before its start tag.
    fn enter_region(&mut self, name: &str) {
        let _ = name;
    }
    /// The region ends, after its end tag.
    fn leave_region(&mut self, name: &str) {
        let _ = name;
    }
    /// Whether a call of this component is written as a call, and not carried out. Only a wire asks.
    fn keeps(&self, component: &str, is_island: bool) -> bool {
        let _ = (component, is_island);
        false
    }
    /// A part of a call that is written as a call.
    fn call(&mut self, part: CallPart<'_>) {
        let _ = part;
    }
    /// What stands here until the part `id` comes begins. It is written later, in place of everything up to
    /// [`Sink::placeholder_end`].
    fn placeholder(&mut self, id: &str);
    /// It ends.
    fn placeholder_end(&mut self, id: &str);
    /// A place to which [`Sink::rollback`] can go back. Places are left in the reverse order, like
    /// the calls of the page.
    fn mark(&mut self) -> Self::Mark;
    /// Takes back everything that was written since.
    fn rollback(&mut self, mark: Self::Mark);
    /// Whether what comes now is written; a patch lets go of what lies outside its regions.
    fn writes(&self) -> bool {
        true
    }
    /// How many bytes were written so far, those among them that were let go of: what a render may write is bounded,
    /// whatever becomes of it.
    fn written(&self) -> usize;
    /// Ends the render.
    fn finish(self) -> Self::Done;
}

/// What the output is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// HTML.
    #[default]
    Html,
    /// SX source that holds nothing but markup, data and calls of components.
    Wire,
}

/// A part of a call, in the order of the variants.
#[derive(Clone, Copy, Debug)]
pub enum CallPart<'p> {
    /// The call begins.
    Begin {
        /// The full name of the component.
        name: &'p str,
        /// Its number.
        component: u32,
        /// A bit for each keyword.
        keys: u64,
        /// The same text for records with the same keys among the values.
        shapes: &'p str,
    },
    /// A keyword; [`CallPart::Data`] or a slot follows.
    Keyword(&'p str),
    /// The value of a keyword, as wire.
    Data(Data<'p>),
    /// Markup begins that is the value of a keyword.
    BeginSlot(SlotKind),
    /// The markup ends.
    EndSlot(SlotKind),
    /// The children begin, which are written like the children of an element.
    BeginChildren,
    /// The children end.
    EndChildren,
    /// The call ends.
    End,
}

/// A value as wire.
#[derive(Clone, Copy, Debug)]
pub struct Data<'p> {
    pub(crate) text: &'p str,
    /// Where the fields of a record lie.
    pub(crate) places: &'p [FieldPlace],
}

impl<'p> Data<'p> {
    /// A value that is no record.
    pub fn new(text: &'p str) -> Self {
        Data { text, places: &[] }
    }

    /// The text of the value.
    pub fn text(self) -> &'p str {
        self.text
    }
}

/// What is known of the markup in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// It is one element.
    Element,
    /// It is any number of items.
    Any,
}

/// How a stretch of wire meets its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Edges {
    pub(crate) starts: Starts,
    pub(crate) ends_in_text: bool,
}

/// What a stretch of wire begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Starts {
    /// A part of what is open already.
    #[default]
    Inside,
    /// An item.
    Item,
    /// A text, which goes on a text before it.
    Text,
}

/// A stretch of markup from the program.
#[derive(Clone, Copy, Debug)]
pub struct Static<'p> {
    pub(crate) text: &'p Piece,
    pub(crate) edges: Edges,
}

impl<'p> Static<'p> {
    /// The markup, in the format of the sink.
    pub fn text(self) -> &'p str {
        self.text.as_str()
    }
}

/// The name of an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attr<'p> {
    /// ` name="`, so that an HTML sink writes it in one go.
    pub(crate) open: &'p Piece,
}

impl<'p> Attr<'p> {
    /// The name.
    pub fn name(self) -> &'p str {
        let open = self.open.as_str();
        &open[1..open.len() - 2]
    }
}
