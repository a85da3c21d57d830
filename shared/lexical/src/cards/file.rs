//! File card: a download with title, words, name and size.

use super::bookmark::escape;
use super::template::{attribute, first_element, text};
use super::{Card, CardResult, Context, Prop};
use crate::js;
use serde_json::json;

const ICON: &str = concat!(
    r#"<div class="kg-file-card-icon"><svg viewBox="0 0 24 24"><defs><style>"#,
    ".a{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;stroke-width:1.5px;}",
    r#"</style></defs><title>download-circle</title>"#,
    r#"<polyline class="a" points="8.25 14.25 12 18 15.75 14.25"></polyline>"#,
    r#"<line class="a" x1="12" y1="6.75" x2="12" y2="18"></line>"#,
    r#"<circle class="a" cx="12" cy="12" r="11.25"></circle></svg></div>"#,
);

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let src = card.get("src");
    if src.is_blank()? {
        return Ok(String::new());
    }
    if cx.options.is_email() {
        email(card, &src, cx)
    } else {
        Ok(web(card, &src))
    }
}

fn web(card: &Card<'_>, src: &Prop<'_>) -> String {
    let words = |name| text(&card.get(name).to_string());
    format!(
        "<div class=\"kg-card kg-file-card\"><a class=\"kg-file-card-container\"{} title=\"Download\" \
         download=\"\"><div class=\"kg-file-card-contents\">\
         <div class=\"kg-file-card-title\">{}</div><div class=\"kg-file-card-caption\">{}</div>\
         <div class=\"kg-file-card-metadata\"><div class=\"kg-file-card-filename\">{}</div>\
         <div class=\"kg-file-card-filesize\">{}</div></div></div>{ICON}</a></div>",
        attribute("href", &src.to_string()),
        words("fileTitle"),
        words("fileCaption"),
        words("fileName"),
        size(&card.value_or("fileSize", json!(0))),
    )
}

/// Bytes in the unit in which they are easiest to read.
fn size(bytes: &Prop<'_>) -> String {
    if !bytes.is_set() {
        return "0 Byte".into();
    }
    let bytes = bytes.number();
    let power = (bytes.ln() / 1024f64.ln()).floor();
    let unit = match power {
        0.0 => "Bytes",
        1.0 => "KB",
        2.0 => "MB",
        3.0 => "GB",
        4.0 => "TB",
        _ => "undefined",
    };
    format!(
        "{} {unit}",
        js::number_text(js::round(bytes / 1024f64.powf(power)))
    )
}

fn email(card: &Card<'_>, src: &Prop<'_>, cx: &Context<'_>) -> CardResult {
    let href = match cx.options.post_url.as_deref() {
        Some(url) if !url.is_empty() => escape(url),
        _ => escape(src.str()?),
    };
    let (title, caption) = (card.get("fileTitle"), card.get("fileCaption"));
    let name = escape(card.get("fileName").str()?);
    let size = size(&card.value_or("fileSize", json!(0)));
    let icon = if title.is_set() || caption.is_set() {
        "margin-top: 6px; height: 24px; width: 24px; max-width: 24px;"
    } else {
        "margin-top: 6px; height: 20px; width: 20px; max-width: 20px; padding-top: 4px; padding-bottom: 4px;"
    };
    let line = |class: &str, words: &Prop<'_>| -> CardResult {
        if !words.is_set() {
            return Ok(String::new());
        }
        let words = escape(words.str()?);
        Ok(format!(
            r#"
                                <table cellspacing="0" cellpadding="0" border="0" width="100%"><tr><td>
                                    <a href="{href}" class="kg-file-{class}">{words}</a>
                                </td></tr></table>
                                "#
        ))
    };
    let (title, caption) = (line("title", &title)?, line("description", &caption)?);
    first_element(&format!(
        r#"<table cellspacing="0" cellpadding="4" border="0" class="kg-file-card" width="100%">
            <tr>
                <td>
                    <table cellspacing="0" cellpadding="0" border="0" width="100%">
                        <tr>
                            <td valign="middle" style="vertical-align: middle;">
                                {title}
                                {caption}
                                <table cellspacing="0" cellpadding="0" border="0" width="100%"><tr><td>
                                    <a href="{href}" class="kg-file-meta"><span class="kg-file-name">{name}</span> &bull; {size}</a>
                                </td></tr></table>
                            </td>
                            <td width="80" valign="middle" class="kg-file-thumbnail">
                                <a href="{href}" style="display: block; top: 0; right: 0; bottom: 0; left: 0;">
                                    <img src="https://static.ghost.org/v4.0.0/images/download-icon-darkmode.png" style="{icon}">
                                </a>
                            </td>
                        </tr>
                    </table>
                </td>
            </tr>
        </table>"#
    ))
}
