//! A small HTML tree: what a browser's `innerHTML` makes of a string, and back.
//!
//! Nodes live in one vector and name each other by number, so that a tree of any depth is walked
//! and dropped without recursion.

mod edit;
mod parse;
mod serialize;

pub(crate) use parse::{TooMuch, parse_fragment, parse_fragment_scripting};
pub(crate) use serialize::{escape_attribute, escape_text};

use html5ever::{Attribute, QualName, ns};

/// A node's place in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NodeId(pub(super) u32);

/// What a node is.
#[derive(Debug, Clone)]
pub(crate) enum Data {
    /// The root of a tree, and the content of a `<template>`.
    Fragment,
    Element {
        name: QualName,
        attrs: Vec<Attribute>,
        template: Option<NodeId>,
    },
    Text(String),
    Comment(String),
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) data: Data,
    pub(super) parent: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) last: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    /// How deep the node was when the parser put it in; changes later do not count.
    pub(super) depth: u32,
}

/// A tree of nodes under one fragment.
#[derive(Debug, Clone)]
pub(crate) struct Dom {
    pub(super) nodes: Vec<Node>,
    pub(super) root: NodeId,
    /// Whether `<noscript>` holds text, as where scripts run, or elements.
    pub(super) scripting: bool,
}

impl Dom {
    pub(crate) fn root(&self) -> NodeId {
        self.root
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    pub(crate) fn data(&self, id: NodeId) -> &Data {
        &self.node(id).data
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    pub(crate) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first
    }

    pub(crate) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |&child| self.node(child).next)
    }

    /// The local name of an HTML element; nothing for text, comments, SVG and MathML.
    pub(crate) fn html_name(&self, id: NodeId) -> Option<&str> {
        match self.data(id) {
            Data::Element { name, .. } if name.ns == ns!(html) => Some(&name.local),
            _ => None,
        }
    }

    pub(crate) fn is_element(&self, id: NodeId) -> bool {
        matches!(self.data(id), Data::Element { .. })
    }

    pub(crate) fn attr(&self, id: NodeId, wanted: &str) -> Option<&str> {
        match self.data(id) {
            Data::Element { attrs, .. } => attrs
                .iter()
                .find(|attr| attr.name.ns == ns!() && &*attr.name.local == wanted)
                .map(|attr| &*attr.value),
            _ => None,
        }
    }

    /// Whether the element's `class` holds this word.
    pub(crate) fn has_class(&self, id: NodeId, class: &str) -> bool {
        self.attr(id, "class")
            .is_some_and(|list| list.split_ascii_whitespace().any(|word| word == class))
    }

    /// Every node below `top`, in document order, without `top` and without template contents.
    pub(crate) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(top), move |&at| self.following(at, top))
    }

    /// The node after `at` in document order, within `top`.
    pub(crate) fn following(&self, at: NodeId, top: NodeId) -> Option<NodeId> {
        self.first_child(at)
            .or_else(|| self.following_skip(at, top))
    }

    /// The node after `at` and everything in it, within `top`.
    pub(crate) fn following_skip(&self, mut at: NodeId, top: NodeId) -> Option<NodeId> {
        while at != top {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// All text below a node, as `textContent` gives it.
    pub(crate) fn text_content(&self, top: NodeId) -> String {
        let mut text = String::new();
        if let Data::Text(own) = self.data(top) {
            text.push_str(own);
        }
        for id in self.descendants(top) {
            if let Data::Text(piece) = self.data(id) {
                text.push_str(piece);
            }
        }
        text
    }

    /// The first element of this class below `top`.
    pub(crate) fn find_class(&self, top: NodeId, class: &str) -> Option<NodeId> {
        self.descendants(top).find(|&id| self.has_class(id, class))
    }

    /// The element children of a node.
    pub(crate) fn element_children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(id).filter(|&child| self.is_element(child))
    }
}
