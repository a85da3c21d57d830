//! What an address says, before anybody asks whether there is such a page.

use std::fmt;
use std::ops::Range;

use super::escape::write_word;

/// An address under `/sx/`: a call, or nothing at all, which is the home.
///
/// Equal expressions say the same; where in a text they were read from does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expression {
    pub(super) call: Option<Call>,
}

/// `(name.argument.argument)`.
#[derive(Clone, Debug)]
pub struct Call {
    pub(super) name: Word,
    pub(super) arguments: Vec<Argument>,
    /// The bytes that it was read from.
    pub(super) place: Range<usize>,
}

/// What is given to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A bare word.
    Text(Word),
    /// `:name.value`.
    Keyword(Word, Word),
    /// Another call, whose page stands inside this one's.
    Call(Call),
}

/// A name or a text: not empty, without control characters.
#[derive(Clone, Debug)]
pub struct Word {
    pub(super) text: Box<str>,
    pub(super) place: Range<usize>,
}

impl Expression {
    /// The home: `/sx/`.
    pub fn home() -> Self {
        Expression::default()
    }

    /// The outermost call; the home has none.
    pub fn call(&self) -> Option<&Call> {
        self.call.as_ref()
    }

    /// Whether this is the home.
    pub fn is_home(&self) -> bool {
        self.call.is_none()
    }
}

impl Call {
    /// What is called.
    pub fn name(&self) -> &Word {
        &self.name
    }

    /// What it is given, in the order of the address.
    pub fn arguments(&self) -> &[Argument] {
        &self.arguments
    }

    /// The value of a keyword.
    pub fn keyword(&self, name: &str) -> Option<&Word> {
        self.arguments.iter().find_map(|argument| match argument {
            Argument::Keyword(key, value) if key.text() == name => Some(value),
            _ => None,
        })
    }

    /// The bytes of the text that it was read from.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }
}

impl Argument {
    /// The bytes of the text that it was read from.
    pub fn place(&self) -> Range<usize> {
        match self {
            Argument::Text(word) => word.place(),
            Argument::Keyword(name, value) => name.place.start..value.place.end,
            Argument::Call(call) => call.place(),
        }
    }

    pub(super) fn is_keyword(&self) -> bool {
        matches!(self, Argument::Keyword(..))
    }
}

impl Word {
    pub(super) fn new(text: impl Into<Box<str>>, place: Range<usize>) -> Self {
        Word {
            text: text.into(),
            place,
        }
    }

    /// The text, decoded.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text that it was read from, still encoded.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Word {}

impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.arguments == other.arguments
    }
}

impl Eq for Call {}

/// The one spelling of what it says: [`parse`](super::parse) gives an equal expression back.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.call {
            Some(call) => call.fmt(f),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        write_word(&self.name.text, f)?;
        for argument in &self.arguments {
            f.write_str(".")?;
            match argument {
                Argument::Text(word) => write_word(&word.text, f)?,
                Argument::Keyword(name, value) => {
                    f.write_str(":")?;
                    write_word(&name.text, f)?;
                    f.write_str(".")?;
                    write_word(&value.text, f)?;
                }
                Argument::Call(call) => call.fmt(f)?,
            }
        }
        f.write_str(")")
    }
}
