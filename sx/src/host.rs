//! Functions that the host lends to templates: words, addresses, dates, money.

use std::fmt;
use std::ops::RangeInclusive;

use crate::reference::{Entry, EntryKind, Signature};
use crate::value::{Arena, ArenaFull, Val};

/// The signature of a host function, known when templates are compiled.
#[derive(Clone, Debug)]
pub struct HostFunction {
    /// The name in templates.
    pub name: &'static str,
    /// How many positional arguments it takes.
    pub args: RangeInclusive<usize>,
    /// Which `:keyword value` arguments it takes.
    pub keywords: Keywords,
    /// One sentence for whoever writes templates.
    pub doc: &'static str,
    /// What it takes and makes, in the notation of [`reference::Signature`](crate::reference::Signature).
    /// Empty when it is not told.
    pub signature: &'static str,
    /// A small use of it. Empty when there is none.
    pub example: &'static str,
}

/// The keyword arguments of a host function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keywords {
    /// Only these; others are compile errors with a suggestion.
    Only(&'static [&'static str]),
    /// Any, like the variables of a message.
    Any,
}

impl HostFunction {
    /// A function without keyword arguments.
    pub const fn new(name: &'static str, args: RangeInclusive<usize>, doc: &'static str) -> Self {
        HostFunction {
            name,
            args,
            keywords: Keywords::Only(&[]),
            doc,
            signature: "",
            example: "",
        }
    }

    /// The same function with keyword arguments.
    #[must_use]
    pub const fn keywords(mut self, keywords: Keywords) -> Self {
        self.keywords = keywords;
        self
    }

    /// The same function with a signature and an example, for the documentation and the checker.
    #[must_use]
    pub const fn described(mut self, signature: &'static str, example: &'static str) -> Self {
        self.signature = signature;
        self.example = example;
        self
    }

    /// Its line in the reference.
    pub fn entry(&self) -> Entry {
        Entry {
            name: self.name,
            kind: EntryKind::Host,
            subject: "The host",
            signature: self.signature,
            doc: self.doc,
            example: self.example,
        }
    }

    /// What is wrong with the description, if it has one: a signature that cannot be read, or that says
    /// something other than the name, the count of arguments and the keywords. For the tests of a host.
    pub fn fault(&self) -> Option<String> {
        if self.signature.is_empty() {
            return None;
        }
        let signature = match Signature::parse(self.signature) {
            Ok(signature) => signature,
            Err(error) => return Some(error.to_string()),
        };
        let keys: Vec<&str> = signature.keys.iter().map(|key| &*key.name).collect();
        let keywords = match self.keywords {
            Keywords::Only(known) => !signature.any_key && known == keys,
            Keywords::Any => signature.any_key,
        };
        let same = signature.name == self.name
            && signature.arity() == (*self.args.start(), *self.args.end())
            && keywords;
        (!same).then(|| format!("`{}` is not what `{}` takes", self.signature, self.name))
    }
}

/// Carries out host functions during a render. Compiled programs call only names from the table
/// that they were compiled with, with as many arguments as it says; types are for the host to test.
pub trait Host {
    /// Calls the function `name`.
    fn call<'v>(
        &'v self,
        name: &str,
        args: HostArgs<'_, 'v>,
        arena: &'v Arena,
    ) -> Result<Val<'v>, HostError>;
}

/// A host for programs that were compiled without host functions.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn call<'v>(
        &'v self,
        name: &str,
        _args: HostArgs<'_, 'v>,
        _arena: &'v Arena,
    ) -> Result<Val<'v>, HostError> {
        Err(HostError::new(format!(
            "this render has no host function `{name}`"
        )))
    }
}

/// The arguments of one call.
#[derive(Clone, Copy)]
pub struct HostArgs<'r, 'v> {
    pub(crate) positional: &'r [Val<'v>],
    pub(crate) names: &'r [Box<str>],
    pub(crate) values: &'r [Val<'v>],
}

impl<'v> HostArgs<'_, 'v> {
    /// How many positional arguments were given.
    pub fn len(&self) -> usize {
        self.positional.len()
    }

    /// Whether no positional argument was given.
    pub fn is_empty(&self) -> bool {
        self.positional.is_empty()
    }

    /// The positional argument at `index`, `nil` when it was not given.
    pub fn get(&self, index: usize) -> Val<'v> {
        self.positional.get(index).copied().unwrap_or(Val::Nil)
    }

    /// The positional argument at `index`, which must be text.
    pub fn text(&self, index: usize) -> Result<&'v str, HostError> {
        let value = self.get(index);
        value
            .as_str()
            .ok_or_else(|| HostError::expected("Str", value))
    }

    /// The positional argument at `index`, which must be a whole number.
    pub fn int(&self, index: usize) -> Result<i64, HostError> {
        let value = self.get(index);
        value
            .as_int()
            .ok_or_else(|| HostError::expected("Int", value))
    }

    /// The keyword argument `name` (without the colon), when it was given.
    pub fn keyword(&self, name: &str) -> Option<Val<'v>> {
        self.keywords()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| value)
    }

    /// All keyword arguments in the order of the call, names without the colon.
    pub fn keywords(&self) -> impl Iterator<Item = (&str, Val<'v>)> {
        self.names
            .iter()
            .map(|name| &**name)
            .zip(self.values.iter().copied())
    }
}

/// Why a host function could not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// A sentence for whoever writes templates.
    Message(String),
    /// The arena is full.
    ArenaFull,
}

impl HostError {
    /// An error with this message.
    pub fn new(message: impl Into<String>) -> Self {
        HostError::Message(message.into())
    }

    /// "expected X, found Y".
    pub fn expected(what: &str, found: Val<'_>) -> Self {
        HostError::Message(format!("expected {what}, found {}", found.kind_name()))
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HostError::Message(message) => f.write_str(message),
            HostError::ArenaFull => f.write_str("the arena of this render is full"),
        }
    }
}

impl From<ArenaFull> for HostError {
    fn from(_: ArenaFull) -> Self {
        HostError::ArenaFull
    }
}
