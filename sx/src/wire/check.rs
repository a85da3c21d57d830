//! What a wire may hold: the elements and attributes that the compiler lets a template write.

use std::collections::HashSet;

use super::node::{WireElement, WireNode};
use crate::escape::url;
use crate::markup::{self, AttrContext, Content, Refused};

/// Tests the head of an element.
pub(super) fn tag(tag: &str) -> Result<(), String> {
    if tag != "style" && (markup::is_element(tag) || markup::is_custom_element(tag)) {
        return Ok(());
    }
    Err(format!("there is no element `{tag}`"))
}

/// Tests an attribute, bare or with its value.
pub(super) fn attribute(tag: &str, name: &str, value: Option<&str>) -> Result<(), String> {
    let context = match markup::attribute(tag, name) {
        Ok(context) => context,
        Err(Refused::Dangerous(_)) => return Err(format!("the attribute `:{name}` is refused")),
        Err(Refused::Unknown(_)) => return Err(format!("`{tag}` has no attribute `:{name}`")),
    };
    let Some(value) = value else {
        return match context {
            AttrContext::Words => Err(format!("`:{name}` has words and is not bare")),
            _ => Ok(()),
        };
    };
    text(value)?;
    if url::checked(context, value) != value {
        return Err(format!("`:{name}` cannot lead to `{value}`"));
    }
    if markup::redirects(name, value) {
        return Err(format!("`:{name}` cannot be `{value}`"));
    }
    Ok(())
}

/// Tests text and values of attributes: HTML has no NUL.
pub(super) fn text(text: &str) -> Result<(), String> {
    match text.contains('\0') {
        true => Err("a page cannot hold NUL".into()),
        false => Ok(()),
    }
}

/// Whether all names differ; else the first that was there before. Nothing bounds how many there are, so none is
/// compared with all others.
pub(super) fn distinct<'n>(mut names: impl Iterator<Item = &'n str>) -> Result<(), &'n str> {
    let mut seen = HashSet::new();
    match names.find(|name| !seen.insert(*name)) {
        Some(name) => Err(name),
        None => Ok(()),
    }
}

/// Tests the keys of a record.
pub(super) fn keys<'k>(keys: impl Iterator<Item = &'k str>) -> Result<(), String> {
    distinct(keys).map_err(|key| format!("the key `{key}` is written twice"))
}

/// Tests what stands in an element.
pub(super) fn content(element: &WireElement) -> Result<(), String> {
    let tag = &*element.tag;
    let content = match tag {
        "script" => {
            let find = element.attrs.iter().find(|(name, _)| name == "type");
            let kind = find.map(|(_, value)| value.as_deref());
            markup::script_content(kind)
                .ok_or("the `:type` of a script must be one that is known")?
        }
        _ => markup::content(tag),
    };
    match (content, &*element.children) {
        (Content::Markup, _) | (_, []) => Ok(()),
        (Content::Void | Content::Empty, _) => Err(format!("`{tag}` has no content")),
        (Content::Characters, children) => match children.iter().all(is_text) {
            true => Ok(()),
            false => Err(format!("`{tag}` holds text alone")),
        },
        (Content::Json, [WireNode::Text(text)]) if is_json(text) => Ok(()),
        (Content::Json, _) => Err("this script holds one text, which is JSON without `<`".into()),
    }
}

fn is_text(node: &WireNode) -> bool {
    matches!(node, WireNode::Text(_))
}

/// JSON that can stand in a script as it is.
fn is_json(text: &str) -> bool {
    !text.contains('<') && serde_json::from_str::<serde_json::Value>(text).is_ok()
}
