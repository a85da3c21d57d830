//! The text of HTML. What comes out is text like any other, escaped where it is written, so nothing here has to
//! be safe; it has to be what a reader would see. Tags and comments end where they end for a parser; of the
//! entities only those that programs write are known.

use super::parts::keep;
use crate::run::failure::Failed;
use crate::run::work::Work;
use crate::value::Val;

/// Elements after which a reader sees a new line or a gap.
const BREAKS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "p",
    "section",
    "td",
    "tr",
];

/// Elements whose content no reader sees.
const HIDDEN: [&str; 3] = ["script", "style", "template"];

/// The entities that stand in HTML made by programs; others are numbers.
const ENTITIES: [(&str, char); 7] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
];

/// The longest entity that is looked for, without its marks.
const ENTITY_MAX: usize = 8;

/// The text of HTML, its white space made single spaces.
pub(super) fn strip<'v>(work: &Work<'v>, html: &str) -> Result<Val<'v>, Failed> {
    work.burn_bytes(html.len())?;
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            rest = entity(rest, &mut out);
        } else {
            rest = tag(rest, &mut out);
        }
    }
    out.push_str(rest);
    let mut spaced = String::with_capacity(out.len());
    // A space that must not break is no white space here.
    for word in out.split(|c: char| c.is_whitespace() && c != '\u{a0}') {
        if !word.is_empty() {
            if !spaced.is_empty() {
                spaced.push(' ');
            }
            spaced.push_str(word);
        }
    }
    keep(work, &spaced)
}

/// Writes the character of the entity at the start of `html`; what follows it. An `&` that begins none is itself.
fn entity<'h>(html: &'h str, out: &mut String) -> &'h str {
    let rest = &html[1..];
    let end = rest
        .bytes()
        .take(ENTITY_MAX + 1)
        .position(|byte| byte == b';');
    let found = end.and_then(|end| Some((character(&rest[..end])?, &rest[end + 1..])));
    let (character, rest) = found.unwrap_or(('&', rest));
    out.push(character);
    rest
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|c| *c != '\0');
    }
    let (_, character) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some(*character)
}

/// Passes the tag or comment at the start of `html`; what follows it. A `<` that begins none is itself.
fn tag<'h>(html: &'h str, out: &mut String) -> &'h str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return behind_comment(comment);
    }
    let (closes, inside) = match html.strip_prefix("</") {
        Some(inside) => (true, inside),
        None => (false, &html[1..]),
    };
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        if (closes && !inside.is_empty()) || inside.starts_with(['!', '?']) {
            // What a parser takes for a comment: `</ p>`, `<?xml?>`, `<!doctype html>`.
            return behind(inside, ">");
        }
        out.push('<');
        return &html[1..];
    }
    let end = inside.find(ends_name).unwrap_or(inside.len());
    let name = inside[..end].to_ascii_lowercase();
    let rest = behind_tag(&inside[end..]);
    if BREAKS.contains(&&*name) {
        out.push(' ');
    }
    if !closes && HIDDEN.contains(&&*name) {
        return behind_hidden(rest, &name);
    }
    rest
}

fn ends_name(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/' || c == '>'
}

/// What follows the end of a comment; `<!-->` and `<!--->` are whole ones.
fn behind_comment(comment: &str) -> &str {
    for whole in [">", "->"] {
        if let Some(rest) = comment.strip_prefix(whole) {
            return rest;
        }
    }
    let mut rest = comment;
    while let Some(at) = rest.find("--") {
        let ends = &rest[at + 2..];
        if let Some(after) = ends.strip_prefix('>').or_else(|| ends.strip_prefix("!>")) {
            return after;
        }
        rest = &rest[at + 1..];
    }
    ""
}

/// What follows the end of a tag. A `>` in a quoted value ends none.
fn behind_tag(attributes: &str) -> &str {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return &attributes[at + 1..],
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    ""
}

/// What follows the closing tag of an element that is not shown.
fn behind_hidden<'h>(content: &'h str, name: &str) -> &'h str {
    let mut rest = content;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let end = rest.find(ends_name).unwrap_or(rest.len());
        if rest[..end].eq_ignore_ascii_case(name) {
            return behind_tag(&rest[end..]);
        }
    }
    ""
}

fn behind<'h>(text: &'h str, end: &str) -> &'h str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}
