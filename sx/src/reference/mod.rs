//! The one table of everything that a template can say: forms, definitions, primitives, and the functions
//! of a host. The documentation, the resolver, the checker, suggestions and editor help are made from
//! it, so that none of them can know what another does not.
//!
//! A primitive's line stands beside its code, in `primitives/`; the forms are in `forms.rs`; a host
//! describes its own functions (`HostFunction::entry`).

mod forms;
mod other_names;
mod signature;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::primitives::Prim;
use crate::suggest::nearest;

pub(crate) use forms::{definition_names, is_form, names as form_names};
pub(crate) use other_names::name_here;
pub(crate) use signature::name_of;
pub use signature::{Param, Signature, SignatureError, Ty};

/// One thing that a template can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called, as it stands at the head of a list.
    pub name: &'static str,
    /// What sort of thing it is.
    pub kind: EntryKind,
    /// What it is about, for a table of contents: "Text", "Control".
    pub subject: &'static str,
    /// How it is written. For primitives and host functions it is a [`Signature`]; for the others a pattern,
    /// where `…` stands for more of the same.
    pub signature: &'static str,
    /// One sentence about what it does.
    pub doc: &'static str,
    /// A small use of it. Definitions come first in it, and what is rendered with them last.
    pub example: &'static str,
}

/// The sorts of things in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// Stands at the top of a file: `defcomp`.
    Definition,
    /// Decides itself which of its parts are evaluated: `if`, `let`, `map`.
    Form,
    /// A function of the language: takes values and makes one.
    Primitive,
    /// A function that the host lends: words, dates, addresses.
    Host,
}

impl Entry {
    /// A source text that shows the example: its last form is what is rendered. The value of a function is
    /// shown as JSON, so that lists, truth and nothing can be told apart.
    pub fn source(&self) -> String {
        match self.kind {
            EntryKind::Definition | EntryKind::Form | EntryKind::Host => self.example.to_owned(),
            EntryKind::Primitive => format!("(json {})", self.example),
        }
    }
}

/// Everything that the language itself has, in the order of the documentation.
pub fn reference() -> &'static [Entry] {
    static ALL: LazyLock<Vec<Entry>> =
        LazyLock::new(|| forms::entries().chain(Prim::entries()).collect());
    &ALL
}

/// The name among these that was probably meant.
pub fn meant<'e>(name: &str, entries: impl IntoIterator<Item = &'e Entry>) -> Option<&'e str> {
    nearest(name, entries.into_iter().map(|entry| entry.name))
}
