//! `^[a note]` and `[^label]`.

use super::link::label_end;
use super::{Mode, State};
use crate::markdown::footnotes::Note;
use crate::markdown::token::Kind;

pub(super) fn inline_note(state: &mut State<'_>, mode: Mode) -> bool {
    let start = state.at;
    if start + 2 >= state.max || !state.rest().starts_with("^[") {
        return false;
    }
    let Some(end) = label_end(state, start + 1, false) else {
        return false;
    };
    if mode == Mode::Make {
        let number = state.definitions.footnotes.used.len();
        let content = state.source[start + 2..end].to_owned();
        let tokens = super::parse(&content, state.definitions);
        let note = Note::Inline { content, tokens };
        // a note inside this one took the same number, and gives it up again
        let used = &mut state.definitions.footnotes.used;
        match used.get_mut(number) {
            Some(inner) => *inner = note,
            None => used.push(note),
        }
        state.push(Kind::FootnoteRef, "", 0).note = (number, 0);
    }
    state.at = end + 1;
    true
}

pub(super) fn reference(state: &mut State<'_>, mode: Mode) -> bool {
    let start = state.at;
    if start + 3 > state.max || state.definitions.footnotes.defined.is_empty() {
        return false;
    }
    let text = &state.source[start..state.max];
    if !text.starts_with("[^") {
        return false;
    }
    let Some(length) = text[2..].find([' ', '\n', ']']) else {
        return false;
    };
    let end = 2 + length;
    if length == 0 || text.as_bytes()[end] != b']' {
        return false;
    }
    let label = &text[2..end];
    let Some(number) = state.definitions.footnotes.defined.get(label).copied() else {
        return false;
    };
    if mode == Mode::Make {
        let notes = &mut state.definitions.footnotes;
        let number = number.unwrap_or_else(|| {
            notes.used.push(Note::Labelled {
                label: label.to_owned(),
                uses: 0,
            });
            let number = notes.used.len() - 1;
            notes.defined.insert(label.to_owned(), Some(number));
            number
        });
        let sub = match notes.used.get_mut(number) {
            Some(Note::Labelled { uses, .. }) => {
                *uses += 1;
                *uses - 1
            }
            _ => 0,
        };
        state.push(Kind::FootnoteRef, "", 0).note = (number, sub);
    }
    state.at = start + end + 1;
    true
}
