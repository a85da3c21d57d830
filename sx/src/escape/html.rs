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

/// Most text needs no escape and is copied in one go.
#[inline]
fn escape<const ATTR: bool>(text: &str, out: &mut String) {
    let clean = clean_len::<ATTR>(text.as_bytes());
    if clean == text.len() {
        out.push_str(text);
    } else {
        replace::<ATTR>(text, clean, out);
    }
}

#[inline(never)]
fn replace<const ATTR: bool>(text: &str, first: usize, out: &mut String) {
    let (mut rest, mut clean) = (text, first);
    loop {
        out.push_str(&rest[..clean]);
        let Some(special) = rest.as_bytes().get(clean) else {
            return;
        };
        out.push_str(reference(*special));
        rest = &rest[clean + 1..];
        clean = clean_len::<ATTR>(rest.as_bytes());
    }
}

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

/// How many bytes at the start need no escape. Text is tested in blocks that overlap instead of byte
/// by byte: loops whose length depends on the text cost more than what they look at. Only a block
/// that holds a special byte is looked at closely.
#[inline]
fn clean_len<const ATTR: bool>(bytes: &[u8]) -> usize {
    let Some(last) = bytes.last_chunk::<16>() else {
        let clean = is_short_clean::<ATTR>(bytes);
        return if clean {
            bytes.len()
        } else {
            first_special::<ATTR>(bytes)
        };
    };
    let (blocks, _) = bytes.as_chunks::<16>();
    match blocks.iter().position(|block| !is_clean::<ATTR>(block)) {
        Some(dirty) => dirty * 16 + first_special::<ATTR>(&blocks[dirty]),
        None if is_clean::<ATTR>(last) => bytes.len(),
        None => bytes.len() - 16 + first_special::<ATTR>(last),
    }
}

/// The same question for fewer than 16 bytes, put to one or two words.
#[inline]
fn is_short_clean<const ATTR: bool>(bytes: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return specials::<ATTR>(first) | specials::<ATTR>(last) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return specials::<ATTR>(u64::from(first) | u64::from(last) << 32) == 0;
    }
    first_special::<ATTR>(bytes) == bytes.len()
}

/// Not zero if one of the eight bytes of a word is special: the well-known test for a zero byte,
/// after taking each special byte away.
#[inline(always)]
const fn specials<const ATTR: bool>(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let mut found = zeros(word);
    // `<` and `>` differ in one bit.
    found |= zeros((word | (ONES * 2)) ^ (ONES * b'>' as u64));
    found |= zeros(word ^ (ONES * b'&' as u64));
    found |= zeros(word ^ (ONES * b'\r' as u64));
    if ATTR {
        found |= zeros(word ^ (ONES * b'"' as u64));
    }
    found
}

#[inline(always)]
const fn zeros(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

/// One question for each special byte, without branches: each becomes one vector comparison. (One
/// question for all of them would become a table look-up for each byte.)
#[inline(always)]
fn is_clean<const ATTR: bool>(block: &[u8; 16]) -> bool {
    !(has(block, b'&')
        | has(block, b'<')
        | has(block, b'>')
        | has(block, b'\r')
        | has(block, 0)
        | (ATTR && has(block, b'"')))
}

#[inline(always)]
fn has(block: &[u8; 16], wanted: u8) -> bool {
    block
        .iter()
        .fold(false, |found, byte| found | (*byte == wanted))
}

/// Where the first special byte is; the length when there is none.
#[inline]
fn first_special<const ATTR: bool>(bytes: &[u8]) -> usize {
    let mask = if ATTR { IN_ATTR } else { IN_TEXT };
    let found = bytes
        .iter()
        .position(|byte| SPECIAL[*byte as usize] & mask != 0);
    found.unwrap_or(bytes.len())
}

const IN_TEXT: u8 = 1;
const IN_ATTR: u8 = 2;

/// Where each byte is special.
const SPECIAL: [u8; 256] = {
    let mut table = [0; 256];
    table[b'&' as usize] = IN_TEXT | IN_ATTR;
    table[b'<' as usize] = IN_TEXT | IN_ATTR;
    table[b'>' as usize] = IN_TEXT | IN_ATTR;
    table[b'\r' as usize] = IN_TEXT | IN_ATTR;
    table[0] = IN_TEXT | IN_ATTR;
    table[b'"' as usize] = IN_ATTR;
    table
};
