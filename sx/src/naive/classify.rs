//! Whether a form makes markup. An argument that does is not computed at the call but written where
//! the parameter stands, so the language itself makes this difference.

use super::Naive;
use super::env::Env;
use crate::markup;
use crate::read::Form;
use crate::value::Val;

impl<'v> Naive<'v> {
    /// An element, a component call, a fragment, or a control form with markup in a branch.
    pub(super) fn is_markup(&self, form: &'v Form, env: &Env<'v>) -> bool {
        let Some([head, rest @ ..]) = form.list() else {
            return false;
        };
        let Some(head) = head.symbol() else {
            return false;
        };
        match head {
            "<>" | "for-each" => true,
            "if" => rest.iter().skip(1).any(|form| self.is_markup(form, env)),
            "when" | "unless" => self.is_markup_body(after_first(rest), env),
            "do" => self.is_markup_body(rest, env),
            "and" | "or" => rest.last().is_some_and(|form| self.is_markup(form, env)),
            "cond" => self.any_clause(rest, env),
            "case" => self.any_clause(after_first(rest), env),
            "let" | "let*" => match rest {
                [bindings, body @ ..] => {
                    let inner = self.with_functions(bindings, env);
                    self.is_markup_body(body, &inner)
                }
                [] => false,
            },
            "map" | "map-indexed" => rest
                .first()
                .is_some_and(|function| self.makes_markup(function, env)),
            _ if head.starts_with('~') || head.starts_with("html:") => true,
            _ if super::is_form(head) => false,
            _ if markup::is_element(head) => true,
            _ if self.is_function(head) => false,
            _ => env.makes_markup(head),
        }
    }

    /// One form is itself; several are written one after the other.
    pub(super) fn is_markup_body(&self, body: &'v [Form], env: &Env<'v>) -> bool {
        match body {
            [] => false,
            [one] => self.is_markup(one, env),
            _ => true,
        }
    }

    /// Whether calling this function makes markup, as far as can be told from where it is written.
    pub(super) fn makes_markup(&self, function: &'v Form, env: &Env<'v>) -> bool {
        match function.list() {
            Some([head, _, body @ ..]) if head.symbol() == Some("fn") => {
                self.is_markup_body(body, env)
            }
            _ => function
                .symbol()
                .is_some_and(|name| !self.is_function(name) && env.makes_markup(name)),
        }
    }

    fn any_clause(&self, clauses: &'v [Form], env: &Env<'v>) -> bool {
        clauses
            .iter()
            .filter_map(Form::list)
            .any(|clause| self.is_markup_body(after_first(clause), env))
    }

    /// The names that a `let` binds, without their values.
    fn with_functions(&self, bindings: &'v Form, env: &Env<'v>) -> Env<'v> {
        let mut inner = env.clone();
        for binding in bindings.list().unwrap_or_default() {
            if let Some([name, value]) = binding.list()
                && let Some(name) = name.symbol()
            {
                let markup = self.makes_markup(value, &inner);
                inner = inner.bind(name, Val::Nil, markup);
            }
        }
        inner
    }
}

fn after_first(forms: &[Form]) -> &[Form] {
    forms.get(1..).unwrap_or_default()
}
