//! Whether a fragment may stand in a page: small enough, and whole, so that it cannot swallow what follows it.

/// More than this is no fragment.
const BYTES: usize = 256 << 10;

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param",
];

/// Elements that only a whole document has.
const DOCUMENT: [&str; 4] = ["html", "head", "body", "title"];

/// `Err` with what is wrong.
pub(crate) fn whole(html: &str) -> Result<(), String> {
    if html.len() > BYTES {
        return Err(format!("it has {} bytes, more than {BYTES}", html.len()));
    }
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let tag = Tag::read(&rest[start..])?;
        rest = &rest[start + tag.length..];
        match tag.kind {
            Kind::Comment => {}
            Kind::Open => {
                if DOCUMENT
                    .iter()
                    .any(|name| tag.name.eq_ignore_ascii_case(name))
                    && !open.contains(&"svg")
                {
                    return Err(format!("it has a <{}>", tag.name));
                }
                if !tag.closes_itself
                    && !VOID.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
                {
                    open.push(tag.name);
                }
            }
            Kind::Close => match open.pop() {
                Some(name) if name.eq_ignore_ascii_case(tag.name) => {}
                Some(name) => return Err(format!("</{}> closes <{name}>", tag.name)),
                None => return Err(format!("</{}> closes nothing", tag.name)),
            },
        }
    }
    match open.pop() {
        Some(name) => Err(format!("<{name}> is not closed")),
        None => Ok(()),
    }
}

enum Kind {
    Open,
    Close,
    Comment,
}

struct Tag<'a> {
    kind: Kind,
    name: &'a str,
    closes_itself: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// Reads from a `<` to its `>`.
    fn read(text: &'a str) -> Result<Self, String> {
        if let Some(comment) = text.strip_prefix("<!--") {
            let end = comment.find("-->").ok_or("a comment is not closed")?;
            return Ok(Self {
                kind: Kind::Comment,
                name: "",
                closes_itself: true,
                length: 4 + end + 3,
            });
        }
        let length = tag_length(text).ok_or("a tag is not closed")?;
        let inner = &text[1..length - 1];
        let (kind, inner) = match inner.strip_prefix('/') {
            Some(inner) => (Kind::Close, inner),
            None => (Kind::Open, inner),
        };
        let name = inner
            .split(|c: char| c.is_ascii_whitespace() || c == '/')
            .next()
            .unwrap_or_default();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err("it has a `<` that begins no tag".to_owned());
        }
        Ok(Self {
            kind,
            name,
            closes_itself: inner.ends_with('/'),
            length,
        })
    }
}

/// Up to and with the `>` that ends the tag; one inside a quoted value ends nothing.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_stand_in_a_page() {
        for html in [
            "",
            "words",
            "<ul><li><a href=\"/?a>b\">x</a></li></ul>",
            "<p>a<br>b<img src='x' alt='>'></p>",
            "<!-- <html> --><svg><title>a leaf</title><path d=\"M0\"/></svg>",
        ] {
            assert_eq!(whole(html), Ok(()), "{html}");
        }
    }

    #[test]
    fn what_may_not() {
        let long = "x".repeat(BYTES + 1);
        for html in [
            "<div>",
            "</div>",
            "<b><i></b></i>",
            "<p",
            "<a href=\"x>",
            "<!-- open",
            "a < b",
            "<!doctype html>",
            "<HTML></HTML>",
            "<body></body>",
            "<title>x</title>",
            long.as_str(),
        ] {
            assert!(whole(html).is_err(), "{html}");
        }
    }
}
