//! Queries: what an app can be asked for by its templates.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use contracts::{Instant, ServiceError, Services};
use sx::{Decimal, QueryArgument, ToVal, Val};

use crate::frame::Frame;
use crate::request_id::RequestId;
use crate::urls::Urls;
use crate::visitor::Visitor;

/// A query with the function that answers it.
#[derive(Clone)]
pub struct DataQuery {
    pub(crate) signature: sx::Query,
    answer: Arc<Answer>,
}

type Answer = dyn Fn(Asking, Arguments) -> Answering + Send + Sync;
type Answering = Pin<Box<dyn Future<Output = Result<Arc<dyn Data>, ServiceError>> + Send>>;

/// An answer: something that templates can read.
pub trait Data: Send + Sync {
    /// The value, borrowed.
    fn value(&self) -> Val<'_>;
}

impl<T: ToVal + Send + Sync> Data for T {
    fn value(&self) -> Val<'_> {
        self.to_val()
    }
}

impl DataQuery {
    /// The query `name`. Its type in templates is that of the answer.
    pub fn new<T, F>(
        name: &'static str,
        arguments: &'static [QueryArgument],
        doc: &'static str,
        answer: impl Fn(Asking, Arguments) -> F + Send + Sync + 'static,
    ) -> Self
    where
        T: ToVal + Send + Sync + 'static,
        F: Future<Output = Result<T, ServiceError>> + Send + 'static,
    {
        let answer = move |asking, arguments| -> Answering {
            let answering = answer(asking, arguments);
            Box::pin(async move { Ok(Arc::new(answering.await?) as Arc<dyn Data>) })
        };
        Self {
            signature: sx::Query {
                name,
                arguments,
                result: T::TYPE,
                doc,
            },
            answer: Arc::new(answer),
        }
    }

    pub(crate) fn ask(&self, asking: Asking, arguments: Arguments) -> Answering {
        (self.answer)(asking, arguments)
    }
}

impl fmt::Debug for DataQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DataQuery")
            .field(&self.signature.name)
            .finish()
    }
}

/// Who asks, and whom an answer may ask in turn.
#[derive(Clone)]
pub struct Asking {
    pub(crate) frame: Frame,
    pub(crate) visitor: Visitor,
    pub(crate) id: RequestId,
}

impl Asking {
    /// The domains.
    pub fn services(&self) -> &Services {
        self.frame.services()
    }

    /// The addresses of all apps.
    pub fn urls(&self) -> &Urls {
        self.frame.urls()
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.frame.now()
    }

    /// Who asks.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// The request's id.
    pub fn id(&self) -> RequestId {
        self.id
    }
}

/// What a query is asked with. Keys are among those that it declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments(pub(crate) BTreeMap<String, Argument>);

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Nothing: an optional part of the request that was not given.
    Nil,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Dec(Decimal),
    /// Text.
    Text(String),
}

impl Arguments {
    /// The argument `name`, when it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.0.get(name) {
            Some(Argument::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The argument `name`, when it is a number.
    pub fn decimal(&self, name: &str) -> Option<Decimal> {
        match self.0.get(name) {
            Some(Argument::Dec(number)) => Some(*number),
            Some(Argument::Int(number)) => Some(Decimal::from(*number)),
            _ => None,
        }
    }

    /// The argument `name`, when it is a whole number.
    pub fn int(&self, name: &str) -> Option<i64> {
        match self.0.get(name) {
            Some(Argument::Int(number)) => Some(*number),
            _ => None,
        }
    }
}

impl ToVal for Argument {
    fn to_val(&self) -> Val<'_> {
        match self {
            Self::Nil => Val::Nil,
            Self::Bool(value) => Val::Bool(*value),
            Self::Int(number) => Val::Int(*number),
            Self::Dec(number) => Val::Dec(*number),
            Self::Text(text) => Val::Str(text),
        }
    }
}

impl From<Val<'_>> for Argument {
    /// What a template writes out as an argument is scalar; anything else is nothing.
    fn from(value: Val<'_>) -> Self {
        match value {
            Val::Bool(value) => Self::Bool(value),
            Val::Int(number) => Self::Int(number),
            Val::Dec(number) => Self::Dec(number),
            Val::Str(text) => Self::Text(text.to_owned()),
            _ => Self::Nil,
        }
    }
}
