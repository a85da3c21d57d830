//! What went wrong while a page was rendered.

use std::fmt;

use crate::limits::Limit;
use crate::source::Location;

/// A render that failed. Nothing of it may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The kind of fault.
    pub kind: RenderErrorKind,
    /// What is wrong: expected and found.
    pub message: String,
    /// What to do, when there is something to suggest.
    pub help: Option<String>,
    /// Where in the templates; `None` when the fault lies in the call of `render`.
    pub location: Option<Location>,
    /// The components that were open, innermost first.
    pub stack: Vec<StackEntry>,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderErrorKind {
    /// A value does not fit what is done with it.
    Value,
    /// A host function answered with an error.
    Host,
    /// A limit was reached.
    Limit(Limit),
    /// The page does not belong to the program, or the view lacks a field.
    Page,
}

/// An open component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackEntry {
    /// Its full name.
    pub component: String,
    /// Where it was called; `None` for the page itself.
    pub called_at: Option<Location>,
}

/// How many open components a message shows before the page itself.
const SHOWN: usize = 8;

/// `path:line:column: message`, the source line with a caret, advice, and the open components.
impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Some(location) => write!(f, "{location}: {}\n{}", self.message, location.excerpt())?,
            None => f.write_str(&self.message)?,
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        write_stack(f, &self.stack)
    }
}

impl std::error::Error for RenderError {}

/// The open components, innermost first, a line each.
pub(crate) fn write_stack(f: &mut fmt::Formatter<'_>, stack: &[StackEntry]) -> fmt::Result {
    for (index, entry) in stack.iter().enumerate() {
        if index == SHOWN && stack.len() > SHOWN + 1 {
            write!(f, "\n  … {} more …", stack.len() - SHOWN - 1)?;
        }
        if index >= SHOWN && index + 1 < stack.len() {
            continue;
        }
        write!(f, "\n  in {}", entry.component)?;
        if let Some(location) = &entry.called_at {
            write!(f, ", called at {location}")?;
        }
    }
    Ok(())
}
