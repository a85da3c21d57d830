//! HTML as html5ever reads it.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed document.
#[derive(Default)]
pub(super) struct Tree {
    /// Elements with their attributes, and texts, in brackets.
    pub(super) outline: String,
    /// Each element as `name attribute=value …`.
    pub(super) elements: Vec<String>,
    /// All text.
    pub(super) text: String,
}

pub(super) fn parse(html: &str) -> Tree {
    let document = parse_document(RcDom::default(), ParseOpts::default())
        .one(html)
        .document;
    let mut tree = Tree::default();
    add(&document, &mut tree);
    tree
}

fn add(node: &Handle, tree: &mut Tree) {
    match &node.data {
        NodeData::Text { contents } => {
            let text = contents.borrow();
            tree.outline.push_str(&format!("{:?}", &**text));
            tree.text.push_str(&text);
        }
        NodeData::Element { name, attrs, .. } => {
            let attrs: Vec<(String, String)> = attrs
                .borrow()
                .iter()
                .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
                .collect();
            let element = element(&name.local, &attrs);
            tree.outline.push_str(&format!("({element}"));
            tree.elements.push(element);
            node.children
                .borrow()
                .iter()
                .for_each(|child| add(child, tree));
            tree.outline.push(')');
        }
        _ => node
            .children
            .borrow()
            .iter()
            .for_each(|child| add(child, tree)),
    }
}

/// An element as it stands in a tree: the order of attributes means nothing.
pub(super) fn element(name: &str, attrs: &[(String, String)]) -> String {
    let mut attrs: Vec<String> = attrs
        .iter()
        .map(|(name, value)| format!(" {name}={value:?}"))
        .collect();
    attrs.sort();
    format!("{name}{}", attrs.concat())
}
