//! Control forms. Each comes down to the forms that are to be carried out next, with the names that
//! they can see, or to a value; whether those forms are wanted for their value or to be written is
//! not decided here.

use super::Naive;
use super::env::{Code, Env};
use super::patterns;
use crate::read::Form;
use crate::run::failure::Failed;
use crate::value::{Function, Val};

/// What a form comes down to.
pub(super) enum Next<'v> {
    /// These forms, as a body.
    Body(&'v [Form], Env<'v>),
    Value(Val<'v>),
    /// What this function makes of these arguments.
    Call(Val<'v>, Vec<Val<'v>>),
    /// It is no control form.
    Itself,
}

impl<'v> Naive<'v> {
    pub(super) fn next(&self, form: &'v Form, env: &Env<'v>) -> Result<Next<'v>, Failed> {
        let Some([head, rest @ ..]) = form.list() else {
            return Ok(Next::Itself);
        };
        let body = |forms: &'v [Form]| Ok(Next::Body(forms, env.clone()));
        match (head.symbol().unwrap_or_default(), rest) {
            ("if", [test, branches @ ..]) => {
                let (then, otherwise) = branches.split_at(1.min(branches.len()));
                body(if self.is_true(test, env)? {
                    then
                } else {
                    otherwise
                })
            }
            ("when", [test, forms @ ..]) if self.is_true(test, env)? => body(forms),
            ("unless", [test, forms @ ..]) if !self.is_true(test, env)? => body(forms),
            ("when" | "unless", _) => Ok(Next::Value(Val::Nil)),
            ("cond", clauses) => self.cond(clauses, env),
            ("case", [subject, clauses @ ..]) => self.case(subject, clauses, env),
            ("and", []) => Ok(Next::Value(Val::Bool(true))),
            ("or", []) => Ok(Next::Value(Val::Nil)),
            (name @ ("and" | "or"), [tests @ .., last]) => {
                for test in tests {
                    let value = self.value(test, env)?;
                    if value.is_true() == (name == "or") {
                        return Ok(Next::Value(value));
                    }
                }
                body(std::slice::from_ref(last))
            }
            ("do", forms) => body(forms),
            ("let" | "let*", [name, bindings, body @ ..]) if name.symbol().is_some() => {
                self.named_let(name, bindings, body, env)
            }
            ("let", [bindings, forms @ ..]) => {
                let mut bound = Vec::new();
                for (pattern, value) in bindings_of(bindings) {
                    let markup = self.is_markup_function(value, env);
                    bound.push((pattern, self.argument(value, env)?, markup));
                }
                let mut inner = env.clone();
                for (pattern, value, markup) in bound {
                    inner = self.bind(pattern, value, markup, &inner)?;
                }
                Ok(Next::Body(forms, inner))
            }
            ("let*", [bindings, forms @ ..]) => {
                let mut inner = env.clone();
                for (pattern, value) in bindings_of(bindings) {
                    let markup = self.is_markup_function(value, &inner);
                    let value = self.argument(value, &inner)?;
                    inner = self.bind(pattern, value, markup, &inner)?;
                }
                Ok(Next::Body(forms, inner))
            }
            ("letrec", [bindings, forms @ ..]) => {
                let names = bindings_of(bindings).map(|(name, _)| name);
                let inner = names.fold(env.clone(), |env, name| patterns::names(name, false, &env));
                self.learn(bindings, &inner);
                for (name, function) in bindings_of(bindings) {
                    let value = self.value(function, &inner)?;
                    inner.set(name.symbol().unwrap_or_default(), value);
                }
                Ok(Next::Body(forms, inner))
            }
            _ => Ok(Next::Itself),
        }
    }

    /// `(let loop ((i 0)) body…)`: a function that knows its name, and its first call.
    fn named_let(
        &self,
        name: &'v Form,
        bindings: &'v Form,
        body: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Next<'v>, Failed> {
        let (mut params, mut args) = (Vec::new(), Vec::new());
        for (pattern, value) in bindings_of(bindings) {
            params.push(pattern);
            args.push(self.argument(value, env)?);
        }
        // What it makes is told from its body with its calls of itself left out.
        let own = patterns::names(name, false, env);
        let inside = params.iter().fold(own.clone(), |env, param| {
            patterns::names(param, false, &env)
        });
        let makes_markup = self.is_markup_body(body, &inside);
        let name = name.symbol().unwrap_or_default();
        own.set_makes_markup(name, makes_markup);
        let function = Val::Fn(Function(self.closure(Code {
            params,
            body: body.iter().collect(),
            env: own.clone(),
            makes_markup,
        })?));
        own.set(name, function);
        Ok(Next::Call(function, args))
    }

    fn is_true(&self, test: &'v Form, env: &Env<'v>) -> Result<bool, Failed> {
        Ok(self.value(test, env)?.is_true())
    }

    /// Whether this is a function literal that makes markup.
    fn is_markup_function(&self, form: &'v Form, env: &Env<'v>) -> bool {
        form.head() == Some("fn") && self.makes_markup(form, env)
    }

    fn cond(&self, clauses: &'v [Form], env: &Env<'v>) -> Result<Next<'v>, Failed> {
        for clause in clauses {
            if let Some([test, body @ ..]) = clause.list()
                && (test.symbol() == Some("else") || self.is_true(test, env)?)
            {
                return Ok(Next::Body(body, env.clone()));
            }
        }
        Ok(Next::Value(Val::Nil))
    }

    fn case(
        &self,
        subject: &'v Form,
        clauses: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Next<'v>, Failed> {
        let subject = self.value(subject, env)?;
        for clause in clauses {
            let Some([choices, body @ ..]) = clause.list() else {
                continue;
            };
            if choices.symbol() == Some("else") {
                return Ok(Next::Body(body, env.clone()));
            }
            for choice in choices.list().unwrap_or(std::slice::from_ref(choices)) {
                let constant = self.value(choice, env)?;
                if self.primitive("=", &[subject, constant])?.is_true() {
                    return Ok(Next::Body(body, env.clone()));
                }
            }
        }
        Ok(Next::Value(Val::Nil))
    }
}

/// The patterns and values of a `let`.
pub(super) fn bindings_of(bindings: &Form) -> impl Iterator<Item = (&Form, &Form)> {
    fn pair(binding: &Form) -> Option<(&Form, &Form)> {
        match binding.list() {
            Some([pattern, value]) => Some((pattern, value)),
            _ => None,
        }
    }
    bindings.list().unwrap_or_default().iter().filter_map(pair)
}
