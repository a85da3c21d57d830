//! Patterns: `name`, `[a b & more]`, `{:title t}` and `{:keys [title href]}`.

use super::Naive;
use super::env::Env;
use super::values::step;
use crate::expand::spelt;
use crate::read::{Form, FormKind};
use crate::run::failure::{Failed, wrong};
use crate::value::Val;

impl<'v> Naive<'v> {
    /// The names of a pattern bound to a value or to its parts. A name alone can be a function that is
    /// known to make markup.
    pub(super) fn bind(
        &self,
        pattern: &'v Form,
        value: Val<'v>,
        makes_markup: bool,
        env: &Env<'v>,
    ) -> Result<Env<'v>, Failed> {
        match &pattern.kind {
            FormKind::Symbol(name) => Ok(env.bind(name, value, makes_markup)),
            FormKind::Vector(items) => self.bind_items(items, value, env),
            FormKind::Record(pairs) => self.bind_fields(pairs, value, env),
            _ => Err(wrong("this is no name and no pattern")),
        }
    }

    fn bind_items(
        &self,
        items: &'v [Form],
        value: Val<'v>,
        env: &Env<'v>,
    ) -> Result<Env<'v>, Failed> {
        let mut env = env.clone();
        for (index, item) in items.iter().enumerate() {
            let at = Val::Int(index as i64);
            if item.symbol() == Some("&") {
                let rest = self.primitive("drop", &[value, at])?;
                return match items.get(index + 1) {
                    Some(pattern) => self.bind(pattern, rest, false, &env),
                    None => Ok(env),
                };
            }
            env = self.bind(item, step(value, at, None)?, false, &env)?;
        }
        Ok(env)
    }

    fn bind_fields(
        &self,
        pairs: &'v [Form],
        value: Val<'v>,
        env: &Env<'v>,
    ) -> Result<Env<'v>, Failed> {
        let mut env = env.clone();
        let field = |name: &'v str| step(value, Val::Str(name), Some(name));
        for pair in pairs.chunks_exact(2) {
            match (pair[0].keyword().unwrap_or_default(), &pair[1].kind) {
                ("keys", FormKind::Vector(names)) => {
                    for name in names {
                        // A name that a macro made is spelt as its template spells it.
                        let key = spelt(name.symbol().unwrap_or_default());
                        env = self.bind(name, field(key)?, false, &env)?;
                    }
                }
                (key, _) => env = self.bind(&pair[1], field(key)?, false, &env)?,
            }
        }
        Ok(env)
    }
}

/// The names of a pattern, bound to nothing: for looking at a form that could see them.
pub(super) fn names<'v>(pattern: &'v Form, makes_markup: bool, env: &Env<'v>) -> Env<'v> {
    match &pattern.kind {
        FormKind::Symbol(name) => env.bind(name, Val::Nil, makes_markup),
        FormKind::Vector(items) | FormKind::Record(items) => items
            .iter()
            .fold(env.clone(), |env, item| names(item, false, &env)),
        _ => env.clone(),
    }
}
