//! The JSON of Lexical nodes, key by key as Ghost writes them.

use serde_json::{Value, json};

/// The whole document. An empty one holds an empty paragraph, as the editor's does.
pub(super) fn document(mut children: Vec<Value>) -> Value {
    if children.is_empty() {
        children.push(paragraph(Vec::new()));
    }
    json!({ "root": element("root", children) })
}

pub(super) fn paragraph(children: Vec<Value>) -> Value {
    element("paragraph", children)
}

pub(super) fn quote(children: Vec<Value>) -> Value {
    element("extended-quote", children)
}

pub(super) fn aside(children: Vec<Value>) -> Value {
    element("aside", children)
}

pub(super) fn heading(tag: &str, children: Vec<Value>) -> Value {
    with(element("extended-heading", children), json!({ "tag": tag }))
}

pub(super) fn link(url: &str, children: Vec<Value>) -> Value {
    let extra = json!({ "rel": null, "target": null, "title": null, "url": url });
    with(element("link", children), extra)
}

/// A numbered list begins at `start`; a bulleted one has none.
pub(super) fn list(start: Option<u64>, items: Vec<Value>) -> Value {
    let (list_type, tag) = if start.is_some() {
        ("number", "ol")
    } else {
        ("bullet", "ul")
    };
    let extra = json!({ "listType": list_type, "start": start.unwrap_or(1), "tag": tag });
    with(element("list", items), extra)
}

pub(super) fn list_item(value: u64, children: Vec<Value>) -> Value {
    with(element("listitem", children), json!({ "value": value }))
}

pub(super) fn text(text: &str, format: u8) -> Value {
    json!({
        "detail": 0, "format": format, "mode": "normal", "style": "", "text": text,
        "type": "extended-text", "version": 1,
    })
}

pub(super) fn line_break() -> Value {
    card("linebreak", json!({}))
}

/// A node without children: a card.
pub(super) fn card(kind: &str, fields: Value) -> Value {
    with(json!({ "type": kind, "version": 1 }), fields)
}

fn element(kind: &str, children: Vec<Value>) -> Value {
    json!({
        "children": children, "direction": "ltr", "format": "", "indent": 0,
        "type": kind, "version": 1,
    })
}

fn with(mut node: Value, fields: Value) -> Value {
    if let (Value::Object(node), Value::Object(fields)) = (&mut node, fields) {
        node.extend(fields);
    }
    node
}
