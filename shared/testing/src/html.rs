//! HTML as a browser reads it (html5ever): for tests that want to know whether a page is valid, and what is where.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write as _;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

/// What a parser made of a document.
#[derive(Debug)]
pub struct ParsedHtml {
    /// What it had to repair. None: the document is well-formed HTML.
    pub errors: Vec<String>,
    /// Every element and text in brackets: `(body (p class=lede “words” (br)))`.
    pub outline: String,
    /// Every id, in order.
    pub ids: Vec<String>,
}

/// Parses a whole document with scripting off.
pub fn parse_html(text: &str) -> ParsedHtml {
    let sink = parse_document(Sink::default(), ParseOpts::default()).one(text);
    let nodes = sink.nodes.into_inner();
    let mut parsed = ParsedHtml {
        errors: sink.errors.into_inner(),
        outline: String::new(),
        ids: Vec::new(),
    };
    for child in &nodes[0].children {
        print(&nodes, *child, &mut parsed);
    }
    parsed
}

fn print(nodes: &[Node], index: usize, parsed: &mut ParsedHtml) {
    let node = &nodes[index];
    match &node.what {
        What::Text(text) => {
            let _ = write!(parsed.outline, "“{text}”");
        }
        What::Element(name, attributes) => {
            let _ = write!(parsed.outline, "({}", name.local);
            for attribute in attributes {
                let (name, value) = (&attribute.name.local, &attribute.value);
                let _ = write!(parsed.outline, " {name}={value}");
                if &**name == "id" {
                    parsed.ids.push(value.to_string());
                }
            }
            for child in &node.children {
                print(nodes, *child, parsed);
            }
            parsed.outline.push(')');
        }
        What::Other => {}
    }
}

struct Node {
    what: What,
    parent: Option<usize>,
    children: Vec<usize>,
}

enum What {
    Element(QualName, Vec<Attribute>),
    Text(String),
    Other,
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    errors: RefCell<Vec<String>>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self {
            nodes: RefCell::default(),
            errors: RefCell::default(),
        };
        sink.add(What::Other);
        sink
    }
}

#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, what: What) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            what,
            parent: None,
            children: Vec::new(),
        });
        nodes.len() - 1
    }

    /// Puts a node, or text, at a place among a parent's children.
    fn put(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let before = at
                    .checked_sub(1)
                    .map(|at| self.nodes.borrow()[parent].children[at]);
                if let Some(before) = before
                    && let What::Text(own) = &mut self.nodes.borrow_mut()[before].what
                {
                    own.push_str(&text);
                    return;
                }
                self.add(What::Text(text.to_string()))
            }
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let at = at.min(nodes[parent].children.len());
        nodes[child].parent = Some(parent);
        nodes[parent].children.insert(at, child);
    }

    fn detach(&self, child: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[child].parent.take() {
            nodes[parent].children.retain(|other| *other != child);
        }
    }

    fn count(&self, parent: usize) -> usize {
        self.nodes.borrow()[parent].children.len()
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        match &self.nodes.borrow()[*target].what {
            What::Element(name, _) => Name(name.clone()),
            _ => Name(QualName::new(None, ns!(), LocalName::from(""))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(What::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(What::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(What::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(*parent, self.count(*parent), child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.detach(*child);
        }
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.map(|parent| {
                let children = &nodes[parent].children;
                (parent, children.iter().position(|other| other == sibling))
            })
        };
        if let Some((parent, at)) = place {
            self.put(parent, at.unwrap_or(usize::MAX), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let What::Element(_, own) = &mut self.nodes.borrow_mut()[*target].what {
            for attribute in attributes {
                if !own.iter().any(|known| known.name == attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let children = self.nodes.borrow()[*node].children.clone();
        for child in children {
            self.append(new_parent, NodeOrText::AppendNode(child));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_repaired_is_told() {
        let good = parse_html(
            "<!doctype html><html><head><title>x</title></head><body><p id=\"a\">b<br>c</p></body></html>",
        );
        assert!(good.errors.is_empty(), "{:?}", good.errors);
        assert_eq!(
            good.outline,
            "(html(head(title“x”))(body(p id=a“b”(br)“c”)))"
        );
        assert_eq!(good.ids, ["a"]);
        for broken in [
            "<p>no doctype",
            "<!doctype html><b><p></b></p>",
            "<!doctype html></div>",
        ] {
            assert!(!parse_html(broken).errors.is_empty(), "{broken}");
        }
    }
}
