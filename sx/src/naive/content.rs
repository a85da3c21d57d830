//! Forms that are written.

use super::Naive;
use super::address;
use super::calls::split;
use super::control::Next;
use super::env::Env;
use super::html::{Element, Piece};
use super::json;
use crate::markup::{self, AttrContext, Content};
use crate::read::Form;
use crate::render_error::RenderErrorKind;
use crate::run::CAUGHT_MAX;
use crate::run::failure::{Failed, expected, wrong};
use crate::value::{List, Val};

impl<'v> Naive<'v> {
    pub(super) fn contents(
        &self,
        body: &'v [Form],
        env: &Env<'v>,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        body.iter()
            .try_for_each(|form| self.content(form, env, out))
    }

    /// Writes a form.
    pub(super) fn content(
        &self,
        form: &'v Form,
        env: &Env<'v>,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        self.level(|| match self.next(form, env)? {
            Next::Value(value) => self.write(value, out),
            Next::Body(body, env) => self.contents(body, &env, out),
            Next::Call(function, args) => self.apply_and_write(function, &args, out),
            Next::Itself => match form.list() {
                Some([head, rest @ ..]) => self.written_list(form, head, rest, env, out),
                _ => self.write(self.value(form, env)?, out),
            },
        })
    }

    fn written_list(
        &self,
        form: &'v Form,
        head: &'v Form,
        rest: &'v [Form],
        env: &Env<'v>,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        let name = head.symbol().unwrap_or_default();
        let tag = name.strip_prefix("html:").unwrap_or(name);
        match name {
            "<>" => self.contents(rest, env, out),
            "map" | "map-indexed" | "for-each" => self.each(name, rest, env, |callee, args| {
                self.write_callee(callee, args, out)
            }),
            "guard" => self.guard(rest, env, out),
            // Every answer is there, so what could wait is a slot that is written at once.
            "defer" => self.call(|| self.guard(rest, env, out)),
            _ if super::is_form(name) => self.write(self.value(form, env)?, out),
            _ if name.starts_with('~') => self.call_component(name, rest, env, out),
            _ if tag != name || markup::is_element(name) => {
                let element = self.element(tag, rest, env)?;
                out.push(Piece::Element(element));
                Ok(())
            }
            _ if self.is_function(name) => self.write(self.value(form, env)?, out),
            _ => {
                let function = self.value(head, env)?;
                let args = self.arguments(rest, env)?;
                self.apply_and_write(function, &args, out)
            }
        }
    }

    /// `(guard :fallback markup body…)`: what the body wrote is taken back if it fails. (Limits are
    /// others here, so they are not caught.)
    fn guard(&self, rest: &'v [Form], env: &Env<'v>, out: &mut Vec<Piece>) -> Result<(), Failed> {
        let (keywords, body) = split(rest);
        let mut written = Vec::new();
        let result = body
            .into_iter()
            .try_for_each(|form| self.content(form, env, &mut written));
        match result {
            Ok(()) => out.extend(written),
            Err(failed) if matches!(failed.kind, RenderErrorKind::Limit(_)) => return Err(failed),
            Err(failed) => {
                let mut caught = self.caught.borrow_mut();
                if caught.len() < CAUGHT_MAX {
                    caught.push(failed.message);
                }
                drop(caught);
                for (_, fallback) in keywords {
                    self.content(fallback, env, out)?;
                }
            }
        }
        Ok(())
    }

    fn element(&self, tag: &str, forms: &'v [Form], env: &Env<'v>) -> Result<Element, Failed> {
        let (keywords, positional) = split(forms);
        let mut attrs = Vec::new();
        // Handlers of islands are the browser's.
        let is_handler = |name: &str| name.starts_with("on-");
        for (name, form) in keywords.iter().filter(|(name, _)| !is_handler(name)) {
            let Ok(context) = markup::attribute(tag, name) else {
                return Err(wrong(format!("`{tag}` has no attribute `:{name}`")));
            };
            let value = self.value(form, env)?;
            if let Some(text) = attribute(context, value)? {
                self.count(name.len() + text.as_ref().map_or(0, String::len))?;
                attrs.push(((*name).to_owned(), text));
            }
        }
        let holds = markup::content(tag);
        let is_void = holds == Content::Void;
        self.count(tag.len())?;
        let mut children = Vec::new();
        for child in positional {
            match holds {
                Content::Markup => self.content(child, env, &mut children)?,
                Content::Characters => self.characters(child, env, &mut children)?,
                // A script holds one `(json value)`.
                _ => children.push(self.data_of_script(child, env)?),
            }
        }
        Ok(Element {
            tag: tag.to_owned(),
            attrs,
            children,
            is_void,
        })
    }

    fn data_of_script(&self, form: &'v Form, env: &Env<'v>) -> Result<Piece, Failed> {
        let value = form.list().and_then(|items| items.get(1));
        let value = value.ok_or_else(|| wrong("this script holds one `(json value)`"))?;
        let json = json::write(self.value(value, env)?, 0)?;
        self.count(json.len())?;
        Ok(Piece::Raw(json))
    }

    /// Writes a form where no tag can stand.
    fn characters(
        &self,
        form: &'v Form,
        env: &Env<'v>,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        self.level(|| match self.next(form, env)? {
            Next::Value(value) => self.write_characters(value, out),
            Next::Call(function, args) => {
                let value = self.apply(function, &args)?;
                self.write_characters(value, out)
            }
            Next::Body(body, env) => body
                .iter()
                .try_for_each(|form| self.characters(form, &env, out)),
            Next::Itself => match form.list() {
                Some([head, rest @ ..]) if matches!(head.symbol(), Some("map" | "map-indexed")) => {
                    let name = head.symbol().unwrap_or_default();
                    self.each(name, rest, env, |callee, args| {
                        let value = self.call_callee(callee, args)?;
                        self.write_characters(value, out)
                    })
                }
                _ => self.write_characters(self.value(form, env)?, out),
            },
        })
    }

    fn write_characters(&self, value: Val<'v>, out: &mut Vec<Piece>) -> Result<(), Failed> {
        match value {
            Val::Safe(_) | Val::Slot(_) => Err(expected("text or a number", value)),
            value => self.write_within(value, 0, "text or a number", out),
        }
    }

    /// Writes a value between tags.
    pub(super) fn write(&self, value: Val<'v>, out: &mut Vec<Piece>) -> Result<(), Failed> {
        match value {
            Val::Slot(slot) => self.write_slot(slot, out),
            value => self.write_within(value, 0, "something to write", out),
        }
    }

    fn write_within(
        &self,
        value: Val<'v>,
        depth: usize,
        wanted: &str,
        out: &mut Vec<Piece>,
    ) -> Result<(), Failed> {
        match value {
            Val::Nil | Val::Bool(_) => {}
            Val::List(_) if depth > 16 => {
                return Err(wrong("this list is nested deeper than 16"));
            }
            Val::List(list) => {
                for item in items(list) {
                    self.work.burn(1)?;
                    self.write_within(item, depth + 1, wanted, out)?;
                }
            }
            Val::Safe(html) if wanted == "something to write" => {
                self.count(html.as_html().len())?;
                out.push(Piece::Raw(html.as_html().to_owned()));
            }
            value => match text_of(value) {
                Some(text) => {
                    self.count(text.len())?;
                    out.push(Piece::Text(text));
                }
                None => return Err(expected(wanted, value)),
            },
        }
        Ok(())
    }
}

/// What an attribute says: nothing at all, its bare name, or a text.
#[allow(clippy::option_option, reason = "the attribute, and its value")]
fn attribute(context: AttrContext, value: Val<'_>) -> Result<Option<Option<String>>, Failed> {
    let text = match value {
        Val::Nil => return Ok(None),
        Val::Bool(value) if context == AttrContext::Words => value.to_string(),
        Val::Bool(value) => return Ok(value.then_some(None)),
        Val::List(list) => match words(list, 0)? {
            words if words.is_empty() => return Ok(None),
            words => words.join(" "),
        },
        value => text_of(value).ok_or_else(|| no_text(value))?,
    };
    Ok(Some(Some(address::checked(context, text))))
}

/// The words of a list and of the lists in it: what is empty is left out.
fn words(list: &dyn List, depth: usize) -> Result<Vec<String>, Failed> {
    if depth > 16 {
        return Err(wrong("this list is nested deeper than 16"));
    }
    let mut words = Vec::new();
    for item in items(list) {
        match item {
            Val::Nil | Val::Bool(_) => {}
            Val::List(inner) => words.extend(self::words(inner, depth + 1)?),
            item => words.push(text_of(item).ok_or_else(|| no_text(item))?),
        }
    }
    words.retain(|word| !word.is_empty());
    Ok(words)
}

fn no_text(value: Val<'_>) -> Failed {
    match value {
        Val::Safe(_) => expected("text", value),
        other => expected("text or a number", other),
    }
}

pub(super) fn items<'v>(list: &'v dyn List) -> impl Iterator<Item = Val<'v>> {
    (0..list.len()).map(|index| list.item(index))
}

/// Text and numbers as text.
fn text_of(value: Val<'_>) -> Option<String> {
    match value {
        Val::Str(text) => Some(text.to_owned()),
        Val::Int(number) => Some(number.to_string()),
        Val::Dec(number) => Some(number.to_string()),
        _ => None,
    }
}
