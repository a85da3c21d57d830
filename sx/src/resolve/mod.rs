//! Forms to the resolved tree: every name becomes what it means, every call is tested, every fault
//! is collected. Depth is bounded by the reader, so this recursion is too.

mod annotation;
mod binding;
mod calls;
mod classify;
mod control;
mod data;
mod elements;
mod guards;
mod islands;
mod loops;
mod needs;
mod regions;
mod scope;
mod seen;
mod signature;
mod thread;

use std::collections::HashMap;

use crate::datum::Datum;
use crate::diagnostic::{FAULTS_MAX, Fault};
use crate::environment::Environment;
use crate::expand::Macros;
use crate::host::HostFunction;
use crate::markup;
use crate::primitives::Prim;
use crate::read::{Form, FormKind};
use crate::reference;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::tree::{Binding, Class, Component, Default, Node, NodeKind, Param, Proc};

pub(crate) use annotation::{Declared, DeclaredOf};
use islands::Place;
pub(crate) use needs::{Need, NeedArgument};
pub(crate) use regions::is_region;
use scope::{Known, Scopes, TooMany};
use seen::Seen;
pub(crate) use signature::{DefaultForm, Kind, Signature, is_full_name, read as read_signature};

/// The components of a program by name, before their bodies are resolved.
pub(crate) struct Names<'f> {
    pub(crate) signatures: Vec<Signature<'f>>,
    pub(crate) by_name: HashMap<&'f str, u32>,
    pub(crate) macros: Macros,
}

/// Whether a form is the same value in every render.
pub(crate) fn is_literal(form: &Form) -> bool {
    data::literal(form).is_some()
}

/// Whether a name at the head of a list means the same everywhere, whatever is bound.
pub(crate) fn is_global(name: &str) -> bool {
    reference::is_form(name)
        || name == "style"
        || markup::is_element(name)
        || Prim::named(name).is_some()
        || name.starts_with('~')
        || name.starts_with("html:")
}

/// Resolves the body and the defaults of a component.
pub(crate) fn component<'f>(
    signature: &Signature<'f>,
    names: &Names<'f>,
    environment: &Environment<'_>,
    needs: &mut Vec<Need>,
    faults: &mut Vec<Fault>,
) -> Component {
    let place = match signature.kind {
        Kind::Island => Place::Island,
        Kind::Component => Place::Page,
    };
    let mut resolver = Resolver {
        names,
        hosts: environment.functions,
        scopes: Scopes::new(),
        regions: Vec::new(),
        place,
        foreign: None,
        faults,
    };
    resolver.scopes.enter_proc();
    let mut params = Vec::with_capacity(signature.params.len());
    for param in &signature.params {
        let default = match &param.default {
            DefaultForm::Required => Default::Required,
            DefaultForm::Constant(datum) => Default::Constant(datum.clone()),
            DefaultForm::Computed(form) => Default::Computed(resolver.argument(form)),
        };
        let bound = resolver
            .scopes
            .bind_param(param.name, Known::Value, param.span);
        if let Err(error) = bound {
            resolver.too_many(error);
        }
        params.push(Param {
            name: param.name.into(),
            ty: param.ty.kind(),
            takes_nil: param.takes_nil(),
            declared: param.ty.clone(),
            default,
            span: param.span,
        });
    }
    let needed = resolver.needs(&signature.needs, environment.queries, needs);
    let body = resolver.body(signature.body, signature.span);
    let variables = resolver.scopes.leave_proc();
    Component {
        name: signature.name.into(),
        name_span: signature.name_span,
        params,
        rest: signature.rest,
        is_island: matches!(signature.kind, Kind::Island),
        locals: variables.locals,
        body: with_bindings(needed, body),
    }
}

struct Resolver<'r, 'f> {
    names: &'r Names<'f>,
    hosts: &'r [HostFunction],
    scopes: Scopes,
    /// The regions of the component.
    regions: Vec<Box<str>>,
    place: Place,
    /// The element around, if what stands in it is no HTML: `svg` or `math`.
    foreign: Option<&'static str>,
    faults: &'r mut Vec<Fault>,
}

impl Resolver<'_, '_> {
    /// Reports a fault and goes on with `nil`, so that one pass finds all faults.
    fn fail(&mut self, fault: Fault) -> Node {
        let span = fault.span;
        self.faults.push(fault);
        constant(Datum::Nil, span)
    }

    /// Resolves any form.
    fn node(&mut self, form: &Form) -> Node {
        let span = form.span;
        if self.faults.len() >= FAULTS_MAX {
            return constant(Datum::Nil, span);
        }
        match &form.kind {
            FormKind::Symbol(name) => self.symbol(name, span),
            FormKind::List(items) => self.list(form, items),
            FormKind::Vector(items) => match data::literal(form) {
                Some(datum) => constant(datum, span),
                None => {
                    let items = items.iter().map(|item| self.value(item)).collect();
                    value(NodeKind::Vector(items), span)
                }
            },
            FormKind::Record(items) => match data::literal(form) {
                Some(datum) => constant(datum, span),
                None => self.record(items, span),
            },
            FormKind::Template(_) | FormKind::Unquote(_) | FormKind::Splice(_) => self.fail(
                Fault::new(span, format!("{} has no meaning here", form.describe()))
                    .help("templates belong to macros: `(defmacro name (a) `(… ,a))`"),
            ),
            FormKind::Quote(inner) => match data::quoted(inner) {
                Some(datum) => constant(datum, span),
                None => self.fail(Fault::new(span, "this record is not data")),
            },
            _ => match data::literal(form) {
                Some(datum) => constant(datum, span),
                None => self.fail(Fault::new(
                    span,
                    format!("{} has no value", form.describe()),
                )),
            },
        }
    }

    /// Resolves a form that must make a value.
    fn value(&mut self, form: &Form) -> Node {
        let node = self.node(form);
        if node.class == Class::Markup {
            return self.fail(
                Fault::new(form.span, "this makes markup, and a value is needed here")
                    .help("markup can be a child, a branch or an argument of a component"),
            );
        }
        node
    }

    /// Resolves an argument or the value of a `let`: markup becomes a slot.
    fn argument(&mut self, form: &Form) -> Node {
        if classify::class_of(form, &self.scopes) == Class::Value {
            return self.value(form);
        }
        self.slot(form.span, |resolver| resolver.node(form))
    }

    /// Makes a slot of whatever `content` resolves.
    fn slot(&mut self, span: Span, content: impl FnOnce(&mut Self) -> Node) -> Node {
        self.scopes.enter_proc();
        let body = content(self);
        let needs = self.scopes.leave_proc();
        let proc = Proc {
            params: 0,
            locals: needs.locals,
            captures: needs.captures,
            body,
        };
        value(NodeKind::Slot(Box::new(proc)), span)
    }

    /// A body: one form is itself, several are content, written one after the other.
    fn body(&mut self, forms: &[Form], span: Span) -> Node {
        match forms {
            [] => constant(Datum::Nil, span),
            [one] => self.node(one),
            _ => {
                let nodes = forms.iter().map(|form| self.node(form)).collect();
                markup_node(NodeKind::Seq(nodes), span)
            }
        }
    }

    fn record(&mut self, items: &[Form], span: Span) -> Node {
        if !items.len().is_multiple_of(2) {
            return self.fail(Fault::new(span, "a record needs a value for each key"));
        }
        let mut fields: Vec<(Box<str>, Node)> = Vec::new();
        let mut seen = Seen::default();
        for pair in items.chunks_exact(2) {
            let Some(key) = data::record_key(&pair[0]) else {
                let message = format!("expected a key, found {}", pair[0].describe());
                self.fail(Fault::new(pair[0].span, message).help("keys are keywords or strings"));
                continue;
            };
            if !seen.is_new(key) {
                self.fail(Fault::new(
                    pair[0].span,
                    format!("the key `{key}` is written twice"),
                ));
            }
            let value = self.value(&pair[1]);
            fields.push((key.into(), value));
        }
        value(NodeKind::Record(fields), span)
    }

    fn symbol(&mut self, name: &str, span: Span) -> Node {
        match self.scopes.lookup(name, span) {
            Ok(Some(var)) => return value(NodeKind::Var(var), span),
            Ok(None) => {}
            Err(error) => return self.too_many(error),
        }
        let fault = Fault::new(span, format!("`{name}` is not bound"));
        let fault = if name.starts_with('~') {
            Fault::new(span, format!("`{name}` is a component, not a value"))
                .help(format!("call it: `({name} …)`"))
        } else if self.is_function(name) {
            Fault::new(span, format!("`{name}` is a function, not a value"))
                .help(format!("call it, or wrap it: `(fn (x) ({name} x))`"))
        } else if markup::is_element(name) {
            fault.help(format!("an element is written as a list: `({name} …)`"))
        } else {
            let help = did_you_mean("", name, self.scopes.names());
            fault.maybe_help(help)
        };
        self.fail(fault)
    }

    fn is_function(&self, name: &str) -> bool {
        Prim::named(name).is_some() || self.hosts.iter().any(|host| host.name == name)
    }

    fn list(&mut self, form: &Form, items: &[Form]) -> Node {
        let span = form.span;
        let Some((head, rest)) = items.split_first() else {
            return self
                .fail(Fault::new(span, "`()` has no meaning here").help("the empty list is `[]`"));
        };
        let Some(name) = head.symbol() else {
            if head.list().is_some_and(|items| !items.is_empty()) {
                return self.apply(head, rest, span);
            }
            let message = format!("{} cannot be called", head.describe());
            return self.fail(
                Fault::new(head.span, message).help("a list is a call; data is written as `[…]`"),
            );
        };
        if let Some(node) = self.control(name, form, rest) {
            return node;
        }
        if name.starts_with('~') {
            return self.component_call(name, head.span, rest, span);
        }
        if let Some(tag) = name.strip_prefix("html:") {
            return self.element(tag, head.span, rest, span);
        }
        if markup::is_element(name) || name == "style" {
            return self.element(name, head.span, rest, span);
        }
        if let Some(prim) = Prim::named(name) {
            return self.prim_call(prim, rest, span);
        }
        let hosts = self.hosts;
        if let Some(index) = hosts.iter().position(|host| host.name == name) {
            return self.host_call(index, &hosts[index], rest, span);
        }
        if self.scopes.peek(name).is_some() {
            return self.apply(head, rest, span);
        }
        self.unknown_head(name, head.span)
    }

    fn unknown_head(&mut self, name: &str, span: Span) -> Node {
        let message = format!("`{name}` is no form, element, primitive or function");
        if let Some(here) = reference::name_here(name) {
            let help = format!("here it is called `{here}`");
            return self.fail(Fault::new(span, message).help(help));
        }
        let mut candidates: Vec<&str> = reference::form_names().collect();
        for known in Prim::names().chain(markup::elements()) {
            candidates.push(known);
        }
        for host in self.hosts {
            candidates.push(host.name);
        }
        candidates.extend(self.scopes.names());
        candidates.extend(self.names.macros.names());
        let help = did_you_mean("", name, candidates);
        self.fail(Fault::new(span, message).maybe_help(help))
    }

    fn too_many(&mut self, TooMany(span): TooMany) -> Node {
        self.fail(
            Fault::new(span, "too many variables in one component")
                .help("split it into several components"),
        )
    }
}

fn constant(datum: Datum, span: Span) -> Node {
    value(NodeKind::Const(datum), span)
}

fn value(kind: NodeKind, span: Span) -> Node {
    Node {
        kind,
        class: Class::Value,
        span,
    }
}

fn markup_node(kind: NodeKind, span: Span) -> Node {
    Node {
        kind,
        class: Class::Markup,
        span,
    }
}

/// What is said with some variables bound; nothing is bound around it when there are none.
fn with_bindings(bindings: Vec<Binding>, body: Node) -> Node {
    if bindings.is_empty() {
        return body;
    }
    let (class, span) = (body.class, body.span);
    Node {
        kind: NodeKind::Let(bindings, Box::new(body)),
        class,
        span,
    }
}

/// Markup if any of these is.
fn class_of_branches<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Class {
    let mut nodes = nodes.into_iter();
    if nodes.any(|node| node.class == Class::Markup) {
        Class::Markup
    } else {
        Class::Value
    }
}
