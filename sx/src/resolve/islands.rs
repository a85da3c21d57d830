//! What only islands have: signals, and handlers of events. The server renders an island once, with each signal
//! as the value that it begins with; handlers and effects are the browser's, and are only tested here.

use super::{Resolver, constant};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::read::Form;
use crate::source::Span;
use crate::tree::Node;

/// Where code of a component runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On the server alone.
    Page,
    /// On the server once, and in the browser again and again.
    Island,
    /// In a handler or an effect of an island: in the browser alone.
    Handler,
}

impl Resolver<'_, '_> {
    /// `signal deref computed effect` of an island, `reset! swap! batch` of its handlers.
    pub(super) fn signal_form(&mut self, name: &str, form: &Form, rest: &[Form]) -> Node {
        let span = form.span;
        if self.place == Place::Page {
            let message = format!("`{name}` belongs to islands");
            return self
                .fail(Fault::new(span, message).help(
                    "define what moves in the browser with `(defisland ~namespace:name …)`",
                ));
        }
        match (name, rest) {
            ("signal" | "deref", [one]) => self.value(one),
            ("computed", [function]) => self.apply(function, &[], span),
            ("effect", [function]) => self.browsers_alone(function),
            ("batch", [function]) if self.changes(name, span) => self.browsers_alone(function),
            ("reset!", [signal, new]) if self.changes(name, span) => {
                self.value(signal);
                self.value(new);
                constant(Datum::Nil, span)
            }
            ("swap!", [signal, function, args @ ..]) if self.changes(name, span) => {
                self.value(signal);
                if !function.symbol().is_some_and(|name| self.is_function(name)) {
                    self.value(function);
                }
                args.iter().for_each(|arg| drop(self.value(arg)));
                constant(Datum::Nil, span)
            }
            ("reset!" | "swap!" | "batch", _) if self.place == Place::Island => {
                constant(Datum::Nil, span)
            }
            ("reset!", _) => self.usage(span, "(reset! signal value)"),
            ("swap!", _) => self.usage(span, "(swap! signal function argument…)"),
            ("signal", _) => self.usage(span, "(signal value)"),
            ("deref", _) => self.usage(span, "(deref signal)"),
            _ => self.usage(span, &format!("({name} (fn () …))")),
        }
    }

    /// Whether a signal may be changed here; a fault where an island is only drawn.
    fn changes(&mut self, name: &str, span: Span) -> bool {
        let may = self.place == Place::Handler;
        if !may {
            let message = format!("`{name}` changes a signal while the island is drawn");
            self.fail(
                Fault::new(span, message)
                    .help("signals change in handlers, `:on-click (fn (event) …)`, and in effects"),
            );
        }
        may
    }

    /// Tests a form that the server never runs.
    pub(super) fn browsers_alone(&mut self, form: &Form) -> Node {
        let around = std::mem::replace(&mut self.place, Place::Handler);
        self.value(form);
        self.place = around;
        constant(Datum::Nil, form.span)
    }

    /// Whether an attribute is a handler of an event, which an island may have: `:on-click`.
    pub(super) fn is_handler(&self, attribute: &str) -> bool {
        self.place != Place::Page
            && attribute.strip_prefix("on-").is_some_and(|event| {
                !event.is_empty()
                    && event
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            })
    }
}
