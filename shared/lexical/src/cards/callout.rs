//! Callout card: a coloured box with an emoji.

use super::template::text;
use super::{Card, CardResult, Context};
use crate::dom::{Dom, NodeId, parse_fragment};
use crate::js;
use serde_json::json;

pub(super) fn render(card: &Card<'_>, _: &Context<'_>) -> CardResult {
    let color = card.text_or("backgroundColor", "blue");
    // old copies hold colours such as rgba(0, 0, 0, 0), which are no class names
    let is_class = color
        .str()?
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let color = if is_class { color.str()? } else { "white" };
    let mut out = format!("<div class=\"kg-card kg-callout-card kg-callout-card-{color}\">");
    let emoji = card.value_or("calloutEmoji", json!("💡"));
    if emoji.is_set() {
        out.push_str("<div class=\"kg-callout-emoji\">");
        out.push_str(&text(&emoji.to_string()));
        out.push_str("</div>");
    }
    let mut dom = parse_fragment(&js::text(&card.get("calloutText").value))?;
    let root = dom.root();
    keep_inline(&mut dom, root);
    // Ghost parses the cleaned text once more, which joins or splits nothing but odd nestings
    let inner = super::template::normal(&dom.inner_html(root))?;
    out.push_str("<div class=\"kg-callout-text\">");
    out.push_str(&inner);
    out.push_str("</div></div>");
    Ok(out)
}

/// Takes all elements away that are not plain inline text, leaving what is in them.
fn keep_inline(dom: &mut Dom, top: NodeId) {
    let mut at = dom.first_child(top);
    while let Some(id) = at {
        let allowed = dom.html_name(id).is_some_and(is_allowed);
        if dom.is_element(id) && !allowed {
            let next = dom.first_child(id).or_else(|| dom.following_skip(id, top));
            dom.unwrap(id);
            at = next;
        } else {
            at = dom.following(id, top);
        }
    }
}

fn is_allowed(name: &str) -> bool {
    matches!(
        name,
        "a" | "strong"
            | "em"
            | "b"
            | "i"
            | "br"
            | "code"
            | "mark"
            | "s"
            | "del"
            | "u"
            | "sup"
            | "sub"
    )
}
