//! What an address means: known functions, their arguments, one inside the other.

use std::fmt;
use std::ops::Range;

use crate::value::{ComponentCall, Record, Shape, ToVal, Val};

use super::error::UrlError;
use super::escape::write_word;
use super::expression::Word;
use super::functions::{Kind, PageFunction};

/// A call of a page function, with the page inside it.
#[derive(Clone, Debug)]
pub struct Page<'f> {
    pub(super) function: &'f PageFunction,
    pub(super) arguments: Vec<(&'f str, Value)>,
    pub(super) content: Option<Box<Page<'f>>>,
    pub(super) place: Range<usize>,
}

/// An argument, and where it stands in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    given: Given,
    place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Given {
    Text(Box<str>),
    Number(i64),
}

impl Value {
    pub(super) fn text(word: &Word) -> Self {
        Value {
            given: Given::Text(word.text().into()),
            place: word.place(),
        }
    }

    pub(super) fn number(number: i64, word: &Word) -> Self {
        Value {
            given: Given::Number(number),
            place: word.place(),
        }
    }

    /// The text of one that is no number.
    pub fn as_text(&self) -> Option<&str> {
        match &self.given {
            Given::Text(text) => Some(text),
            Given::Number(_) => None,
        }
    }

    /// The number.
    pub fn as_number(&self) -> Option<i64> {
        match self.given {
            Given::Text(_) => None,
            Given::Number(number) => Some(number),
        }
    }

    /// The bytes of the address that it was read from.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// The fault of a text that names nothing among `known`: `there is no form `lett``.
    pub fn unknown<'k>(&self, what: &str, known: impl IntoIterator<Item = &'k str>) -> UrlError {
        let found = match &self.given {
            Given::Text(text) => text.to_string(),
            Given::Number(number) => number.to_string(),
        };
        UrlError::new(self.place(), format!("there is no {what} `{found}`"))
            .offer("", &found, known)
    }
}

/// The arguments of a page as the view of its component.
#[derive(Debug)]
pub struct Arguments<'a> {
    given: Vec<(Box<str>, Given)>,
    content: Option<(Box<str>, ComponentCall<'a>)>,
}

impl Record for Arguments<'_> {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }

    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }

    fn get(&self, key: &str) -> Option<Val<'_>> {
        let given = self.given.iter().find(|(name, _)| **name == *key);
        let value = given.map(|(_, given)| match given {
            Given::Text(text) => Val::Str(text),
            Given::Number(number) => Val::Int(*number),
        });
        let content = || {
            let content = self.content.as_ref().filter(|(name, _)| **name == *key);
            content.map(|(_, call)| call.to_val())
        };
        value.or_else(content)
    }
}

impl<'f> Page<'f> {
    pub(super) fn new(function: &'f PageFunction, place: Range<usize>) -> Self {
        Page {
            function,
            arguments: Vec::new(),
            content: None,
            place,
        }
    }

    pub(super) fn give(&mut self, name: &'f str, value: Value) {
        self.arguments.push((name, value));
    }

    /// What is called.
    pub fn function(&self) -> &'f PageFunction {
        self.function
    }

    /// The arguments that the address gives.
    pub fn arguments(&self) -> impl Iterator<Item = (&'f str, &Value)> {
        self.arguments.iter().map(|(name, value)| (*name, value))
    }

    /// An argument by name.
    pub fn argument(&self, name: &str) -> Option<&Value> {
        self.arguments()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// The page inside this one.
    pub fn content(&self) -> Option<&Page<'f>> {
        self.content.as_deref()
    }

    /// The fault of an address without an argument that its page cannot do without.
    pub fn lacks(&self, name: &str) -> UrlError {
        let end = self.place.end.saturating_sub(1).max(self.place.start);
        let message = format!("`{}` needs its `{name}` here", self.function.name);
        UrlError::new(end..self.place.end, message)
    }

    /// What the component needs of the address alone: its arguments, and the page inside it, already called.
    pub fn view<'a>(&self, content: Option<ComponentCall<'a>>) -> Arguments<'a> {
        let given = self.arguments.iter();
        let parameter = self.function.content_parameter();
        Arguments {
            given: given
                .map(|(name, value)| ((*name).into(), value.given.clone()))
                .collect(),
            content: parameter.map(Into::into).zip(content),
        }
    }

    /// The pages from this one inward.
    pub fn chain(&self) -> impl Iterator<Item = &Page<'f>> {
        std::iter::successors(Some(self), |page| page.content())
    }

    /// The bytes of the address that it was read from.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }
}

/// The one address of the page: words, then keywords as they were declared, then the page inside. `{:#}` leaves the keywords
/// out: the page itself, however it is looked at.
impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        write_word(&self.function.name, f)?;
        let words = self
            .function
            .parameters
            .iter()
            .filter(|it| it.kind.is_word());
        let keywords = self
            .function
            .parameters
            .iter()
            .filter(|it| !it.kind.is_word());
        for parameter in words.chain(keywords) {
            let Some(value) = self.argument(&parameter.name) else {
                continue;
            };
            match (&parameter.kind, &value.given) {
                (kind, _) if f.alternate() && !kind.is_word() => continue,
                // The first page of a list is the list.
                (_, Given::Number(1)) => continue,
                (Kind::Word { .. }, _) => f.write_str(".")?,
                _ => {
                    f.write_str(".:")?;
                    write_word(&parameter.name, f)?;
                    f.write_str(".")?;
                }
            }
            match &value.given {
                Given::Text(text) => write_word(text, f)?,
                Given::Number(number) => write!(f, "{number}")?,
            }
        }
        if let Some(content) = &self.content {
            f.write_str(".")?;
            content.fmt(f)?;
        }
        f.write_str(")")
    }
}
