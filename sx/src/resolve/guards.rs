//! `guard` and `defer`: markup with something that can stand in its place.

use super::{Resolver, constant, markup_node};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::read::Form;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::tree::{Defer, Guard, Node, NodeKind};

impl Resolver<'_, '_> {
    /// `(guard :fallback markup body…)`.
    pub(super) fn guard(&mut self, rest: &[Form], span: Span) -> Node {
        let Some((fallback, body)) = self.with_fallback("guard", rest, span) else {
            return constant(Datum::Nil, span);
        };
        let nodes = body.iter().map(|form| self.node(form)).collect();
        let body = markup_node(NodeKind::Seq(nodes), span);
        markup_node(NodeKind::Guard(Box::new(Guard { body, fallback })), span)
    }

    /// `(defer :fallback markup body…)`.
    pub(super) fn defer(&mut self, rest: &[Form], span: Span) -> Node {
        if let Some(tag) = self.foreign {
            let message = format!("a `defer` cannot stand in `{tag}`: what comes later is HTML");
            let help = format!("put the whole `{tag}` into the `defer`");
            self.faults.push(Fault::new(span, message).help(help));
        }
        let Some((fallback, body)) = self.with_fallback("defer", rest, span) else {
            return constant(Datum::Nil, span);
        };
        let slot = self.slot(span, |resolver| {
            let nodes = body.iter().map(|form| resolver.node(form)).collect();
            markup_node(NodeKind::Seq(nodes), span)
        });
        let NodeKind::Slot(body) = slot.kind else {
            return constant(Datum::Nil, span);
        };
        let body = *body;
        markup_node(NodeKind::Defer(Box::new(Defer { body, fallback })), span)
    }

    fn with_fallback<'f>(
        &mut self,
        name: &str,
        rest: &'f [Form],
        span: Span,
    ) -> Option<(Node, Vec<&'f Form>)> {
        let arguments = self.arguments(rest);
        let mut fallback = constant(Datum::Nil, span);
        for (key, key_span, form) in arguments.keywords {
            if key == "fallback" {
                fallback = self.node(form);
            } else {
                let help = did_you_mean(":", key, ["fallback"]);
                let message = format!("`{name}` has no argument `:{key}`");
                self.fail(Fault::new(key_span, message).maybe_help(help));
            }
        }
        if arguments.positional.is_empty() {
            self.usage(span, &format!("({name} :fallback (p \"…\") body…)"));
            return None;
        }
        Some((fallback, arguments.positional))
    }
}
