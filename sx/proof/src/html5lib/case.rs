//! A case: tokens as a tree, and the tree as SX.

use serde_json::{Map, Value};
use sx::{Environment, HtmlSink, Limits, NoHost, NoNeeds, Program, RenderToken, Scene, Source};

use super::tree::{self, Tree};

pub(super) struct Case {
    nodes: Vec<Node>,
    /// Elements that began before the tokens do: an end tag tells it.
    begun: Vec<String>,
    pub(super) expected: Vec<String>,
}

enum Node {
    Text(String),
    Element(Element),
}

struct Element {
    tag: String,
    attrs: Vec<(String, Attr)>,
    children: Vec<Node>,
}

/// What SX is given for an attribute.
enum Attr {
    Text(String),
    /// `true`: the bare name.
    Bare,
}

impl Case {
    /// A case, or why it does not apply.
    pub(super) fn read(test: &Value) -> Result<Case, String> {
        let options = test["options"].as_object().cloned().unwrap_or_default();
        if options.contains_key("inject_meta_charset") {
            return Err(
                "adds a `meta` element: a serializer for SX writes what the template has".into(),
            );
        }
        let strips = options.contains_key("strip_whitespace");
        let minimizes = options.get("minimize_boolean_attributes") != Some(&Value::Bool(false));
        let tokens = test["input"].as_array().ok_or("has no tokens")?;
        let placeholder = placeholder(tokens);
        let mut reader = Reader {
            placeholder,
            ..Reader::default()
        };
        for token in tokens {
            reader.token(token, minimizes)?;
        }
        let case = Case {
            expected: strings(&test["expected"])
                .iter()
                .map(|html| renamed(html, placeholder))
                .collect(),
            begun: reader.begun.clone(),
            nodes: reader.finish(),
        };
        if strips && !holds_white_space(&case.nodes) {
            return Err("takes white space away, which SX leaves as it is written".into());
        }
        Ok(case)
    }

    /// The start tags of what began before.
    pub(super) fn begun(&self) -> String {
        self.begun
            .iter()
            .rev()
            .map(|tag| format!("<{tag}>"))
            .collect()
    }

    /// What a parser must have seen before, to accept the elements here.
    pub(super) fn context(&self) -> &'static str {
        let first = self.nodes.iter().find_map(|node| match node {
            Node::Element(element) => Some(element.tag.as_str()),
            Node::Text(_) => None,
        });
        match first.unwrap_or_default() {
            "html" | "head" | "body" => "<!doctype html>",
            "td" | "th" => "<!doctype html><body><div><table><tbody><tr>",
            "tr" => "<!doctype html><body><div><table><tbody>",
            "thead" | "tbody" | "tfoot" | "colgroup" | "caption" => {
                "<!doctype html><body><div><table>"
            }
            "option" | "optgroup" => "<!doctype html><body><div><select>",
            "li" => "<!doctype html><body><div><ul>",
            "dt" | "dd" => "<!doctype html><body><div><dl>",
            "rt" | "rp" => "<!doctype html><body><div><ruby>",
            _ => "<!doctype html><body><div>",
        }
    }

    /// Renders the tree: written out, or with every text from the view.
    pub(super) fn render(&self, from_data: bool) -> Result<String, String> {
        let mut view = Map::new();
        let body = source_of(&self.nodes, from_data, &mut view);
        let names: Vec<&str> = view.keys().map(String::as_str).collect();
        let source = format!("(defcomp ~case:main (&key {}) {body} nil)", names.join(" "));
        let program = Program::compile(&[Source::new("case.sx", source)], &Environment::default())
            .map_err(|faults| faults.to_string())?;
        let page = program
            .component("~case:main")
            .map_err(|fault| fault.to_string())?;
        let scene = Scene {
            host: &NoHost,
            context: &(),
            needs: &NoNeeds,
            limits: Limits::default(),
        };
        let html = program.render(page, &view, &scene, RenderToken::mint(), HtmlSink::new());
        html.map(|rendered| rendered.page.into_string())
            .map_err(|error| error.to_string())
    }

    /// An element or a text of the tokens that a tree does not have.
    pub(super) fn missing_in(&self, tree: &Tree) -> Option<String> {
        let (mut wanted, mut text) = (Vec::new(), String::new());
        gather(&self.nodes, &mut wanted, &mut text);
        let mut left = tree.elements.clone();
        for element in wanted {
            match left.iter().position(|known| *known == element) {
                Some(at) => drop(left.remove(at)),
                None => return Some(element),
            }
        }
        // Outside of `body` and in tables a parser drops white space or moves it.
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        let holds = visible(&tree.text) == visible(&text);
        (!holds).then(|| format!("{text:?}: {:?}", tree.text))
    }
}

/// Gathers tokens into a tree.
#[derive(Default)]
struct Reader {
    placeholder: &'static str,
    open: Vec<Element>,
    done: Vec<Node>,
    begun: Vec<String>,
}

impl Reader {
    fn renamed(&self, tag: &str) -> String {
        let tag = if tag == "foo" { self.placeholder } else { tag };
        tag.to_owned()
    }

    fn token(&mut self, token: &Value, minimizes: bool) -> Result<(), String> {
        let part = |index: usize| token[index].as_str().unwrap_or_default();
        match part(0) {
            "StartTag" => {
                let element = element(self.renamed(part(2)), &token[3], minimizes)?;
                if is_void(&element.tag) {
                    self.add(Node::Element(element));
                } else {
                    self.open.push(element);
                }
            }
            "EmptyTag" => {
                let element = element(self.renamed(part(1)), &token[2], minimizes)?;
                self.add(Node::Element(element));
            }
            "EndTag" => self.end(&self.renamed(part(2)))?,
            "Characters" => {
                if self
                    .open
                    .last()
                    .is_some_and(|element| matches!(&*element.tag, "script" | "style"))
                {
                    return Err("text in `script` or `style`, which SX does not write".into());
                }
                self.add(Node::Text(part(1).to_owned()));
            }
            "Comment" => return Err("has a comment, and SX writes none".into()),
            "Doctype" => {
                return Err(
                    "has a doctype: SX writes `<!doctype html>` before `html` by itself".into(),
                );
            }
            other => return Err(format!("has the unknown token {other}")),
        }
        Ok(())
    }

    fn end(&mut self, tag: &str) -> Result<(), String> {
        known(tag)?;
        if self.open.iter().any(|element| element.tag == tag) {
            while let Some(element) = self.open.pop() {
                let found = element.tag == tag;
                self.add(Node::Element(element));
                if found {
                    return Ok(());
                }
            }
        }
        self.begun.push(tag.to_owned());
        let children = std::mem::take(&mut self.done);
        self.add(Node::Element(Element {
            tag: tag.to_owned(),
            attrs: Vec::new(),
            children,
        }));
        Ok(())
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(element) => element.children.push(node),
            None => self.done.push(node),
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while let Some(element) = self.open.pop() {
            self.add(Node::Element(element));
        }
        self.done
    }
}

fn element(tag: String, attrs: &Value, minimizes: bool) -> Result<Element, String> {
    known(&tag)?;
    let mut written = Vec::new();
    for attr in attrs.as_array().into_iter().flatten() {
        let text = |key: &str| attr[key].as_str().unwrap_or_default().to_owned();
        let (name, value) = (text("name"), text("value"));
        let bare = minimizes && name == value;
        let name = if name == "irrelevant" {
            "data-irrelevant".into()
        } else {
            name
        };
        written.push((name, if bare { Attr::Bare } else { Attr::Text(value) }));
    }
    Ok(Element {
        tag,
        attrs: written,
        children: Vec::new(),
    })
}

/// The element that the cases call `foo`. SX knows a closed list, so it is a custom element; around a
/// part of a table it is what a parser accepts there.
fn placeholder(tokens: &[Value]) -> &'static str {
    let [child, parent] = tokens else {
        return "x-foo";
    };
    match (child[0].as_str(), child[2].as_str(), parent[0].as_str()) {
        (Some("EndTag"), Some("td" | "th"), Some("EndTag")) => "tr",
        (Some("EndTag"), Some("tr"), Some("EndTag")) => "tbody",
        (Some("EndTag"), Some("colgroup" | "thead" | "tbody" | "tfoot"), Some("EndTag")) => "table",
        _ => "x-foo",
    }
}

/// Their HTML with these names, and with carriage returns as SX writes them: a raw one is lost.
fn renamed(html: &str, placeholder: &str) -> String {
    html.replace("<foo>", &format!("<{placeholder}>"))
        .replace("</foo>", &format!("</{placeholder}>"))
        .replace(" irrelevant", " data-irrelevant")
        .replace('\r', "&#13;")
}

fn known(tag: &str) -> Result<(), String> {
    match tag {
        "dir" | "datagrid" | "center" | "listing" | "xmp" | "plaintext" | "frameset" => Err(
            format!("has the element `{tag}`, which the standard does not have any more"),
        ),
        "style" => Err("has a `style` element, which SX refuses".into()),
        _ => Ok(()),
    }
}

fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "img" | "hr" | "br" | "meta" | "link" | "input" | "col" | "area" | "base"
    )
}

/// Whether what is written may not lose its white space.
fn holds_white_space(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| matches!(node, Node::Element(element) if matches!(&*element.tag, "pre" | "textarea")))
}

fn strings(json: &Value) -> Vec<String> {
    let texts = json.as_array().into_iter().flatten();
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn source_of(nodes: &[Node], from_data: bool, view: &mut Map<String, Value>) -> String {
    let all: Vec<String> = nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) => text_source(text, from_data, view),
            Node::Element(element) => {
                let prefix = if element.tag.contains('-') {
                    "html:"
                } else {
                    ""
                };
                let mut source = format!("({prefix}{}", element.tag);
                for (name, attr) in &element.attrs {
                    let value = match attr {
                        Attr::Text(text) => text_source(text, from_data, view),
                        Attr::Bare => "true".into(),
                    };
                    source.push_str(&format!(" :{name} {value}"));
                }
                format!(
                    "{source} {})",
                    source_of(&element.children, from_data, view)
                )
            }
        })
        .collect();
    all.join(" ")
}

fn text_source(text: &str, from_data: bool, view: &mut Map<String, Value>) -> String {
    if !from_data {
        // JSON strings are SX strings.
        return Value::from(text).to_string();
    }
    let name = format!("text-{}", view.len());
    view.insert(name.clone(), Value::from(text));
    name
}

fn gather(nodes: &[Node], elements: &mut Vec<String>, text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(more) => text.push_str(more),
            Node::Element(element) => {
                let attrs: Vec<(String, String)> = element
                    .attrs
                    .iter()
                    .map(|(name, attr)| match attr {
                        Attr::Text(text) => (name.clone(), text.clone()),
                        Attr::Bare => (name.clone(), String::new()),
                    })
                    .collect();
                elements.push(tree::element(&element.tag, &attrs));
                gather(&element.children, elements, text);
            }
        }
    }
}
