//! Elements and their attributes.

use super::Compiler;
use super::content::is_str;
use super::scope::Place;
use super::values::constant_key;
use crate::datum::Datum;
use crate::escape::url;
use crate::markup::{AttrContext, Content};
use crate::ops::{Mode, Op};
use crate::primitives::write_joined;
use crate::source::Span;
use crate::tree::{Attribute, Element, Node, NodeKind};
use crate::value::ToVal;

impl<'c> Compiler<'c> {
    pub(super) fn element(&mut self, element: &'c Element, span: Span) {
        let Some(name) = &element.region else {
            return self.outer_element(element, span);
        };
        let region = self.emitter.region(name);
        self.emitter.op(Op::EnterRegion(region), span);
        self.outer_element(element, span);
        self.emitter.op(Op::LeaveRegion(region), span);
    }

    fn outer_element(&mut self, element: &'c Element, span: Span) {
        self.emitter.markup(span).open_tag(&element.tag);
        for attribute in &element.attrs {
            self.attribute(attribute, &attribute.value);
        }
        if element.content == Content::Void {
            return self.emitter.markup(span).end_void();
        }
        self.emitter.markup(span).end_open_tag();
        if loses_first_newline(element) {
            self.emitter.markup(span).dropped_newline();
        }
        match element.content {
            Content::Void | Content::Empty => {}
            Content::Markup => element
                .children
                .iter()
                .for_each(|child| self.content(child)),
            Content::Characters => {
                element
                    .children
                    .iter()
                    .for_each(|child| self.write(child, Mode::Characters));
            }
            Content::Json => {
                for value in &element.children {
                    self.push(value);
                    self.emitter.op(Op::WriteJson, value.span);
                }
            }
        }
        self.emitter.markup(span).close_tag(&element.tag);
    }

    /// Writes an attribute with a value, or with what a branch of its value gives.
    fn attribute(&mut self, attribute: &'c Attribute, value: &'c Node) {
        let span = value.span;
        match &value.kind {
            NodeKind::Const(datum) => self.constant_attribute(attribute, datum, span),
            NodeKind::Cond(arms, otherwise) => {
                let nothing = matches!(otherwise.kind, NodeKind::Const(Datum::Nil));
                let otherwise = Some(&**otherwise).filter(|_| !nothing);
                self.choose(arms, otherwise, span, |this, node| {
                    this.attribute(attribute, node)
                });
            }
            NodeKind::Prim(prim, pieces) if is_str(*prim) && settles(attribute, pieces) => {
                self.emitter.markup(span).open_attr(&attribute.name);
                for piece in pieces {
                    self.write(piece, Mode::JoinedAttr);
                }
                self.emitter.markup(span).close_attr();
            }
            NodeKind::Prim(prim, words) if prim.name() == "list" => {
                self.words(attribute, words, value);
            }
            NodeKind::Vector(words) => self.words(attribute, words, value),
            NodeKind::Get(subject, keys) => match self.field_of_slot(subject, keys) {
                Some((slot, key)) if keys.len() == 1 => {
                    let site = self.emitter.field_site(key);
                    let attr = self.emitter.attr(&attribute.name);
                    let context = attribute.context;
                    self.emitter.op(
                        Op::AttrField {
                            slot,
                            context,
                            attr,
                            site,
                        },
                        span,
                    );
                }
                _ => self.push_attribute(attribute, value),
            },
            NodeKind::Var(var) => match self.scope.place(*var) {
                Place::Const(datum) => self.constant_attribute(attribute, datum, span),
                Place::Slot(_) | Place::Sibling(_) => self.push_attribute(attribute, value),
            },
            _ => self.push_attribute(attribute, value),
        }
    }

    fn push_attribute(&mut self, attribute: &'c Attribute, value: &'c Node) {
        self.push(value);
        let attr = self.emitter.attr(&attribute.name);
        self.emitter.op(
            Op::Attr {
                attr,
                context: attribute.context,
            },
            value.span,
        );
    }

    fn constant_attribute(&mut self, attribute: &Attribute, datum: &Datum, span: Span) {
        let words = attribute.context == AttrContext::Words;
        match datum {
            Datum::Nil => {}
            Datum::Bool(false) if !words => {}
            Datum::Bool(true) if !words => {
                self.emitter.markup(span).attr_bare(&attribute.name);
            }
            // Whatever must be looked into is left to the machine.
            Datum::List(_) | Datum::Rec(_) | Datum::Safe(_) => {
                self.emitter.constant(datum, span);
                let attr = self.emitter.attr(&attribute.name);
                self.emitter.op(
                    Op::Attr {
                        attr,
                        context: attribute.context,
                    },
                    span,
                );
            }
            scalar => {
                let mut text = String::new();
                // Scalars can always be joined.
                let _ = write_joined(scalar.to_val(), &mut text);
                let markup = self.emitter.markup(span);
                markup.open_attr(&attribute.name);
                markup.attr_text(url::checked(attribute.context, &text));
                markup.close_attr();
            }
        }
    }

    /// A list of words. When the first is known the attribute is there in any case, and the others
    /// follow it one by one; otherwise the list is made and looked at.
    fn words(&mut self, attribute: &'c Attribute, words: &'c [Node], value: &'c Node) {
        let plain = matches!(attribute.context, AttrContext::Text | AttrContext::Words);
        let first = words
            .first()
            .and_then(constant_key)
            .filter(|first| !first.is_empty());
        let (Some(first), true) = (first, plain) else {
            return self.push_attribute(attribute, value);
        };
        let markup = self.emitter.markup(value.span);
        markup.open_attr(&attribute.name);
        markup.attr_text(first);
        for word in &words[1..] {
            self.write(word, Mode::WordAttr);
        }
        self.emitter.markup(value.span).close_attr();
    }
}

/// Whether joined text can be written piece by piece: as plain text always, as an address when its
/// beginning settles that it is allowed.
fn settles(attribute: &Attribute, pieces: &[Node]) -> bool {
    match attribute.context {
        AttrContext::Text | AttrContext::Words => true,
        AttrContext::Url | AttrContext::ImageUrl => pieces
            .first()
            .and_then(constant_key)
            .is_some_and(url::settles),
        AttrContext::UrlList | AttrContext::Srcset => false,
    }
}

/// Browsers drop a line feed right after these start tags. One is written where the content could
/// begin with one, so that the content comes back whole.
fn loses_first_newline(element: &Element) -> bool {
    if !matches!(&*element.tag, "pre" | "textarea") {
        return false;
    }
    match element.children.first().map(|child| &child.kind) {
        None | Some(NodeKind::Element(_)) => false,
        Some(NodeKind::Const(Datum::Str(text))) => text.is_empty() || text.starts_with('\n'),
        Some(_) => true,
    }
}
