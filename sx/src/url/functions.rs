//! The table of declared page functions: all that an address can name.

use super::error::UrlError;
use super::expression::{Argument, Call, Expression, Word};
use super::page::{Page, Value};
use super::relative::resolve_counting;

/// A page that has a name in addresses: made of a declaration such as `(defpage … :url (tag slug) …)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFunction {
    pub(super) name: String,
    pub(super) component: String,
    pub(super) within: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) content: Option<String>,
}

/// A parameter that an address may give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl Parameter {
    fn is_required(&self) -> bool {
        self.kind == Kind::Word { required: true }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word in its place.
    Word { required: bool },
    /// A keyword whose value is text; not given, the component has its default.
    Text,
    /// A keyword whose value is a whole number from 1 on: a page of a list. The first page has no number.
    Number,
}

impl Kind {
    pub(super) fn is_word(&self) -> bool {
        matches!(self, Kind::Word { .. })
    }
}

impl PageFunction {
    /// A page that takes nothing, drawn by a component.
    pub fn new(name: impl Into<String>, component: impl Into<String>) -> Self {
        PageFunction {
            name: name.into(),
            component: component.into(),
            within: None,
            parameters: Vec::new(),
            content: None,
        }
    }

    /// It stands only inside the page of another function.
    #[must_use]
    pub fn within(mut self, outer: impl Into<String>) -> Self {
        self.within = Some(outer.into());
        self
    }

    /// Another word that every address of it has, after those before.
    #[must_use]
    pub fn word(self, parameter: impl Into<String>) -> Self {
        self.parameter(parameter, Kind::Word { required: true })
    }

    /// A word that an address may leave out; the component has a default.
    #[must_use]
    pub fn optional_word(self, parameter: impl Into<String>) -> Self {
        self.parameter(parameter, Kind::Word { required: false })
    }

    /// A keyword with text.
    #[must_use]
    pub fn text(self, parameter: impl Into<String>) -> Self {
        self.parameter(parameter, Kind::Text)
    }

    /// A keyword that counts from 1, which is not written.
    #[must_use]
    pub fn number(self, parameter: impl Into<String>) -> Self {
        self.parameter(parameter, Kind::Number)
    }

    /// It takes the page of another call, as the content of this parameter.
    #[must_use]
    pub fn content(mut self, parameter: impl Into<String>) -> Self {
        self.content = Some(parameter.into());
        self
    }

    fn parameter(mut self, name: impl Into<String>, kind: Kind) -> Self {
        let name = name.into();
        self.parameters.push(Parameter { name, kind });
        self
    }

    /// Its name in addresses.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The component that draws it.
    pub fn component(&self) -> &str {
        &self.component
    }

    /// The parameter that a nested page is the content of.
    pub fn content_parameter(&self) -> Option<&str> {
        self.content.as_deref()
    }

    fn keyword(&self, name: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name && !parameter.kind.is_word())
    }

    fn words(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(|parameter| parameter.kind.is_word())
    }
}

/// All page functions of a site, in the order in which messages name them.
#[derive(Clone, Debug, Default)]
pub struct PageFunctions(Vec<PageFunction>);

impl PageFunctions {
    /// A table. A name that is declared twice comes back.
    pub fn new(functions: impl IntoIterator<Item = PageFunction>) -> Result<Self, String> {
        let mut table: Vec<PageFunction> = Vec::new();
        for function in functions {
            if table.iter().any(|known| known.name == function.name) {
                return Err(function.name);
            }
            table.push(function);
        }
        Ok(PageFunctions(table))
    }

    /// The function with this name.
    pub fn get(&self, name: &str) -> Option<&PageFunction> {
        self.0.iter().find(|function| function.name == name)
    }

    /// The functions.
    pub fn iter(&self) -> impl Iterator<Item = &PageFunction> {
        self.0.iter()
    }

    /// What an address means. The home is `None`: it is whatever the site has there.
    pub fn resolve(&self, address: &Expression) -> Result<Option<Page<'_>>, UrlError> {
        address.call().map(|call| self.page(call, None)).transpose()
    }

    /// Follows a relative reference, counting from 1 where an address does not say the number of a page.
    pub fn follow(&self, base: &Expression, reference: &str) -> Result<Expression, UrlError> {
        resolve_counting(base, reference, &|call, keyword| {
            let parameter = self.get(call.name().text())?.keyword(keyword)?;
            (parameter.kind == Kind::Number).then_some(1)
        })
    }

    fn page(&self, call: &Call, outer: Option<&PageFunction>) -> Result<Page<'_>, UrlError> {
        let function = self.function(call.name(), outer)?;
        let mut page = Page::new(function, call.place());
        let mut words = function.words();
        for argument in call.arguments() {
            match argument {
                Argument::Text(word) if page.content.is_some() => {
                    let message = format!(
                        "`{}` stands after the page inside `{}`",
                        word.text(),
                        function.name
                    );
                    return Err(UrlError::new(word.place(), message)
                        .help("words come first, then keywords, then the page inside"));
                }
                Argument::Text(word) => match words.next() {
                    Some(parameter) => page.give(&parameter.name, Value::text(word)),
                    None => return Err(self.one_too_many(function, word)),
                },
                Argument::Keyword(name, value) => {
                    let (name, value) = keyword(function, name, value)?;
                    page.give(name, value);
                }
                Argument::Call(inner) => {
                    let wanted = words.next();
                    if let Some(wanted) = wanted.filter(|wanted| wanted.is_required()) {
                        let message = format!(
                            "`{}` takes a word here, its `{}`, and this is a call",
                            function.name, wanted.name
                        );
                        return Err(UrlError::new(inner.place(), message));
                    }
                    page.content = Some(Box::new(self.content(function, inner, &page)?));
                }
            }
        }
        match words.next().filter(|missing| missing.is_required()) {
            Some(missing) => Err(page.lacks(&missing.name).help(spelling(function))),
            None => Ok(page),
        }
    }

    fn content(
        &self,
        function: &PageFunction,
        inner: &Call,
        page: &Page<'_>,
    ) -> Result<Page<'_>, UrlError> {
        if function.content.is_none() {
            let message = format!("`{}` has no page inside it", function.name);
            return Err(UrlError::new(inner.place(), message));
        }
        if page.content.is_some() {
            let message = format!(
                "`{}` has one page inside it, and this is a second",
                function.name
            );
            return Err(UrlError::new(inner.place(), message));
        }
        self.page(inner, Some(function))
    }

    /// The function that a word at the head of a call names, if it may stand there.
    fn function(
        &self,
        name: &Word,
        outer: Option<&PageFunction>,
    ) -> Result<&PageFunction, UrlError> {
        let here = |function: &&PageFunction| {
            function.within.as_deref() == outer.map(|outer| outer.name.as_str())
        };
        let Some(function) = self.get(name.text()) else {
            let known = || self.0.iter().filter(here).map(PageFunction::name);
            let all = known().collect::<Vec<_>>().join(", ");
            let message = format!("there is no page function `{}`", name.text());
            return Err(UrlError::new(name.place(), message)
                .offer("", name.text(), known())
                .offer("", name.text(), self.0.iter().map(PageFunction::name))
                .or_help((!all.is_empty()).then(|| format!("here are: {all}"))));
        };
        match (&function.within, outer) {
            (None, None) => Ok(function),
            (Some(within), Some(outer)) if *within == outer.name => Ok(function),
            (None, Some(outer)) => {
                let message = format!(
                    "`{}` is a page of its own and does not stand inside `{}`",
                    function.name, outer.name
                );
                Err(UrlError::new(name.place(), message))
            }
            (Some(within), _) => {
                let message = format!("`{}` stands inside `{within}`", function.name);
                Err(UrlError::new(name.place(), message)
                    .help(format!("write `({within}.({}…))`", function.name)))
            }
        }
    }

    fn one_too_many(&self, function: &PageFunction, word: &Word) -> UrlError {
        let fault = match function.words().count() {
            0 => UrlError::new(
                word.place(),
                format!(
                    "`{}` takes no words, found `{}`",
                    function.name,
                    word.text()
                ),
            ),
            count => {
                let noun = if count == 1 { "word" } else { "words" };
                let message = format!(
                    "`{}` takes {count} {noun}, and `{}` is one more",
                    function.name,
                    word.text()
                );
                UrlError::new(word.place(), message)
            }
        };
        // Perhaps its parentheses were forgotten.
        match self.get(word.text()) {
            Some(called) if called.within.as_deref() == Some(&function.name) => fault.help(
                format!("`{0}` is a page inside it: write `({0})`", called.name),
            ),
            _ => fault,
        }
    }
}

fn keyword<'f>(
    function: &'f PageFunction,
    name: &Word,
    value: &Word,
) -> Result<(&'f str, Value), UrlError> {
    let Some(parameter) = function.keyword(name.text()) else {
        let known = || {
            let keywords = function.parameters.iter().filter(|it| !it.kind.is_word());
            keywords.map(|parameter| parameter.name.as_str())
        };
        let all: Vec<String> = known().map(|name| format!("`:{name}`")).collect();
        let all = match all.is_empty() {
            true => "it takes no keywords".to_owned(),
            false => format!("it takes {}", all.join(", ")),
        };
        let message = format!("`{}` has no keyword `:{}`", function.name, name.text());
        return Err(UrlError::new(name.place(), message)
            .offer(":", name.text(), known())
            .or_help(Some(all)));
    };
    if parameter.kind != Kind::Number {
        return Ok((&parameter.name, Value::text(value)));
    }
    let digits = value.text();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(number) if is_number && number >= 1 => {
            Ok((&parameter.name, Value::number(number, value)))
        }
        _ => {
            let message = format!(
                "`:{}` is a whole number from 1 on, found `{digits}`",
                parameter.name
            );
            Err(UrlError::new(value.place(), message))
        }
    }
}

/// How a call with all its words is written.
fn spelling(function: &PageFunction) -> String {
    let words: Vec<&str> = function
        .words()
        .map(|parameter| parameter.name.as_str())
        .collect();
    format!("it is written `({}.{})`", function.name, words.join("."))
}
