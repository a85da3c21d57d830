//! Whether a form makes markup. An argument that does is not computed at the call but written where
//! the parameter stands, so the language itself makes this difference.

use super::Naive;
use super::control::bindings_of;
use super::env::Env;
use super::patterns;
use crate::markup;
use crate::read::Form;

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
            "<>" | "for-each" | "guard" | "defer" => true,
            "if" => rest.iter().skip(1).any(|form| self.is_markup(form, env)),
            "when" | "unless" => self.is_markup_body(after_first(rest), env),
            "do" => self.is_markup_body(rest, env),
            "and" | "or" => rest.last().is_some_and(|form| self.is_markup(form, env)),
            "cond" => self.any_clause(rest, env),
            "case" => self.any_clause(after_first(rest), env),
            "let" | "let*" | "letrec" => match rest {
                [name, bindings, body @ ..] if name.symbol().is_some() => {
                    let own = patterns::names(name, false, env);
                    let inner = bindings_of(bindings).fold(own, |env, (pattern, _)| {
                        patterns::names(pattern, false, &env)
                    });
                    self.is_markup_body(body, &inner)
                }
                [bindings, body @ ..] => {
                    let inner = self.with_functions(bindings, head == "letrec", env);
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
            Some([head, params, body @ ..]) if head.symbol() == Some("fn") => {
                let params = params.list().unwrap_or_default().iter();
                let inner = params.fold(env.clone(), |env, param| {
                    patterns::names(param, false, &env)
                });
                self.is_markup_body(body, &inner)
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

    /// The names that a `let` binds, without their values. Those of a `letrec` see each other.
    fn with_functions(&self, bindings: &'v Form, each_other: bool, env: &Env<'v>) -> Env<'v> {
        let mut inner = env.clone();
        for (pattern, value) in bindings_of(bindings) {
            let markup = !each_other && self.makes_markup(value, &inner);
            inner = patterns::names(pattern, markup, &inner);
        }
        if each_other {
            self.learn(bindings, &inner);
        }
        inner
    }

    /// Finds out which functions of a `letrec` make markup: one that calls another that does, too.
    pub(super) fn learn(&self, bindings: &'v Form, env: &Env<'v>) {
        let mut is_new = true;
        while is_new {
            is_new = false;
            for (name, function) in bindings_of(bindings) {
                let markup = self.makes_markup(function, env);
                is_new |= env.set_makes_markup(name.symbol().unwrap_or_default(), markup);
            }
        }
    }
}

fn after_first(forms: &[Form]) -> &[Form] {
    forms.get(1..).unwrap_or_default()
}
