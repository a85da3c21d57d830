//! Every address in a document: in properties, in the HTML of cards and captions, in Markdown.

mod in_html;
mod in_markdown;

use crate::document::Document;
use serde_json::{Map, Value};

/// What an address stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UrlKind {
    /// A page or anything else that a reader follows.
    Link,
    /// A picture that a page shows.
    Picture,
    /// A sound, a film or a download.
    File,
}

/// An address and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundUrl {
    /// The address as it stands, `__GHOST_URL__` and all.
    pub url: String,
    /// What it stands for.
    pub kind: UrlKind,
    /// The `type` of the node that holds it.
    pub node_type: String,
}

/// How a property holds addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Is(UrlKind),
    Html,
    Markdown,
}

const LINK: Field = Field::Is(UrlKind::Link);
const PICTURE: Field = Field::Is(UrlKind::Picture);
const FILE: Field = Field::Is(UrlKind::File);

/// The properties of a node that hold addresses. A dot leads into an object or a list.
fn fields_of(node_type: &str) -> &'static [(&'static str, Field)] {
    match node_type {
        "link" => &[("url", LINK)],
        "audio" => &[("src", FILE), ("thumbnailSrc", PICTURE)],
        "bookmark" => &[
            ("url", LINK),
            ("metadata.icon", PICTURE),
            ("metadata.thumbnail", PICTURE),
            ("caption", Field::Html),
        ],
        "button" => &[("buttonUrl", LINK)],
        "call-to-action" => &[
            ("buttonUrl", LINK),
            ("imageUrl", PICTURE),
            ("textValue", Field::Html),
            ("sponsorLabel", Field::Html),
        ],
        "callout" => &[("calloutText", Field::Html)],
        "codeblock" => &[("caption", Field::Html)],
        "email" => &[("html", Field::Html)],
        "email-cta" => &[("html", Field::Html), ("buttonUrl", LINK)],
        "embed" => &[
            ("url", LINK),
            ("html", Field::Html),
            ("metadata.thumbnail_url", PICTURE),
            ("caption", Field::Html),
        ],
        "file" => &[("src", FILE)],
        "gallery" => &[
            ("images.src", PICTURE),
            ("images.href", LINK),
            ("images.caption", Field::Html),
            ("caption", Field::Html),
        ],
        "header" => &[
            ("backgroundImageSrc", PICTURE),
            ("buttonUrl", LINK),
            ("header", Field::Html),
            ("subheader", Field::Html),
        ],
        "html" => &[("html", Field::Html)],
        "image" => &[("src", PICTURE), ("href", LINK), ("caption", Field::Html)],
        "markdown" => &[("markdown", Field::Markdown)],
        "product" => &[
            ("productImageSrc", PICTURE),
            ("productUrl", LINK),
            ("productTitle", Field::Html),
            ("productDescription", Field::Html),
        ],
        "signup" => &[
            ("backgroundImageSrc", PICTURE),
            ("header", Field::Html),
            ("subheader", Field::Html),
            ("disclaimer", Field::Html),
        ],
        "toggle" => &[("heading", Field::Html), ("content", Field::Html)],
        "video" => &[
            ("src", FILE),
            ("thumbnailSrc", PICTURE),
            ("customThumbnailSrc", PICTURE),
            ("caption", Field::Html),
        ],
        _ => &[],
    }
}

/// Every address in a document, in its order, repeats included.
pub fn urls(document: &Document) -> Vec<FoundUrl> {
    let mut found = Vec::new();
    let mut copy = document.as_value().clone();
    walk(&mut copy, &mut |url, kind, node_type| {
        found.push(FoundUrl {
            url: url.to_owned(),
            kind,
            node_type: node_type.to_owned(),
        });
        None
    });
    found
}

/// Offers every address to `change` and puts what it gives in its place. Says how many changed.
///
/// Nothing else in the document changes: HTML and Markdown keep every other byte.
pub fn rewrite_urls(
    document: &mut Document,
    mut change: impl FnMut(&str) -> Option<String>,
) -> usize {
    let mut count = 0;
    walk(document.as_value_mut(), &mut |url, _, _| {
        let new = change(url).filter(|new| new != url)?;
        count += 1;
        Some(new)
    });
    count
}

type Visit<'a> = dyn FnMut(&str, UrlKind, &str) -> Option<String> + 'a;

/// Visits all nodes below a value. Documents are at most some hundred levels deep.
fn walk(value: &mut Value, visit: &mut Visit<'_>) {
    let Value::Object(node) = value else { return };
    let node_type = node
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    for (path, field) in fields_of(&node_type) {
        property(node, path, *field, &node_type, visit);
    }
    for inside in ["root", "children"] {
        match node.get_mut(inside) {
            Some(Value::Array(children)) => {
                children.iter_mut().for_each(|child| walk(child, visit));
            }
            Some(root @ Value::Object(_)) => walk(root, visit),
            _ => {}
        }
    }
}

fn property(
    map: &mut Map<String, Value>,
    path: &str,
    field: Field,
    node_type: &str,
    visit: &mut Visit<'_>,
) {
    if let Some((outer, inner)) = path.split_once('.') {
        match map.get_mut(outer) {
            Some(Value::Object(map)) => property(map, inner, field, node_type, visit),
            Some(Value::Array(items)) => {
                for item in items.iter_mut().filter_map(Value::as_object_mut) {
                    property(item, inner, field, node_type, visit);
                }
            }
            _ => {}
        }
        return;
    }
    let Some(Value::String(text)) = map.get_mut(path) else {
        return;
    };
    if text.is_empty() {
        return;
    }
    let mut each = |url: &str, kind: UrlKind| visit(url, kind, node_type);
    let changed = match field {
        Field::Is(kind) => each(text, kind),
        Field::Html => in_html::rewrite(text, &mut each),
        Field::Markdown => in_markdown::rewrite(text, &mut each),
    };
    if let Some(changed) = changed {
        *text = changed;
    }
}
