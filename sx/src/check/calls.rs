//! Calls of components and of the host.

use std::rc::Rc;

use super::fact::{Fact, Nil};
use super::{Called, Checker};
use crate::diagnostic::Fault;
use crate::reference::Signature;
use crate::source::Span;
use crate::tree::{Call, HostCall, Node, Param};

impl<'n> Checker<'n> {
    /// A component call: its arguments are tested here, its body waits its turn.
    pub(super) fn component(&mut self, call: &'n Call, span: Span) {
        let params = &self.components[call.component as usize].params;
        let mut args = Vec::with_capacity(params.len());
        for (param, arg) in params.iter().zip(&call.args) {
            args.push(match arg {
                Some(node) => self.argument(call.component, param, node),
                None => Fact::NEVER,
            });
        }
        self.enqueue(call.component, &args, Called::From(self.here, span));
    }

    /// What a parameter gets.
    fn argument(&mut self, component: u32, param: &'n Param, node: &'n Node) -> Fact {
        let given = self.value(node);
        let declared = self.facts.of_declared(&param.declared);
        let refusal = if given == Fact::NIL && !param.takes_nil {
            Some(("found nil".to_owned(), None))
        } else if !self.fits(declared, given) {
            let found = format!("found {}", self.facts.describe(given));
            Some((found, self.misfit(declared, given)))
        } else if given.nil == Nil::Maybe && !param.takes_nil {
            let help = format!(
                "test it before, or write `({} {}?)` if the component can do without it",
                param.name, param.declared
            );
            Some(("and this may be nil".to_owned(), Some(help)))
        } else {
            None
        };
        let Some((what, help)) = refusal else {
            let fact = self.facts.meet(declared, given);
            return if param.takes_nil {
                fact
            } else {
                fact.not_nil()
            };
        };
        let name = self.names.signatures[component as usize].name;
        let message = format!(
            "`:{}` of `{name}` is {}, {what}",
            param.name, param.declared
        );
        self.say(Fault::new(node.span, message).maybe_help(help));
        declared.value()
    }

    /// A call of a host function, by its signature if it has one.
    pub(super) fn host(&mut self, call: &'n HostCall) -> Fact {
        let Some(signature) = self.host_signature(call.function) else {
            for node in call
                .args
                .iter()
                .chain(call.keywords.iter().map(|(_, node)| node))
            {
                self.value(node);
            }
            return Fact::ANY;
        };
        for (name, node) in &call.keywords {
            let fact = self.value(node);
            let key = signature.keys.iter().find(|key| *key.name == **name);
            if let Some(key) = key.filter(|key| !self.takes(key, fact)) {
                self.refuse_argument(&signature.name, key, fact, node.span, None);
            }
        }
        self.by_signature(&signature, &call.args)
    }

    fn host_signature(&mut self, function: u16) -> Option<Rc<Signature>> {
        if let Some(known) = self.host_signatures.get(&function) {
            return known.clone();
        }
        let text = self.environment.functions[usize::from(function)].signature;
        let signature = Signature::parse(text).ok().map(Rc::new);
        self.host_signatures.insert(function, signature.clone());
        signature
    }
}
