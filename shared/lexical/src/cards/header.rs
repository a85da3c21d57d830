//! Header card: the old form on the web and in mail alike; today's form is in `header_v2`.

use super::template::{normal, oneline};
use super::{Card, CardResult, Context, Fault, header_v2};
use crate::js;
use serde_json::{Value, json};

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let version = card.value_or("version", json!(1));
    let version = match &*version.value {
        Value::Number(_) | Value::String(_) => version.to_string(),
        _ => "1".into(),
    };
    match version.as_str() {
        "1" => old(card),
        "2" => header_v2::render(card, cx),
        other => Err(Fault::UnknownVersion(other.to_owned())),
    }
}

fn old(card: &Card<'_>) -> CardResult {
    let (header, subheader) = (card.get("header"), card.get("subheader"));
    let (url, label) = (card.get("buttonUrl"), card.get("buttonText"));
    let enabled = card.value_or("buttonEnabled", json!(false)).is_set();
    let has_button = enabled && url.is_set() && label.is_set();
    if !header.is_set() && !subheader.is_set() && !has_button {
        return Ok(String::new());
    }
    let style = card.text_or("style", "dark");
    let size = card.text_or("size", "small");
    let src = card.get("backgroundImageSrc");
    let background = if style.is("image") {
        format!("background-image: url({src})")
    } else {
        String::new()
    };
    let (header_id, subheader_id) = (slug(header.str()?), slug(subheader.str()?));
    let header = match header.is_set() {
        true => oneline(&format!(
            "<h2 class=\"kg-header-card-header\" id=\"{header_id}\">
                    {header}
                </h2>"
        )),
        false => String::new(),
    };
    let subheader = match without_last_breaks(subheader.str()?).is_empty() {
        false => oneline(&format!(
            "<h3 class=\"kg-header-card-subheader\" id=\"{subheader_id}\">
                    {subheader}
                </h3>"
        )),
        true => String::new(),
    };
    let button = match has_button {
        true => oneline(&format!(
            "<a class=\"kg-header-card-button\" href=\"{url}\">
                    {label}
                </a>"
        )),
        false => String::new(),
    };
    normal(&oneline(&format!(
        "<div
            class=\"kg-card kg-header-card kg-width-full kg-size-{size} kg-style-{style}\"
            data-kg-background-image=\"{src}\"
            style=\"{background}\"
        >
            {header}
            {subheader}
            {button}
        </div>"
    )))
}

/// Without `<br>` tags at the end, and trimmed.
fn without_last_breaks(html: &str) -> &str {
    let mut rest = html;
    while let Some(shorter) = without_last_break(rest) {
        rest = shorter;
    }
    js::trim(rest)
}

fn without_last_break(html: &str) -> Option<&str> {
    let inside = html.strip_suffix('>')?;
    let inside = inside
        .strip_suffix('/')
        .unwrap_or(inside)
        .trim_end_matches(js::is_space);
    let at = inside.len().checked_sub(3)?;
    inside
        .get(at..)
        .filter(|tag| tag.eq_ignore_ascii_case("<br"))?;
    Some(&inside[..at])
}

/// The words of a heading as an id: ASCII letters, digits and dashes.
pub(super) fn slug(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    let mut in_space = false;
    for c in html.chars() {
        match c {
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            '<' => in_tag = true,
            c if js::is_space(c) => {
                if !in_space {
                    out.push('-');
                }
                in_space = true;
            }
            c if c.is_ascii_alphanumeric() || c == '_' => {
                out.push(c.to_ascii_lowercase());
                in_space = false;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_header_cards() {
        assert_eq!(slug("<b>Hello</b>, big  World_1!"), "hello-big-world_1");
        assert_eq!(slug("a &amp; ü b <unclosed"), "a-amp-b-");
    }

    #[test]
    fn breaks_at_the_end() {
        assert_eq!(without_last_breaks("a<br><BR /><br  >"), "a");
        assert_eq!(without_last_breaks("<br> <br>"), "<br>");
        assert_eq!(without_last_breaks("<br><br/>"), "");
    }
}
