//! HTML card: passed on as it is, scripts included. What pages may show is decided when serving.

use super::{Card, CardResult, Context, replacement, visibility};
use serde_json::json;

/// Seen by everybody: what a card has whose visibility nobody has touched.
pub(super) fn everybody() -> serde_json::Value {
    json!({
        "web": {"nonMember": true, "memberSegment": "status:free,status:-free"},
        "email": {"memberSegment": "status:free,status:-free"}
    })
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let html = card.get("html");
    if !html.is_set() {
        return Ok(String::new());
    }
    let inner = if cx.options.features.email_uniqueid {
        replacement::wrap(html.str()?)
    } else {
        html.to_string()
    };
    // a text area holds its value with line feeds only
    let inner = inner.replace("\r\n", "\n").replace('\r', "\n");
    let wrapped = format!("\n<!--kg-card-begin: html-->\n{inner}\n<!--kg-card-end: html-->\n");
    visibility::apply(wrapped, &card.value_or("visibility", everybody()).value, cx)
}
