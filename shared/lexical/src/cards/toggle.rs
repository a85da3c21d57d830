//! Toggle card: a heading that opens its text.

use super::template::{oneline, only_element};
use super::{Card, CardResult, Context};

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let (heading, content) = (card.get("heading"), card.get("content"));
    let html = if cx.options.is_email() {
        oneline(&format!(
            r#"<table cellspacing="0" cellpadding="0" border="0" width="100%" class="kg-toggle-card">
            <tbody>
                <tr>
                    <td class="kg-toggle-heading">
                        <h4>{heading}</h4>
                    </td>
                </tr>
                <tr>
                    <td class="kg-toggle-content">
                        {content}
                    </td>
                </tr>
            </tbody>
        </table>"#
        ))
    } else {
        format!(
            r#"<div class="kg-card kg-toggle-card" data-kg-toggle-state="close">
            <div class="kg-toggle-heading">
                <h4 class="kg-toggle-heading-text">{heading}</h4>
                <button class="kg-toggle-card-icon" aria-label="Expand toggle to read content">
                    <svg id="Regular" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                        <path class="cls-1" d="M23.25,7.311,12.53,18.03a.749.749,0,0,1-1.06,0L.75,7.311"></path>
                    </svg>
                </button>
            </div>
            <div class="kg-toggle-content">{content}</div>
        </div>"#
        )
    };
    let (dom, element) = only_element(&html)?;
    Ok(dom.outer_html(element))
}
