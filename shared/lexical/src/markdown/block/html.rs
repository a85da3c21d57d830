//! Blocks of HTML, passed on as they are.

use super::{Mode, State};
use crate::js;
use crate::markdown::html_tag;
use crate::markdown::token::Kind;

/// How a block of HTML ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With one of these tags' end tag.
    RawTag,
    /// With this text.
    Text(&'static str),
    /// With a blank line.
    Blank,
}

/// Elements whose content is not HTML.
const RAW: [&str; 4] = ["script", "pre", "style", "textarea"];

const BLOCKS: [&str; 62] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

pub(super) fn html(state: &mut State<'_>, start: usize, end: usize, mode: Mode) -> bool {
    if state.is_code(start) || state.byte(state.text_start(start)) != Some(b'<') {
        return false;
    }
    let text = state.text(start);
    let Some((ends_with, may_interrupt)) = beginning(text) else {
        return false;
    };
    if mode == Mode::Ask {
        return may_interrupt;
    }
    let mut next = start + 1;
    if !is_end(text, ends_with) {
        while next < end {
            let outdented = state.lines[next].indent < state.block_indent;
            if outdented && (ends_with == End::Blank || !state.is_empty(next)) {
                break;
            }
            let text = state.text(next);
            if is_end(text, ends_with) {
                next += usize::from(!text.is_empty());
                break;
            }
            next += 1;
        }
    }
    state.line = next;
    let content = state.lines_text(start, next, state.block_indent, true);
    state.single(Kind::HtmlBlock, "").content = content;
    true
}

/// How the block that begins with this line ends, and whether it may end a paragraph.
fn beginning(text: &str) -> Option<(End, bool)> {
    let inside = text.strip_prefix('<')?;
    if let Some(after) = after_name(inside, &RAW)
        && (after.is_empty() || after.starts_with(|c| js::is_space(c) || c == '>'))
    {
        return Some((End::RawTag, true));
    }
    if inside.starts_with("!--") {
        return Some((End::Text("-->"), true));
    }
    if inside.starts_with('?') {
        return Some((End::Text("?>"), true));
    }
    if inside
        .strip_prefix('!')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    {
        return Some((End::Text(">"), true));
    }
    if inside.starts_with("![CDATA[") {
        return Some((End::Text("]]>"), true));
    }
    if let Some(after) = after_name(inside.strip_prefix('/').unwrap_or(inside), &BLOCKS)
        && (after.is_empty()
            || after.starts_with(js::is_space)
            || after.starts_with('>')
            || after.starts_with("/>"))
    {
        return Some((End::Blank, true));
    }
    let tag = html_tag::open_or_close(text)?;
    js::trim(&text[tag..])
        .is_empty()
        .then_some((End::Blank, false))
}

/// What follows one of these names, in any case.
fn after_name<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = text.split_at(length);
    names
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
        .then_some(after)
}

fn is_end(text: &str, end: End) -> bool {
    match end {
        End::Text(end) => text.contains(end),
        End::Blank => text.is_empty(),
        End::RawTag => text.match_indices("</").any(|(at, _)| {
            after_name(&text[at + 2..], &RAW).is_some_and(|after| after.starts_with('>'))
        }),
    }
}
