//! Links and pictures.

use super::{Mode, State};
use crate::markdown::token::{Kind, Token};
use crate::markdown::{Reference, address, links};

/// Where a link leads, and the place after it.
struct Target {
    reference: Reference,
    end: usize,
}

pub(super) fn link(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'[') {
        return false;
    }
    let (start, max) = (state.at, state.max);
    let Some(end) = label_end(state, start, true) else {
        return false;
    };
    let mut target = None;
    let mut label_from = end + 1;
    if state.byte_at(end + 1) == Some(b'(') && end + 1 < max {
        match in_parentheses(state, end + 2) {
            Parenthesis::Empty => return false,
            Parenthesis::Link(found) => target = Some(found),
            // no target: perhaps a label is one, which markdown-it seeks from here on
            Parenthesis::Other(at) => label_from = at + 1,
        }
    }
    let target = target.or_else(|| by_label(state, start + 1, end, label_from));
    let Some(target) = target else { return false };
    if mode == Mode::Make {
        state.at = start + 1;
        state.max = end;
        let Reference { href, title } = target.reference;
        let open = state.push(Kind::LinkOpen, "a", 1);
        open.attrs.push(("href", href));
        if !title.is_empty() {
            open.attrs.push(("title", title));
        }
        state.link_level += 1;
        state.tokenize();
        state.link_level -= 1;
        state.push(Kind::LinkClose, "a", -1);
    }
    state.at = target.end;
    state.max = max;
    true
}

pub(super) fn image(state: &mut State<'_>, mode: Mode) -> bool {
    if !state.rest().starts_with("![") {
        return false;
    }
    let (start, max) = (state.at, state.max);
    let Some(end) = label_end(state, start + 1, false) else {
        return false;
    };
    let target = if state.byte_at(end + 1) == Some(b'(') && end + 1 < max {
        match in_parentheses(state, end + 2) {
            Parenthesis::Link(target) => Some(target),
            Parenthesis::Empty | Parenthesis::Other(_) => None,
        }
    } else {
        by_label(state, start + 2, end, end + 1)
    };
    let Some(target) = target else {
        state.at = start;
        return false;
    };
    if mode == Mode::Make {
        let content = &state.source[start + 2..end];
        let children: Vec<Token> = super::parse(content, state.definitions);
        let Reference { href, title } = target.reference;
        let token = state.push(Kind::Image, "img", 0);
        token.attrs = vec![("src", href), ("alt", String::new())];
        token.children = children;
        token.content = content.to_owned();
        if !title.is_empty() {
            token.attrs.push(("title", title));
        }
    }
    state.at = target.end;
    state.max = max;
    true
}

/// The bracket that closes the one here. With `no_links`, a link inside makes this no label.
pub(super) fn label_end(state: &mut State<'_>, start: usize, no_links: bool) -> Option<usize> {
    let before = state.at;
    state.at = start + 1;
    let mut open = 1;
    let mut found = None;
    while state.at < state.max {
        let marker = state.byte();
        if marker == Some(b']') {
            open -= 1;
            if open == 0 {
                found = Some(state.at);
                break;
            }
        }
        let from = state.at;
        state.skip();
        if marker == Some(b'[') {
            if from + 1 == state.at {
                open += 1;
            } else if no_links {
                break;
            }
        }
    }
    state.at = before;
    found
}

enum Parenthesis {
    /// Nothing follows but white space.
    Empty,
    Link(Target),
    /// Something else; where it was given up.
    Other(usize),
}

/// `(address "title")`, from behind the first parenthesis.
fn in_parentheses(state: &State<'_>, from: usize) -> Parenthesis {
    let (source, max) = (state.source, state.max);
    let mut at = links::skip_space(source, from, max);
    if at >= max {
        return Parenthesis::Empty;
    }
    let mut reference = Reference {
        href: String::new(),
        title: String::new(),
    };
    if let Some((end, dest)) = links::destination(source, at, max) {
        let href = address::for_link(&dest);
        if address::is_allowed(&href) {
            reference.href = href;
            at = end;
        }
        let start = at;
        at = links::skip_space(source, at, max);
        let title = links::title(source, at, max, None);
        if let Some(end) = title.end.filter(|_| at < max && start != at) {
            reference.title = title.text;
            at = links::skip_space(source, end, max);
        }
    }
    if at >= max || source.as_bytes()[at] != b')' {
        return Parenthesis::Other(at);
    }
    Parenthesis::Link(Target {
        reference,
        end: at + 1,
    })
}

/// `[label][other]`, `[label][]` or `[label]` of a link that is defined elsewhere.
fn by_label(
    state: &mut State<'_>,
    label_start: usize,
    label_end_at: usize,
    from: usize,
) -> Option<Target> {
    if state.definitions.references.is_empty() {
        return None;
    }
    let mut end = label_end_at + 1;
    let mut label = "";
    if from < state.max
        && state.byte_at(from) == Some(b'[')
        && let Some(close) = label_end(state, from, false)
    {
        label = &state.source[from + 1..close];
        end = close + 1;
    }
    if label.is_empty() {
        label = &state.source[label_start..label_end_at];
    }
    let reference = state
        .definitions
        .references
        .get(&links::normal_label(label))?
        .clone();
    Some(Target { reference, end })
}
