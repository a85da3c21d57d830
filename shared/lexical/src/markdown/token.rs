//! Pieces of a parsed document. A block's text is an `Inline` token with tokens of its own.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Written by its tag and attributes alone.
    Plain,
    ParagraphOpen,
    ParagraphClose,
    HeadingOpen,
    Inline,
    CodeBlock,
    Fence,
    HtmlBlock,
    Text,
    /// An escaped character or an entity; becomes text when links are made.
    TextSpecial,
    SoftBreak,
    HardBreak,
    CodeInline,
    HtmlInline,
    LinkOpen,
    LinkClose,
    Image,
    StrikeClose,
    MarkClose,
    FootnoteRef,
    FootnoteAnchor,
    FootnoteOpen,
    FootnoteClose,
    FootnoteBlockOpen,
    FootnoteBlockClose,
    /// Around a footnote's text where it is defined; never written.
    FootnoteTextOpen,
    FootnoteTextClose,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) tag: &'static str,
    /// 1 opens, -1 closes, 0 stands alone.
    pub(super) nesting: i8,
    pub(super) level: usize,
    pub(super) attrs: Vec<(&'static str, String)>,
    pub(super) content: String,
    pub(super) children: Vec<Token>,
    /// A fence's language and more; a footnote's label.
    pub(super) info: String,
    /// Paragraphs of tight lists are not written.
    pub(super) hidden: bool,
    pub(super) is_block: bool,
    /// A footnote's number from 0, and which of its uses this is.
    pub(super) note: (usize, usize),
}

impl Token {
    pub(super) fn new(kind: Kind, tag: &'static str, nesting: i8) -> Self {
        Self {
            kind,
            tag,
            nesting,
            level: 0,
            attrs: Vec::new(),
            content: String::new(),
            children: Vec::new(),
            info: String::new(),
            hidden: false,
            is_block: false,
            note: (0, 0),
        }
    }

    pub(super) fn text(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::new(Kind::Text, "", 0)
        }
    }

    pub(super) fn is_inline(&self) -> bool {
        self.kind == Kind::Inline
    }
}

/// Makes special texts plain and joins neighbours.
pub(super) fn join_texts(tokens: &mut Vec<Token>) {
    for token in tokens.iter_mut() {
        if token.kind == Kind::TextSpecial {
            token.kind = Kind::Text;
        }
    }
    join_neighbours(tokens);
}

pub(super) fn join_neighbours(tokens: &mut Vec<Token>) {
    tokens.dedup_by(|next, kept| {
        let both = kept.kind == Kind::Text && next.kind == Kind::Text;
        if both {
            kept.content.push_str(&next.content);
            kept.level = next.level;
        }
        both
    });
}
