//! The sink that writes a wire.

use crate::escape::wire as escape;
use crate::sink::{Attr, CallPart, Format, Sink, SlotKind, Starts, Static};
use crate::wire::data;
use crate::wire::rows::{CallKind, Rows, RowsMark};

/// Writes a page as SX source. The component that is rendered is carried out; whether the components that
/// it calls are, or are left to whoever reads the wire, is settled when the sink is made.
pub struct WireSink<'h> {
    out: String,
    held: Held<'h>,
    /// Where a text item ended last, unless something was written after it that is no item.
    text_end: Option<usize>,
    rows: Rows,
}

/// Which components whoever reads the wire has.
enum Held<'h> {
    All,
    None,
    Some(&'h dyn Fn(&str) -> bool),
}

impl<'h> WireSink<'h> {
    /// Calls of components stay calls (`aser`).
    pub fn aser() -> Self {
        Self::with(Held::All)
    }

    /// Calls of islands and of the components that `held` knows stay calls; the others are carried out.
    pub fn aser_for(held: &'h dyn Fn(&str) -> bool) -> Self {
        Self::with(Held::Some(held))
    }

    /// Every component is carried out but islands (`aser_slot`), which go on in the browser.
    pub fn aser_slot() -> Self {
        Self::with(Held::None)
    }

    fn with(held: Held<'h>) -> Self {
        WireSink {
            out: String::new(),
            held,
            text_end: None,
            rows: Rows::default(),
        }
    }

    /// Goes on a text that stands just before, or begins one.
    fn open_text(&mut self) {
        if self.text_end == Some(self.out.len()) {
            self.out.pop();
        } else {
            data::part(&mut self.out);
            self.out.push('"');
        }
    }

    /// Goes on with a string, or with what is no string.
    fn inside(&mut self, piece: &str) {
        escape::join(piece, &mut self.out);
        self.out.push_str(piece);
    }

    fn close_text(&mut self) {
        self.out.push('"');
        self.text_end = Some(self.out.len());
    }

    fn begin_slot(&mut self, kind: SlotKind) {
        if kind == SlotKind::Any {
            data::part(&mut self.out);
            self.out.push_str("(<>");
        }
    }

    /// Children that wrote nothing are still children.
    fn end_children(&mut self) {
        if self.rows.has_no_children(self.out.len()) {
            data::part(&mut self.out);
            self.out.push_str("(<>)");
        }
    }
}

/// A finished wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire(String);

impl Wire {
    /// The source.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The source, for the body of a response.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl AsRef<str> for Wire {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A place in a wire.
#[derive(Clone, Copy, Debug)]
pub struct WireMark {
    bytes: usize,
    calls: RowsMark,
}

impl Sink for WireSink<'_> {
    const FORMAT: Format = Format::Wire;
    type Done = Wire;
    type Mark = WireMark;

    fn expect(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }
    fn stat(&mut self, stat: Static<'_>) {
        match stat.edges.starts {
            Starts::Text if self.text_end == Some(self.out.len()) => {
                self.out.pop();
                self.inside(&stat.text()[1..]);
            }
            Starts::Text | Starts::Item => {
                data::part(&mut self.out);
                self.out.push_str(stat.text());
            }
            Starts::Inside => self.inside(stat.text()),
        }
        if stat.edges.ends_in_text {
            self.text_end = Some(self.out.len());
        }
    }
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.open_text();
            escape::text(text, &mut self.out);
            self.close_text();
        }
    }
    fn plain(&mut self, text: &str) {
        self.open_text();
        self.out.push_str(text);
        self.close_text();
    }
    fn safe(&mut self, html: &str) {
        if !html.is_empty() {
            data::part(&mut self.out);
            self.out.push_str("(raw! ");
            data::string(html, &mut self.out);
            self.out.push(')');
        }
    }
    fn json(&mut self, json: &str) {
        self.text(json);
    }
    fn attr(&mut self, attr: Attr<'_>, value: &str) {
        self.out.extend([" :", attr.name(), " \""]);
        escape::text(value, &mut self.out);
        self.out.push('"');
    }
    fn attr_text(&mut self, text: &str) {
        escape::text(text, &mut self.out);
    }
    fn attr_plain(&mut self, text: &str) {
        self.out.push_str(text);
    }
    fn attr_bare(&mut self, attr: Attr<'_>) {
        self.out.extend([" :", attr.name(), " true"]);
    }
    fn enter(&mut self, _component: &str) {}
    fn leave(&mut self, _component: &str) {}
    fn keeps(&self, component: &str, is_island: bool) -> bool {
        is_island
            || match self.held {
                Held::All => true,
                Held::None => false,
                Held::Some(held) => held(component),
            }
    }
    fn call(&mut self, part: CallPart<'_>) {
        match part {
            CallPart::Begin {
                name,
                component,
                keys,
                shapes,
            } => {
                let kind = CallKind {
                    component,
                    keys,
                    shapes: shapes.into(),
                };
                self.rows.begin(kind, name, &mut self.out);
            }
            CallPart::Keyword(name) => self.rows.keyword(name, &mut self.out),
            CallPart::Data(data) => self.rows.data(data, &mut self.out),
            CallPart::BeginSlot(kind) => self.begin_slot(kind),
            CallPart::EndSlot(SlotKind::Any) => self.out.push(')'),
            CallPart::EndSlot(SlotKind::Element) => {}
            CallPart::BeginChildren => self.rows.begin_children(self.out.len()),
            CallPart::EndChildren => self.end_children(),
            CallPart::End => self.rows.end(&mut self.out),
        }
    }
    fn placeholder(&mut self, id: &str) {
        data::part(&mut self.out);
        self.out.extend(["(defer :id \"", id, "\""]);
    }
    fn placeholder_end(&mut self, _id: &str) {
        self.out.push(')');
    }
    fn mark(&mut self) -> WireMark {
        // What was there before stays as it is: nothing is joined across a mark.
        self.text_end = None;
        WireMark {
            bytes: self.out.len(),
            calls: self.rows.mark(),
        }
    }
    fn rollback(&mut self, mark: WireMark) {
        self.out.truncate(mark.bytes);
        self.text_end = None;
        self.rows.rollback(mark.calls);
    }
    fn written(&self) -> usize {
        self.out.len()
    }
    fn finish(self) -> Wire {
        Wire(self.out)
    }
}
