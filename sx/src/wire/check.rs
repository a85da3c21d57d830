//! What a wire may hold: the elements and attributes that the compiler lets a template write.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

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
    !text.contains('<') && serde_json::from_str::<Json>(text).is_ok()
}

/// Any JSON, of which nothing is kept: a list of digits would take a hundred times the memory of its text. It is read as
/// one that keeps it would do it: what is passed over instead may have halves of characters and numbers without bounds.
struct Json;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Json)
    }
}

impl<'de> Visitor<'de> for Json {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json)
    }
    fn visit_str<E>(self, _: &str) -> Result<Json, E> {
        Ok(Json)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        while items.next_element::<Json>()?.is_some() {}
        Ok(Json)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        while fields.next_entry::<Json, Json>()?.is_some() {}
        Ok(Json)
    }
}

#[cfg(test)]
mod tests {
    use super::is_json;

    /// What is JSON and what is not, as a reader that keeps it says.
    #[test]
    fn json_is_what_can_be_read_as_a_value() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        let (shallow, deep) = (deep(127), deep(128));
        for text in [
            "null",
            " [1, -2.5e3, true, {\"a\": [], \"a\": \"\\ud83c\\udf5e\"}] ",
            "1e999",
            "-1e-999",
            "123456789012345678901234567890",
            "\"\\ud800\"",
            "{\"\\udc00\": 1}",
            "{1: 2}",
            "[1,]",
            "01",
            "\"\u{1}\"",
            "nul",
            "1 2",
            "",
            &shallow,
            &deep,
        ] {
            let kept = serde_json::from_str::<serde_json::Value>(text);
            assert_eq!(is_json(text), kept.is_ok(), "{text}");
        }
        assert!(is_json(&shallow) && !is_json(&deep) && !is_json("1e999"));
        assert!(!is_json("\"<b>\""));
    }
}
