//! `:url` of a page: how an address calls it.

use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::source::Span;

/// `(name word … &key keyword …)`, or `(outer (name word …))` for a page that stands inside another.
#[derive(Clone, Debug)]
pub(crate) struct UrlForm {
    /// The page function that it stands inside.
    pub(crate) within: Option<Box<str>>,
    pub(crate) name: Box<str>,
    /// The parameters that words and the page inside fill, in order.
    pub(crate) params: Vec<Box<str>>,
    /// The parameters that keywords fill.
    pub(crate) keywords: Vec<Box<str>>,
    pub(crate) span: Span,
}

impl UrlForm {
    /// Every parameter that an address can give.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.params.iter().chain(&self.keywords).map(|name| &**name)
    }
}

pub(super) fn read(value: &Form, faults: &mut Vec<Fault>) -> Option<UrlForm> {
    let items = value.list().unwrap_or_default();
    let read = match items {
        [
            outer,
            inner @ Form {
                kind: FormKind::List(items),
                ..
            },
        ] => {
            let within = outer.symbol().map(Into::into);
            function(items, inner.span)
                .filter(|_| within.is_some())
                .map(|inner| UrlForm { within, ..inner })
        }
        items => function(items, value.span),
    };
    if read.is_none() {
        faults.push(
            Fault::new(value.span, "this is no expression of an address").help(
                "`:url (log year month &key page)`: the word in the address, words in order, keywords; or `:url (log (entry slug))` for a page inside another",
            ),
        );
    }
    read
}

fn function(items: &[Form], span: Span) -> Option<UrlForm> {
    let names: Vec<&str> = items.iter().map(Form::symbol).collect::<Option<_>>()?;
    let (name, rest) = names.split_first()?;
    let at = rest.iter().position(|name| *name == "&key");
    let (params, keywords) = match at {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &[][..]),
    };
    let is_plain = |name: &&str| !name.starts_with('&');
    let all_plain = params.iter().chain(keywords).chain([name]).all(is_plain);
    let boxed = |names: &[&str]| names.iter().map(|name| (*name).into()).collect();
    all_plain.then(|| UrlForm {
        within: None,
        name: (*name).into(),
        params: boxed(params),
        keywords: boxed(keywords),
        span,
    })
}
