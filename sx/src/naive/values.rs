//! Forms that are wanted for their value.

use super::Naive;
use super::control::Next;
use super::env::Env;
use crate::read::{Form, FormKind};
use crate::run::failure::{Failed, expected, wrong};
use crate::suggest::did_you_mean;
use crate::value::{Record, Val};

impl<'v> Naive<'v> {
    /// The value of a form.
    pub(super) fn value(&self, form: &'v Form, env: &Env<'v>) -> Result<Val<'v>, Failed> {
        self.level(|| match self.next(form, env)? {
            Next::Value(value) => Ok(value),
            Next::Body(body, env) => self.value_of_body(body, &env),
            Next::Call(function, args) => self.apply(function, &args),
            Next::Itself => self.simple(form, env),
        })
    }

    /// The value of a body: it has one form, or none.
    pub(super) fn value_of_body(&self, body: &'v [Form], env: &Env<'v>) -> Result<Val<'v>, Failed> {
        match body {
            [] => Ok(Val::Nil),
            [one] => self.value(one, env),
            _ => Err(markup_as_value()),
        }
    }

    /// An argument or what a name is bound to: markup becomes a slot.
    pub(super) fn argument(&self, form: &'v Form, env: &Env<'v>) -> Result<Val<'v>, Failed> {
        if self.is_markup(form, env) {
            self.slot(vec![form], env)
        } else {
            self.value(form, env)
        }
    }

    /// A form that is no control form.
    fn simple(&self, form: &'v Form, env: &Env<'v>) -> Result<Val<'v>, Failed> {
        match &form.kind {
            FormKind::Symbol(name) => env
                .get(name)
                .ok_or_else(|| wrong(format!("`{name}` is not bound"))),
            FormKind::Vector(items) => {
                let items = self.values(items, env)?;
                Ok(Val::List(self.work.arena.list(&items)?))
            }
            FormKind::Record(items) => self.record(items, |form| self.value(form, env)),
            FormKind::Quote(inner) => self.data(inner),
            FormKind::List(items) => match items.split_first() {
                Some((head, rest)) => self.list(form, head, rest, env),
                None => Err(wrong("`()` has no meaning here")),
            },
            _ => self.data(form),
        }
    }

    pub(super) fn values(&self, forms: &'v [Form], env: &Env<'v>) -> Result<Vec<Val<'v>>, Failed> {
        forms.iter().map(|form| self.value(form, env)).collect()
    }

    fn list(
        &self,
        form: &'v Form,
        head: &'v Form,
        rest: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Val<'v>, Failed> {
        let name = head.symbol().unwrap_or_default();
        match (name, rest) {
            ("get", [subject, keys @ ..]) => {
                let subject = self.value(subject, env)?;
                self.path(subject, keys, env)
            }
            ("context", keys) => self.path(Val::Rec(self.scene.context), keys, env),
            ("quote", [datum]) => self.data(datum),
            ("fn", [params, body @ ..]) => self.function(params, body, env),
            (
                "map" | "map-indexed" | "filter" | "reduce" | "some" | "every?" | "sort-by"
                | "group-by",
                _,
            ) => self.loop_value(name, rest, env),
            // An island is drawn once, each signal as the value that it begins with.
            ("signal" | "deref", [value]) => self.value(value, env),
            ("computed", [function]) => self.apply(self.value(function, env)?, &[]),
            ("effect" | "batch" | "reset!" | "swap!", _) => Ok(Val::Nil),
            _ if self.is_markup(form, env) => Err(markup_as_value()),
            _ if self.is_function(name) => self.call_named(name, rest, env),
            _ => {
                let function = self.value(head, env)?;
                let args = self.arguments(rest, env)?;
                self.apply(function, &args)
            }
        }
    }

    /// Literal and quoted data: symbols and keywords are their names, lists are lists.
    pub(super) fn data(&self, form: &'v Form) -> Result<Val<'v>, Failed> {
        Ok(match &form.kind {
            FormKind::Nil => Val::Nil,
            FormKind::Bool(value) => Val::Bool(*value),
            FormKind::Int(value) => Val::Int(*value),
            FormKind::Dec(value) => Val::Dec(*value),
            FormKind::Str(text) | FormKind::Keyword(text) | FormKind::Symbol(text) => {
                Val::Str(text)
            }
            FormKind::List(items) | FormKind::Vector(items) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|form| self.data(form))
                    .collect::<Result<_, _>>()?;
                Val::List(self.work.arena.list(&items)?)
            }
            FormKind::Record(items) => self.record(items, |form| self.data(form))?,
            FormKind::Quote(inner) => self.data(inner)?,
            FormKind::Template(_) | FormKind::Unquote(_) | FormKind::Splice(_) => {
                return Err(wrong("templates belong to macros"));
            }
        })
    }

    fn record(
        &self,
        items: &'v [Form],
        value: impl Fn(&'v Form) -> Result<Val<'v>, Failed>,
    ) -> Result<Val<'v>, Failed> {
        let mut fields = Vec::new();
        for pair in items.chunks_exact(2) {
            let (FormKind::Keyword(key) | FormKind::Str(key)) = &pair[0].kind else {
                return Err(wrong("keys are keywords or strings"));
            };
            fields.push((&**key, value(&pair[1])?));
        }
        Ok(Val::Rec(self.work.arena.record(&fields)?))
    }

    /// Follows keys into records and lists.
    fn path(&self, subject: Val<'v>, keys: &'v [Form], env: &Env<'v>) -> Result<Val<'v>, Failed> {
        keys.iter().try_fold(subject, |subject, key| {
            let written_out = match &key.kind {
                FormKind::Keyword(name) | FormKind::Str(name) => Some(&**name),
                _ => None,
            };
            step(subject, self.value(key, env)?, written_out)
        })
    }
}

pub(super) fn markup_as_value() -> Failed {
    wrong("this function makes markup, and a value is needed here")
}

pub(super) fn step<'v>(
    subject: Val<'v>,
    key: Val<'v>,
    written_out: Option<&str>,
) -> Result<Val<'v>, Failed> {
    match (subject, key) {
        (Val::Nil, _) => Ok(Val::Nil),
        (Val::Rec(record), Val::Str(key)) => field(record, key),
        (Val::List(list), Val::Int(index)) => {
            Ok(usize::try_from(index).map_or(Val::Nil, |index| list.item(index)))
        }
        (other, _) if written_out.is_some() => Err(wrong(format!(
            "cannot read `:{}`: expected Rec, found {}",
            written_out.unwrap_or_default(),
            other.kind_name()
        ))),
        (Val::Rec(_), key) => Err(expected("a key", key)),
        (Val::List(_), key) => Err(expected("the number of an item", key)),
        (other, _) => Err(expected("Rec or List", other)),
    }
}

/// Free-form data has `nil` for what it does not have; a struct's fields are known.
fn field<'v>(record: &'v dyn Record, key: &str) -> Result<Val<'v>, Failed> {
    match (record.get(key), record.shape()) {
        (Some(value), _) => Ok(value),
        (None, None) => Ok(Val::Nil),
        (None, Some(shape)) => {
            let keys = shape.fields().iter().map(|field| field.name);
            let failed = wrong(format!("`{}` has no field `:{key}`", shape.name()));
            Err(failed.with_help(did_you_mean(":", key, keys).unwrap_or_default()))
        }
    }
}
