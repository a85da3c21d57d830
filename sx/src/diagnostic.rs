//! What is wrong with a template, found before it runs.

use std::fmt;
use std::ops::Deref;

use crate::render_error::{StackEntry, write_stack};
use crate::source::{Location, Source, Span};

/// One fault in a template: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is. Faults that have no place (a page asked for by a wrong name) have none.
    pub location: Option<Location>,
    /// What is wrong: expected and found.
    pub message: String,
    /// What to do, often a suggestion of the nearest name.
    pub help: Option<String>,
    /// How the place is reached, where the fault depends on it.
    way: Option<Box<Way>>,
}

/// The way from a route to a place.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Way {
    stack: Vec<StackEntry>,
    route: Option<String>,
}

impl Diagnostic {
    /// A fault without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Diagnostic {
            location: None,
            message: message.into(),
            help: None,
            way: None,
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The same fault at a place.
    #[must_use]
    pub fn at(mut self, location: Option<Location>) -> Self {
        self.location = location;
        self
    }

    /// The same fault with the components that lead to it, innermost first, and the route of their page.
    #[must_use]
    pub fn reached(mut self, stack: Vec<StackEntry>, route: Option<String>) -> Self {
        let is_known = !stack.is_empty() || route.is_some();
        self.way = is_known.then(|| Box::new(Way { stack, route }));
        self
    }

    /// The components that lead to the place, innermost first.
    pub fn stack(&self) -> &[StackEntry] {
        self.way.as_ref().map_or(&[], |way| &way.stack)
    }

    /// The route of the page that leads there.
    pub fn route(&self) -> Option<&str> {
        self.way.as_ref()?.route.as_deref()
    }
}

/// `path:line:column: message`, the source line with a caret, the advice, and the way there.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Some(location) => write!(f, "{location}: {}\n{}", self.message, location.excerpt())?,
            None => f.write_str(&self.message)?,
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        write_stack(f, self.stack())?;
        match self.route() {
            Some(route) => write!(f, "\n  for {route}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Diagnostic {}

/// So many faults are told. More would help nobody, and telling them takes time: names that are almost right are looked for.
pub(crate) const FAULTS_MAX: usize = 100;

/// The faults of a compilation, in the order of the sources: all of them, or the first hundred.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Deref for Diagnostics {
    type Target = [Diagnostic];
    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// A fault while its places are still spans: what the reader, the resolver, the checker and the compiler make.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) stack: Vec<OpenComponent>,
    pub(crate) route: Option<String>,
    /// Whether the span means a place: what no source says has none.
    has_place: bool,
}

/// A component that leads to a fault, with the call of it.
#[derive(Debug)]
pub(crate) struct OpenComponent {
    pub(crate) component: String,
    pub(crate) called_at: Option<Span>,
}

impl Fault {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Fault {
            span,
            message: message.into(),
            help: None,
            stack: Vec::new(),
            route: None,
            has_place: true,
        }
    }

    /// A fault that is in no source.
    pub(crate) fn nowhere(message: impl Into<String>) -> Self {
        Fault {
            has_place: false,
            ..Fault::new(Span::default(), message)
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    pub(crate) fn locate(self, sources: &[Source]) -> Diagnostic {
        let locate = |span| Location::of(span, sources);
        let stack = self.stack.into_iter().map(|open| StackEntry {
            component: open.component,
            called_at: open.called_at.map(locate),
        });
        Diagnostic::new(self.message)
            .with_help(self.help)
            .at(self.has_place.then(|| locate(self.span)))
            .reached(stack.collect(), self.route)
    }
}
