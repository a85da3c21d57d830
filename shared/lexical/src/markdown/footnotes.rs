//! Footnotes: numbered by their first use, written at the end.

use super::token::{Kind, Token};
use std::collections::HashMap;

/// The footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Labels that are defined, with their number once they are used.
    pub(super) defined: HashMap<String, Option<usize>>,
    /// The notes in use, in the order of their numbers.
    pub(super) used: Vec<Note>,
}

#[derive(Debug)]
pub(super) enum Note {
    /// Defined elsewhere, used this often.
    Labelled { label: String, uses: usize },
    /// Written where it is used.
    Inline { content: String, tokens: Vec<Token> },
}

/// Takes the texts of footnotes out of their places and puts those in use at the end.
pub(super) fn to_end(tokens: Vec<Token>, notes: &mut Notes) -> Vec<Token> {
    let mut texts: HashMap<String, Vec<Token>> = HashMap::new();
    let mut out = Vec::with_capacity(tokens.len());
    // a definition inside a definition begins a text of its own and ends both
    let mut current: Option<(String, Vec<Token>)> = None;
    let mut inside = false;
    for token in tokens {
        match token.kind {
            Kind::FootnoteTextOpen => {
                inside = true;
                current = Some((token.info, Vec::new()));
            }
            Kind::FootnoteTextClose => {
                inside = false;
                if let Some((label, text)) = &current {
                    texts.insert(label.clone(), text.clone());
                }
            }
            _ if inside => {
                if let Some((_, text)) = &mut current {
                    text.push(token);
                }
            }
            _ => out.push(token),
        }
    }
    if notes.used.is_empty() {
        return out;
    }
    out.push(Token::new(Kind::FootnoteBlockOpen, "", 1));
    for (number, note) in notes.used.drain(..).enumerate() {
        let (text, uses) = match note {
            Note::Labelled { label, uses } => (texts.remove(&label).unwrap_or_default(), uses),
            Note::Inline { content, tokens } => (paragraph(content, tokens), 0),
        };
        write_note(number, text, uses.max(1), &mut out);
    }
    out.push(Token::new(Kind::FootnoteBlockClose, "", -1));
    out
}

fn paragraph(content: String, children: Vec<Token>) -> Vec<Token> {
    let block = |kind, nesting| Token {
        is_block: true,
        ..Token::new(kind, "p", nesting)
    };
    let inline = Token {
        content,
        children,
        ..Token::new(Kind::Inline, "", 0)
    };
    vec![
        block(Kind::ParagraphOpen, 1),
        inline,
        block(Kind::ParagraphClose, -1),
    ]
}

/// A note with a link back for each use, inside its last paragraph if it ends with one.
fn write_note(number: usize, text: Vec<Token>, uses: usize, out: &mut Vec<Token>) {
    let numbered = |kind, nesting, sub| Token {
        note: (number, sub),
        ..Token::new(kind, "", nesting)
    };
    out.push(numbered(Kind::FootnoteOpen, 1, 0));
    out.extend(text);
    let last = match out.last() {
        Some(token) if token.kind == Kind::ParagraphClose => out.pop(),
        _ => None,
    };
    for sub in 0..uses {
        out.push(numbered(Kind::FootnoteAnchor, 0, sub));
    }
    out.extend(last);
    out.push(numbered(Kind::FootnoteClose, -1, 0));
}
