//! The document as Ghost's editor sees it after loading: odd nestings put right, empty texts and
//! half-typed internal links gone.

use crate::cards::{Card, CardKind};
use crate::js;
use crate::warning::Warning;
use serde_json::{Map, Value};

/// A node at the top of the document.
pub(super) enum Block<'a> {
    Node(Node<'a>),
    /// Not known; its warning is already given.
    Unknown,
}

pub(super) enum Node<'a> {
    Text(Text),
    Break,
    Element(Element<'a>),
    Card(Card<'a>),
}

pub(super) struct Text {
    pub(super) text: String,
    pub(super) format: u32,
    /// What the editor calls simple: it removes such a text when it is empty, and joins neighbours
    /// that look the same, by their format and style as stored.
    simple: Option<Look>,
}

#[derive(PartialEq)]
struct Look {
    format: Option<u32>,
    style: Option<String>,
}

pub(super) struct Element<'a> {
    pub(super) kind: ElementKind,
    pub(super) children: Vec<Node<'a>>,
}

#[derive(Debug, PartialEq)]
pub(super) enum ElementKind {
    Paragraph,
    Heading(&'static str),
    Quote,
    Aside,
    List(List),
    ListItem,
    Link(Link),
    AtLink,
}

#[derive(Debug, PartialEq)]
pub(super) struct List {
    pub(super) tag: &'static str,
    /// The number of the first item, when it is to be written.
    pub(super) start: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Link {
    pub(super) url: Option<String>,
    pub(super) rel: Option<String>,
}

impl Text {
    pub(super) fn has(&self, bit: u32) -> bool {
        self.format & bit != 0
    }
}

impl Element<'_> {
    pub(super) fn link(&self) -> Option<&Link> {
        match &self.kind {
            ElementKind::Link(link) => Some(link),
            _ => None,
        }
    }

    /// Whether the editor removes this element together with its last child.
    fn goes_when_emptied(&self) -> bool {
        matches!(
            self.kind,
            ElementKind::Link(_) | ElementKind::List(_) | ElementKind::AtLink
        )
    }
}

impl Node<'_> {
    pub(super) fn text(&self) -> Option<&Text> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn is_item(&self) -> bool {
        matches!(
            self,
            Self::Element(Element {
                kind: ElementKind::ListItem,
                ..
            })
        )
    }

    fn is_at_link(&self) -> bool {
        matches!(
            self,
            Self::Element(Element {
                kind: ElementKind::AtLink,
                ..
            })
        )
    }
}

/// Builds the nodes at the top of a document.
pub(super) fn build<'a>(children: &'a [Value], warnings: &mut Vec<Warning>) -> Vec<Block<'a>> {
    let mut nodes: Vec<Option<Node<'a>>> =
        children.iter().map(|child| node(child, warnings)).collect();
    for node in nodes.iter_mut().flatten() {
        if let Node::Element(element) = node {
            tidy_texts(&mut element.children);
            drop_at_links(&mut element.children);
            tidy_texts(&mut element.children);
        }
    }
    nodes.retain(|node| !node.as_ref().is_some_and(Node::is_at_link));
    nodes
        .into_iter()
        .map(|node| node.map_or(Block::Unknown, Block::Node))
        .collect()
}

fn node<'a>(value: &'a Value, warnings: &mut Vec<Warning>) -> Option<Node<'a>> {
    let Value::Object(map) = value else {
        warnings.push(Warning::UnknownNode {
            node_type: "(not an object)".into(),
        });
        return None;
    };
    let node_type = map
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("(no type)");
    if let Some(text) = text_node(node_type, map) {
        return Some(text);
    }
    if let Some(kind) = CardKind::of(node_type) {
        return Some(Node::Card(Card::new(kind, map)));
    }
    let Some(kind) = element_kind(node_type, map) else {
        let node_type = node_type.chars().take(60).collect();
        warnings.push(Warning::UnknownNode { node_type });
        return None;
    };
    let mut element = Element {
        kind,
        children: Vec::new(),
    };
    if let Some(Value::Array(children)) = map.get("children") {
        for child in children {
            if let Some(child) = node(child, warnings) {
                append(&mut element, child);
            }
        }
    }
    Some(Node::Element(element))
}

fn text_node<'a>(node_type: &str, map: &Map<String, Value>) -> Option<Node<'a>> {
    let text = || map.get("text").map(js::text).unwrap_or_default();
    let format = match map.get("format") {
        Some(Value::Number(bits)) => bits.as_i64().map(|bits| bits as u32),
        Some(Value::String(name)) => format_named(name),
        _ => None,
    };
    let plain = |text| Text {
        text,
        format: format.unwrap_or(0),
        simple: None,
    };
    Some(Node::Text(match node_type {
        "text" | "extended-text" | "zwnj" => {
            let is_simple =
                map.get("mode").is_some_and(|mode| mode == "normal") && !is_unmergeable(map);
            let style = map.get("style").and_then(Value::as_str).map(str::to_owned);
            Text {
                simple: is_simple.then_some(Look { format, style }),
                ..plain(text())
            }
        }
        "tk" => plain(text()),
        "tab" => plain("\t".into()),
        "at-link-search" => Text {
            format: 0,
            ..plain(text())
        },
        "linebreak" => return Some(Node::Break),
        _ => return None,
    }))
}

fn format_named(name: &str) -> Option<u32> {
    Some(match name {
        "bold" => 1,
        "italic" => 2,
        "strikethrough" => 4,
        "underline" => 8,
        "code" => 16,
        "subscript" => 32,
        "superscript" => 64,
        "highlight" => 128,
        _ => return None,
    })
}

fn is_unmergeable(map: &Map<String, Value>) -> bool {
    match map.get("detail") {
        Some(Value::Number(bits)) => bits.as_i64().is_some_and(|bits| bits & 2 != 0),
        Some(Value::String(name)) => name == "unmergeable",
        _ => false,
    }
}

fn element_kind(node_type: &str, map: &Map<String, Value>) -> Option<ElementKind> {
    let set = |name: &str| {
        map.get(name)
            .filter(|value| js::truthy(value))
            .map(js::text)
    };
    Some(match node_type {
        "paragraph" => ElementKind::Paragraph,
        "heading" | "extended-heading" => ElementKind::Heading(heading_tag(map)?),
        "quote" | "extended-quote" => ElementKind::Quote,
        "aside" => ElementKind::Aside,
        "list" => ElementKind::List(list_of(map)),
        "listitem" => ElementKind::ListItem,
        "link" => ElementKind::Link(Link {
            url: set("url"),
            rel: set("rel"),
        }),
        "at-link" => ElementKind::AtLink,
        _ => return None,
    })
}

/// Only real headings: the tag of a node is written as it stands.
fn heading_tag(map: &Map<String, Value>) -> Option<&'static str> {
    let tag = map.get("tag")?.as_str()?;
    ["h1", "h2", "h3", "h4", "h5", "h6"]
        .into_iter()
        .find(|known| *known == tag)
}

fn list_of(map: &Map<String, Value>) -> List {
    let kind = map
        .get("listType")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let start = match map.get("start") {
        None | Some(Value::Null) => None,
        Some(Value::Number(number)) if number.as_f64() == Some(1.0) => None,
        // written into a tag without escaping: nothing but numbers
        Some(start @ Value::Number(_)) => Some(js::text(start)),
        Some(Value::String(digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            Some(digits.clone())
        }
        Some(_) => None,
    };
    List {
        tag: if matches!(kind, "number" | "ol") {
            "ol"
        } else {
            "ul"
        },
        start,
    }
}

/// Adds a child as the editor does: a list takes items only, an item takes no paragraphs.
fn append<'a>(parent: &mut Element<'a>, child: Node<'a>) {
    match parent.kind {
        ElementKind::List(_) if !child.is_item() => {
            let mut item = Element {
                kind: ElementKind::ListItem,
                children: Vec::new(),
            };
            match child {
                Node::Element(element) if !matches!(element.kind, ElementKind::List(_)) => {
                    let look = Look {
                        format: Some(0),
                        style: Some(String::new()),
                    };
                    item.children.push(Node::Text(Text {
                        text: text_of_element(&element),
                        format: 0,
                        simple: Some(look),
                    }));
                }
                other => append(&mut item, other),
            }
            parent.children.push(Node::Element(item));
        }
        ElementKind::ListItem => match child {
            Node::Element(Element {
                kind: ElementKind::Paragraph | ElementKind::ListItem,
                children,
            }) => {
                for child in children {
                    append(parent, child);
                }
            }
            other => parent.children.push(other),
        },
        _ => parent.children.push(child),
    }
}

/// Removes empty texts, and links and lists that lose their last child by that; joins texts that
/// look the same.
fn tidy_texts(children: &mut Vec<Node<'_>>) {
    children.retain_mut(|child| match child {
        Node::Text(text) => !(text.simple.is_some() && text.text.is_empty()),
        Node::Element(element) => {
            let had = !element.children.is_empty();
            tidy_texts(&mut element.children);
            !(had && element.children.is_empty() && element.goes_when_emptied())
        }
        _ => true,
    });
    children.dedup_by(|next, kept| match (next, kept) {
        (Node::Text(next), Node::Text(kept)) if next.simple.is_some() => {
            let same = kept.simple == next.simple;
            if same {
                kept.text.push_str(&next.text);
            }
            same
        }
        _ => false,
    });
}

/// Removes the placeholders of half-typed internal links, with one of the spaces around them.
fn drop_at_links(children: &mut Vec<Node<'_>>) {
    let mut at = 0;
    while at < children.len() {
        if !children[at].is_at_link() {
            if let Node::Element(element) = &mut children[at] {
                let had = !element.children.is_empty();
                drop_at_links(&mut element.children);
                if had && element.children.is_empty() && element.goes_when_emptied() {
                    children.remove(at);
                    continue;
                }
            }
            at += 1;
            continue;
        }
        if at > 0 {
            if let Node::Text(before) = &mut children[at - 1]
                && before.text.ends_with(' ')
            {
                before.text.pop();
            }
        } else if let Some(Node::Text(after)) = children.get_mut(1)
            && after.text.starts_with(' ')
        {
            after.text.remove(0);
        }
        children.remove(at);
    }
}

/// The text of an element's children, as the editor counts it.
pub(super) fn text_of(children: &[Node<'_>]) -> String {
    let mut out = String::new();
    for (at, child) in children.iter().enumerate() {
        match child {
            Node::Text(text) => out.push_str(&text.text),
            Node::Break => out.push('\n'),
            Node::Card(card) => out.push_str(&card.counted_text()),
            Node::Element(element) => {
                out.push_str(&text_of_element(element));
                let inline = matches!(element.kind, ElementKind::Link(_) | ElementKind::AtLink);
                if !inline && at + 1 != children.len() {
                    out.push_str("\n\n");
                }
            }
        }
    }
    out
}

fn text_of_element(element: &Element<'_>) -> String {
    match element.kind {
        ElementKind::AtLink => String::new(),
        _ => text_of(&element.children),
    }
}
