//! Embed card: another site's HTML, or in mail a picture of its video.

use super::template::{figcaption, normal};
use super::video::{EMAIL_WIDTH, PreviewLayout, preview_modern, preview_outlook};
use super::{Card, CardResult, Context, tweet};
use crate::js;
use serde_json::{Value, json};

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let embed_type = card.get("embedType");
    let (url, html) = (card.get("url"), card.get("html"));
    let metadata = card.value_or("metadata", json!({}));
    let inside = if embed_type.is("twitter") {
        match tweet::email(&metadata.value).filter(|_| cx.options.is_email()) {
            Some(tweet) => normal(js::trim(&tweet))?,
            None => normal(js::trim(html.str()?))?,
        }
    } else {
        if !url.is_set() && !html.is_set() {
            return Ok(String::new());
        }
        let preview = (cx.options.is_email() && embed_type.is("video"))
            .then(|| preview(&url.to_string(), &metadata.value));
        match preview.flatten() {
            Some(preview) => normal(&preview)?,
            None => normal(&html.to_string())?,
        }
    };
    let caption = card.get("caption");
    let has_caption = if caption.is_set() {
        " kg-card-hascaption"
    } else {
        ""
    };
    let caption = figcaption(&caption)?;
    Ok(format!(
        "<figure class=\"kg-card kg-embed-card{has_caption}\">{inside}{caption}</figure>"
    ))
}

/// A picture of the video, when the provider gave one with its size.
fn preview(url: &str, metadata: &Value) -> Option<String> {
    let poster = metadata
        .get("thumbnail_url")
        .filter(|url| js::truthy(url))
        .map(js::text)?;
    let size = |name| {
        let number = metadata.get(name).map_or(f64::NAN, js::number);
        Some(number).filter(|number| number.is_finite() && *number > 0.0)
    };
    let ratio = size("thumbnail_width")? / size("thumbnail_height")?;
    let height = js::round(EMAIL_WIDTH / ratio);
    let modern = preview_modern(url, &poster, height, PreviewLayout::Embed);
    Some(format!(
        "{modern}\n\n            {}",
        preview_outlook(url, &poster, height)
    ))
}
