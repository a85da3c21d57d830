//! The walk from a document to HTML.

mod format;
mod heading_id;
mod list;
mod tree;

use crate::cards::{self, Card, Context};
use crate::document::Document;
use crate::options::Options;
use crate::warning::Warning;
use heading_id::HeadingIds;
use tree::{Block, ElementKind, Node};

pub(crate) use heading_id::{OBJECT_CONSTRUCTOR, slug};

/// What a render gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The HTML, the same bytes as Ghost's.
    pub html: String,
    /// What could not be shown.
    pub warnings: Vec<Warning>,
}

/// Renders a document as Ghost 6 does.
///
/// Nodes that are unknown or broken render as nothing, each with a warning. (Ghost itself gives
/// up on the whole document then.)
pub fn render(document: &Document, options: &Options) -> Rendered {
    let mut warnings = Vec::new();
    let blocks = tree::build(document.children(), &mut warnings);
    let mut html = String::new();
    let mut before_last = 0;
    let mut walk = Walk {
        options,
        ids: HeadingIds::default(),
        warnings,
    };
    for block in &blocks {
        before_last = html.len();
        walk.block(block, &mut html);
    }
    // the editor keeps an empty paragraph at the end, which readers need not see
    if let Some(Block::Node(Node::Element(last))) = blocks.last()
        && last.kind == ElementKind::Paragraph
        && crate::js::trim(&tree::text_of(&last.children)).is_empty()
    {
        html.truncate(before_last);
    }
    Rendered {
        html,
        warnings: walk.warnings,
    }
}

struct Walk<'a> {
    options: &'a Options,
    ids: HeadingIds,
    warnings: Vec<Warning>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block<'_>, out: &mut String) {
        match block {
            Block::Unknown => {}
            Block::Node(Node::Card(card)) => self.card(card, out),
            Block::Node(Node::Element(element)) => {
                self.element(&element.kind, &element.children, out);
            }
            // text and line breaks belong into an element; the editor never leaves them here
            Block::Node(Node::Text(_) | Node::Break) => {}
        }
    }

    fn card(&mut self, card: &Card<'_>, out: &mut String) {
        let context = Context {
            options: self.options,
        };
        match cards::render(card, &context) {
            Ok(html) => out.push_str(&html),
            Err(fault) => self.warnings.push(Warning::BrokenNode {
                node_type: card.node_type().to_owned(),
                reason: fault.to_string(),
            }),
        }
    }

    fn element(&mut self, kind: &ElementKind, children: &[Node<'_>], out: &mut String) {
        match kind {
            ElementKind::Paragraph => {
                out.push_str("<p>");
                format::children(children, out);
                out.push_str("</p>");
            }
            ElementKind::Heading(tag) => {
                let id = self.ids.next(&tree::text_of(children));
                out.push_str(&format!("<{tag} id=\"{id}\">"));
                format::children(children, out);
                out.push_str(&format!("</{tag}>"));
            }
            ElementKind::Quote => self.quote("<blockquote>", children, out),
            ElementKind::Aside => {
                self.quote("<blockquote class=\"kg-blockquote-alt\">", children, out);
            }
            ElementKind::List(list) => list::write(list, children, out),
            ElementKind::Link(_) | ElementKind::ListItem | ElementKind::AtLink => {
                format::children(children, out);
            }
        }
    }

    /// Mail programs want a paragraph inside a quotation.
    fn quote(&self, open: &str, children: &[Node<'_>], out: &mut String) {
        out.push_str(open);
        let mut inner = String::new();
        format::children(children, &mut inner);
        if self.options.is_email() && !inner.starts_with("<p>") {
            inner = format!("<p>{inner}</p>");
        }
        out.push_str(&inner);
        out.push_str("</blockquote>");
    }
}
