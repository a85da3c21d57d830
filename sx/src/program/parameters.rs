//! What a component takes, as whoever calls it from outside sees it.

use super::{ComponentRef, Program};
use crate::source::{Location, Source, Span};
use crate::tree::Default;
use crate::value::{ToVal, Type, Val};

/// A parameter of a component.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'p> {
    /// Its name.
    pub name: &'p str,
    /// Its type; `Any` where none is declared.
    pub ty: Type,
    /// Whether every call must give it.
    pub required: bool,
    /// What it is where it is not given, if that is written out.
    pub default: Option<Val<'p>>,
    span: Span,
    sources: &'p [Source],
}

impl Parameter<'_> {
    /// Where it is declared.
    pub fn location(self) -> Location {
        Location::of(self.span, self.sources)
    }
}

impl Program {
    /// The parameters of a component, in order.
    pub fn parameters(&self, component: ComponentRef) -> impl Iterator<Item = Parameter<'_>> {
        let known = self.find(&self.code, component).is_some();
        let tree = self.trees.get(component.index as usize);
        let params = tree.filter(|_| known).map_or(&[][..], |tree| &tree.params);
        params.iter().map(|param| Parameter {
            name: &param.name,
            ty: param.ty,
            required: matches!(param.default, Default::Required),
            default: match &param.default {
                Default::Constant(datum) => Some(datum.to_val()),
                Default::Required | Default::Computed(_) => None,
            },
            span: param.span,
            sources: &self.sources,
        })
    }

    /// Whether a component, or anything that it may call, asks the host for data.
    pub fn asks(&self, component: ComponentRef) -> bool {
        self.find(&self.code, component).is_some()
            && self
                .code
                .reached
                .get(component.index as usize)
                .is_some_and(|reached| !reached.first.is_empty() || !reached.later.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use crate::sink::Format;
    use crate::{Environment, Program, Query, Source, Type};

    #[test]
    fn questions_are_gathered_once_for_all_formats() {
        let query = Query {
            name: "ask",
            arguments: &[],
            result: Type::Any,
            doc: "",
        };
        let environment = Environment {
            queries: &[query],
            ..Environment::default()
        };
        let text = "(defcomp ~a:b () :needs ((answer (ask))) (p answer)) (defcomp ~a:c () (~a:b))";
        let program = Program::compile(&[Source::new("a.sx", text)], &environment).unwrap();
        assert!(program.asks(program.component("~a:c").unwrap()));
        assert_eq!(program.code(Format::Html).reached.len(), 2);
        assert!(program.code(Format::Wire).reached.is_empty());
    }
}
