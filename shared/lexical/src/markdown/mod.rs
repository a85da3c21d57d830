//! Markdown as Ghost's markdown card reads it: markdown-it with HTML, line breaks kept, addresses
//! linked, footnotes, `==mark==`, `~sub~`, `^sup^`, headings with ids and without need of a space.
//!
//! The cards' HTML must be Ghost's to the byte, quirks included, so that this is an engine of our
//! own with markdown-it's rules in markdown-it's order (14.3, CommonMark 0.31). Text becomes a list
//! of block tokens ([`block`]), the text in them lists of inline tokens ([`inline`]), footnotes move
//! to the end ([`footnotes`]), bare addresses become links ([`linkify`]), and [`writer`] writes.

mod address;
mod block;
mod chars;
mod footnotes;
mod html_tag;
mod inline;
mod linkify;
mod links;
mod token;
mod unescape;
mod writer;

use std::collections::HashMap;

/// Blocks and inline elements are nested this deep at most; deeper ones stay text.
const NESTING_MAX: usize = 100;

/// What a document defines for use anywhere in it.
#[derive(Debug, Default)]
struct Definitions {
    references: HashMap<String, Reference>,
    footnotes: footnotes::Notes,
    /// What is left for looking for addresses.
    fuel: linkify::Fuel,
}

/// `[label]: href "title"`.
#[derive(Debug, Clone)]
struct Reference {
    href: String,
    title: String,
}

/// Markdown to HTML.
pub(crate) fn to_html(markdown: &str) -> String {
    let source = markdown
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "\u{FFFD}");
    let mut definitions = Definitions::default();
    let mut tokens = block::parse(&source, &mut definitions);
    for token in &mut tokens {
        if token.is_inline() {
            token.children = inline::parse(&token.content, &mut definitions);
        }
    }
    let mut tokens = footnotes::to_end(tokens, &mut definitions.footnotes);
    for token in tokens.iter_mut().filter(|token| token.is_inline()) {
        linkify::links_in(token, &mut definitions.fuel);
        token::join_texts(&mut token.children);
    }
    writer::write(&tokens)
}

/// Where the destination of a link or picture ends that begins here.
pub(crate) fn destination_end(text: &str, start: usize) -> Option<usize> {
    links::destination(text, start, text.len()).map(|(end, _)| end)
}
