//! Email card: text that only the newsletter shows.

use super::template::normal;
use super::{Card, CardResult, Context, replacement};

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let html = card.get("html");
    if !html.is_set() || !cx.options.is_email() {
        return Ok(String::new());
    }
    normal(&clean(html.str()?)?)
}

/// White space squeezed, replacement strings freed of `<code>` and marked.
pub(super) fn clean(html: &str) -> CardResult {
    let squeezed = replacement::squeeze(html);
    Ok(replacement::wrap(&replacement::unwrap_code(&squeezed)?))
}
