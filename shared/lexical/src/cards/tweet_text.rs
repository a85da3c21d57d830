//! The words of a tweet, with mentions, hashtags and links marked.

use crate::js;
use serde_json::Value;

struct Entity<'a> {
    start: f64,
    end: f64,
    value: &'a Value,
}

/// The text as HTML. Ghost does not escape it; the parser that follows makes it whole.
pub(super) fn content(tweet: &Value) -> String {
    let text = match tweet.get("text") {
        Some(Value::String(text)) => text.as_str(),
        _ => "",
    };
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut last = 0.0;
    for entity in entities(tweet) {
        let data = slice(&letters, entity.start, entity.end + 1.0);
        out.push_str(&slice(&letters, last, entity.start));
        out.push_str(&marked(entity.value, data));
        last = entity.end + 1.0;
    }
    out.push_str(&slice(&letters, last, letters.len() as f64));
    out
}

/// Mentions, links and hashtags in the order of the text.
fn entities(tweet: &Value) -> Vec<Entity<'_>> {
    let mut all: Vec<Entity<'_>> = ["mentions", "urls", "hashtags"]
        .iter()
        .filter_map(|kind| {
            tweet
                .pointer(&format!("/entities/{kind}"))
                .and_then(Value::as_array)
        })
        .flatten()
        .map(|value| {
            let number = |name| value.get(name).map_or(f64::NAN, js::number);
            Entity {
                start: number("start"),
                end: number("end"),
                value,
            }
        })
        .collect();
    all.sort_by(|a, b| {
        a.start
            .partial_cmp(&b.start)
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    all
}

fn marked(entity: &Value, mut data: String) -> String {
    let set = |name: &str| {
        entity
            .get(name)
            .filter(|value| js::truthy(value))
            .map(js::text)
    };
    let mut style = None;
    let mut shown = true;
    if let Some(url) = set("url") {
        match set("display_url") {
            Some(display) if !display.starts_with("pic.twitter.com") => {
                data = data.replacen(&url, &display, 1);
                style = Some("color: #1DA1F2; word-break: break-all;");
            }
            // the address of the tweet's own picture, which is shown below
            _ => shown = false,
        }
    }
    if set("username").is_some() || set("tag").is_some() {
        style = Some("color: #1DA1F2;");
        shown = true;
    }
    match style {
        _ if !shown => String::new(),
        Some(style) => format!("<span style=\"{style}\">{data}</span>"),
        None => data,
    }
}

/// `letters.slice(from, to)`, with line breaks as tags.
fn slice(letters: &[char], from: f64, to: f64) -> String {
    let count = letters.len() as f64;
    let index = |at: f64| {
        let at = if at.is_nan() { 0.0 } else { at.trunc() };
        let at = if at < 0.0 {
            (count + at).max(0.0)
        } else {
            at.min(count)
        };
        at as usize
    };
    let (from, to) = (index(from), index(to));
    letters
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .collect::<String>()
        .replace('\n', "<br>")
}
