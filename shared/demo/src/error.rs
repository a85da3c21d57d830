//! What can be wrong with an embedded file.

use thiserror::Error;

/// A fault in the demo's own files. Each names the file, so that its author can mend it.
#[derive(Debug, Error)]
pub enum DemoError {
    /// A file that the crate expects is not embedded.
    #[error("{0} is missing from the demo's embedded files")]
    Missing(String),
    /// A file is not UTF-8.
    #[error("{0} is not UTF-8 text")]
    NotText(String),
    /// A Markdown file does not open with `+++` front matter.
    #[error("{0} has no front matter: it must begin with a line `+++` and close it with another")]
    NoFrontMatter(String),
    /// TOML that does not parse, or does not have the expected shape.
    #[error("{file}: {source}")]
    Toml {
        /// The file, or the card in a file.
        file: String,
        /// What the parser says.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A document uses Markdown that has no counterpart in Ghost's editor.
    #[error("{file}: {what}")]
    Document {
        /// The Markdown file.
        file: String,
        /// What it holds that cannot be converted.
        what: String,
    },
    /// A document or record names a picture that does not exist.
    #[error("{file} refers to the picture {name}, which is not under pictures/")]
    NoSuchPicture {
        /// Who refers to it.
        file: String,
        /// The name referred to.
        name: String,
    },
    /// A picture whose format or size cannot be read.
    #[error("the picture {name} is unreadable: {what}")]
    Picture {
        /// Its name.
        name: String,
        /// What is wrong.
        what: String,
    },
}
