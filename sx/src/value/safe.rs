//! HTML that is written as it is.

/// HTML that Rust code vouches for. Templates cannot make one, they can only render it.
///
/// The only way in is [`Safe::trusted`], so a search for that name lists every place that must be
/// right: the sanitiser, the Lexical renderer, the Markdown renderer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safe(String);

impl Safe {
    /// Declares that `html` is well-formed and holds nothing that came unsanitised from outside.
    pub fn trusted(html: impl Into<String>) -> Self {
        Safe(html.into())
    }

    /// The HTML.
    pub fn as_html(&self) -> &str {
        &self.0
    }

    /// A borrowed view, as a value holds it.
    pub fn borrowed(&self) -> SafeStr<'_> {
        SafeStr(&self.0)
    }
}

/// A borrowed [`Safe`]; host functions return it from the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SafeStr<'a>(&'a str);

impl<'a> SafeStr<'a> {
    /// See [`Safe::trusted`].
    pub fn trusted(html: &'a str) -> Self {
        SafeStr(html)
    }

    /// The HTML.
    pub fn as_html(self) -> &'a str {
        self.0
    }
}
