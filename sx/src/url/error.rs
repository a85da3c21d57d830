//! What is wrong with an address, and where.

use std::fmt;
use std::ops::Range;

use super::escape::escaped;
use crate::suggest::nearest;

/// A fault in an address: the bytes of the text that it is about, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlError {
    /// The bytes that are meant. Empty at the place where something is missing.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The address that was probably meant.
    pub suggestion: Option<String>,
    /// The word that was probably meant at the place.
    pub instead: Option<String>,
}

impl UrlError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        UrlError {
            at,
            message: message.into(),
            help: None,
            suggestion: None,
            instead: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers the name nearest to a wrong one, `prefix` being what stands before names, if nothing was offered yet.
    pub(super) fn offer<'k>(
        mut self,
        prefix: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        if self.help.is_none()
            && let Some(near) = nearest(name, known)
        {
            self.help = Some(format!("did you mean `{prefix}{near}`?"));
            self.instead = Some(format!("{prefix}{}", escaped(near)));
        }
        self
    }

    /// Other advice, if there is none yet.
    pub(super) fn or_help(mut self, help: Option<String>) -> Self {
        self.help = self.help.or(help);
        self
    }

    pub(super) fn suggest(mut self, address: impl Into<String>) -> Self {
        self.suggestion = Some(address.into());
        self
    }

    /// The text with what was probably meant at the place.
    pub fn mended(&self, text: &str) -> Option<String> {
        let instead = self.instead.as_deref()?;
        let [before, _, after] = self.cut(text);
        Some([before, instead, after].concat())
    }

    /// The text in three parts: before the fault, the fault itself, after it. The bounds are moved outward to whole
    /// characters and inward to the text.
    pub fn cut<'t>(&self, text: &'t str) -> [&'t str; 3] {
        let mut start = self.at.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = self.at.end.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        [&text[..start], &text[start..end], &text[end..]]
    }
}

/// `byte 10: there is no page function …`, and the advice.
impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.at.start, self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for UrlError {}
