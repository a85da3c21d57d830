//! What sources are compiled with: everything that they may name and that is not in them.

use crate::host::HostFunction;
use crate::reference::{Entry, reference};
use crate::value::{Shape, Type};

/// What templates may name beside each other, and what is asked of the compilation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment<'e> {
    /// The functions that the host lends.
    pub functions: &'e [HostFunction],
    /// What `:needs` may ask the host for.
    pub queries: &'e [Query],
    /// The components that are rendered as pages, with the views that they are rendered with: the types of
    /// their parameters.
    pub views: &'e [PageView],
    /// What `context` reads, where the host says it.
    pub context: Option<&'static Shape>,
    /// Structs that annotations may name beside those of the views.
    pub types: &'e [&'static Shape],
    /// Whether types are not followed before a render: for tests of what a render itself says.
    pub unchecked: bool,
    /// Whether `deftest`s are compiled too. A server has no use for them.
    pub tests: bool,
    /// Whether a form at the top of a file that is no definition becomes the body of `~sx:main`, a component
    /// with the parameter `props`: how a single file is rendered.
    pub main: bool,
}

impl<'e> Environment<'e> {
    /// An environment that has only functions.
    pub fn with_functions(functions: &'e [HostFunction]) -> Self {
        Environment {
            functions,
            ..Environment::default()
        }
    }

    /// Everything that a template can say here: what the language has, then what the host lends.
    pub fn reference(&self) -> impl Iterator<Item = Entry> {
        let functions = self.functions.iter().map(HostFunction::entry);
        reference().iter().copied().chain(functions)
    }
}

/// A component that is rendered as a page, and what it is rendered with.
#[derive(Clone, Copy, Debug)]
pub struct PageView {
    /// The full name of the component.
    pub component: &'static str,
    /// The fields of the view.
    pub shape: &'static Shape,
    /// Where the page is seen, for messages: `GET /{slug}/`; empty when nobody says.
    pub route: &'static str,
}

/// Data that the host fetches before a render, known when templates are compiled.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// The name in `:needs`.
    pub name: &'static str,
    /// What it is asked with.
    pub arguments: &'static [QueryArgument],
    /// The type of the answer.
    pub result: Type,
    /// One sentence for whoever writes templates.
    pub doc: &'static str,
}

/// A keyword argument of a query.
#[derive(Clone, Copy, Debug)]
pub struct QueryArgument {
    /// The name, without the colon.
    pub name: &'static str,
    /// Whether every need must give it.
    pub required: bool,
}
