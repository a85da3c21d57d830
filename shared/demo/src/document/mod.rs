//! Markdown to Lexical JSON, as Ghost's editor would have saved the same article.
//!
//! Paragraphs, headings, lists, quotes, code, rules and inline styles are Markdown's own. A
//! picture alone in a paragraph is an image card, its Markdown title the caption. The comment
//! `<!--members-only-->` is the paywall. Ghost's other cards are fenced blocks whose info string
//! is `card NAME` and whose body is TOML (see [`card`]).

mod block;
mod card;
mod inline;
mod node;

use pulldown_cmark::{Options, Parser};

use crate::{DemoError, Picture};

/// Converts the Markdown of `file` (named in errors) to a Lexical document.
///
/// # Errors
/// When the text uses something that Ghost's editor has no node for, a card's TOML is malformed,
/// or a picture is not among `pictures`.
pub fn from_markdown(
    file: &str,
    markdown: &str,
    pictures: &[Picture],
) -> Result<String, DemoError> {
    let context = Context { file, pictures };
    let children = block::blocks(&mut events(markdown), &context)?;
    Ok(node::document(children).to_string())
}

/// What every part of a conversion needs: where the text is from, and the pictures there are.
pub(crate) struct Context<'a> {
    file: &'a str,
    pictures: &'a [Picture],
}

impl Context<'_> {
    fn fault(&self, what: impl Into<String>) -> DemoError {
        DemoError::Document {
            file: self.file.to_owned(),
            what: what.into(),
        }
    }

    /// The picture behind `demo:NAME`.
    fn picture(&self, reference: &str) -> Result<&Picture, DemoError> {
        let name = reference
            .strip_prefix("demo:")
            .ok_or_else(|| self.fault(format!("a picture must be `demo:NAME`, not {reference}")))?;
        crate::picture::find(self.pictures, name, self.file)
    }
}

fn events(markdown: &str) -> Parser<'_> {
    let options = Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_STRIKETHROUGH;
    Parser::new_ext(markdown, options)
}

#[cfg(test)]
mod tests;
