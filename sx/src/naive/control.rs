//! Control forms. Each comes down to the forms that are to be carried out next, with the names that
//! they can see, or to a value; whether those forms are wanted for their value or to be written is
//! not decided here.

use super::Naive;
use super::env::Env;
use crate::read::Form;
use crate::run::failure::Failed;
use crate::value::Val;

/// What a form comes down to.
pub(super) enum Next<'v> {
    /// These forms, as a body.
    Body(&'v [Form], Env<'v>),
    Value(Val<'v>),
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
            ("let", [bindings, forms @ ..]) => {
                let mut inner = env.clone();
                for (name, value) in pairs(bindings) {
                    let bound = self.argument(value, env)?;
                    inner = inner.bind(name, bound, self.is_markup_function(value, env));
                }
                Ok(Next::Body(forms, inner))
            }
            ("let*", [bindings, forms @ ..]) => {
                let mut inner = env.clone();
                for (name, value) in pairs(bindings) {
                    let bound = self.argument(value, &inner)?;
                    inner = inner.bind(name, bound, self.is_markup_function(value, &inner));
                }
                Ok(Next::Body(forms, inner))
            }
            _ => Ok(Next::Itself),
        }
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

/// The names and values of a `let`.
fn pairs(bindings: &Form) -> impl Iterator<Item = (&str, &Form)> {
    fn pair(binding: &Form) -> Option<(&str, &Form)> {
        match binding.list() {
            Some([name, value]) => Some((name.symbol()?, value)),
            _ => None,
        }
    }
    bindings.list().unwrap_or_default().iter().filter_map(pair)
}
