//! Addresses in a piece of HTML, found and replaced without touching any other byte of it.

use super::UrlKind;
use crate::cards::decode_entities;

/// Offers every address to `each`; gives the changed text, or nothing when nothing changed.
pub(super) fn rewrite(
    html: &str,
    each: &mut dyn FnMut(&str, UrlKind) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    for attribute in attributes(html) {
        let raw = &html[attribute.start..attribute.end];
        let value = decode_entities(raw);
        let kind = kind_of(&attribute.tag, &attribute.name);
        let changed = match attribute.name.as_str() {
            "srcset" | "imagesrcset" => srcset(&value, each),
            "style" => css(&value, each),
            _ => kind.and_then(|kind| each(value.trim(), kind)),
        };
        if let Some(changed) = changed {
            out.push_str(&html[copied..attribute.start]);
            let escaped = changed
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('\'', "&#39;");
            if attribute.quoted {
                out.push_str(&escaped);
            } else {
                out.push_str(&format!("\"{escaped}\""));
            }
            copied = attribute.end;
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&html[copied..]);
    Some(out)
}

struct Attribute {
    tag: String,
    name: String,
    start: usize,
    end: usize,
    quoted: bool,
}

fn kind_of(tag: &str, name: &str) -> Option<UrlKind> {
    Some(match (tag, name) {
        ("a" | "area" | "form", "href" | "action") => UrlKind::Link,
        ("img" | "input", "src" | "data-src") => UrlKind::Picture,
        ("video" | "audio" | "source" | "track" | "embed", "src") => UrlKind::File,
        ("object", "data") => UrlKind::File,
        ("script" | "iframe", "src" | "data-src") => UrlKind::Link,
        (_, "poster" | "background" | "data-kg-thumbnail" | "data-kg-custom-thumbnail") => {
            UrlKind::Picture
        }
        (_, "data-kg-background-image") => UrlKind::Picture,
        ("image" | "use" | "link", "href" | "xlink:href") => UrlKind::Picture,
        _ => return None,
    })
}

/// The attributes of all tags, outside comments and scripts, in order.
fn attributes(html: &str) -> Vec<Attribute> {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| open + end + 3);
            continue;
        }
        let name_end = rest[1..]
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count();
        if name_end == 0 || !bytes[open + 1].is_ascii_alphabetic() {
            at = open + 1;
            continue;
        }
        let tag = rest[1..1 + name_end].to_ascii_lowercase();
        at = tag_attributes(html, open + 1 + name_end, &tag, &mut found);
        if tag == "script" {
            let end = bytes[at..]
                .windows(8)
                .position(|window| window.eq_ignore_ascii_case(b"</script"));
            at = end.map_or(html.len(), |end| at + end);
        }
    }
    found
}

/// Reads attributes from inside a tag; gives the place after the tag.
fn tag_attributes(html: &str, mut at: usize, tag: &str, found: &mut Vec<Attribute>) -> usize {
    let bytes = html.as_bytes();
    let skip =
        |at: usize, what: fn(u8) -> bool| at + bytes[at..].iter().take_while(|b| what(**b)).count();
    loop {
        at = skip(at, |b| b.is_ascii_whitespace() || b == b'/');
        match bytes.get(at) {
            None => return html.len(),
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let name_start = at;
        // a name may begin with an equals sign, as in HTML
        at = skip(at + 1, |b| {
            !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')
        });
        let name = html
            .get(name_start..at)
            .unwrap_or_default()
            .to_ascii_lowercase();
        let equals = skip(at, |b| b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        at = skip(equals + 1, |b| b.is_ascii_whitespace());
        let (start, end, quoted) = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let start = at + 1;
                let length = bytes[start..].iter().take_while(|b| *b != quote).count();
                at = (start + length + 1).min(html.len());
                (start, start + length, true)
            }
            _ => {
                let start = at;
                at = skip(at, |b| !b.is_ascii_whitespace() && b != b'>');
                (start, at, false)
            }
        };
        if start < end {
            found.push(Attribute {
                tag: tag.to_owned(),
                name,
                start,
                end,
                quoted,
            });
        }
    }
}

/// The addresses of a `srcset`, between commas, before their widths.
fn srcset(value: &str, each: &mut dyn FnMut(&str, UrlKind) -> Option<String>) -> Option<String> {
    let mut changed = false;
    let candidates: Vec<String> = value
        .split(", ")
        .map(|candidate| {
            let candidate = candidate.trim();
            let (url, width) = match candidate.split_once(char::is_whitespace) {
                Some((url, width)) => (url, Some(width)),
                None => (candidate, None),
            };
            let url = match each(url, UrlKind::Picture) {
                Some(new) => {
                    changed = true;
                    new
                }
                None => url.to_owned(),
            };
            width.map_or(url.clone(), |width| format!("{url} {width}"))
        })
        .collect();
    changed.then(|| candidates.join(", "))
}

/// The addresses in `url(…)` of a style.
fn css(value: &str, each: &mut dyn FnMut(&str, UrlKind) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = value;
    let mut changed = false;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + 4);
        let Some(end) = after.find(')') else { break };
        let raw = after[..end].trim();
        let url = raw.trim_matches(['"', '\'']);
        out.push_str(before);
        match each(url, UrlKind::Picture) {
            Some(new) => {
                changed = true;
                out.push_str(&format!("'{new}'"));
            }
            None => out.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        let mut urls = Vec::new();
        let changed = rewrite(html, &mut |url, _| {
            urls.push(url.to_owned());
            None
        });
        assert_eq!(changed, None);
        urls
    }

    #[test]
    fn finds_them_all() {
        let html = "<p>x <a href='/a?b&amp;c'>y</a><img src=/i.png srcset=\"/1.png 1x, /2.png 2x\">\
                    <!-- <img src=no> --><div style=\"background:url('/s.png')\"></div>\
                    <video src=\"/v.mp4\" poster=\"/p.jpg\"><script>'<img src=no>'</script><img src=/z>";
        let expected = [
            "/a?b&c", "/i.png", "/1.png", "/2.png", "/s.png", "/v.mp4", "/p.jpg", "/z",
        ];
        assert_eq!(found(html), expected);
    }

    #[test]
    fn replaces_nothing_else() {
        let html = "<IMG  SRC = /old.png alt='ü>'><a href=\"/old.png\" >  </a";
        let changed = rewrite(html, &mut |url, _| {
            (url == "/old.png").then(|| "/new?a&b".into())
        });
        assert_eq!(
            changed.as_deref(),
            Some("<IMG  SRC = \"/new?a&amp;b\" alt='ü>'><a href=\"/new?a&amp;b\" >  </a")
        );
    }

    #[test]
    fn survives_anything() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href='",
            "<a =x",
            "<!--",
            "<ä href=x>",
            "<a ü=é",
        ] {
            rewrite(html, &mut |_, _| Some("x".into()));
        }
    }
}
