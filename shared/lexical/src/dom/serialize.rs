//! A tree to HTML text, as `innerHTML` and `outerHTML` read it.

use super::{Data, Dom, NodeId};
use html5ever::{Attribute, QualName, ns};

/// Text in a page: what HTML says is escaped in it, no-break space included.
pub(crate) fn escape_text(text: &str, out: &mut String) {
    escape(text, out, |byte| matches!(byte, b'&' | b'<' | b'>' | 0xC2));
}

/// Text between the quotes of an attribute.
pub(crate) fn escape_attribute(text: &str, out: &mut String) {
    escape(text, out, |byte| {
        matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xC2)
    });
}

fn escape(text: &str, out: &mut String, special: impl Fn(u8) -> bool) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !special(byte) {
            continue;
        }
        let (entity, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            _ if bytes.get(at + 1) == Some(&0xA0) => ("&nbsp;", 2),
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(entity);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
}

impl Dom {
    /// The HTML of what is inside a node.
    pub(crate) fn inner_html(&self, id: NodeId) -> String {
        let mut out = String::new();
        let inside = self.content_of(id);
        self.write_siblings(self.first_child(inside), &mut out);
        out
    }

    /// The HTML of a node itself.
    pub(crate) fn outer_html(&self, id: NodeId) -> String {
        let mut out = String::new();
        if self.write_start(id, &mut out) {
            let inside = self.content_of(id);
            self.write_siblings(self.first_child(inside), &mut out);
            write_end(self, id, &mut out);
        }
        out
    }

    /// The children of a template are those of its content.
    fn content_of(&self, id: NodeId) -> NodeId {
        match self.data(id) {
            Data::Element {
                template: Some(content),
                ..
            } => *content,
            _ => id,
        }
    }

    /// Writes a node and all its later siblings, with everything in them, without recursion.
    fn write_siblings(&self, first: Option<NodeId>, out: &mut String) {
        let mut open: Vec<NodeId> = Vec::new();
        let mut at = first;
        loop {
            match at {
                Some(id) => {
                    if self.write_start(id, out) {
                        open.push(id);
                        at = self.first_child(self.content_of(id));
                    } else {
                        at = self.next_sibling(id);
                    }
                }
                None => {
                    let Some(id) = open.pop() else { return };
                    write_end(self, id, out);
                    at = self.next_sibling(id);
                }
            }
        }
    }

    /// Writes text, a comment or a start tag; says whether children and an end tag follow.
    fn write_start(&self, id: NodeId, out: &mut String) -> bool {
        match self.data(id) {
            Data::Fragment => false,
            Data::Text(text) => {
                let raw = self.parent(id).and_then(|parent| self.html_name(parent));
                let raw = raw.is_some_and(|name| {
                    holds_raw_text(name) || (self.scripting && name == "noscript")
                });
                if raw {
                    out.push_str(text);
                } else {
                    escape_text(text, out);
                }
                false
            }
            Data::Comment(text) => {
                out.push_str("<!--");
                out.push_str(text);
                out.push_str("-->");
                false
            }
            Data::Element { name, attrs, .. } => {
                out.push('<');
                out.push_str(&name.local);
                for attr in attrs {
                    write_attribute(attr, out);
                }
                out.push('>');
                !is_void(name)
            }
        }
    }
}

fn write_end(dom: &Dom, id: NodeId, out: &mut String) {
    if let Data::Element { name, .. } = dom.data(id) {
        out.push_str("</");
        out.push_str(&name.local);
        out.push('>');
    }
}

fn write_attribute(attr: &Attribute, out: &mut String) {
    out.push(' ');
    let name = &attr.name;
    if name.ns == ns!(xml) {
        out.push_str("xml:");
    } else if name.ns == ns!(xlink) {
        out.push_str("xlink:");
    } else if name.ns == ns!(xmlns) && &*name.local != "xmlns" {
        out.push_str("xmlns:");
    }
    out.push_str(&name.local);
    out.push_str("=\"");
    escape_attribute(&attr.value, out);
    out.push('"');
}

/// Elements whose text is written as it stands.
fn holds_raw_text(name: &str) -> bool {
    matches!(
        name,
        "style" | "script" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
    )
}

/// Elements without an end tag.
pub(super) fn is_void(name: &QualName) -> bool {
    name.ns == ns!(html)
        && matches!(
            &*name.local,
            "area"
                | "base"
                | "basefont"
                | "bgsound"
                | "br"
                | "col"
                | "embed"
                | "frame"
                | "hr"
                | "img"
                | "input"
                | "keygen"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
}
