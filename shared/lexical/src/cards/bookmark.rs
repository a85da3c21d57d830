//! Bookmark card: a link with title, picture and words of the page that it leads to.

use super::entities::decode;
use super::template::{attribute, figcaption, normal, text};
use super::{Card, CardResult, Context, Prop, prop_or};
use crate::js;
use serde_json::{Map, Value};

struct Bookmark<'a> {
    url: Prop<'a>,
    icon: Prop<'a>,
    title: Prop<'a>,
    description: Prop<'a>,
    author: Prop<'a>,
    publisher: Prop<'a>,
    thumbnail: Prop<'a>,
    caption: Prop<'a>,
}

/// Where a bookmark keeps what it knows of the page.
pub(super) fn metadata<'a>(card: &Card<'a>) -> Option<&'a Map<String, Value>> {
    card.map.get("metadata").and_then(Value::as_object)
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let nothing = Map::new();
    let page = metadata(card).unwrap_or(&nothing);
    let bookmark = Bookmark {
        url: card.get("url"),
        icon: prop_or(page, "icon", ""),
        title: prop_or(page, "title", ""),
        description: prop_or(page, "description", ""),
        author: prop_or(page, "author", ""),
        publisher: prop_or(page, "publisher", ""),
        thumbnail: prop_or(page, "thumbnail", ""),
        caption: card.get("caption"),
    };
    if bookmark.url.is_blank()? {
        return Ok(String::new());
    }
    if cx.options.is_email() {
        email(&bookmark)
    } else {
        web(&bookmark)
    }
}

fn web(b: &Bookmark<'_>) -> CardResult {
    let has_caption = if b.caption.is_set() {
        " kg-card-hascaption"
    } else {
        ""
    };
    let mut out = format!(
        "<figure class=\"kg-card kg-bookmark-card{has_caption}\"><a class=\"kg-bookmark-container\"{}>\
         <div class=\"kg-bookmark-content\"><div class=\"kg-bookmark-title\">{}</div>\
         <div class=\"kg-bookmark-description\">{}</div><div class=\"kg-bookmark-metadata\">",
        attribute("href", b.url.str()?),
        text(&b.title.to_string()),
        text(&b.description.to_string()),
    );
    if b.icon.is_set() {
        let src = attribute("src", &b.icon.to_string());
        out.push_str(&format!("<img class=\"kg-bookmark-icon\"{src} alt=\"\">"));
    }
    // themes expect these two classes the wrong way round
    for (class, words) in [("author", &b.publisher), ("publisher", &b.author)] {
        if words.is_set() {
            let words = text(&words.to_string());
            out.push_str(&format!(
                "<span class=\"kg-bookmark-{class}\">{words}</span>"
            ));
        }
    }
    out.push_str("</div></div>");
    if b.thumbnail.is_set() {
        let src = attribute("src", &b.thumbnail.to_string());
        out.push_str(&format!(
            "<div class=\"kg-bookmark-thumbnail\"><img{src} alt=\"\" \
             onerror=\"this.style.display = 'none'\"></div>"
        ));
    }
    out.push_str("</a>");
    out.push_str(&figcaption(&b.caption)?);
    out.push_str("</figure>");
    Ok(out)
}

fn email(b: &Bookmark<'_>) -> CardResult {
    let words = Words {
        title: escape(b.title.str()?),
        publisher: escape(b.publisher.str()?),
        author: escape(b.author.str()?),
        description: shortened(b.description.str()?, 120, 90),
    };
    let html = format!(
        "\n        {}\n        {}",
        email_modern(b, &words),
        email_outlook(b, &words)
    );
    Ok(format!("<div>{}</div>", normal(&html)?))
}

struct Words {
    title: String,
    publisher: String,
    author: String,
    description: String,
}

/// `format!` with a value that is set, or nothing.
fn when(prop: &Prop<'_>, html: impl FnOnce(String) -> String) -> String {
    if prop.is_set() {
        html(prop.to_string())
    } else {
        String::new()
    }
}

fn email_modern(b: &Bookmark<'_>, words: &Words) -> String {
    let Words {
        title,
        publisher,
        author,
        description,
    } = words;
    let url = &b.url;
    let has_caption = if b.caption.is_set() {
        "kg-card-hascaption"
    } else {
        ""
    };
    let icon = when(&b.icon, |icon| {
        format!(r#"<img class="kg-bookmark-icon" src="{icon}" alt="">"#)
    });
    let thumbnail = when(&b.thumbnail, |thumbnail| {
        format!(
            r#"<div class="kg-bookmark-thumbnail" style="background-image: url('{thumbnail}')">
                        <img src="{thumbnail}" alt="" onerror="this.style.display='none'"></div>"#
        )
    });
    let caption = when(&b.caption, |caption| {
        format!("<figcaption>{caption}</figcaption>")
    });
    let named = |class: &str, words: &str| match words {
        "" => String::new(),
        _ => format!(r#"<span class="kg-bookmark-{class}" src="{words}">{words}</span>"#),
    };
    let (publisher, author) = (named("author", publisher), named("publisher", author));
    format!(
        r#"<!--[if !mso !vml]-->
            <figure class="kg-card kg-bookmark-card {has_caption}">
                <a class="kg-bookmark-container" href="{url}">
                    <div class="kg-bookmark-content">
                        <div class="kg-bookmark-title">{title}</div>
                        <div class="kg-bookmark-description">{description}</div>
                        <div class="kg-bookmark-metadata">
                            {icon}
                            {publisher}
                            {author}
                        </div>
                    </div>
                    {thumbnail}
                </a>
                {caption}
            </figure>
        <!--[endif]-->"#
    )
}

fn email_outlook(b: &Bookmark<'_>, words: &Words) -> String {
    let Words {
        title,
        publisher,
        author,
        description,
    } = words;
    let url = &b.url;
    let icon = when(&b.icon, |icon| {
        format!(
            r#"
                                                <td valign="middle" class="kg-bookmark-icon--outlook" style="padding-right: 8px; font-size: 0; line-height: 1.5em;">
                                                    <a href="{url}" style="text-decoration: none; color: #15212A;">
                                                        <img src="{icon}" width="22" height="22" alt=" ">
                                                    </a>
                                                </td>
                                            "#
        )
    });
    let dot = if author.is_empty() {
        ""
    } else {
        "&nbsp;&#x2022;&nbsp;"
    };
    format!(
        r#"<!--[if vml]>
            <table class="kg-card kg-bookmark-card--outlook" style="margin: 0; padding: 0; width: 100%; border: 1px solid #e5eff5; background: #ffffff; font-family: -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Oxygen, Ubuntu, Cantarell, 'Open Sans', 'Helvetica Neue', sans-serif; border-collapse: collapse; border-spacing: 0;" width="100%">
                <tr>
                    <td width="100%" style="padding: 20px;">
                        <table style="margin: 0; padding: 0; border-collapse: collapse; border-spacing: 0;">
                            <tr>
                                <td class="kg-bookmark-title--outlook">
                                    <a href="{url}" style="text-decoration: none; color: #15212A; font-size: 15px; line-height: 1.5em; font-weight: 600;">
                                        {title}
                                    </a>
                                </td>
                            </tr>
                            <tr>
                                <td>
                                    <div class="kg-bookmark-description--outlook">
                                        <a href="{url}" style="text-decoration: none; margin-top: 12px; color: #738a94; font-size: 13px; line-height: 1.5em; font-weight: 400;">
                                            {description}
                                        </a>
                                    </div>
                                </td>
                            </tr>
                            <tr>
                                <td class="kg-bookmark-metadata--outlook" style="padding-top: 14px; color: #15212A; font-size: 13px; font-weight: 400; line-height: 1.5em;">
                                    <table style="margin: 0; padding: 0; border-collapse: collapse; border-spacing: 0;">
                                        <tr>
                                            {icon}
                                            <td valign="middle" class="kg-bookmark-byline--outlook">
                                                <a href="{url}" style="text-decoration: none; color: #15212A;">
                                                    {publisher}
                                                    {dot}
                                                    {author}
                                                </a>
                                            </td>
                                        </tr>
                                    </table>
                                </td>
                            </tr>
                        </table>
                    </td>
                </tr>
            </table>
            <div class="kg-bookmark-spacer--outlook" style="height: 1.5em;">&nbsp;</div>
        <![endif]-->"#
    )
}

/// Text that may already be escaped, escaped once.
pub(super) fn escape(unsafe_text: &str) -> String {
    let mut out = String::with_capacity(unsafe_text.len());
    for c in decode(unsafe_text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#039;"),
            c => out.push(c),
        }
    }
    out
}

/// A text cut at one length for phones and at a greater one for desks.
fn shortened(text: &str, desk: usize, phone: usize) -> String {
    let length = js::length(text);
    if length <= phone {
        return escape(text);
    }
    let ellipsis = if length <= desk {
        "<span class=\"hide-desktop\">\u{2026}</span>"
    } else {
        "\u{2026}"
    };
    format!(
        "{}<span class=\"desktop-only\">{}</span>{ellipsis}",
        escape(&js::substring(text, 0, phone - 1)),
        escape(&js::substring(text, phone - 1, desk - 1)),
    )
}
