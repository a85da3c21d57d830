//! `[label]: address "title"`, used by links anywhere in the document.

use super::{END_PARAGRAPH, Mode, Parent, State};
use crate::markdown::chars::is_blank;
use crate::markdown::{Reference, address, links};

pub(super) fn reference(state: &mut State<'_>, start: usize, _: usize, mode: Mode) -> bool {
    if state.is_code(start) || state.byte(state.text_start(start)) != Some(b'[') {
        return false;
    }
    let mut text = Text {
        text: with_feed(state, start),
        next: start + 1,
    };
    let Some(found) = read(state, &mut text) else {
        return false;
    };
    let label = links::normal_label(&text.text[1..found.label_end]);
    if label.is_empty() {
        return false;
    }
    if mode == Mode::Make {
        state
            .definitions
            .references
            .entry(label)
            .or_insert(found.reference);
        state.line = found.next;
    }
    true
}

/// A definition's lines so far, and the line after them.
struct Text {
    text: String,
    next: usize,
}

struct Found {
    label_end: usize,
    reference: Reference,
    next: usize,
}

/// A line's text with its line feed.
fn with_feed(state: &State<'_>, line: usize) -> String {
    let end = (state.lines[line].end + 1).min(state.source.len());
    state
        .source
        .get(state.text_start(line)..end)
        .unwrap_or_default()
        .to_owned()
}

impl Text {
    /// Adds the next line, unless a block ends before it.
    fn extend(&mut self, state: &mut State<'_>) -> bool {
        let (next, end) = (self.next, state.line_max);
        if next >= end || state.is_empty(next) {
            return false;
        }
        let indent = state.lines[next].indent;
        let goes_on = indent - state.block_indent > 3 || indent < 0;
        if !goes_on {
            let parent = std::mem::replace(&mut state.parent, Parent::Other);
            let ends = state.would_match(&END_PARAGRAPH, next, end);
            state.parent = parent;
            if ends {
                return false;
            }
        }
        self.text.push_str(&with_feed(state, next));
        self.next += 1;
        true
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The first place that is no white space, over line ends.
    fn skip_space(&mut self, state: &mut State<'_>, from: usize) -> usize {
        let mut at = from;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\n' => {
                    self.extend(state);
                }
                byte if is_blank(byte) => {}
                _ => break,
            }
            at += 1;
        }
        at
    }

    fn skip_blanks(&self, from: usize) -> usize {
        from + self.text.as_bytes()[from..]
            .iter()
            .take_while(|b| is_blank(**b))
            .count()
    }

    fn ends_line(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b'\n'))
    }
}

fn read(state: &mut State<'_>, text: &mut Text) -> Option<Found> {
    let label_end = label_end(state, text)?;
    if text.byte(label_end + 1) != Some(b':') {
        return None;
    }
    let at = text.skip_space(state, label_end + 2);
    let (dest_end, dest) = links::destination(&text.text, at, text.text.len())?;
    let href = address::for_link(&dest);
    if !address::is_allowed(&href) {
        return None;
    }
    let dest_next = text.next;
    let at = text.skip_space(state, dest_end);
    let mut from = at;
    let mut title = links::title(&text.text, at, text.text.len(), None);
    while title.continues {
        let max = text.text.len();
        if !text.extend(state) {
            break;
        }
        from = max;
        title = links::title(&text.text, from, text.text.len(), Some(&title));
    }
    // a title needs white space before it and nothing after it in its line
    if from < text.text.len()
        && dest_end != from
        && let Some(end) = title.end
        && text.ends_line(text.skip_blanks(end))
    {
        let reference = Reference {
            href,
            title: title.text,
        };
        return Some(Found {
            label_end,
            reference,
            next: text.next,
        });
    }
    let without_title = text.ends_line(text.skip_blanks(dest_end))
        // an empty title is no title that could be given up again
        && !(from < text.text.len() && dest_end != from && title.end.is_some() && title.text.is_empty());
    without_title.then(|| Found {
        label_end,
        reference: Reference {
            href,
            title: String::new(),
        },
        next: dest_next,
    })
}

/// The bracket that ends the label.
fn label_end(state: &mut State<'_>, text: &mut Text) -> Option<usize> {
    let mut at = 1;
    while let Some(byte) = text.byte(at) {
        match byte {
            b'[' => return None,
            b']' => return Some(at),
            b'\n' => {
                text.extend(state);
            }
            b'\\' => {
                at += 1;
                if text.byte(at) == Some(b'\n') {
                    text.extend(state);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
