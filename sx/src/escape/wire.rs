//! Strings of the wire, which are JSON strings that may stand inside a script element: neither its end
//! tag nor the begin of a comment appears in them.

use std::fmt::Write;

/// Escapes a part of a text or of an attribute's value. As in HTML, NUL becomes U+FFFD.
pub(crate) fn text(text: &str, out: &mut String) {
    escape(text, out, "\u{fffd}");
}

/// Escapes a string of data, which keeps every character.
pub(crate) fn data(text: &str, out: &mut String) {
    escape(text, out, "\\u0000");
}

/// Sees to it that a piece that is escaped already can follow what is written: `<` stands neither
/// before `/` nor before `!`.
pub(crate) fn join(piece: &str, out: &mut String) {
    if !out.ends_with('<') {
        return;
    }
    match piece.as_bytes().first() {
        Some(b'/') => out.push('\\'),
        Some(b'!') => {
            out.pop();
            out.push_str("\\u003c");
        }
        _ => {}
    }
}

fn escape(text: &str, out: &mut String, nul: &str) {
    join(text, out);
    let mut clean = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && !matches!(byte, b'"' | b'\\' | b'<' | 0x7f) {
            continue;
        }
        let replacement = match (byte, text.as_bytes().get(at + 1)) {
            (b'"', _) => "\\\"",
            (b'\\', _) => "\\\\",
            (b'\n', _) => "\\n",
            (b'\r', _) => "\\r",
            (b'\t', _) => "\\t",
            (b'<', Some(b'/')) => "<\\",
            (b'<', Some(b'!')) => "\\u003c",
            (b'<', _) => continue,
            (0, _) => nul,
            _ => "",
        };
        out.push_str(&text[clean..at]);
        out.push_str(replacement);
        if replacement.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{byte:04x}");
        }
        clean = at + 1;
    }
    out.push_str(&text[clean..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(input: &str) -> String {
        let mut out = String::new();
        text(input, &mut out);
        out
    }

    #[test]
    fn strings_are_json_that_ends_no_script() {
        for input in [
            "a\"b\\c\n\r\t\u{1}\u{7f}é🌹",
            "</script>",
            "<!--",
            "a<",
            "<b>",
            "</",
            "<//",
        ] {
            let json = format!("\"{}\"", escaped(input));
            assert_eq!(
                serde_json::from_str::<String>(&json).ok().as_deref(),
                Some(input)
            );
            assert!(!json.contains("</") && !json.contains("<!"), "{json}");
        }
    }

    #[test]
    fn pieces_are_escaped_like_the_whole() {
        for whole in ["a</b", "<!--", "<</!", "<", "a<b/"] {
            for (at, _) in whole.char_indices() {
                let mut out = String::new();
                text(&whole[..at], &mut out);
                text(&whole[at..], &mut out);
                assert_eq!(out, escaped(whole), "{whole} at {at}");
            }
        }
    }

    #[test]
    fn most_text_stays_as_it_is() {
        assert_eq!(escaped("<b>a & 'c'"), "<b>a & 'c'");
        assert_eq!(escaped("</p>"), "<\\/p>");
        assert_eq!(escaped("\0"), "\u{fffd}");
    }
}
