//! How a word is written in a path.

use std::fmt::{self, Write};

/// A word as an address has it: what would be structure, and what browsers and proxies would change, is
/// percent-encoded.
pub fn escaped(word: &str) -> String {
    let mut written = String::with_capacity(word.len());
    // Writing to a String cannot fail.
    let _ = write_word(word, &mut written);
    written
}

pub(super) fn write_word(word: &str, out: &mut impl Write) -> fmt::Result {
    for (at, byte) in word.bytes().enumerate() {
        // A colon at the beginning would make it a keyword.
        if is_plain(byte) && !(at == 0 && byte == b':') {
            out.write_char(char::from(byte))?;
        } else {
            write!(out, "%{byte:02X}")?;
        }
    }
    Ok(())
}

/// What a path may hold as it is (RFC 3986 §3.3, `pchar`) and has no meaning here.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_~!$&'*+,;=:@".contains(&byte)
}

/// The text that percent-encoding stands for, or the byte where it is damaged and why.
pub(super) fn decoded(raw: &str) -> Result<String, (usize, &'static str)> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = after;
            continue;
        }
        let digits = after.split_first_chunk::<2>();
        let byte = digits.and_then(|([high, low], _)| Some(hex(*high)? << 4 | hex(*low)?));
        let (Some(byte), Some((_, after))) = (byte, digits) else {
            let message = "a `%` is followed by two hexadecimal digits";
            return Err((raw.len() - rest.len(), message));
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).map_err(|_| (0, "what is percent-encoded here is no text in UTF-8"))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
