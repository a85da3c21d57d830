//! What the compiler knows about markup: which elements and attributes exist, and how what is
//! written in them must be treated.

mod foreign;
mod html;
mod vocabulary;

use vocabulary::vocabulary;

/// What an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, and no end tag.
    Void,
    /// Nothing, but an end tag.
    Empty,
    /// Elements and text.
    Markup,
    /// Text alone (`title`, `textarea`): browsers read no tags there.
    Characters,
    /// One `(json value)`.
    Json,
}

/// The attribute that marks an element as a region. Every element may have it.
pub(crate) const REGION: &str = "sx-region";

/// How the value of an attribute is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttrContext {
    /// As text.
    Text,
    /// As text, where `true` and `false` are words: a bare `aria-hidden` means nothing.
    Words,
    /// As an address with a scheme from the list.
    Url,
    /// The same, and `data:image/` may stand there.
    ImageUrl,
    /// As addresses with spaces between.
    UrlList,
    /// As candidates for an image.
    Srcset,
}

/// Why an attribute cannot be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It runs code, or carries code: the advice says what to do.
    Dangerous(&'static str),
    /// No such attribute; perhaps this one.
    Unknown(Option<&'static str>),
}

/// Whether the closed list has this element.
pub(crate) fn is_element(tag: &str) -> bool {
    vocabulary().has_element(tag)
}

/// Whether this can name a custom element.
pub(crate) fn is_custom_element(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_lowercase())
        && tag.contains('-')
        && tag
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The names of all elements, for suggestions.
pub(crate) fn elements() -> impl Iterator<Item = &'static str> {
    html::ELEMENTS
        .iter()
        .map(|(tag, _)| *tag)
        .chain(foreign::SVG_ELEMENTS.split_whitespace())
        .chain(foreign::MATHML_ELEMENTS.split_whitespace())
}

/// What an element may hold, as far as its name tells; `script` depends on its attributes.
pub(crate) fn content(tag: &str) -> Content {
    match tag {
        "title" | "textarea" => Content::Characters,
        "iframe" | "script" => Content::Empty,
        _ if html::VOID.contains(&tag) => Content::Void,
        _ => Content::Markup,
    }
}

/// What a script may hold, by its attribute `type`: JSON or nothing. `None` for a type that is not known.
pub(crate) fn script_content(kind: Option<Option<&str>>) -> Option<Content> {
    match kind {
        Some(Some("application/ld+json" | "application/json")) => Some(Content::Json),
        None | Some(Some("module" | "text/javascript")) => Some(Content::Empty),
        Some(_) => None,
    }
}

/// Whether an attribute chooses what another one means.
pub(crate) fn chooses(name: &str) -> bool {
    matches!(name, "attributeName" | "http-equiv")
}

/// Whether such an attribute makes another one an address that is not checked.
pub(crate) fn redirects(name: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    chooses(name) && (value.ends_with("href") || value == "refresh")
}

/// How an attribute of an element is treated, if it may be written at all.
pub(crate) fn attribute(tag: &str, name: &str) -> Result<AttrContext, Refused> {
    if name
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("on"))
    {
        return Err(Refused::Dangerous(
            "behaviour belongs in a script file; mark the element with a `data-` attribute",
        ));
    }
    if name.eq_ignore_ascii_case("style") {
        return Err(Refused::Dangerous(
            "the page's policy forbids inline style; use a `class` and the style sheet",
        ));
    }
    if name.eq_ignore_ascii_case("srcdoc") {
        return Err(Refused::Dangerous(
            "a document inside an attribute cannot be checked; use `src`",
        ));
    }
    if name == REGION {
        return Ok(AttrContext::Text);
    }
    if let Some(rest) = name.strip_prefix("aria-") {
        return if is_plain(rest) {
            Ok(AttrContext::Words)
        } else {
            Err(Refused::Unknown(None))
        };
    }
    if let Some(rest) = name.strip_prefix("data-") {
        return if is_plain(rest) {
            Ok(AttrContext::Text)
        } else {
            Err(Refused::Unknown(None))
        };
    }
    if is_custom_element(tag) {
        return if is_plain(name) {
            Ok(context(tag, name))
        } else {
            Err(Refused::Unknown(None))
        };
    }
    if vocabulary().has_attribute(tag, name) {
        return Ok(context(tag, name));
    }
    let known = vocabulary().attributes(tag);
    Err(Refused::Unknown(crate::suggest::nearest(name, known)))
}

fn context(tag: &str, name: &str) -> AttrContext {
    match name {
        "src" if tag == "img" => AttrContext::ImageUrl,
        // On `object`; `data` elsewhere is no attribute at all.
        "href" | "src" | "action" | "formaction" | "poster" | "cite" | "data" | "xlink:href"
        | "manifest" | "background" | "longdesc" | "codebase" | "itemid" => AttrContext::Url,
        "ping" | "itemtype" => AttrContext::UrlList,
        "srcset" | "imagesrcset" => AttrContext::Srcset,
        _ => AttrContext::Text,
    }
}

/// The attributes of an element of the closed list.
#[cfg(feature = "naive")]
pub(crate) fn attributes(tag: &str) -> impl Iterator<Item = &'static str> {
    vocabulary().attributes(tag)
}

/// Whether this can be written as (the rest of) an attribute name.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.' | b':')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handlers_are_refused_in_any_case() {
        for name in ["onclick", "onClick", "ONLOAD", "on"] {
            assert!(
                matches!(attribute("a", name), Err(Refused::Dangerous(_))),
                "{name}"
            );
            assert!(
                matches!(attribute("x-y", name), Err(Refused::Dangerous(_))),
                "{name}"
            );
        }
    }

    #[test]
    fn addresses_are_known_wherever_they_stand() {
        assert_eq!(attribute("a", "href"), Ok(AttrContext::Url));
        assert_eq!(attribute("use", "xlink:href"), Ok(AttrContext::Url));
        assert_eq!(attribute("img", "src"), Ok(AttrContext::ImageUrl));
        assert_eq!(attribute("script", "src"), Ok(AttrContext::Url));
        assert_eq!(attribute("img", "srcset"), Ok(AttrContext::Srcset));
        assert_eq!(attribute("a", "ping"), Ok(AttrContext::UrlList));
        assert_eq!(attribute("x-y", "href"), Ok(AttrContext::Url));
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_attribute() {
        assert_eq!(attribute("a", "herf"), Err(Refused::Unknown(Some("href"))));
        assert_eq!(attribute("div", "href"), Err(Refused::Unknown(None)));
    }
}
