//! Where a tag of HTML ends that begins at the start of a text.

use crate::js;

/// The length of a start tag, end tag, comment, instruction, declaration or CDATA section.
pub(super) fn length(text: &str) -> Option<usize> {
    open_or_close(text).or_else(|| comment(text)).or_else(|| {
        let until = |start: &str, end: &str| {
            let inside = text.strip_prefix(start)?;
            Some(start.len() + inside.find(end)? + end.len())
        };
        until("<?", "?>")
            .or_else(|| declaration(text))
            .or_else(|| until("<![CDATA[", "]]>"))
    })
}

/// The length of a start or end tag.
pub(super) fn open_or_close(text: &str) -> Option<usize> {
    open(text).or_else(|| close(text))
}

fn name_length(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(
        text.bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count(),
    )
}

fn after_space(text: &str) -> &str {
    text.trim_start_matches(js::is_space)
}

fn open(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let mut rest = &inside[name_length(inside)?..];
    while let Some(after) = attribute(rest) {
        rest = after;
    }
    let end = after_space(rest);
    let end = end.strip_prefix('/').unwrap_or(end);
    Some(text.len() - end.strip_prefix('>')?.len())
}

fn close(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("</")?;
    let rest = after_space(&inside[name_length(inside)?..]);
    Some(text.len() - rest.strip_prefix('>')?.len())
}

/// What follows an attribute with the white space before it.
fn attribute(text: &str) -> Option<&str> {
    let name = after_space(text);
    if name.len() == text.len() {
        return None;
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':') {
        return None;
    }
    let length = name
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'.' | b'_' | b'-'))
        .count();
    let rest = &name[length..];
    Some(
        after_space(rest)
            .strip_prefix('=')
            .and_then(|value| after_value(after_space(value)))
            .unwrap_or(rest),
    )
}

fn after_value(text: &str) -> Option<&str> {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).map(|(_, after)| after);
        }
    }
    let length = text
        .find(|c: char| c <= ' ' || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`'))
        .unwrap_or(text.len());
    (length > 0).then(|| &text[length..])
}

fn comment(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("<!--")?;
    for short in [">", "->"] {
        if inside.starts_with(short) {
            return Some(4 + short.len());
        }
    }
    let bytes = inside.as_bytes();
    let mut at = 0;
    loop {
        match (bytes.get(at)?, bytes.get(at + 1), bytes.get(at + 2)) {
            (b'-', Some(b'-'), Some(b'>')) => return Some(4 + at + 3),
            (b'-', Some(b'-'), Some(_)) => at += 3,
            (b'-', Some(b'-'), None) | (b'-', None, _) => return None,
            (b'-', Some(_), _) => at += 2,
            _ => at += 1,
        }
    }
}

fn declaration(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("<!")?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(2 + inside.find('>')? + 1)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn tags() {
        for (text, expected) in [
            ("<a>", Some(3)),
            ("<a-b href='x' c d=e/>z", Some(21)),
            ("<a href = \"x>\" >", Some(16)),
            ("</a  >", Some(6)),
            ("<a b=>", None),
            ("<a/ >", None),
            ("<1>", None),
            ("<!-->", Some(5)),
            ("<!---> x -->", Some(6)),
            ("<!-- a - b -- c --> -->", Some(19)),
            ("<!-- a --->-->", Some(14)),
            ("<!-- a", None),
            ("<?x?>", Some(5)),
            ("<!doctype html>", Some(15)),
            ("<![CDATA[>]]>", Some(13)),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
    }
}
