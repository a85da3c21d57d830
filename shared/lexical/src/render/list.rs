//! Lists. In the editor a nested list is an item of its own; in HTML it belongs to the item before.

use super::format;
use super::tree::{ElementKind, List, Node};

pub(super) fn write(list: &List, items: &[Node<'_>], out: &mut String) {
    out.push('<');
    out.push_str(list.tag);
    if let Some(start) = &list.start {
        out.push_str(&format!(" start=\"{start}\""));
    }
    out.push('>');
    let mut item_open = false;
    for item in items {
        let Node::Element(item) = item else { continue };
        let nested = match item.children.first() {
            Some(Node::Element(first)) => match &first.kind {
                ElementKind::List(nested) => Some((nested, &first.children)),
                _ => None,
            },
            _ => None,
        };
        if let Some((nested, children)) = nested {
            write(nested, children, out);
            if item_open {
                out.push_str("</li>");
                item_open = false;
            }
            continue;
        }
        if item_open {
            out.push_str("</li>");
        }
        out.push_str("<li>");
        format::children(&item.children, out);
        item_open = true;
    }
    if item_open {
        out.push_str("</li>");
    }
    out.push_str("</");
    out.push_str(list.tag);
    out.push('>');
}
