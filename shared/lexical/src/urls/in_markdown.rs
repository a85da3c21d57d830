//! Addresses in Markdown: of links, pictures, references, bare ones, and those in its HTML.

use super::{UrlKind, in_html};
use crate::markdown::destination_end;

/// How an address begins that stands alone.
const BARE: [&str; 3] = ["http://", "https://", "__GHOST_URL__"];
/// So far back the beginning of a label is sought.
const LABEL_BYTES_MAX: usize = 2000;

/// Offers every address to `each`; gives the changed text, or nothing when nothing changed.
pub(super) fn rewrite(
    markdown: &str,
    each: &mut dyn FnMut(&str, UrlKind) -> Option<String>,
) -> Option<String> {
    let linked = replace(markdown, each);
    let html = in_html::rewrite(linked.as_deref().unwrap_or(markdown), each);
    html.or(linked)
}

fn replace(
    markdown: &str,
    each: &mut dyn FnMut(&str, UrlKind) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = markdown[at..].find([']', 'h', '_']).map(|found| at + found) {
        at = start + 1;
        let Some((start, end, kind)) = address_at(markdown, start) else {
            continue;
        };
        if let Some(new) = each(&markdown[start..end], kind) {
            out.push_str(&markdown[copied..start]);
            out.push_str(&new);
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&markdown[copied..]);
    Some(out)
}

/// The address that begins with this bracket (behind `](` or `]:`) or letter (standing alone).
fn address_at(markdown: &str, at: usize) -> Option<(usize, usize, UrlKind)> {
    let text = &markdown[at..];
    if text.starts_with("](") || text.starts_with("]:") {
        return linked(markdown, at);
    }
    if !BARE.iter().any(|start| text.starts_with(start)) {
        return None;
    }
    // an attribute of HTML is looked at later
    let in_tag = markdown[..at].ends_with(['"', '\'', '=']);
    let end = at + bare_length(text);
    (!in_tag).then_some((at, end, UrlKind::Link))
}

fn linked(markdown: &str, at: usize) -> Option<(usize, usize, UrlKind)> {
    let after = &markdown[at + 2..];
    let start = markdown.len() - after.trim_start_matches([' ', '\n']).len();
    let (start, end) = match markdown[start..].strip_prefix('<') {
        Some(inside) => (start + 1, start + 1 + inside.find(['<', '>', '\n'])?),
        None => (start, destination_end(markdown, start)?),
    };
    let label = &markdown.as_bytes()[at.saturating_sub(LABEL_BYTES_MAX)..at];
    let open = label.iter().rposition(|byte| *byte == b'[');
    let is_picture = open.is_some_and(|open| open > 0 && label[open - 1] == b'!');
    let kind = if is_picture {
        UrlKind::Picture
    } else {
        UrlKind::Link
    };
    (start < end).then_some((start, end, kind))
}

fn bare_length(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | ')' | ']' | '`'))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_and_replaces() {
        let markdown = "![a](/i.png \"t\") [b](<x y>) https://e.org/z, <img src=\"__GHOST_URL__/h.png\">\n\n\
                        [r]: __GHOST_URL__/ref 't'\n[n]() [c](p(q)r)";
        let mut urls = Vec::new();
        let changed = rewrite(markdown, &mut |url, kind| {
            urls.push((url.to_owned(), kind));
            url.strip_prefix("__GHOST_URL__").map(str::to_owned)
        });
        use UrlKind::{Link, Picture};
        let expected = [
            ("/i.png", Picture),
            ("x y", Link),
            ("https://e.org/z,", Link),
            ("__GHOST_URL__/ref", Link),
            ("p(q)r", Link),
            ("__GHOST_URL__/h.png", Picture),
        ];
        let expected: Vec<_> = expected.map(|(url, kind)| (url.to_owned(), kind)).into();
        assert_eq!(urls, expected);
        assert_eq!(changed.unwrap(), markdown.replace("__GHOST_URL__", ""));
    }
}
