//! What Ghost's templates do to a string of HTML before it is shown.

use super::Fault;
use crate::dom::{Dom, NodeId, TooMuch, escape_attribute, escape_text, parse_fragment};
use crate::js;

impl From<TooMuch> for Fault {
    fn from(_: TooMuch) -> Self {
        Self::TooMuch
    }
}

/// HTML as a browser would repeat it: tags balanced, entities and quotes made regular.
pub(super) fn normal(html: &str) -> Result<String, Fault> {
    if is_plain(html) {
        return Ok(html.to_owned());
    }
    let dom = parse_fragment(html)?;
    Ok(dom.inner_html(dom.root()))
}

/// Text without anything that a parser would change.
fn is_plain(html: &str) -> bool {
    !html
        .bytes()
        .any(|b| matches!(b, b'<' | b'>' | b'&' | b'\r' | 0 | 0xC2))
}

/// The first element of a piece of HTML, as HTML. Templates begin with an element.
pub(super) fn first_element(html: &str) -> Result<String, Fault> {
    let dom = parse_fragment(html)?;
    let first = dom
        .element_children(dom.root())
        .next()
        .ok_or(Fault::BreaksOut)?;
    Ok(dom.outer_html(first))
}

/// The one element that a card's template must be. Content with stray end tags makes it two.
pub(super) fn only_element(html: &str) -> Result<(Dom, NodeId), Fault> {
    let dom = parse_fragment(html)?;
    let mut elements = dom.element_children(dom.root());
    let first = elements.next().ok_or(Fault::BreaksOut)?;
    let more = elements.next().is_some();
    drop(elements);
    if more || dom.html_name(first).is_none() {
        return Err(Fault::BreaksOut);
    }
    Ok((dom, first))
}

/// A template on one line: no indentation, no space between tags.
pub(super) fn oneline(html: &str) -> String {
    // a line break with white space after it becomes a space
    let mut joined = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('\n') {
        let after = rest[at + 1..].trim_start_matches(js::is_space);
        joined.push_str(&rest[..at]);
        if after.len() == rest.len() - at - 1 {
            joined.push('\n');
        } else {
            joined.push(' ');
        }
        rest = after;
    }
    joined.push_str(rest);
    let between = drop_space(&joined, Some('>'), '<');
    let inside = drop_space(&between, None, '>');
    js::trim(&inside).to_owned()
}

/// Drops white space before a character, only after another one if that is named.
fn drop_space(text: &str, after: Option<char>, before: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(js::is_space) {
        let space = rest[at..].trim_start_matches(js::is_space);
        out.push_str(&rest[..at]);
        let allowed = after.is_none_or(|c| out.ends_with(c));
        if !(allowed && space.starts_with(before)) {
            out.push_str(&rest[at..rest.len() - space.len()]);
        }
        rest = space;
    }
    out.push_str(rest);
    out
}

/// Text for a place between tags.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_text(text, &mut out);
    out
}

/// ` name="value"`.
pub(super) fn attribute(name: &str, value: &str) -> String {
    let mut out = format!(" {name}=\"");
    escape_attribute(value, &mut out);
    out.push('"');
    out
}

/// `<figcaption>` with the caption, or nothing.
pub(super) fn figcaption(caption: &super::Prop<'_>) -> Result<String, Fault> {
    if !caption.is_set() {
        return Ok(String::new());
    }
    Ok(format!(
        "<figcaption>{}</figcaption>",
        normal(&caption.to_string())?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_on_one_line() {
        assert_eq!(oneline("\n  <a>\n    x\n  </a>\n  <b  >"), "<a> x </a><b>");
        assert_eq!(oneline("a\nb > <c\n\n d"), "a\nb><c d");
        assert_eq!(oneline("> < > <"), "><><");
    }

    #[test]
    fn content_that_breaks_out() {
        assert!(only_element("<div>a</div>").is_ok());
        assert_eq!(
            only_element("<div></div></div><p>").map(|_| ()),
            Err(Fault::BreaksOut)
        );
        assert_eq!(only_element("text").map(|_| ()), Err(Fault::BreaksOut));
    }
}
