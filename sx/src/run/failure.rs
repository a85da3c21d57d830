//! A fault in a running program, before its place is known.

use crate::limits::Limit;
use crate::render_error::RenderErrorKind;
use crate::value::{ArenaFull, Val};

/// Boxed, so that results stay small on the paths that succeed.
pub(crate) type Failed = Box<Failure>;

#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: RenderErrorKind,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// A value that does not fit.
#[cold]
pub(crate) fn wrong(message: impl Into<String>) -> Failed {
    Box::new(Failure {
        kind: RenderErrorKind::Value,
        message: message.into(),
        help: None,
    })
}

/// "expected X, found Y".
#[cold]
pub(crate) fn expected(what: &str, found: Val<'_>) -> Failed {
    wrong(format!("expected {what}, found {}", found.kind_name()))
}

/// A limit that was reached.
#[cold]
pub(crate) fn limit(limit: Limit) -> Failed {
    let help = match limit {
        Limit::Fuel => "the page loops too much: show fewer items, or prepare the data before",
        Limit::Depth => "components call each other too deeply; is one calling itself without end?",
        Limit::OutputBytes => "the page is too large: show fewer items",
        Limit::ArenaBytes => {
            "the page makes too much text or too many lists: prepare the data before"
        }
    };
    Box::new(Failure {
        kind: RenderErrorKind::Limit(limit),
        message: format!("this render has used up its {limit}"),
        help: Some(help.to_owned()),
    })
}

impl Failure {
    pub(crate) fn with_help(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help = Some(help.into());
        self
    }

    /// Says which primitive it was that a value does not fit.
    #[cold]
    pub(crate) fn in_call(mut self: Box<Self>, name: &str) -> Box<Self> {
        if self.kind == RenderErrorKind::Value {
            self.message = format!("`{name}`: {}", self.message);
        }
        self
    }

    pub(crate) fn of_kind(mut self: Box<Self>, kind: RenderErrorKind) -> Box<Self> {
        self.kind = kind;
        self
    }
}

impl From<ArenaFull> for Failed {
    fn from(_: ArenaFull) -> Self {
        limit(Limit::ArenaBytes)
    }
}
