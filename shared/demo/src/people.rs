//! Who writes the journal, and what it is about.

use serde::Deserialize;

use crate::{DemoError, source};

/// A member who writes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The author's address under `/author/`.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// What they do here, in two or three words.
    pub role: String,
    /// A few sentences, plain text.
    pub bio: String,
    /// Where they write from.
    pub location: String,
    /// An address that reaches nobody (`.example`).
    pub email: String,
    /// The portrait's picture name.
    pub portrait: String,
    /// What the portrait shows, for who cannot see it.
    pub portrait_alt: String,
}

/// A subject.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The tag's address under `/tag/`; an internal one begins with `hash-`, as Ghost has it.
    pub slug: String,
    /// The name readers see; an internal one begins with `#` and readers never see it.
    pub name: String,
    /// A sentence about what is found under it.
    pub description: String,
    /// The picture at the head of the tag's page.
    pub picture: Option<String>,
}

impl Tag {
    /// Whether the tag is for the editors alone.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.name.starts_with('#')
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    authors: Vec<Author>,
    tags: Vec<Tag>,
}

pub(crate) fn load() -> Result<(Vec<Author>, Vec<Tag>), DemoError> {
    let file: File = source::toml("people.toml")?;
    Ok((file.authors, file.tags))
}
