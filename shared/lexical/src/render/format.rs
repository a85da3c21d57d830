//! Runs of text: which format tags open and close where.
//!
//! Ghost opens the tags that stay open longest first, and closes from the inside out. Where that
//! closes the wrong tag it does so here too: the bytes are the contract.

use super::tree::{Link, Node, Text};
use crate::dom::{escape_attribute, escape_text, parse_fragment};

/// Bits of a text's `format`, in the order in which tags open when nothing else decides.
const FORMATS: [(u32, &str); 8] = [
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (8, "u"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
];

type Format = (u32, &'static str);

/// Writes the children of an element: runs of text, line breaks and links; what is nested deeper
/// is written without its own tag, and cards in the middle of text do not show.
pub(super) fn children(children: &[Node<'_>], out: &mut String) {
    let mut at = 0;
    while at < children.len() {
        let run = children[at..]
            .iter()
            .take_while(|node| is_inline(node))
            .count();
        if run > 0 {
            inline(&children[at..at + run], out);
            at += run;
            continue;
        }
        if let Node::Element(element) = &children[at] {
            self::children(&element.children, out);
        }
        at += 1;
    }
}

fn is_inline(node: &Node<'_>) -> bool {
    match node {
        Node::Text(_) | Node::Break => true,
        Node::Element(element) => element.link().is_some(),
        Node::Card(_) => false,
    }
}

fn inline(run: &[Node<'_>], out: &mut String) {
    let uses = next_uses(run);
    let mut open: Vec<Format> = Vec::new();
    for (at, node) in run.iter().enumerate() {
        match node {
            Node::Break => out.push_str("<br>"),
            Node::Text(text) if text.format == 0 => escape_text(&text.text, out),
            Node::Text(text) => {
                for format in formats_to_open(text, &open, &uses[at + 1]) {
                    out.push_str(&format!("<{}>", format.1));
                    open.push(format);
                }
                escape_text(&text.text, out);
                close_ended(&mut open, &run[at + 1..], out);
            }
            Node::Element(element) => {
                if let Some(link) = element.link() {
                    anchor(link, &element.children, out);
                }
            }
            Node::Card(_) => {}
        }
    }
    while let Some(format) = open.pop() {
        out.push_str(&format!("</{}>", format.1));
    }
}

/// For each bit of a format, the next text that has it.
type NextUses = [Option<usize>; 8];

/// The next uses from each place of a run on, and from behind its end. A link ends all formats, so
/// that nothing behind it counts.
fn next_uses(run: &[Node<'_>]) -> Vec<NextUses> {
    let mut uses = vec![NextUses::default(); run.len() + 1];
    for (at, node) in run.iter().enumerate().rev() {
        uses[at] = match node {
            Node::Element(_) => NextUses::default(),
            _ => uses[at + 1],
        };
        if let Node::Text(text) = node {
            for (next, format) in uses[at].iter_mut().zip(FORMATS) {
                if text.has(format.0) {
                    *next = Some(at);
                }
            }
        }
    }
    uses
}

/// The formats that begin with this text, those that last longest first.
fn formats_to_open(text: &Text, open: &[Format], uses: &NextUses) -> Vec<Format> {
    let mut formats: Vec<Format> = FORMATS
        .into_iter()
        .filter(|format| text.has(format.0) && !open.contains(format))
        .collect();
    let next_use = |format: &Format| uses[format.0.trailing_zeros() as usize];
    sort_like_javascript(&mut formats, |a, b| match (next_use(a), next_use(b)) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(a), Some(b)) => a < b,
    });
    formats
}

/// Ghost's comparison contradicts itself (two formats that both end here are each “greater”), so
/// that the result depends on how V8 sorts short lists: find a run, then insert by halving.
fn sort_like_javascript(items: &mut [Format], less: impl Fn(&Format, &Format) -> bool) {
    if items.len() < 2 {
        return;
    }
    let descending = less(&items[1], &items[0]);
    let mut run = 2;
    while run < items.len() && less(&items[run], &items[run - 1]) == descending {
        run += 1;
    }
    if descending {
        items[..run].reverse();
    }
    for at in run..items.len() {
        let pivot = items[at];
        let (mut left, mut right) = (0, at);
        while left < right {
            let middle = left + (right - left) / 2;
            if less(&pivot, &items[middle]) {
                right = middle;
            } else {
                left = middle + 1;
            }
        }
        items[left..=at].rotate_right(1);
    }
}

/// Closes one tag for each format that the next text does not have, innermost first.
fn close_ended(open: &mut Vec<Format>, rest: &[Node<'_>], out: &mut String) {
    let next = rest.iter().find(|node| !matches!(node, Node::Break));
    let next = next.and_then(Node::text);
    let ended = open
        .iter()
        .filter(|format| !next.is_some_and(|text| text.has(format.0)))
        .count();
    for _ in 0..ended {
        if let Some(format) = open.pop() {
            out.push_str(&format!("</{}>", format.1));
        }
    }
}

fn anchor(link: &Link, inside: &[Node<'_>], out: &mut String) {
    out.push_str("<a");
    for (name, value) in [("href", &link.url), ("rel", &link.rel)] {
        if let Some(value) = value {
            out.push_str(&format!(" {name}=\""));
            escape_attribute(value, out);
            out.push('"');
        }
    }
    out.push('>');
    let mut inner = String::new();
    children(inside, &mut inner);
    // Ghost parses the content of a link once more; that matters only in these cases
    let parse = inner.contains("<a") || inner.contains(['\r', '\0']);
    match parse.then(|| parse_fragment(&inner)) {
        Some(Ok(dom)) => out.push_str(&dom.inner_html(dom.root())),
        _ => out.push_str(&inner),
    }
    out.push_str("</a>");
}
