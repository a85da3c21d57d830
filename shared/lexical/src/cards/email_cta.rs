//! Email call to action: text and button for one group of members, in the newsletter only.

use super::template::{attribute, normal};
use super::{Card, CardResult, Context, email};
use crate::cards::bookmark::escape;
use serde_json::json;

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let html = card.get("html");
    let (button_text, button_url) = (card.get("buttonText"), card.get("buttonUrl"));
    let show_button = card.value_or("showButton", json!(false)).is_set();
    let has_button = show_button && button_text.is_set() && button_url.is_set();
    if (!html.is_set() && !has_button) || !cx.options.is_email() {
        return Ok(String::new());
    }
    let alignment = card.text_or("alignment", "left");
    let mut out = String::from("<div");
    out.push_str(&attribute(
        "data-gh-segment",
        &card.text_or("segment", "status:free").to_string(),
    ));
    if alignment.is("center") {
        out.push_str(" class=\"align-center\"");
    }
    out.push('>');
    let rule = if card.value_or("showDividers", json!(true)).is_set() {
        "<hr>"
    } else {
        ""
    };
    let mut inner = normal(&format!("{rule}{}", email::clean(html.str()?)?))?;
    if has_button {
        let button = format!(
            "<div class=\"btn btn-accent\"> <table border=\"0\" cellspacing=\"0\" cellpadding=\"0\" \
             align=\"{}\"> <tbody> <tr> <td align=\"center\"> <a href=\"{}\">{}</a> </td> </tr> \
             </tbody> </table> </div> <p></p>",
            escape(alignment.str()?),
            escape(button_url.str()?),
            escape(button_text.str()?),
        );
        inner = normal(&format!("{inner}{}", email::clean(&button)?))?;
    }
    Ok(format!("{out}{inner}{rule}</div>"))
}
