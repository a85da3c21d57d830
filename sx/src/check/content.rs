//! What is written: children and attributes.

use super::Checker;
use super::fact::{Fact, Kind};
use crate::diagnostic::Fault;
use crate::markup;
use crate::source::Span;
use crate::tree::{Class, Element, LoopKind, Node, NodeKind};

/// Where something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// As a child.
    Content,
    /// As a child where no markup can stand.
    Characters,
    Attribute,
}

impl<'n> Checker<'n> {
    /// Follows something that is written. It makes nothing for others.
    pub(super) fn content(&mut self, node: &'n Node, place: Place) -> Fact {
        self.within(|this| this.content_of(node, place))
    }

    fn content_of(&mut self, node: &'n Node, place: Place) -> Fact {
        let write = |this: &mut Self, node: &'n Node| this.content(node, place);
        match &node.kind {
            NodeKind::Seq(nodes) => {
                for node in nodes {
                    self.content(node, place);
                }
            }
            NodeKind::Cond(arms, otherwise) => _ = self.choose(arms, otherwise, write),
            NodeKind::And(nodes) => _ = self.and(nodes, write),
            NodeKind::Or(nodes) if node.class == Class::Markup => {
                let first = self.or(nodes, write);
                self.written(first, place, node.span);
            }
            NodeKind::Let(bindings, body) => {
                self.bind(bindings);
                write(self, body);
            }
            NodeKind::Loop(inner)
                if matches!(
                    inner.kind,
                    LoopKind::Map | LoopKind::MapIndexed(_) | LoopKind::ForEach
                ) =>
            {
                if self.walk(inner).is_some() {
                    write(self, &inner.body);
                }
            }
            NodeKind::LetRec(functions, body) => {
                self.bind_functions(functions);
                write(self, body);
            }
            // What fails in a guard is replaced, but it was hardly meant to fail in every render.
            NodeKind::Guard(guard) => {
                write(self, &guard.body);
                write(self, &guard.fallback);
            }
            NodeKind::Defer(defer) => {
                self.slot(&defer.body);
                write(self, &defer.fallback);
            }
            NodeKind::Element(element) => self.element(element),
            NodeKind::Component(call) => self.component(call, node.span),
            _ => {
                let fact = self.value(node);
                self.written(fact, place, node.span);
            }
        }
        Fact::NIL
    }

    fn element(&mut self, element: &'n Element) {
        for attr in &element.attrs {
            let fact = self.value(&attr.value);
            self.written(fact, Place::Attribute, attr.value.span);
        }
        let place = match element.content {
            markup::Content::Json => {
                for child in &element.children {
                    self.value(child);
                }
                return;
            }
            markup::Content::Characters => Place::Characters,
            markup::Content::Void | markup::Content::Empty | markup::Content::Markup => {
                Place::Content
            }
        };
        for child in &element.children {
            self.content(child, place);
        }
    }

    /// Says what cannot be written here.
    fn written(&mut self, fact: Fact, place: Place, span: Span) {
        let is_list = matches!(fact.kind, Kind::List(_));
        let mut inner = fact;
        while let Kind::List(line) = inner.kind {
            inner = self.facts.item(line);
        }
        let help = match inner.kind {
            Kind::Rec | Kind::Shape(_) | Kind::Literal(_) if is_list => {
                "walk the list and write fields of its records: `(map (fn (x) (get x :field)) items)`"
            }
            Kind::Rec | Kind::Shape(_) | Kind::Literal(_) => {
                "write one of its fields: `(get record :field)`"
            }
            Kind::Fn(_) => "call it",
            Kind::Slot if place == Place::Content && !is_list => return,
            Kind::Slot if place == Place::Content => "content is written alone, not inside a list",
            Kind::Slot | Kind::Safe if place != Place::Content => {
                "no markup can stand here, only text"
            }
            Kind::List(_) if place == Place::Attribute && is_list => {
                "join it: `(join \", \" items)`"
            }
            _ => return,
        };
        let wanted = match place {
            Place::Content => "something to write",
            Place::Characters | Place::Attribute => "text or a number",
        };
        let found = self.facts.describe(fact);
        let message = format!("expected {wanted}, found {found}");
        self.say(Fault::new(span, message).help(help));
    }
}
