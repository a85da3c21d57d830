//! Calls of components, primitives, host functions and local functions.

use super::scope::Known;
use super::seen::Seen;
use super::signature::ParamSignature;
use super::{DefaultForm, Resolver, markup_node, value};
use crate::diagnostic::Fault;
use crate::host::{HostFunction, Keywords};
use crate::primitives::Prim;
use crate::read::Form;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::tree::{Call, Class, HostCall, Node, NodeKind};
use crate::value::{ToVal, Type};

/// The keyword arguments of a call, and the others.
pub(super) struct Arguments<'a> {
    pub(super) keywords: Vec<(&'a str, Span, &'a Form)>,
    pub(super) positional: Vec<&'a Form>,
}

impl Resolver<'_, '_> {
    /// Splits `:name value` pairs from the rest; a name that comes twice is a fault.
    pub(super) fn arguments<'a>(&mut self, forms: &'a [Form]) -> Arguments<'a> {
        let mut arguments = Arguments {
            keywords: Vec::new(),
            positional: Vec::new(),
        };
        let mut seen = Seen::default();
        let mut forms = forms.iter();
        while let Some(form) = forms.next() {
            let Some(name) = form.keyword() else {
                arguments.positional.push(form);
                continue;
            };
            let Some(argument) = forms.next() else {
                self.fail(Fault::new(form.span, format!("`:{name}` has no value")));
                break;
            };
            if !seen.is_new(name) {
                self.fail(Fault::new(form.span, format!("`:{name}` is written twice")));
                continue;
            }
            arguments.keywords.push((name, form.span, argument));
        }
        arguments
    }

    pub(super) fn component_call(
        &mut self,
        name: &str,
        name_span: Span,
        forms: &[Form],
        span: Span,
    ) -> Node {
        let names = self.names;
        let Some(&component) = names.by_name.get(name) else {
            let help = did_you_mean("", name, names.by_name.keys().copied());
            return self.fail(
                Fault::new(name_span, format!("there is no component `{name}`")).maybe_help(help),
            );
        };
        let signature = &names.signatures[component as usize];
        let arguments = self.arguments(forms);
        let mut args: Vec<Option<Node>> = Vec::new();
        args.resize_with(signature.params.len(), || None);
        let named = signature.params.len() - usize::from(signature.rest);
        for (key, key_span, form) in arguments.keywords {
            let index = signature.params[..named]
                .iter()
                .position(|param| param.name == key);
            let Some(index) = index else {
                let known = signature.params[..named].iter().map(|param| param.name);
                let help = did_you_mean(":", key, known);
                let message = format!("`{name}` has no parameter `:{key}`");
                self.fail(Fault::new(key_span, message).maybe_help(help));
                continue;
            };
            let node = self.argument(form);
            self.test_type(&node, &signature.params[index]);
            args[index] = Some(node);
        }
        self.children(name, signature.rest, &arguments.positional, &mut args);
        for (param, arg) in signature.params.iter().zip(&args) {
            if arg.is_none() && matches!(param.default, DefaultForm::Required) {
                let message = format!("`{name}` needs `:{}`", param.name);
                self.fail(Fault::new(name_span, message));
            }
        }
        markup_node(
            NodeKind::Component(Box::new(Call { component, args })),
            span,
        )
    }

    /// Puts the children into the last argument: one name is passed on as it is (a slot stays the
    /// same slot), anything else becomes a slot.
    fn children(&mut self, name: &str, rest: bool, forms: &[&Form], args: &mut [Option<Node>]) {
        let Some(first) = forms.first() else { return };
        if !rest {
            let message = format!("`{name}` takes no children");
            self.fail(
                Fault::new(first.span, message)
                    .help("add `&rest children` to its parameters, or name the argument with `:…`"),
            );
            return;
        }
        let Some(place) = args.last_mut() else { return };
        let node = match forms {
            [one] if one.symbol().is_some() => self.value(one),
            _ => self.slot(first.span, |resolver| {
                let nodes = forms.iter().map(|form| resolver.node(form)).collect();
                markup_node(NodeKind::Seq(nodes), first.span)
            }),
        };
        *place = Some(node);
    }

    /// Tests a constant argument against the declared type; others are tested when they are known.
    fn test_type(&mut self, node: &Node, param: &ParamSignature<'_>) {
        let found = match &node.kind {
            NodeKind::Const(datum) => datum.to_val().kind(),
            NodeKind::Slot(_) => Some(Type::Slot),
            NodeKind::Fn(_) => Some(Type::Fn),
            _ => return,
        };
        let fits = match found {
            Some(found) => param.ty.kind().accepts(found),
            None => param.takes_nil(),
        };
        if !fits {
            let found = found.map_or("nil", Type::name);
            self.fail(Fault::new(
                node.span,
                format!("`:{}` is {}, found {found}", param.name, param.ty),
            ));
        }
    }

    pub(super) fn prim_call(&mut self, prim: Prim, forms: &[Form], span: Span) -> Node {
        let args = forms.iter().map(|form| self.value(form)).collect();
        self.prim_with(prim, args, span)
    }

    fn prim_with(&mut self, prim: Prim, args: Vec<Node>, span: Span) -> Node {
        let (least, most) = prim.arity();
        if args.len() < least || args.len() > most {
            let fault = wrong_count(prim.name(), (least, most), args.len(), span);
            return self.fail(fault.maybe_help(signature_help(prim.signature_text())));
        }
        value(NodeKind::Prim(prim, args), span)
    }

    pub(super) fn host_call(
        &mut self,
        index: usize,
        host: &HostFunction,
        forms: &[Form],
        span: Span,
    ) -> Node {
        let arguments = self.arguments(forms);
        let mut keywords = Vec::new();
        for (key, key_span, form) in arguments.keywords {
            if let Keywords::Only(known) = host.keywords
                && !known.contains(&key)
            {
                let help = did_you_mean(":", key, known.iter().copied())
                    .unwrap_or_else(|| host.doc.to_owned());
                let message = format!("`{}` has no argument `:{key}`", host.name);
                self.fail(Fault::new(key_span, message).help(help));
                continue;
            }
            keywords.push((key.into(), self.value(form)));
        }
        let args: Vec<Node> = arguments
            .positional
            .iter()
            .map(|form| self.value(form))
            .collect();
        self.host_with(index, host, args, keywords, span)
    }

    fn host_with(
        &mut self,
        index: usize,
        host: &HostFunction,
        args: Vec<Node>,
        keywords: Vec<(Box<str>, Node)>,
        span: Span,
    ) -> Node {
        if !host.args.contains(&args.len()) {
            let (least, most) = (*host.args.start(), *host.args.end());
            let fault = wrong_count(host.name, (least, most), args.len(), span);
            return self.fail(fault.maybe_help(signature_help(host.signature)));
        }
        // The table of host functions is short, by far.
        let function = u16::try_from(index).unwrap_or(u16::MAX);
        value(
            NodeKind::Host(Box::new(HostCall {
                function,
                args,
                keywords,
            })),
            span,
        )
    }

    /// Calls a primitive or a host function with resolved arguments.
    pub(super) fn call_with(&mut self, name: &str, args: Vec<Node>, span: Span) -> Node {
        if let Some(prim) = Prim::named(name) {
            return self.prim_with(prim, args, span);
        }
        let hosts = self.hosts;
        match hosts.iter().position(|host| host.name == name) {
            Some(index) => self.host_with(index, &hosts[index], args, Vec::new(), span),
            None => self.fail(Fault::new(span, format!("`{name}` is not bound"))),
        }
    }

    /// A call of a function that is a value.
    pub(super) fn apply(&mut self, head: &Form, forms: &[Form], span: Span) -> Node {
        let known = head.symbol().and_then(|name| self.scopes.peek(name));
        let function = self.value(head);
        let known = match (&function.kind, known) {
            (NodeKind::Fn(proc), _) if head.head() == Some("fn") => {
                Some((usize::from(proc.params), proc.body.class))
            }
            (_, Some(Known::Function { params, class })) => Some((params, class)),
            _ => None,
        };
        let args: Vec<Node> = forms.iter().map(|form| self.argument(form)).collect();
        if let Some((params, _)) = known
            && params != args.len()
        {
            let name = head.symbol().unwrap_or("this function");
            return self.fail(wrong_count(name, (params, params), args.len(), span));
        }
        let class = known.map_or(Class::Value, |(_, class)| class);
        Node {
            kind: NodeKind::Apply(Box::new(function), args),
            class,
            span,
        }
    }
}

/// A call with too few or too many arguments.
fn wrong_count(name: &str, (least, most): (usize, usize), found: usize, span: Span) -> Fault {
    let wanted = match (least, most) {
        (least, usize::MAX) => format!("at least {least}"),
        (least, most) if least == most => least.to_string(),
        (least, most) => format!("{least} to {most}"),
    };
    let noun = if wanted == "1" || wanted == "at least 1" {
        "argument"
    } else {
        "arguments"
    };
    Fault::new(
        span,
        format!("`{name}` takes {wanted} {noun}, found {found}"),
    )
}

/// How a function is written, if it tells.
fn signature_help(signature: &str) -> Option<String> {
    (!signature.is_empty()).then(|| format!("its signature is `{signature}`"))
}
