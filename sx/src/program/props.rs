//! Whether a view fits the component that it is rendered with.

use super::{ComponentRef, FOREIGN, Program};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ops::ParamCode;
use crate::source::Location;
use crate::suggest::did_you_mean;
use crate::value::{Field, Shape, Type};

impl Program {
    /// Tests at start that a view has every required parameter of a component, in a fitting type.
    pub fn check_props(&self, component: ComponentRef, shape: &Shape) -> Result<(), Diagnostics> {
        let Some(component) = self.find(&self.code, component) else {
            return Err(Diagnostics(vec![Diagnostic::new(FOREIGN)]));
        };
        let faults: Vec<Diagnostic> = component
            .params
            .iter()
            .filter_map(|param| {
                let field = shape
                    .fields()
                    .iter()
                    .find(|field| *field.name == *param.name());
                let (message, help) = unfit(param, field, shape)?;
                let location = Some(Location::of(component.span, &self.sources));
                let message = format!("`{}` {message}", component.name);
                Some(Diagnostic::new(message).with_help(help).at(location))
            })
            .collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Diagnostics(faults))
        }
    }
}

/// What is wrong with the field of a view for a parameter, and what to do.
fn unfit(
    param: &ParamCode,
    field: Option<&Field>,
    shape: &Shape,
) -> Option<(String, Option<String>)> {
    let Some(field) = field else {
        if !param.required {
            return None;
        }
        let help = did_you_mean(
            "",
            param.name(),
            shape.fields().iter().map(|field| field.name),
        );
        return Some((
            format!(
                "needs `{}`, which `{}` does not have",
                param.name(),
                shape.name()
            ),
            help,
        ));
    };
    if field.ty != Type::Any && !param.ty.accepts(field.ty) {
        let (wanted, found) = (&param.declared, field.ty);
        return Some((
            format!(
                "takes `{}` as {wanted}; in `{}` it is {found}",
                param.name(),
                shape.name()
            ),
            None,
        ));
    }
    if field.optional && !param.takes_nil && field.ty != Type::Any {
        return Some((
            format!(
                "needs `{}`; in `{}` it may be nil",
                param.name(),
                shape.name()
            ),
            Some(format!(
                "write `({} {}?)` if the template can do without it",
                param.name(),
                param.declared
            )),
        ));
    }
    None
}
