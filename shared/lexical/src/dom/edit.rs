//! Changing a tree.

use super::{Data, Dom, Node, NodeId};
use html5ever::{Attribute, LocalName, QualName, ns};

impl Dom {
    /// A tree with nothing in it.
    pub(crate) fn new() -> Self {
        let mut dom = Self {
            nodes: Vec::new(),
            root: NodeId(0),
            scripting: false,
        };
        dom.add(Data::Fragment);
        dom
    }

    /// A new node, not yet in the tree.
    pub(crate) fn add(&mut self, data: Data) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            data,
            parent: None,
            first: None,
            last: None,
            previous: None,
            next: None,
            depth: 0,
        });
        id
    }

    /// A new HTML element, not yet in the tree.
    pub(crate) fn add_element(&mut self, name: &str) -> NodeId {
        self.add(Data::Element {
            name: QualName::new(None, ns!(html), LocalName::from(name)),
            attrs: Vec::new(),
            template: None,
        })
    }

    /// A new text, not yet in the tree.
    pub(crate) fn add_text(&mut self, text: &str) -> NodeId {
        self.add(Data::Text(text.to_owned()))
    }

    /// Takes a node out of its parent; it keeps its children.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let (parent, previous, next) = {
            let node = self.node_mut(id);
            (node.parent.take(), node.previous.take(), node.next.take())
        };
        match previous {
            Some(previous) => self.node_mut(previous).next = next,
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).first = next;
                }
            }
        }
        match next {
            Some(next) => self.node_mut(next).previous = previous,
            None => {
                if let Some(parent) = parent {
                    self.node_mut(parent).last = previous;
                }
            }
        }
    }

    /// Puts a node at the end of a parent's children.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.node(parent).last;
        let node = self.node_mut(child);
        node.parent = Some(parent);
        node.previous = last;
        match last {
            Some(last) => self.node_mut(last).next = Some(child),
            None => self.node_mut(parent).first = Some(child),
        }
        self.node_mut(parent).last = Some(child);
    }

    /// Puts a node before a sibling that has a parent.
    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let (parent, previous) = {
            let node = self.node(sibling);
            (node.parent, node.previous)
        };
        let node = self.node_mut(child);
        node.parent = parent;
        node.previous = previous;
        node.next = Some(sibling);
        self.node_mut(sibling).previous = Some(child);
        match (previous, parent) {
            (Some(previous), _) => self.node_mut(previous).next = Some(child),
            (None, Some(parent)) => self.node_mut(parent).first = Some(child),
            (None, None) => {}
        }
    }

    /// Puts the children of a node in its place, and takes it out.
    pub(crate) fn unwrap(&mut self, id: NodeId) {
        while let Some(child) = self.first_child(id) {
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Puts `new` where `old` was.
    pub(crate) fn replace(&mut self, old: NodeId, new: NodeId) {
        self.insert_before(old, new);
        self.detach(old);
    }

    /// Moves all children of one node to the end of another.
    pub(crate) fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.first_child(from) {
            self.append(to, child);
        }
    }

    /// Gives an element another HTML name; its attributes and children stay.
    pub(crate) fn rename(&mut self, id: NodeId, local: &str) {
        if let Data::Element { name, .. } = &mut self.node_mut(id).data {
            *name = QualName::new(None, ns!(html), LocalName::from(local));
        }
    }

    /// Sets an attribute, at the end when it is new.
    pub(crate) fn set_attr(&mut self, id: NodeId, wanted: &str, value: &str) {
        if let Data::Element { attrs, .. } = &mut self.node_mut(id).data {
            let known = attrs
                .iter_mut()
                .find(|attr| attr.name.ns == ns!() && &*attr.name.local == wanted);
            match known {
                Some(attr) => attr.value = value.into(),
                None => attrs.push(Attribute {
                    name: QualName::new(None, ns!(), LocalName::from(wanted)),
                    value: value.into(),
                }),
            }
        }
    }

    /// Takes attributes away.
    pub(crate) fn retain_attrs(&mut self, id: NodeId, keep: impl FnMut(&Attribute) -> bool) {
        if let Data::Element { attrs, .. } = &mut self.node_mut(id).data {
            attrs.retain(keep);
        }
    }

    /// Takes one attribute away.
    pub(crate) fn remove_attr(&mut self, id: NodeId, unwanted: &str) {
        self.retain_attrs(id, |attr| &*attr.name.local != unwanted);
    }

    /// Adds a word to the element's `class`.
    pub(crate) fn add_class(&mut self, id: NodeId, class: &str) {
        if self.has_class(id, class) {
            return;
        }
        let list = match self.attr(id, "class").map(str::trim) {
            Some(list) if !list.is_empty() => format!("{list} {class}"),
            _ => class.to_owned(),
        };
        self.set_attr(id, "class", &list);
    }
}
