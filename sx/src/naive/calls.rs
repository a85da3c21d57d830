//! Calls: components, functions, primitives, host functions, and the loops that call for each item.

use std::cell::Cell;
use std::rc::Rc;

use super::Naive;
use super::definition::{Definition, Param};
use super::env::{Code, Env};
use super::html::{Element, Piece};
use super::patterns;
use super::values::markup_as_value;
use crate::host::{HostArgs, HostError};
use crate::limits::Limit;
use crate::primitives::Prim;
use crate::read::Form;
use crate::render_error::RenderErrorKind;
use crate::run::failure::{Failed, expected, limit, wrong};
use crate::value::{Closure, Function, Record, Slot, SlotOf, Val};

/// What is called for each item of a loop.
pub(super) enum Callee<'v> {
    /// A primitive or a host function.
    Named(&'v str),
    /// A function that is written out: it stands for its body, which is written or has a value as the
    /// loop is.
    Literal(Rc<Code<'v>>),
    Value(Val<'v>),
}

impl<'v> Naive<'v> {
    /// Calls a component as the page: its parameters are the fields of the view.
    pub(super) fn page(
        &self,
        name: &str,
        view: &'v dyn Record,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        let page = self.find(name)?;
        let mut args = Vec::new();
        for param in &page.params {
            let value = view.get(param.name);
            if value.is_none() && param.is_required {
                let message = format!("the view of `{name}` has no field `{}`", param.name);
                return Err(wrong(message).of_kind(RenderErrorKind::Page));
            }
            args.push(value);
        }
        self.enter(page, args, out)
    }

    fn find(&self, name: &str) -> Result<&Definition<'v>, Failed> {
        let found = self.definitions.iter().find(|known| known.name == name);
        found.ok_or_else(|| wrong(format!("there is no component `{name}`")))
    }

    /// `(~name :key value … child …)`.
    pub(super) fn call_component(
        &self,
        name: &str,
        forms: &'v [Form],
        env: &Env<'v>,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        let component = self.find(name)?;
        let (keywords, children) = split(forms);
        let mut args = Vec::new();
        for param in &component.params {
            let given = keywords.iter().find(|(key, _)| *key == param.name);
            let given = given.map(|(_, form)| self.argument(form, env));
            args.push(given.transpose()?);
        }
        if component.takes_children && !children.is_empty() {
            args.pop();
            // One name is passed on as it is: a slot stays the same slot.
            args.push(Some(match children.as_slice() {
                [one] if one.symbol().is_some() => self.value(one, env)?,
                _ => self.slot(children, env)?,
            }));
        }
        self.enter(component, args, out)
    }

    /// A component begins: defaults and types in the order of the parameters, then the body, which
    /// sees the parameters alone.
    fn enter(
        &self,
        component: &Definition<'v>,
        args: Vec<Option<Val<'v>>>,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        self.call(|| {
            let mut env = Env::default();
            for (param, arg) in component.params.iter().zip(args) {
                let value = match (arg, param.default) {
                    (Some(value), _) => value,
                    (None, Some(default)) => self.argument(default, &env)?,
                    (None, None) => Val::Nil,
                };
                let fits = value.kind().map(|found| param.ty.accepts(found));
                if !fits.unwrap_or(param.takes_nil) {
                    return Err(wrong(format!(
                        "`:{}` of `{}` is {}, found {}",
                        param.name,
                        component.name,
                        param.declared,
                        value.kind_name()
                    )));
                }
                env = env.bind(param.name, value, false);
            }
            if !component.is_island {
                return self.contents(component.body, &env, out);
            }
            let given = |param: &Param<'v>| (param.name, env.get(param.name).unwrap_or(Val::Nil));
            let fields: Vec<_> = component.params.iter().map(given).collect();
            let props = Val::Rec(self.work.arena.record(&fields)?);
            let mut children = Vec::new();
            let props = self.primitive("json", &[props])?;
            self.contents(component.body, &env, &mut children)?;
            out.push(Piece::Element(Element {
                tag: "sx-island".into(),
                attrs: vec![
                    ("data-sx-island".into(), Some(component.name.into())),
                    ("data-sx-props".into(), props.as_str().map(str::to_owned)),
                ],
                children,
                is_void: false,
            }));
            Ok(())
        })
    }

    pub(super) fn slot(&self, body: Vec<&'v Form>, env: &Env<'v>) -> Result<Val<'v>, Failed> {
        let closure = self.closure(Code {
            params: Vec::new(),
            body,
            env: env.clone(),
            makes_markup: true,
        })?;
        Ok(Val::Slot(Slot::of_closure(closure)))
    }

    /// `(fn (x y) body…)` as a value.
    pub(super) fn function(
        &self,
        params: &'v Form,
        body: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Val<'v>, Failed> {
        let closure = self.closure(self.literal(params, body, env))?;
        Ok(Val::Fn(Function(closure)))
    }

    pub(super) fn literal(&self, params: &'v Form, body: &'v [Form], env: &Env<'v>) -> Code<'v> {
        let params = params.list().unwrap_or_default();
        let inside = params.iter().fold(env.clone(), |env, param| {
            patterns::names(param, false, &env)
        });
        Code {
            params: params.iter().collect(),
            body: body.iter().collect(),
            env: env.clone(),
            makes_markup: self.is_markup_body(body, &inside),
        }
    }

    pub(super) fn closure(&self, code: Code<'v>) -> Result<&'v Closure<'v>, Failed> {
        let mut codes = self.codes.borrow_mut();
        codes.push(Rc::new(code));
        Ok(self.work.arena.keep(Closure {
            proc: u32::try_from(codes.len() - 1).unwrap_or(u32::MAX),
            captured: &[],
            used: Cell::new(false),
        })?)
    }

    fn code(&self, closure: &Closure<'v>) -> Rc<Code<'v>> {
        Rc::clone(&self.codes.borrow()[closure.proc as usize])
    }

    /// Writes a slot, which can be done once.
    pub(super) fn write_slot(&self, slot: Slot<'v>, out: &mut Vec<Piece>) -> Result<(), Failed> {
        if slot.is_written() {
            return Err(wrong("this content is written a second time"));
        }
        match slot.0 {
            SlotOf::Closure(closure) => {
                closure.used.set(true);
                let code = self.code(closure);
                self.call(|| self.write_code(&code, &[], out))
            }
            SlotOf::Call(call) => {
                call.is_first();
                self.page(&call.name, &*call.view, out)
            }
        }
    }

    /// Calls a function for its value.
    pub(super) fn apply(&self, function: Val<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
        let code = self.called(function, args)?;
        if code.makes_markup {
            return Err(markup_as_value());
        }
        self.call(|| self.value_of_code(&code, args))
    }

    fn value_of_code(&self, code: &Code<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
        match code.body.as_slice() {
            [] => Ok(Val::Nil),
            [one] => self.value(one, &self.inside(code, args)?),
            _ => Err(markup_as_value()),
        }
    }

    /// Calls a function and writes what it makes.
    pub(super) fn apply_and_write(
        &self,
        function: Val<'v>,
        args: &[Val<'v>],
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        let code = self.called(function, args)?;
        if !code.makes_markup {
            let value = self.apply(function, args)?;
            return self.write(value, out);
        }
        self.call(|| self.write_code(&code, args, out))
    }

    fn write_code(
        &self,
        code: &Code<'v>,
        args: &[Val<'v>],
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        let env = self.inside(code, args)?;
        let mut body = code.body.iter();
        body.try_for_each(|form| self.content(form, &env, out))
    }

    /// The names inside of what is called with these arguments.
    fn inside(&self, code: &Code<'v>, args: &[Val<'v>]) -> Result<Env<'v>, Failed> {
        let mut env = code.env.clone();
        for (param, arg) in code.params.iter().zip(args) {
            env = self.bind(param, *arg, false, &env)?;
        }
        Ok(env)
    }

    /// What is called, if it is a function of as many parameters.
    fn called(&self, function: Val<'v>, args: &[Val<'v>]) -> Result<Rc<Code<'v>>, Failed> {
        let Val::Fn(Function(closure)) = function else {
            return Err(expected("a function", function));
        };
        let code = self.code(closure);
        if code.params.len() != args.len() {
            let wanted = code.params.len();
            let noun = if wanted == 1 { "argument" } else { "arguments" };
            let found = args.len();
            return Err(wrong(format!(
                "this function takes {wanted} {noun}, found {found}"
            )));
        }
        Ok(code)
    }

    pub(super) fn arguments(
        &self,
        forms: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Vec<Val<'v>>, Failed> {
        forms.iter().map(|form| self.argument(form, env)).collect()
    }

    pub(super) fn primitive(&self, name: &str, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
        let prim = Prim::named(name).ok_or_else(|| wrong(format!("`{name}` is not bound")))?;
        prim.run(&self.work, args)
            .map_err(|failed| failed.in_call(name))
    }

    /// Calls a primitive or a host function.
    pub(super) fn call_named(
        &self,
        name: &'v str,
        forms: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Val<'v>, Failed> {
        if Prim::named(name).is_some() {
            return self.primitive(name, &self.values(forms, env)?);
        }
        let (keywords, positional) = split(forms);
        let positional: Vec<_> = positional
            .into_iter()
            .map(|form| self.value(form, env))
            .collect::<Result<_, _>>()?;
        let mut names: Vec<Box<str>> = Vec::new();
        let mut values = Vec::new();
        for (key, form) in keywords {
            names.push(key.into());
            values.push(self.value(form, env)?);
        }
        self.host(name, &positional, &names, &values)
    }

    fn host(
        &self,
        name: &str,
        positional: &[Val<'v>],
        names: &[Box<str>],
        values: &[Val<'v>],
    ) -> Result<Val<'v>, Failed> {
        let args = HostArgs {
            positional,
            names,
            values,
        };
        let answer = self.scene.host.call(name, args, self.work.arena);
        answer.map_err(|error| match error {
            HostError::Message(message) => {
                wrong(format!("`{name}`: {message}")).of_kind(RenderErrorKind::Host)
            }
            HostError::ArenaFull => limit(Limit::ArenaBytes),
        })
    }

    /// The function of a loop. The names of primitives and host functions come first.
    pub(super) fn callee(&self, form: &'v Form, env: &Env<'v>) -> Result<Callee<'v>, Failed> {
        if let Some([head, params, body @ ..]) = form.list()
            && head.symbol() == Some("fn")
        {
            return Ok(Callee::Literal(Rc::new(self.literal(params, body, env))));
        }
        match form.symbol() {
            Some(name) if self.is_function(name) => Ok(Callee::Named(name)),
            _ => Ok(Callee::Value(self.value(form, env)?)),
        }
    }

    pub(super) fn call_callee(
        &self,
        callee: &Callee<'v>,
        args: &[Val<'v>],
    ) -> Result<Val<'v>, Failed> {
        match callee {
            Callee::Value(function) => self.apply(*function, args),
            Callee::Literal(code) => self.level(|| self.value_of_code(code, args)),
            Callee::Named(name) if Prim::named(name).is_some() => self.primitive(name, args),
            Callee::Named(name) => self.host(name, args, &[], &[]),
        }
    }

    /// Calls for an item and writes what is made of it.
    pub(super) fn write_callee(
        &self,
        callee: &Callee<'v>,
        args: &[Val<'v>],
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        match callee {
            Callee::Value(function) => self.apply_and_write(*function, args, out),
            Callee::Literal(code) => self.level(|| self.write_code(code, args, out)),
            Callee::Named(_) => {
                let value = self.call_callee(callee, args)?;
                self.write(value, out)
            }
        }
    }
}

/// The `:keyword value` pairs and the other forms of a call.
pub(super) fn split(forms: &[Form]) -> (Vec<(&str, &Form)>, Vec<&Form>) {
    let (mut keywords, mut positional) = (Vec::new(), Vec::new());
    let mut forms = forms.iter();
    while let Some(form) = forms.next() {
        match form.keyword() {
            Some(key) => keywords.extend(forms.next().map(|value| (key, value))),
            None => positional.push(form),
        }
    }
    (keywords, positional)
}
