//! HTML text to a tree, by html5ever, as `innerHTML` on a `<div>` does it with scripting off.

use super::{Data, Dom, NodeId};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, ParseOpts, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// A fragment may hold this many nodes. Unclosed formatting tags are opened again in each
/// paragraph that follows, so that a small hostile text would otherwise fill the memory.
const NODES_MAX: usize = 400_000;
/// And be nested this deep: at each tag the parser looks through all open elements. (Chromium stops
/// nesting at 512.)
const DEPTH_MAX: u32 = 1000;
/// How much text is parsed between two looks at the number of nodes.
const CHUNK_BYTES: usize = 1024;

/// The text makes more nodes than a tree may hold, or nests them too deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMuch;

/// What `innerHTML = text` makes on an element without special rules, such as a `<div>`.
pub(crate) fn parse_fragment(text: &str) -> Result<Dom, TooMuch> {
    parse(text, false)
}

/// The same where scripts run, so that `<noscript>` holds text.
pub(crate) fn parse_fragment_scripting(text: &str) -> Result<Dom, TooMuch> {
    parse(text, true)
}

fn parse(text: &str, scripting: bool) -> Result<Dom, TooMuch> {
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: scripting,
            ..TreeBuilderOpts::default()
        },
        // a byte order mark is a character like any other in the middle of a page
        tokenizer: TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        },
    };
    let context = QualName::new(None, ns!(html), LocalName::from("div"));
    let sink = Sink {
        dom: RefCell::new(Dom::new()),
        document: Cell::new(NodeId(0)),
        full: Cell::new(false),
    };
    let mut parser = html5ever::parse_fragment(sink, opts, context, Vec::new(), false);
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK_BYTES.min(rest.len())));
        parser.process(StrTendril::from_slice(chunk));
        if parser.tokenizer.sink.sink.full.get() {
            return Err(TooMuch);
        }
        rest = after;
    }
    let sink = parser.finish();
    if sink.full.get() {
        return Err(TooMuch);
    }
    let mut dom = sink.dom.into_inner();
    dom.scripting = scripting;
    // the parser builds under an <html> element; its children are the fragment
    let html = dom.element_children(dom.root()).next();
    if let Some(html) = html {
        dom.detach(html);
        let root = dom.root();
        dom.move_children(html, root);
    }
    Ok(dom)
}

struct Sink {
    dom: RefCell<Dom>,
    document: Cell<NodeId>,
    full: Cell<bool>,
}

/// Element names are handed out by value: the tree grows while the parser holds them.
#[derive(Debug)]
struct Name(QualName);

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, data: Data) -> NodeId {
        let mut dom = self.dom.borrow_mut();
        if dom.nodes.len() >= NODES_MAX {
            self.full.set(true);
            // whatever is built from here on is thrown away
            let last = NodeId(u32::try_from(dom.nodes.len() - 1).unwrap_or(u32::MAX));
            dom.detach(last);
            dom.node_mut(last).data = data;
            return last;
        }
        dom.add(data)
    }

    /// Notes how deep a node now lies.
    fn placed(&self, parent: NodeId, child: NodeId) {
        let mut dom = self.dom.borrow_mut();
        let depth = dom.node(parent).depth + 1;
        dom.node_mut(child).depth = depth;
        if depth > DEPTH_MAX {
            self.full.set(true);
        }
    }

    /// Whether the tree is still worth building.
    fn open(&self) -> bool {
        !self.full.get()
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match self.dom.borrow().data(*target) {
            Data::Element { name, .. } => Name(name.clone()),
            _ => Name(QualName::new(None, ns!(), LocalName::from(""))),
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let template = flags.template.then(|| self.add(Data::Fragment));
        self.add(Data::Element {
            name,
            attrs,
            template,
        })
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.add(Data::Comment(text.to_string()))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> NodeId {
        self.add(Data::Comment(data.to_string()))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if !self.open() {
            return;
        }
        match child {
            NodeOrText::AppendNode(child) => {
                self.dom.borrow_mut().append(*parent, child);
                self.placed(*parent, child);
            }
            NodeOrText::AppendText(text) => {
                {
                    let mut dom = self.dom.borrow_mut();
                    if let Some(last) = dom.node(*parent).last
                        && let Data::Text(own) = &mut dom.node_mut(last).data
                    {
                        own.push_str(&text);
                        return;
                    }
                }
                let node = self.add(Data::Text(text.to_string()));
                if self.open() {
                    self.dom.borrow_mut().append(*parent, node);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.dom.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        match self.dom.borrow().data(*target) {
            Data::Element {
                template: Some(content),
                ..
            } => *content,
            _ => *target,
        }
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        if !self.open() {
            return;
        }
        match new_node {
            NodeOrText::AppendNode(node) => {
                self.dom.borrow_mut().insert_before(*sibling, node);
                let parent = self.dom.borrow().parent(*sibling);
                if let Some(parent) = parent {
                    self.placed(parent, node);
                }
            }
            NodeOrText::AppendText(text) => {
                {
                    let mut dom = self.dom.borrow_mut();
                    if let Some(previous) = dom.node(*sibling).previous
                        && let Data::Text(own) = &mut dom.node_mut(previous).data
                    {
                        own.push_str(&text);
                        return;
                    }
                }
                let node = self.add(Data::Text(text.to_string()));
                // Ghost's DOM (jsdom) puts text that stands wrongly in a table behind the table,
                // where HTML says before it
                let parent = self.dom.borrow().parent(*sibling);
                if let Some(parent) = parent.filter(|_| self.open()) {
                    self.dom.borrow_mut().append(parent, node);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        if let Data::Element { attrs: own, .. } = &mut self.dom.borrow_mut().node_mut(*target).data
        {
            for attr in attrs {
                if !own.iter().any(|known| known.name == attr.name) {
                    own.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        if self.open() {
            self.dom.borrow_mut().detach(*target);
        }
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        if self.open() {
            self.dom.borrow_mut().move_children(*node, *new_parent);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        let dom = self.dom.borrow();
        let Data::Element { name, attrs, .. } = dom.data(*handle) else {
            return false;
        };
        name.ns == ns!(mathml)
            && &*name.local == "annotation-xml"
            && attrs.iter().any(|attr| {
                &*attr.name.local == "encoding"
                    && (attr.value.eq_ignore_ascii_case("text/html")
                        || attr.value.eq_ignore_ascii_case("application/xhtml+xml"))
            })
    }

    fn allow_declarative_shadow_roots(&self, _: &NodeId) -> bool {
        false
    }
}
