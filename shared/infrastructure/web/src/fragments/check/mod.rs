//! Whether a fragment may stand in a page: small enough, and such that no parser of HTML lets it end before its end, go
//! on after it, or take something of the page in.
//!
//! Rather than knowing all that parsers repair, it knows a small language in which there is nothing to repair: every
//! element closed by its own name, only elements that it knows, each where its parents allow it, every value quoted. What
//! is outside, SX does not write unless a template says so. That a parser agrees is a property test below.

mod elements;
mod scan;

use std::collections::BTreeSet;

use crate::fragments::FragmentKind;
use elements::{Element, Model};
use scan::{Scan, Token};

/// More than this is no fragment.
pub(crate) const BYTES: usize = 256 << 10;
/// Deeper than this neither; browsers stop at 512.
const DEPTH: usize = 100;

/// `Err` with what is wrong.
pub(crate) fn whole(html: &str, kind: FragmentKind) -> Result<(), String> {
    if html.len() > BYTES {
        return Err(format!("it has {} bytes, more than {BYTES}", html.len()));
    }
    let mut open = Open::default();
    let mut ids = BTreeSet::new();
    for token in Scan::new(html) {
        match token? {
            Token::Text(text) => open.text(text)?,
            Token::Close(name) => open.close(name)?,
            Token::Tag(tag) => {
                if let Some(id) = tag.id() {
                    own_id(id, kind)?;
                    if !ids.insert(id) {
                        return Err(format!("it has the id “{id}” twice"));
                    }
                }
                open.open(tag.name, tag.closes_itself)?;
            }
        }
    }
    match open.0.last() {
        Some(element) => Err(format!("<{}> is not closed", element.name)),
        None => Ok(()),
    }
}

/// An id that nothing else in a page has: it begins with the type's name.
fn own_id(id: &str, kind: FragmentKind) -> Result<(), String> {
    let rest = id.strip_prefix(kind.name());
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    match rest {
        Some(rest) if rest.bytes().all(plain) && (rest.is_empty() || rest.starts_with('-')) => {
            Ok(())
        }
        _ => Err(format!("the id “{id}” does not begin with {}", kind.name())),
    }
}

/// The ids of a page's fragments.
#[derive(Default)]
pub(crate) struct Ids(BTreeSet<String>);

impl Ids {
    /// Takes those of one more fragment, which was checked; not if one of them is taken already.
    pub(crate) fn take_all(&mut self, html: &str) -> bool {
        if !html.contains("id=") {
            return true;
        }
        let tags = Scan::new(html).filter_map(|token| match token {
            Ok(Token::Tag(tag)) => tag.id().map(str::to_owned),
            _ => None,
        });
        let ids: Vec<String> = tags.collect();
        let free = ids.iter().all(|id| !self.0.contains(id));
        if free {
            self.0.extend(ids);
        }
        free
    }
}

/// The elements that are open, outermost first.
#[derive(Default)]
struct Open(Vec<&'static Element>);

impl Open {
    fn open(&mut self, name: &str, closes_itself: bool) -> Result<(), String> {
        let parent = self.0.last();
        let in_drawing = parent.is_some_and(|parent| parent.is_drawing());
        let element = Element::named(name, in_drawing)
            .ok_or_else(|| format!("it has a <{name}>, where none may be"))?;
        if let Some(parent) = parent
            && !parent.holds(element)
        {
            return Err(format!("it has a <{name}> in a <{}>", parent.name));
        }
        if parent.is_none() && element.stands_only_in_its_own() {
            return Err(format!("it has a <{name}> in nothing"));
        }
        if let Some(outer) = self
            .0
            .iter()
            .find(|outer| element.must_not_be_within(outer))
        {
            return Err(format!("it has a <{name}> within a <{}>", outer.name));
        }
        if element.model == Model::Void || (closes_itself && element.is_drawing()) {
            return Ok(());
        }
        if closes_itself {
            return Err(format!("<{name}/> closes nothing in HTML"));
        }
        if self.0.len() == DEPTH {
            return Err(format!("it is more than {DEPTH} deep"));
        }
        self.0.push(element);
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), String> {
        match self.0.pop() {
            Some(open) if open.name == name => Ok(()),
            Some(open) => Err(format!("</{name}> closes <{}>", open.name)),
            None => Err(format!("</{name}> closes nothing")),
        }
    }

    fn text(&self, text: &str) -> Result<(), String> {
        match self.0.last() {
            Some(parent) if parent.model == Model::Table && !text.trim_ascii().is_empty() => Err(
                format!("it has words in a <{}>, outside its cells", parent.name),
            ),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
