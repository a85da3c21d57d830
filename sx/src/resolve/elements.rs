//! Elements: known names, known attributes, and content that fits.

use super::{Resolver, markup_node, value};
use crate::datum::Datum;
use crate::diagnostic::{FAULTS_MAX, Fault};
use crate::escape::url;
use crate::markup::{self, Content, Refused};
use crate::read::Form;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::tree::{Attribute, Class, Element, Node, NodeKind};

impl Resolver<'_, '_> {
    pub(super) fn element(
        &mut self,
        tag: &str,
        tag_span: Span,
        forms: &[Form],
        span: Span,
    ) -> Node {
        if tag == "style" {
            return self.fail(
                Fault::new(tag_span, "the page's policy forbids style elements")
                    .help("put the rules into a style sheet"),
            );
        }
        if !markup::is_element(tag) && !markup::is_custom_element(tag) {
            let help = did_you_mean("", tag, markup::elements())
                .unwrap_or_else(|| "a custom element has a hyphen: `(html:my-element …)`".into());
            return self
                .fail(Fault::new(tag_span, format!("there is no element `{tag}`")).help(help));
        }
        let arguments = self.arguments(forms);
        let mut attrs = Vec::new();
        for (name, name_span, form) in arguments.keywords {
            attrs.extend(self.attribute(tag, name, name_span, form));
        }
        self.test_values(tag, &attrs);
        let content = self.content(tag, tag_span, &attrs, &arguments.positional);
        let children = match content {
            Content::Void | Content::Empty => self.no_children(tag, &arguments.positional),
            Content::Json => self.json_child(tag_span, &arguments.positional),
            Content::Markup | Content::Characters => self.inside(tag, &arguments.positional),
        };
        if content == Content::Characters {
            for child in children.iter().filter(|child| child.class == Class::Markup) {
                let message = format!("`{tag}` holds text alone");
                self.faults
                    .push(Fault::new(child.span, message).help("join text with `(str …)`"));
            }
        }
        let region = self.region(&attrs);
        let element = Element {
            tag: tag.into(),
            region,
            attrs,
            content,
            children,
        };
        markup_node(NodeKind::Element(Box::new(element)), span)
    }

    fn attribute(&mut self, tag: &str, name: &str, span: Span, form: &Form) -> Option<Attribute> {
        if self.faults.len() >= FAULTS_MAX {
            return None;
        }
        if self.is_handler(name) {
            self.browsers_alone(form);
            return None;
        }
        match markup::attribute(tag, name) {
            Ok(context) => {
                let value = self.value(form);
                Some(Attribute {
                    name: name.into(),
                    context,
                    value,
                })
            }
            Err(Refused::Dangerous(help)) => {
                self.fail(
                    Fault::new(span, format!("the attribute `:{name}` is refused")).help(help),
                );
                None
            }
            Err(Refused::Unknown(nearest)) => {
                let help = nearest.map(|nearest| format!("did you mean `:{nearest}`?"));
                let message = format!("`{tag}` has no attribute `:{name}`");
                self.fail(Fault::new(span, message).maybe_help(help));
                None
            }
        }
    }

    /// Tests what can be known now about the values of attributes.
    fn test_values(&mut self, tag: &str, attrs: &[Attribute]) {
        for attr in attrs {
            if let Some(text) = literal_text(&attr.value)
                && !url::is_allowed_in(attr.context, text)
            {
                let message = format!("`:{}` cannot lead to `{text}`", attr.name);
                self.fail(
                    Fault::new(attr.value.span, message)
                        .help("addresses are relative, or begin with http: https: mailto: or tel:"),
                );
            }
            // What chooses must be known.
            let text = literal_text(&attr.value).unwrap_or_default();
            if markup::chooses(&attr.name) && text.is_empty() {
                let message = format!("`:{}` must be written out", attr.name);
                self.fail(Fault::new(attr.value.span, message));
            } else if markup::redirects(&attr.name, text) {
                let text = text.to_ascii_lowercase();
                let message = format!(
                    "`{tag}` cannot do this: `{text}` leads to addresses that are not checked"
                );
                self.fail(Fault::new(attr.value.span, message));
            }
        }
    }

    /// What this element may hold. A script holds JSON or nothing.
    fn content(
        &mut self,
        tag: &str,
        span: Span,
        attrs: &[Attribute],
        children: &[&Form],
    ) -> Content {
        if tag != "script" {
            return markup::content(tag);
        }
        let find = |name: &str| attrs.iter().find(|attr| *attr.name == *name);
        let kind = find("type").map(|attr| literal_text(&attr.value));
        let Some(content) = markup::script_content(kind) else {
            self.fail(
                Fault::new(
                    span,
                    "the `:type` of a script must be written out and known",
                )
                .help("use `module`, `application/json` or `application/ld+json`"),
            );
            return Content::Empty;
        };
        if content == Content::Empty && find("src").is_none() && children.is_empty() {
            self.fail(Fault::new(span, "a script without `:src` does nothing"));
        }
        content
    }

    /// What stands inside an element.
    fn inside(&mut self, tag: &str, forms: &[&Form]) -> Vec<Node> {
        let around = self.foreign;
        self.foreign = match tag {
            "svg" => Some("svg"),
            "math" => Some("math"),
            "foreignObject" => None,
            _ => around,
        };
        let children = forms.iter().map(|form| self.node(form)).collect();
        self.foreign = around;
        children
    }

    fn no_children(&mut self, tag: &str, forms: &[&Form]) -> Vec<Node> {
        if let Some(form) = forms.first() {
            let fault = Fault::new(form.span, format!("`{tag}` has no content"));
            self.fail(if tag == "script" {
                fault.help("code belongs in a file with `:src`; data in a script of `:type \"application/json\"` with `(json value)`")
            } else {
                fault
            });
        }
        Vec::new()
    }

    /// The value inside the one `(json value)`.
    fn json_child(&mut self, tag_span: Span, forms: &[&Form]) -> Vec<Node> {
        match forms {
            [form] if form.head() == Some("json") => match form.list() {
                Some([_, data]) => vec![self.value(data)],
                _ => vec![self.usage(form.span, "(json value)")],
            },
            _ => {
                let span = forms.first().map_or(tag_span, |form| form.span);
                self.fail(Fault::new(span, "this script holds one `(json value)`"));
                vec![value(NodeKind::Const(Datum::Nil), span)]
            }
        }
    }
}

/// The text of a literal, or of a list of literals as an attribute writes it.
fn literal_text(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Const(Datum::Str(text)) => Some(text),
        _ => None,
    }
}
