//! Text and attribute values. What a parser reads back is the text that went in, except for NUL,
//! which HTML cannot hold and which becomes U+FFFD. A carriage return is written as a reference,
//! because parsers turn a raw one into a line feed. Attribute values also escape `<` and `>`: inside
//! `noscript` a parser with scripting reads tags as raw text and would end it at an attribute.

use crate::buffer::{Buffer, Piece, Question, Short, Wanted, marks};

/// What needs an escape between tags.
struct InText;

impl Wanted for InText {
    const QUESTIONS: [Question; 4] = [
        Question::is_either(b'<', b'>'),
        Question::is(b'&'),
        Question::is(b'\r'),
        Question::is(0),
    ];
}

/// What needs an escape in an attribute.
struct InAttr;

impl Wanted for InAttr {
    const QUESTIONS: [Question; 4] = [
        Question::is_either(b'<', b'>'),
        Question::is_either(b'&', b'"'),
        Question::is(b'\r'),
        Question::is(0),
    ];
}

/// Escapes text between tags.
#[inline]
pub(crate) fn text(text: &str, out: &mut Buffer) {
    escape::<InText>(text, out);
}

/// Adds markup, and escapes text between tags behind it.
#[inline(never)]
pub(crate) fn piece_and_text(piece: &Piece, text: &str, out: &mut Buffer) {
    let done = out.push_piece_until(piece, text, marks::<InText>);
    if done < text.len() {
        replace::<InText>(&text[done..], out);
    }
}

/// Escapes a double-quoted attribute value.
#[inline]
pub(crate) fn attr(text: &str, out: &mut Buffer) {
    escape::<InAttr>(text, out);
}

#[inline]
fn escape<W: Wanted>(text: &str, out: &mut Buffer) {
    let done = out.push_until(text, marks::<W>);
    if done < text.len() {
        replace::<W>(&text[done..], out);
    }
}

/// Escapes text that begins with a special character.
#[inline(never)]
fn replace<W: Wanted>(mut rest: &str, out: &mut Buffer) {
    while let Some(special) = rest.as_bytes().first() {
        out.push_short(reference(*special));
        // Special characters are one byte each.
        rest = &rest[1..];
        let done = out.push_until(rest, marks::<W>);
        rest = &rest[done..];
    }
}

fn reference(byte: u8) -> &'static Short {
    static AMPERSAND: Short = Short::new("&amp;");
    static LESS: Short = Short::new("&lt;");
    static GREATER: Short = Short::new("&gt;");
    static QUOTE: Short = Short::new("&quot;");
    static RETURN: Short = Short::new("&#13;");
    static NUL: Short = Short::new("\u{fffd}");
    match byte {
        b'&' => &AMPERSAND,
        b'<' => &LESS,
        b'>' => &GREATER,
        b'"' => &QUOTE,
        b'\r' => &RETURN,
        _ => &NUL,
    }
}
