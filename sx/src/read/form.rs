//! What the reader makes of a source: a tree of forms with their places.

use rust_decimal::Decimal;

use crate::source::Span;

/// A piece of source.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) kind: FormKind,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum FormKind {
    Nil,
    Bool(bool),
    Int(i64),
    Dec(Decimal),
    Str(Box<str>),
    /// Without its colon.
    Keyword(Box<str>),
    Symbol(Box<str>),
    List(Vec<Form>),
    Vector(Vec<Form>),
    /// Keys and values in turn.
    Record(Vec<Form>),
    Quote(Box<Form>),
    /// `` `form ``: what a macro puts in place of its call.
    Template(Box<Form>),
    /// `,form` in a template: the argument of a macro.
    Unquote(Box<Form>),
    /// `,@form` in a template: all items of an argument.
    Splice(Box<Form>),
}

impl Form {
    pub(crate) fn symbol(&self) -> Option<&str> {
        match &self.kind {
            FormKind::Symbol(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn keyword(&self) -> Option<&str> {
        match &self.kind {
            FormKind::Keyword(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Form]> {
        match &self.kind {
            FormKind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The forms that this one is made of.
    #[cfg(feature = "naive")]
    pub(crate) fn parts(&self) -> &[Form] {
        match &self.kind {
            FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => items,
            FormKind::Quote(inner)
            | FormKind::Template(inner)
            | FormKind::Unquote(inner)
            | FormKind::Splice(inner) => std::slice::from_ref(inner),
            _ => &[],
        }
    }

    /// The symbol at the head of a list.
    pub(crate) fn head(&self) -> Option<&str> {
        self.list()?.first()?.symbol()
    }

    /// What this is, for messages.
    pub(crate) fn describe(&self) -> String {
        match &self.kind {
            FormKind::Nil => "`nil`".into(),
            FormKind::Bool(value) => format!("`{value}`"),
            FormKind::Int(value) => format!("the number `{value}`"),
            FormKind::Dec(value) => format!("the number `{value}`"),
            FormKind::Str(_) => "a string".into(),
            FormKind::Keyword(name) => format!("the keyword `:{name}`"),
            FormKind::Symbol(name) => format!("the symbol `{name}`"),
            FormKind::List(_) => "a list".into(),
            FormKind::Vector(_) => "a vector".into(),
            FormKind::Record(_) => "a record".into(),
            FormKind::Quote(_) => "a quotation".into(),
            FormKind::Template(_) => "a template".into(),
            FormKind::Unquote(_) | FormKind::Splice(_) => "an unquoted form".into(),
        }
    }
}
