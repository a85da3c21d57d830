//! Header card in today's form, on the web. Its newsletter form is in `header_v2_email`.

use super::header::slug;
use super::picture::{self, Width};
use super::template::only_element;
use super::{Card, CardResult, Context, Prop, header_v2_email};
use serde_json::{Value, json};

/// The properties of a header card.
pub(super) struct Header<'a> {
    pub(super) alignment: Prop<'a>,
    pub(super) button_text: Prop<'a>,
    pub(super) button_url: Prop<'a>,
    pub(super) button_color: Prop<'a>,
    pub(super) button_text_color: Prop<'a>,
    pub(super) header: Prop<'a>,
    pub(super) subheader: Prop<'a>,
    pub(super) image: Prop<'a>,
    pub(super) image_width: Prop<'a>,
    pub(super) background_size: Prop<'a>,
    pub(super) background_color: Prop<'a>,
    pub(super) layout: Prop<'a>,
    pub(super) text_color: Prop<'a>,
    pub(super) accent_color: Prop<'a>,
    pub(super) swapped: bool,
    pub(super) has_button: bool,
}

impl Header<'_> {
    pub(super) fn is_split(&self) -> bool {
        self.layout.is("split")
    }

    pub(super) fn is_centered(&self) -> bool {
        self.alignment.is("center")
    }
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let button_url = card.get("buttonUrl");
    let enabled = card.value_or("buttonEnabled", json!(false)).is_set();
    let has_button = enabled && !button_url.is_blank()?;
    let header = Header {
        alignment: card.text_or("alignment", "center"),
        button_text: card.get("buttonText"),
        button_url,
        button_color: card.text_or("buttonColor", "#ffffff"),
        button_text_color: card.text_or("buttonTextColor", "#000000"),
        header: card.get("header"),
        subheader: card.get("subheader"),
        image: card.get("backgroundImageSrc"),
        image_width: card.value_or("backgroundImageWidth", Value::Null),
        background_size: card.text_or("backgroundSize", "cover"),
        background_color: card.text_or("backgroundColor", "#000000"),
        layout: card.text_or("layout", "full"),
        text_color: card.text_or("textColor", "#FFFFFF"),
        accent_color: card.text_or("accentColor", "#FF1A75"),
        swapped: card.value_or("swapped", json!(false)).is_set(),
        has_button,
    };
    if cx.options.is_email() {
        header_v2_email::render(&header, cx)
    } else {
        web(&header, cx)
    }
}

/// Classes that header and signup cards share: how wide, which side the picture is on.
pub(super) fn layout_classes(
    card: &str,
    layout: &Prop<'_>,
    swapped: bool,
    contain: bool,
) -> String {
    let mut classes = card.to_owned();
    if layout.is("split") {
        classes.push_str(" kg-layout-split kg-width-full");
        if swapped {
            classes.push_str(" kg-swapped");
        }
        if contain {
            classes.push_str(" kg-content-wide");
        }
    } else {
        classes.push_str(&format!(" kg-width-{layout}"));
        if layout.is("full") {
            classes.push_str(" kg-content-wide");
        }
    }
    classes
}

fn web(h: &Header<'_>, cx: &Context<'_>) -> CardResult {
    let contain = h.background_size.is("contain");
    let classes = layout_classes(
        "kg-card kg-header-card kg-v2",
        &h.layout,
        h.swapped,
        contain,
    );
    let background = &h.background_color;
    let accent = if background.is("accent") {
        "kg-style-accent"
    } else {
        ""
    };
    let plain_background = !background.is("accent") && (!h.image.is_set() || h.is_split());
    let style = if plain_background {
        format!("style=\"background-color: {background};\"")
    } else {
        String::new()
    };
    let image = image(h, cx)?;
    let (above, beside) = if h.is_split() {
        ("", image.as_str())
    } else {
        (image.as_str(), "")
    };
    let alignment = if h.is_centered() {
        "kg-align-center"
    } else {
        ""
    };
    let (header, subheader) = (
        line(h, "h2", "heading", &h.header)?,
        line(h, "p", "subheading", &h.subheader)?,
    );
    let button = button(h);
    let (dom, element) = only_element(&format!(
        r#"<div class="{classes} {accent}" {style} data-background-color="{background}">
            {above}
            <div class="kg-header-card-content">
                {beside}
                <div class="kg-header-card-text {alignment}">
                    {header}
                    {subheader}
                    {button}
                </div>
            </div>
        </div>"#
    ))?;
    // where a heading is empty, Ghost removes one of that class that content brought along
    let mut dom = dom;
    for (words, class) in [
        (&h.header, "kg-header-card-heading"),
        (&h.subheader, "kg-header-card-subheading"),
    ] {
        if words.is("")
            && let Some(stray) = dom.find_class(dom.root(), class)
        {
            dom.detach(stray);
        }
    }
    Ok(dom.outer_html(element))
}

fn image(h: &Header<'_>, cx: &Context<'_>) -> CardResult {
    if !h.image.is_set() {
        return Ok(String::new());
    }
    let src = &h.image;
    let width = Width {
        value: h.image_width.number(),
        is_number: h.image_width.value.is_number(),
    };
    let srcset = match h.image_width.is_set() {
        true => picture::srcset(src.str()?, width, None, cx.options)?,
        false => None,
    };
    let srcset = match srcset.as_deref() {
        None | Some("") => String::new(),
        Some(srcset) => format!("srcset=\"{srcset}\""),
    };
    Ok(format!(
        r#"
            <picture><img class="kg-header-card-image" src="{src}" {srcset} loading="lazy" alt="" /></picture>
        "#
    ))
}

fn line(h: &Header<'_>, tag: &str, class: &str, words: &Prop<'_>) -> CardResult {
    if !words.is_set() {
        return Ok(String::new());
    }
    let id = slug(words.str()?);
    let color = &h.text_color;
    Ok(format!(
        r#"<{tag} id="{id}" class="kg-header-card-{class}" style="color: {color};" data-text-color="{color}">{words}</{tag}>"#
    ))
}

fn button(h: &Header<'_>) -> String {
    if !h.has_button {
        return String::new();
    }
    let (url, text, color, text_color) = (
        &h.button_url,
        &h.button_text,
        &h.button_color,
        &h.button_text_color,
    );
    let (accent, background) = if color.is("accent") {
        ("kg-style-accent", String::new())
    } else {
        ("", format!("background-color: {color};"))
    };
    format!(
        r#"<a href="{url}" class="kg-header-card-button {accent}" style="{background}color: {text_color};" data-button-color="{color}" data-button-text-color="{text_color}">{text}</a>"#
    )
}
