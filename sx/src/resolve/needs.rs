//! `:needs`: what a component asks the host for. Questions are known when templates are compiled; those of a page
//! and of everything that it may call are asked together, before it is rendered.

use super::signature::NeedForm;
use super::{Resolver, value};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::environment::Query;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::tree::{Binding, NodeKind};

/// A question to the host. Components that ask the same share it.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    /// Where it is asked first.
    pub(crate) span: Span,
    pub(crate) query: Box<str>,
    pub(crate) arguments: Vec<(Box<str>, NeedArgument)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NeedArgument {
    /// A value that is written out.
    Constant(Datum),
    /// `@name`: something of the request, such as a part of its path.
    Request(Box<str>),
}

impl Resolver<'_, '_> {
    /// Binds the answers to a component's questions.
    pub(super) fn needs(
        &mut self,
        forms: &[NeedForm<'_>],
        queries: &[Query],
        all: &mut Vec<Need>,
    ) -> Vec<Binding> {
        let mut bindings = Vec::new();
        for form in forms {
            let Some(need) = self.need(form, queries) else {
                self.bind_nothing(form);
                continue;
            };
            let is_same =
                |known: &Need| (&known.query, &known.arguments) == (&need.query, &need.arguments);
            let index = all.iter().position(is_same);
            let index = index.unwrap_or_else(|| {
                all.push(need);
                all.len() - 1
            });
            let answer = NodeKind::Need(u32::try_from(index).unwrap_or(u32::MAX));
            match self.scopes.new_local(form.span) {
                Ok(var) => {
                    self.scopes.bind(form.name, var, super::Known::Value);
                    bindings.push(Binding {
                        var,
                        value: value(answer, form.span),
                    });
                }
                Err(error) => drop(self.too_many(error)),
            }
        }
        bindings
    }

    /// Binds the name of a need that is no question, so that its readers are not faults too.
    fn bind_nothing(&mut self, form: &NeedForm<'_>) {
        if let Ok(var) = self.scopes.new_local(form.span) {
            self.scopes.bind(form.name, var, super::Known::Value);
        }
    }

    fn need(&mut self, form: &NeedForm<'_>, queries: &[Query]) -> Option<Need> {
        let Some(query) = queries.iter().find(|query| query.name == form.query) else {
            let help = did_you_mean("", form.query, queries.iter().map(|query| query.name));
            let message = format!("there is no query `{}`", form.query);
            self.fail(Fault::new(form.span, message).maybe_help(help));
            return None;
        };
        for (name, span, _) in &form.arguments {
            if !query
                .arguments
                .iter()
                .any(|argument| argument.name == *name)
            {
                let known = query.arguments.iter().map(|argument| argument.name);
                let help = did_you_mean(":", name, known);
                let message = format!("`{}` has no argument `:{name}`", query.name);
                self.fail(Fault::new(*span, message).maybe_help(help));
            }
        }
        for argument in query.arguments.iter().filter(|argument| argument.required) {
            if !form
                .arguments
                .iter()
                .any(|(name, ..)| *name == argument.name)
            {
                let message = format!("`{}` needs `:{}`", query.name, argument.name);
                self.fail(Fault::new(form.span, message).help(query.doc));
            }
        }
        let mut arguments: Vec<(Box<str>, NeedArgument)> = form
            .arguments
            .iter()
            .map(|(name, _, argument)| ((*name).into(), argument.clone()))
            .collect();
        arguments.sort_by(|one, other| one.0.cmp(&other.0));
        Some(Need {
            span: form.span,
            query: form.query.into(),
            arguments,
        })
    }
}
