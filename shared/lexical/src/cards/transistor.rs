//! Transistor card: a member's own podcast feed.

use super::template::{attribute, first_element, oneline};
use super::{Card, CardResult, Context, replacement, visibility};
use crate::js;
use serde_json::json;
use url::Url;

const PARTNER: &str = "https://partner.transistor.fm/ghost";

/// Ghost's script for the frame, byte for byte: what it does belongs to Ghost's pages. Ours drop
/// it when serving.
const SCRIPT: &str = include_str!("transistor_script.html");

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let html = if cx.options.is_email() {
        email(cx)?
    } else {
        web(cx)
    };
    // the feed is a member's own, so that visitors do not see the card unless told so
    let members = json!({
        "web": {"nonMember": false, "memberSegment": "status:free,status:-free"},
        "email": {"memberSegment": "status:free,status:-free"}
    });
    let stored = card
        .map
        .get("visibility")
        .filter(|stored| js::truthy(stored));
    visibility::apply(html, stored.unwrap_or(&members), cx)
}

fn web(cx: &Context<'_>) -> String {
    let mut url = format!("{PARTNER}/embed/%7Buuid%7D");
    if let Some(site) = cx
        .options
        .site_uuid
        .as_deref()
        .filter(|site| !site.is_empty())
        && let Ok(mut parsed) = Url::parse(&url)
    {
        parsed.query_pairs_mut().append_pair("ctx", site);
        url = parsed.into();
    }
    let frame =
        "<iframe width=\"100%\" height=\"370\" frameborder=\"no\" scrolling=\"no\" seamless=\"\"";
    format!(
        "{frame} title=\"Transistor podcasts\"{} data-kg-transistor-embed=\"\"></iframe>{}\
         <noscript>{frame}{}></iframe></noscript>",
        attribute("data-src", &url),
        SCRIPT.trim_end(),
        attribute("src", &url),
    )
}

fn email(cx: &Context<'_>) -> CardResult {
    let accent = cx
        .options
        .design
        .accent_color
        .as_deref()
        .filter(|color| !color.is_empty());
    let accent = accent.unwrap_or("#15171A");
    let url = format!("{PARTNER}/{{uuid}}");
    let html = oneline(&format!(
        r#"<table class="kg-card kg-transistor-card" cellspacing="0" cellpadding="0" border="0" width="100%">
            <tr>
                <td style="padding: 24px; text-align: center;">
                    <table cellspacing="0" cellpadding="0" border="0" width="100%" style="text-align: center;">
                        <tr>
                            <td style="text-align: center; padding-bottom: 12px;">
                                <a href="{url}" style="display: inline-block; width: 72px; height: 72px; padding-top: 4px; padding-right: 4px; padding-bottom: 4px; padding-left: 4px; border-radius: 8px; background-color: {accent}">
                                    <img src="https://static.ghost.org/v6.0.0/images/transistor-logo-ondark.png"
                                        width="40" height="40"
                                        alt="Transistor"
                                        style="width: 40px; height: 40px; padding: 16px;">
                                </a>
                            </td>
                        </tr>
                        <tr>
                            <td style="text-align: center;">
                                <a href="{url}" class="kg-transistor-title">
                                    Listen to your podcasts
                                </a>
                                <a href="{url}"  class="kg-transistor-description">
                                    Subscribe and listen to your personal podcast feed in your favorite app.
                                </a>
                            </td>
                        </tr>
                    </table>
                </td>
            </tr>
        </table>"#
    ));
    first_element(&replacement::wrap(&html))
}
