//! Text and attribute values. What a parser reads back is the text that went in, except for NUL,
//! which HTML cannot hold and which becomes U+FFFD. A carriage return is written as a reference,
//! because parsers turn a raw one into a line feed. Attribute values also escape `<` and `>`: inside
//! `noscript` a parser with scripting reads tags as raw text and would end it at an attribute.

/// Escapes text between tags.
#[inline]
pub(crate) fn text(text: &str, out: &mut String) {
    escape::<false>(text, out);
}

/// Escapes a double-quoted attribute value.
#[inline]
pub(crate) fn attr(text: &str, out: &mut String) {
    escape::<true>(text, out);
}

#[inline]
fn escape<const ATTR: bool>(text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        let clean = clean_len::<ATTR>(rest.as_bytes());
        out.push_str(&rest[..clean]);
        let Some(special) = rest.as_bytes().get(clean) else {
            return;
        };
        out.push_str(reference(*special));
        rest = &rest[clean + 1..];
    }
}

#[cold]
fn reference(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\r' => "&#13;",
        _ => "\u{fffd}",
    }
}

#[inline(always)]
const fn is_special<const ATTR: bool>(byte: u8) -> bool {
    (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'\r')
        | (byte == 0)
        | (ATTR & (byte == b'"'))
}

/// How many bytes at the start need no escape. Blocks of 16 are tested without branches, which the
/// compiler turns into vector instructions.
#[inline]
fn clean_len<const ATTR: bool>(bytes: &[u8]) -> usize {
    let mut at = 0;
    for block in bytes.chunks_exact(16) {
        if block
            .iter()
            .fold(false, |any, byte| any | is_special::<ATTR>(*byte))
        {
            break;
        }
        at += 16;
    }
    bytes[at..]
        .iter()
        .position(|byte| is_special::<ATTR>(*byte))
        .map_or(bytes.len(), |offset| at + offset)
}
