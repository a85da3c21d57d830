//! Replacement strings of newsletters: `{first_name, "friend"}` becomes `%%{…}%%`, so that the
//! sender does not touch braces that are meant as braces.

use super::Fault;
use crate::dom::{NodeId, parse_fragment};
use crate::js;
use std::collections::HashSet;

/// White space of any length to one space.
pub(super) fn squeeze(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for word in html.split(js::is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Puts `%%` around replacement strings that do not have it.
pub(super) fn wrap(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(brace) = html[at..].find('{') {
        let start = at + brace;
        out.push_str(&html[at..start]);
        let Some(length) = token_length(&html[start..]) else {
            out.push('{');
            at = start + 1;
            continue;
        };
        let token = &html[start..start + length];
        let wrapped = html[..start].ends_with("%%") && html[start + length..].starts_with("%%");
        if wrapped {
            out.push_str(token);
        } else {
            out.push_str(&format!("%%{token}%%"));
        }
        at = start + length;
    }
    out.push_str(&html[at..]);
    out
}

/// The length of `{word}` or `{word, "fallback"}` at the start of the text.
fn token_length(text: &str) -> Option<usize> {
    let word = text[1..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count();
    let after = &text[1 + word..];
    if after.starts_with('}') {
        return Some(1 + word + 1);
    }
    let spaced = after
        .strip_prefix(',')
        .unwrap_or(after)
        .trim_start_matches(' ');
    let quoted = spaced.strip_prefix('"')?;
    let line = quoted
        .find(['\n', '\r', '\u{2028}', '\u{2029}'])
        .unwrap_or(quoted.len());
    let end = quoted[..line].find("\"}")?;
    Some(text.len() - quoted.len() + end + 2)
}

/// Unwraps `<code>` around replacement strings: people mark them so in the editor.
pub(super) fn unwrap_code(html: &str) -> Result<String, Fault> {
    let mut dom = parse_fragment(html)?;
    let root = dom.root();
    let codes: Vec<_> = dom
        .descendants(root)
        .filter(|&id| dom.html_name(id) == Some("code"))
        .collect();
    let mut inside_unwrapped: HashSet<NodeId> = HashSet::new();
    for code in codes {
        if !inside_unwrapped.contains(&code) && holds_braces(&dom.text_content(code)) {
            // only the outer one of nested <code> goes
            inside_unwrapped.extend(dom.descendants(code));
            dom.unwrap(code);
        }
    }
    Ok(dom.inner_html(root))
}

/// An opening brace with a closing one on the same line.
fn holds_braces(text: &str) -> bool {
    text.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .any(|line| {
            line.find('{')
                .is_some_and(|open| line[open..].contains('}'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_once() {
        for (text, expected) in [
            ("Hi {first_name}", "Hi %%{first_name}%%"),
            ("{a, \"b c\"}{}", "%%{a, \"b c\"}%%%%{}%%"),
            ("{a \"b\"} {a,\"b\"}", "%%{a \"b\"}%% %%{a,\"b\"}%%"),
            ("%%{uuid}%%", "%%{uuid}%%"),
            ("{ x } {a b} {a, b}", "{ x } {a b} {a, b}"),
            ("{a, \"x\" y\"}", "%%{a, \"x\" y\"}%%"),
            ("{a{b}", "{a%%{b}%%"),
        ] {
            assert_eq!(wrap(text), expected);
        }
    }

    #[test]
    fn code_around_a_replacement() {
        assert_eq!(
            unwrap_code("<code><b>{x}</b></code> <code>y</code>").unwrap(),
            "<b>{x}</b> <code>y</code>"
        );
    }
}
