//! Writing values, by the context that was settled at compile time.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::escape::url;
use crate::limits::Limit;
use crate::markup::AttrContext;
use crate::ops::Mode;
use crate::primitives::json_of;
use crate::run::failure::{Failed, expected, limit, wrong};
use crate::run::machine::Machine;
use crate::sink::{Attr, Sink, Static};
use crate::value::{List, Val};

/// Text beyond this length is written in pieces.
const LONG: usize = 4096;

/// The value of an attribute beyond this length is paid for.
const PAID_FROM: usize = 128;

/// Lists inside each other that are written item by item.
const NESTED_MAX: usize = 16;

impl<'v, S: Sink> Machine<'v, S> {
    /// Writes a value. A slot is entered: its ops come next.
    #[inline]
    pub(super) fn write(&mut self, value: Val<'v>, mode: Mode) -> Result<(), Failed> {
        match (value, mode) {
            (Val::Str(text), mode) if mode.is_text() => {
                self.write_text(Self::markup(self.code, 0), text)
            }
            (value, mode) => self.write_other(value, mode),
        }
    }

    /// Writes markup, which may be empty, and text behind it.
    #[inline(always)]
    pub(super) fn write_text(&mut self, lead: Static<'_>, text: &str) -> Result<(), Failed> {
        if text.len() > LONG {
            self.sink.stat_and_text(lead, "");
            return self.write_long(text, S::text);
        }
        self.sink.stat_and_text(lead, text);
        self.test_output()
    }

    /// Writes long text in pieces: with its escapes it may be far longer than what is left.
    #[cold]
    fn write_long(&mut self, text: &str, write: fn(&mut S, &str)) -> Result<(), Failed> {
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(LONG));
            write(&mut self.sink, piece);
            self.test_output()?;
            rest = after;
        }
        Ok(())
    }

    /// The same with a whole number.
    #[inline(always)]
    pub(super) fn write_whole(&mut self, lead: Static<'_>, number: i64) -> Result<(), Failed> {
        self.sink.stat_and_whole(lead, number);
        self.test_output()
    }

    pub(super) fn write_other(&mut self, value: Val<'v>, mode: Mode) -> Result<(), Failed> {
        match (value, mode) {
            (Val::Slot(slot), Mode::Content) => return self.enter_slot(slot),
            (Val::Nil, _) => return Ok(()),
            (Val::Bool(_), Mode::Content | Mode::Characters | Mode::WordAttr) => return Ok(()),
            (Val::List(list), Mode::Content | Mode::Characters) => {
                self.write_list(list, mode, 0)?
            }
            (Val::List(list), Mode::WordAttr) => {
                let mut words = String::new();
                self.join_words(list, &mut words, 0)?;
                self.write_word(&words);
            }
            (Val::Safe(html), Mode::Content) => self.sink.safe(html.as_html()),
            (Val::Str(""), Mode::WordAttr) => {}
            (value, Mode::WordAttr) => {
                self.take_scratch(|this, text| {
                    join_scalar(value, text)?;
                    this.write_word(text);
                    Ok(())
                })?;
            }
            (value, mode) => self.write_scalar(value, mode)?,
        }
        self.test_output()
    }

    fn write_word(&mut self, words: &str) {
        if !words.is_empty() {
            self.sink.attr_plain(" ");
            self.sink.attr_text(words);
        }
    }

    fn write_scalar(&mut self, value: Val<'v>, mode: Mode) -> Result<(), Failed> {
        match value {
            Val::Str(text) if mode == Mode::JoinedAttr => self.write_long(text, S::attr_text)?,
            Val::Str(text) => self.write_text(Self::markup(self.code, 0), text)?,
            Val::Int(number) if mode == Mode::JoinedAttr => {
                self.sink.attr_plain(itoa::Buffer::new().format(number));
            }
            Val::Int(number) => self.sink.whole(number),
            Val::Dec(number) => self.write_decimal(number, mode)?,
            Val::Bool(value) => self.write_plain(if value { "true" } else { "false" }, mode),
            other => {
                let wanted = match mode {
                    Mode::Content => "something to write",
                    _ => "text or a number",
                };
                return Err(expected(wanted, other).with_help(help_for(other, mode)));
            }
        }
        Ok(())
    }

    fn write_plain(&mut self, text: &str, mode: Mode) {
        match mode {
            Mode::JoinedAttr => self.sink.attr_plain(text),
            _ => self.sink.plain(text),
        }
    }

    fn write_decimal(&mut self, number: Decimal, mode: Mode) -> Result<(), Failed> {
        self.work.burn_decimal()?;
        self.take_scratch(|this, text| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{number}");
            this.write_plain(text, mode);
            Ok(())
        })
    }

    fn write_list(&mut self, list: &'v dyn List, mode: Mode, depth: usize) -> Result<(), Failed> {
        if depth > NESTED_MAX {
            return Err(nested_too_deep());
        }
        for index in 0..list.len() {
            self.work.burn(1)?;
            match list.item(index) {
                Val::Nil | Val::Bool(_) => {}
                Val::List(inner) => self.write_list(inner, mode, depth + 1)?,
                Val::Safe(html) if mode == Mode::Content => self.sink.safe(html.as_html()),
                item => self.write_scalar(item, mode)?,
            }
            self.test_output()?;
        }
        Ok(())
    }

    pub(super) fn write_json(&mut self, value: Val<'v>) -> Result<(), Failed> {
        let out = json_of(&self.work, value, self.output_max)?;
        self.sink.json(&out);
        self.test_output()
    }

    pub(super) fn write_attr(
        &mut self,
        attr: u32,
        context: AttrContext,
        value: Val<'v>,
    ) -> Result<(), Failed> {
        match value {
            Val::Nil => Ok(()),
            Val::Str(text) => self.write_text_attr(attr, context, text),
            other => {
                let attr = Attr {
                    open: &self.code.attrs[attr as usize],
                };
                self.write_other_attr(attr, context, other)?;
                self.test_output()
            }
        }
    }

    #[inline(always)]
    pub(super) fn write_text_attr(
        &mut self,
        attr: u32,
        context: AttrContext,
        text: &str,
    ) -> Result<(), Failed> {
        let attr = Attr {
            open: &self.code.attrs[attr as usize],
        };
        self.write_attr_value(attr, context, text)?;
        self.test_output()
    }

    #[inline(always)]
    fn write_attr_value(
        &mut self,
        attr: Attr<'v>,
        context: AttrContext,
        text: &str,
    ) -> Result<(), Failed> {
        if text.len() > PAID_FROM {
            self.pay_for_attr(context, text)?;
        }
        self.sink.attr(attr, url::checked(context, text));
        Ok(())
    }

    /// A long value is paid for, because as an address it is read even if it is not written. One that has no room is not begun.
    #[cold]
    fn pay_for_attr(&self, context: AttrContext, text: &str) -> Result<(), Failed> {
        if !matches!(context, AttrContext::Text | AttrContext::Words) {
            self.work.burn_bytes(text.len() * 2)?;
        }
        if text.len() > LONG {
            // Every byte that can need an escape, as if it needed the longest.
            let escaped = text
                .bytes()
                .filter(|byte| *byte < b' ' || matches!(byte, b'"' | b'&' | b'<' | b'>' | b'\\'));
            let most = self.sink.written() + text.len() + 5 * escaped.count();
            if most > self.output_max {
                return Err(limit(Limit::OutputBytes));
            }
        }
        Ok(())
    }

    fn write_other_attr(
        &mut self,
        attr: Attr<'v>,
        context: AttrContext,
        value: Val<'v>,
    ) -> Result<(), Failed> {
        match (value, context) {
            (Val::Bool(value), AttrContext::Words) => {
                self.sink.attr(attr, if value { "true" } else { "false" });
            }
            (Val::Bool(false), _) => {}
            (Val::Bool(true), _) => self.sink.attr_bare(attr),
            (Val::List(list), _) => {
                self.take_scratch(|this, text| {
                    this.join_words(list, text, 0)?;
                    if !text.is_empty() {
                        this.write_attr_value(attr, context, text)?;
                    }
                    Ok(())
                })?;
            }
            (value, _) => {
                self.take_scratch(|this, text| {
                    join_scalar(value, text)?;
                    this.write_attr_value(attr, context, text)
                })?;
            }
        }
        Ok(())
    }

    /// Adds the words of a list, and of the lists in it, to text that begins empty. What is empty is
    /// left out.
    fn join_words(&self, list: &dyn List, out: &mut String, depth: usize) -> Result<(), Failed> {
        if depth > NESTED_MAX {
            return Err(nested_too_deep());
        }
        for index in 0..list.len() {
            self.work.burn(1)?;
            match list.item(index) {
                Val::Nil | Val::Bool(_) | Val::Str("") => continue,
                Val::List(inner) => self.join_words(inner, out, depth + 1)?,
                item => {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    join_scalar(item, out)?;
                    // It is text that is made here, and no output yet.
                    if out.len() > self.work.arena_bytes {
                        return Err(limit(Limit::ArenaBytes));
                    }
                }
            }
        }
        Ok(())
    }

    /// Lends the scratch text, empty.
    pub(super) fn take_scratch(
        &mut self,
        work: impl FnOnce(&mut Self, &mut String) -> Result<(), Failed>,
    ) -> Result<(), Failed> {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        let result = work(self, &mut text);
        self.scratch = text;
        result
    }
}

#[cold]
fn nested_too_deep() -> Failed {
    wrong(format!("this list is nested deeper than {NESTED_MAX}"))
}

fn join_scalar(value: Val<'_>, out: &mut String) -> Result<(), Failed> {
    match value {
        Val::Safe(_) => Err(expected("text", value).with_help(help_for(value, Mode::JoinedAttr))),
        value => crate::primitives::write_joined(value, out),
    }
}

fn help_for(value: Val<'_>, mode: Mode) -> &'static str {
    match (value, mode) {
        (Val::Rec(_), _) => "write one of its fields: `(get record :field)`",
        (Val::Fn(_), _) => "call it",
        (Val::Slot(_), Mode::Content) => "content is written alone, not inside a list",
        (Val::Slot(_) | Val::Safe(_), _) => "no markup can stand here, only text",
        (Val::List(_), _) => "join it: `(join \", \" items)`",
        _ => "write text or a number here",
    }
}
