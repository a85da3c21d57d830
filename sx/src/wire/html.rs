//! A wire to HTML, as the HTML sink writes it.

use super::node::{WireCall, WireElement, WireNode};
use crate::buffer::Buffer;
use crate::escape;
use crate::html;
use crate::markup::{self, Content};

/// A wire as HTML. `call` answers each call with the HTML that the component makes.
///
/// HTML in the wire is written as it is: see [`WireLimits::html`](super::WireLimits).
pub fn to_html<E>(
    nodes: &[WireNode],
    call: &mut dyn FnMut(&WireCall) -> Result<String, E>,
) -> Result<String, E> {
    let mut out = Buffer::new();
    let mut open = vec![Open {
        nodes: nodes.iter(),
        end: End::Nothing,
    }];
    while let Some(innermost) = open.last_mut() {
        let Some(node) = innermost.nodes.next() else {
            innermost.end.write(&mut out);
            open.pop();
            continue;
        };
        match node {
            WireNode::Text(text) if innermost.end == End::Tag("script") => out.push(text),
            WireNode::Text(text) => escape::text(text, &mut out),
            WireNode::Raw(html) => out.push(html),
            WireNode::Element(element) => {
                start_tag(element, &mut out);
                if markup::content(&element.tag) != Content::Void {
                    open.push(Open {
                        nodes: element.children.iter(),
                        end: End::Tag(&element.tag),
                    });
                }
            }
            WireNode::Fragment(nodes) => open.push(Open {
                nodes: nodes.iter(),
                end: End::Nothing,
            }),
            WireNode::Patch(patch) => {
                out.push("<template for=\"");
                out.push(&patch.region);
                out.push("\">");
                open.push(Open {
                    nodes: patch.children.iter(),
                    end: End::Tag("template"),
                });
            }
            WireNode::Defer(part) => {
                html::placeholder(&part.id, &mut out);
                open.push(Open {
                    nodes: part.children.iter(),
                    end: End::Placeholder(&part.id),
                });
            }
            WireNode::Call(it) => out.push(&call(it)?),
            WireNode::Rows(rows) => {
                for it in rows.calls() {
                    out.push(&call(&it)?);
                }
            }
        }
    }
    Ok(out.into_string())
}

/// What has begun: the pieces that are left, and what comes after them.
struct Open<'w> {
    nodes: std::slice::Iter<'w, WireNode>,
    end: End<'w>,
}

#[derive(PartialEq)]
enum End<'w> {
    Nothing,
    Tag(&'w str),
    Placeholder(&'w str),
}

impl End<'_> {
    fn write(&self, out: &mut Buffer) {
        match self {
            End::Nothing => {}
            End::Tag(tag) => {
                out.push("</");
                out.push(tag);
                out.push(">");
            }
            End::Placeholder(id) => html::placeholder_end(id, out),
        }
    }
}

fn start_tag(element: &WireElement, out: &mut Buffer) {
    if element.tag == "html" {
        out.push("<!doctype html>");
    }
    out.push("<");
    out.push(&element.tag);
    for (name, value) in &element.attrs {
        out.push(" ");
        out.push(name);
        if let Some(value) = value {
            out.push("=\"");
            escape::attr(value, out);
            out.push("\"");
        }
    }
    out.push(">");
    if loses_first_newline(element) {
        out.push("\n");
    }
}

/// Browsers drop a line feed right after these start tags. One is written where the content could
/// begin with one.
fn loses_first_newline(element: &WireElement) -> bool {
    if !matches!(&*element.tag, "pre" | "textarea") {
        return false;
    }
    match element.children.first() {
        None | Some(WireNode::Element(_)) => false,
        Some(WireNode::Text(text)) => text.is_empty() || text.starts_with('\n'),
        Some(_) => true,
    }
}
