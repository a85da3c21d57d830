//! Addresses in Markdown: of links, pictures, references, bare ones, and those in its HTML.

use super::{UrlKind, in_html};
use crate::markdown::destination_end;

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
    while at < markdown.len() {
        let Some((start, end, kind)) = next(markdown, at) else {
            break;
        };
        if let Some(new) = each(&markdown[start..end], kind) {
            out.push_str(&markdown[copied..start]);
            out.push_str(&new);
            copied = end;
        }
        at = end.max(start + 1);
        at = (at..=markdown.len()).find(|at| markdown.is_char_boundary(*at))?;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&markdown[copied..]);
    Some(out)
}

/// The next address: behind `](`, behind `]:`, or one that stands alone.
fn next(markdown: &str, from: usize) -> Option<(usize, usize, UrlKind)> {
    let rest = &markdown[from..];
    let linked = rest.find("](").map(|at| (from + at, 2));
    let referred = rest.find("]:").map(|at| (from + at, 2));
    let bare = ["http://", "https://", "__GHOST_URL__"]
        .iter()
        .filter_map(|start| rest.find(start))
        .min()
        .map(|at| (from + at, 0));
    let (at, skip) = [linked, referred, bare].into_iter().flatten().min()?;
    if skip == 0 {
        let in_tag = markdown[..at].ends_with(['"', '\'', '=']);
        let end = at + bare_length(&markdown[at..]);
        if in_tag {
            // an attribute of HTML, which is looked at later
            return next(markdown, end.max(at + 1));
        }
        return Some((at, end, UrlKind::Link));
    }
    let start = at + skip;
    let spaces = markdown[start..].len() - markdown[start..].trim_start_matches([' ', '\n']).len();
    let start = start + spaces;
    let (start, end) = match markdown[start..].strip_prefix('<') {
        Some(inside) => (start + 1, start + 1 + inside.find(['>', '\n']).unwrap_or(0)),
        None => (start, destination_end(markdown, start).unwrap_or(start)),
    };
    if end == start {
        return next(markdown, start.max(at + 2));
    }
    let label = &markdown[..at];
    let is_picture = label
        .rfind('[')
        .is_some_and(|open| label[..open].ends_with('!'));
    Some((
        start,
        end,
        if is_picture {
            UrlKind::Picture
        } else {
            UrlKind::Link
        },
    ))
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
