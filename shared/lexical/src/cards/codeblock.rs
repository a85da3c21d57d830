//! Code block, with language and caption.

use super::template::{attribute, figcaption, text};
use super::{Card, CardResult, Context};

pub(super) fn render(card: &Card<'_>, _: &Context<'_>) -> CardResult {
    let code = card.get("code");
    if code.is_blank()? {
        return Ok(String::new());
    }
    let language = card.get("language");
    let class = if language.is_set() {
        attribute("class", &format!("language-{language}"))
    } else {
        String::new()
    };
    let pre = format!("<pre><code{class}>{}</code></pre>", text(code.str()?));
    let caption = card.get("caption");
    if !caption.is_set() {
        return Ok(pre);
    }
    let caption = figcaption(&caption)?;
    Ok(format!(
        "<figure class=\"kg-card kg-code-card\">{pre}{caption}</figure>"
    ))
}
