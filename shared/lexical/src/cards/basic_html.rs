//! Short texts such as labels, cleaned: no line breaks, no elements without text.

use super::Fault;
use crate::dom::{Data, parse_fragment_scripting};
use crate::js;

/// The inside of the first element of a cleaned text, or all of it when there is none.
pub(super) fn inside_first(html: &str) -> Result<String, Fault> {
    let text = tidy_space(&break_to_space(html));
    if text.is_empty() {
        return Ok(String::new());
    }
    let mut dom = parse_fragment_scripting(&text)?;
    let root = dom.root();
    if dom.text_content(root).is_empty() {
        return Ok(String::new());
    }
    let elements: Vec<_> = dom
        .descendants(root)
        .filter(|&id| dom.is_element(id))
        .collect();
    for element in elements {
        let words = dom.text_content(element);
        if !js::trim(&words).chars().all(|c| c == '\u{200c}') {
            continue;
        }
        if words.is_empty() {
            dom.detach(element);
        } else if dom.parent(element).is_some() {
            let space = dom.add(Data::Text(" ".into()));
            dom.replace(element, space);
        }
    }
    let first = dom.element_children(root).next();
    Ok(js::trim(&dom.inner_html(first.unwrap_or(root))).to_owned())
}

/// `<br>`, `<br/>` and the like to a space.
fn break_to_space(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<br") {
        let after = &rest[at + 3..];
        let spaced = after.strip_prefix(js::is_space).unwrap_or(after);
        let end = [spaced, after]
            .into_iter()
            .find_map(|tail| tail.strip_prefix('/').unwrap_or(tail).strip_prefix('>'));
        out.push_str(&rest[..at]);
        match end {
            Some(end) => {
                out.push(' ');
                rest = end;
            }
            None => {
                out.push_str("<br");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Runs of two or more spaces to one; none at the ends.
fn tidy_space(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        let (run, after) = space_run(rest);
        match run {
            0 => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
            1 => {
                out.push_str(&rest[..rest.len() - after.len()]);
                rest = after;
            }
            _ => {
                out.push(' ');
                rest = after;
            }
        }
    }
    let trimmed = js::trim(&out);
    // the second pattern lacks its semicolon in Ghost's code, and so matches the bare word
    let trimmed = trimmed.strip_prefix("&nbsp;").unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix("&nbsp").unwrap_or(trimmed);
    js::trim(trimmed).to_owned()
}

/// How many white spaces or `&nbsp;` the text begins with, and what follows them.
fn space_run(text: &str) -> (usize, &str) {
    let (mut count, mut rest) = (0, text);
    loop {
        let next = rest
            .strip_prefix("&nbsp;")
            .or_else(|| rest.strip_prefix(js::is_space));
        match next {
            Some(next) => rest = next,
            None => return (count, rest),
        }
        count += 1;
    }
}
