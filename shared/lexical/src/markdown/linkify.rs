//! Bare addresses in text: `http:`, `https:`, `ftp:`, `//host`, `mailto:` and e-mail addresses.
//!
//! Which characters belong to an address is linkify-it's (5.0) matter; there it is written as
//! regular expressions with lookahead, here as small scanners, none of which goes back.

mod host;
mod path;

use super::inline::{is_link_close, is_link_open};
use super::token::{Kind, Token};
use super::{address, chars};
use chars::{is_separator, is_separator_or_punctuation};

/// How many characters may be looked at in search of closing brackets, for one document: they are
/// sought to the end of a word, which a hostile text would have repeated without end.
#[derive(Debug, Clone)]
pub(super) struct Fuel(usize);

impl Default for Fuel {
    fn default() -> Self {
        Self(1_000_000)
    }
}

impl Fuel {
    fn spend(&mut self, amount: usize) -> Option<()> {
        self.0 = self.0.checked_sub(amount)?;
        Some(())
    }
}

const SCHEMAS: [&str; 5] = ["http:", "https:", "ftp:", "//", "mailto:"];

/// An address found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    start: usize,
    end: usize,
    is_email: bool,
}

/// The length of an address with its schema at the start of a text.
pub(super) fn at_start(text: &str, fuel: &mut Fuel) -> Option<usize> {
    let (schema, from) = schema_at(text, 0, true)?;
    let length = after_schema(text, schema, from, fuel)?;
    Some(from + length)
}

/// Puts links around the addresses in a block's text.
pub(super) fn links_in(block: &mut Token, fuel: &mut Fuel) {
    if !may_have_links(&block.content) {
        return;
    }
    let mut out: Vec<Token> = Vec::with_capacity(block.children.len());
    let tokens = std::mem::take(&mut block.children);
    let linkable = linkable(&tokens);
    for (at, token) in tokens.into_iter().enumerate() {
        if !linkable[at] {
            out.push(token);
            continue;
        }
        let mut found = find_all(&token.content, fuel);
        // an escape just before the text means that its beginning is no address
        let escaped = out
            .last()
            .is_some_and(|before: &Token| before.kind == Kind::TextSpecial);
        if escaped && found.first().is_some_and(|first| first.start == 0) {
            found.remove(0);
        }
        if found.is_empty() {
            out.push(token);
        } else {
            split(&token, &found, &mut out);
        }
    }
    block.children = out;
}

/// Which tokens are text outside of links.
fn linkable(tokens: &[Token]) -> Vec<bool> {
    let mut linkable = vec![false; tokens.len()];
    let mut html_links = 0usize;
    let mut at = tokens.len();
    while at > 0 {
        at -= 1;
        let token = &tokens[at];
        if token.kind == Kind::LinkClose {
            // back to before the tag that opens this link
            let level = token.level;
            at = tokens[..at]
                .iter()
                .rposition(|open| open.level == level || open.kind == Kind::LinkOpen)
                .unwrap_or(0);
            continue;
        }
        if token.kind == Kind::HtmlInline {
            if is_link_open(&token.content) {
                html_links = html_links.saturating_sub(1);
            }
            if is_link_close(&token.content) {
                html_links += 1;
            }
        }
        linkable[at] = html_links == 0 && token.kind == Kind::Text;
    }
    linkable
}

fn split(token: &Token, found: &[Found], out: &mut Vec<Token>) {
    let text = &token.content;
    let mut last = 0;
    for link in found {
        let raw = &text[link.start..link.end];
        let has_schema = raw
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
        let needs_schema = link.is_email && !has_schema;
        let url = if needs_schema {
            format!("mailto:{raw}")
        } else {
            raw.to_owned()
        };
        let href = address::for_link(&url);
        if !address::is_allowed(&href) {
            continue;
        }
        let shown = address::for_reading(&url);
        let shown = if needs_schema {
            shown.strip_prefix("mailto:").unwrap_or(&shown)
        } else {
            &shown
        };
        if link.start > last {
            out.push(Token::text(&text[last..link.start]));
        }
        let mut open = Token::new(Kind::LinkOpen, "a", 1);
        open.attrs.push(("href", href));
        out.push(open);
        out.push(Token::text(shown));
        out.push(Token::new(Kind::LinkClose, "a", -1));
        last = link.end;
    }
    if last < text.len() {
        out.push(Token::text(&text[last..]));
    }
}

/// A quick look at the source of a block, before its tokens are looked at.
fn may_have_links(text: &str) -> bool {
    text.contains('@')
        || text
            .char_indices()
            .any(|(at, _)| schema_at(text, at, at == 0).is_some())
        || host::looks_like_host(text)
}

/// A schema here, at the start of the text or behind a separator; and the place after it.
fn schema_at(text: &str, at: usize, at_text_start: bool) -> Option<(&'static str, usize)> {
    let named = |from: usize| {
        let rest = &text.as_bytes()[from..];
        SCHEMAS
            .into_iter()
            .find(|schema| {
                rest.get(..schema.len())
                    .is_some_and(|s| s.eq_ignore_ascii_case(schema.as_bytes()))
            })
            .map(|schema| (schema, from + schema.len()))
    };
    if at_text_start && let Some(found) = named(at) {
        return Some(found);
    }
    let c = chars::char_at(text, at)?;
    let separates = c != '_' && (is_bracket(c) || is_separator_or_punctuation(c));
    if separates {
        named(at + c.len_utf8())
    } else {
        None
    }
}

/// Characters that never are part of an address.
fn is_bracket(c: char) -> bool {
    matches!(c, '<' | '>' | '\u{FF5C}')
}

/// The length of what follows a schema, if it makes an address.
fn after_schema(text: &str, schema: &str, from: usize, fuel: &mut Fuel) -> Option<usize> {
    let tail = &text[from..];
    match schema {
        "mailto:" => host::mail(tail),
        "//" => {
            let before = text[..from - 2].chars().next_back();
            if from >= 3 && matches!(before, Some(':' | '/')) {
                return None;
            }
            let host = host::of_many_labels(tail)?;
            Some(host + path::length(&tail[host..], fuel)?)
        }
        _ => {
            let inside = tail.strip_prefix("//")?;
            let host = host::of_any_labels(inside)?;
            Some(2 + host + path::length(&inside[host..], fuel)?)
        }
    }
}

/// All addresses in a text, without overlaps; where two begin together the longer wins.
fn find_all(text: &str, fuel: &mut Fuel) -> Vec<Found> {
    let mut found = Vec::new();
    with_schema(text, fuel, &mut found);
    if text.contains('@') {
        emails(text, &mut found);
    }
    found.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut last = 0;
    found.retain(|link| {
        let fits = link.start >= last;
        if fits {
            last = link.end;
        }
        fits
    });
    found
}

fn with_schema(text: &str, fuel: &mut Fuel, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < text.len() {
        let Some((schema, from)) = schema_at(text, at, at == 0) else {
            at += chars::width_at(text, at);
            continue;
        };
        if let Some(length) = after_schema(text, schema, from, fuel) {
            let start = from - schema.len();
            found.push(Found {
                start,
                end: from + length,
                is_email: schema == "mailto:",
            });
        }
        at = from;
    }
}

/// Addresses without schema: at the start, or behind a separator, bracket or quote.
fn emails(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < text.len() {
        if at == 0
            && let Some(length) = host::email(text)
        {
            found.push(Found {
                start: 0,
                end: length,
                is_email: true,
            });
            at = length;
            continue;
        }
        let c = chars::char_at(text, at).unwrap_or(' ');
        let start = at + c.len_utf8();
        let separates = is_bracket(c) || matches!(c, '"' | '(') || is_separator(c);
        match host::email(&text[start..]).filter(|_| separates) {
            Some(length) => {
                found.push(Found {
                    start,
                    end: start + length,
                    is_email: true,
                });
                at = start + length;
            }
            None => at = start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find_all(text, &mut Fuel::default())
            .iter()
            .map(|f| &text[f.start..f.end])
            .collect()
    }

    #[test]
    fn addresses_in_text() {
        for (text, expected) in [
            ("see http://a.org/x, and", vec!["http://a.org/x"]),
            ("(http://a.org/x_(y))", vec!["http://a.org/x_(y)"]),
            ("http://a.org.", vec!["http://a.org"]),
            ("http://a.org/?q=1&b=2#c!", vec!["http://a.org/?q=1&b=2#c"]),
            (
                "http://user:pw@host:8080/p",
                vec!["http://user:pw@host:8080/p"],
            ),
            ("//example.com/x //nope", vec!["//example.com/x"]),
            (
                "mail me@example.com or mailto:x@y",
                vec!["me@example.com", "mailto:x@y"],
            ),
            ("a@b.notatld me@x.de.", vec!["me@x.de"]),
            ("http://ü.org/ä", vec!["http://ü.org/ä"]),
            ("xhttp://a.org www.a.org a.org", vec![]),
            ("http://foo- http://foo_bar", vec![]),
            (
                "http://a.org/it's 'http://b.org'",
                vec!["http://a.org/it's", "http://b.org"],
            ),
            (
                "http://a.org/a..b/... http://c.org/a---b",
                vec!["http://a.org/a..b/", "http://c.org/a---b"],
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
