//! The pages: components that are rendered with a view whose fields are known.

use super::fact::{Fact, Nil};
use super::{Called, Checker};
use crate::diagnostic::Fault;
use crate::environment::PageView;
use crate::suggest::did_you_mean;
use crate::tree::{Default, Param};
use crate::value::Shape;

impl<'n> Checker<'n> {
    /// Queues every page with the types of its view.
    pub(super) fn pages(&mut self) {
        for page in self.environment.views {
            match self.names.by_name.get(page.component) {
                Some(component) => self.page(page, *component),
                None => {
                    let known = self.names.by_name.keys().copied();
                    let help = did_you_mean("", page.component, known);
                    let message = format!("there is no component `{}`", page.component);
                    let mut fault = Fault::nowhere(message).maybe_help(help);
                    fault.route = shown(page.route);
                    self.faults.push(fault);
                }
            }
        }
    }

    fn page(&mut self, page: &PageView, component: u32) {
        let params = &self.components[component as usize].params;
        let mut args = Vec::with_capacity(params.len());
        for param in params {
            args.push(self.prop(page, component, param));
        }
        self.enqueue(component, &args, Called::Page(page.route));
    }

    /// What a page gets for a parameter: the field of the same name.
    fn prop(&mut self, page: &PageView, component: u32, param: &'n Param) -> Fact {
        let shape = page.shape;
        let Some(index) = shape.index_of(&param.name) else {
            if matches!(param.default, Default::Required) {
                let message = format!(
                    "needs `{}`, which `{}` does not have",
                    param.name,
                    shape.name()
                );
                let help = did_you_mean("", &param.name, fields(shape));
                self.refuse(page, component, &message, help);
                return Fact::ANY;
            }
            return Fact::NEVER;
        };
        let field = shape.fields()[index];
        let given = self.facts.of_type(field.ty, field.optional, 0);
        let declared = self.facts.of_declared(&param.declared);
        if !self.fits(declared, given) {
            let message = format!(
                "takes `{}` as {}; in `{}` it is {}",
                param.name,
                param.declared,
                shape.name(),
                field.ty
            );
            let help = self.misfit(declared, given);
            self.refuse(page, component, &message, help);
            return declared.value();
        }
        if given.nil == Nil::Maybe && !param.takes_nil {
            let message = format!(
                "needs `{}`; in `{}` it may be nil",
                param.name,
                shape.name()
            );
            let help = format!(
                "write `({} {}?)` if the template can do without it",
                param.name, param.declared
            );
            self.refuse(page, component, &message, Some(help));
        }
        self.facts.meet(declared, given)
    }

    fn refuse(&mut self, page: &PageView, component: u32, message: &str, help: Option<String>) {
        let signature = &self.names.signatures[component as usize];
        let message = format!("`{}` {message}", signature.name);
        let mut fault = Fault::new(signature.name_span, message).maybe_help(help);
        if self.is_new(&fault) {
            fault.route = shown(page.route);
            self.faults.push(fault);
        }
    }
}

/// A route as messages show it, if there is one.
pub(super) fn shown(route: &str) -> Option<String> {
    Some(route.to_owned()).filter(|route| !route.is_empty())
}

fn fields(shape: &Shape) -> impl Iterator<Item = &'static str> {
    shape.fields().iter().map(|field| field.name)
}
