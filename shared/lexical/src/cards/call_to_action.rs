//! Call to action: a box with sponsor label, picture, text and button, for some or all readers.

use super::basic_html::inside_first;
use super::email_button::EmailButton;
use super::product::email_size;
use super::template::only_element;
use super::{Card, CardResult, Context, Fault, Prop, html, picture, visibility};
use serde_json::{Value, json};

/// Pictures are this wide in newsletters.
const EMAIL_IMAGE_WIDTH: f64 = 560.0;
/// The small square picture of the minimal layout, twice as wide as it shows.
const ICON_PIXELS: u32 = 256;

struct Cta<'a> {
    layout: Prop<'a>,
    alignment: Prop<'a>,
    text: Prop<'a>,
    show_button: bool,
    show_dividers: bool,
    button_text: Prop<'a>,
    button_url: Prop<'a>,
    button_color: String,
    button_text_color: Prop<'a>,
    sponsor_label: Option<Prop<'a>>,
    background: String,
    link_color: Prop<'a>,
    image: String,
    width: Prop<'a>,
    height: Prop<'a>,
}

impl Cta<'_> {
    fn has_button(&self) -> bool {
        self.show_button && self.button_url.is_set() && self.button_text.is_set()
    }

    /// A picture leads where the button leads.
    fn linked(&self, content: &str) -> String {
        if self.has_button() {
            format!("<a href=\"{}\">{content}</a>", self.button_url)
        } else {
            content.to_owned()
        }
    }

    fn flag(&self, set: bool, class: &'static str) -> &'static str {
        if set { class } else { "" }
    }
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let background = card.text_or("backgroundColor", "grey");
    let background = if is_color(background.str()?) {
        background.str()?
    } else {
        "white"
    };
    let has_label = card.value_or("hasSponsorLabel", json!(true)).is_set();
    let cta = Cta {
        layout: card.text_or("layout", "minimal"),
        alignment: card.text_or("alignment", "left"),
        text: card.get("textValue"),
        show_button: card.value_or("showButton", json!(true)).is_set(),
        show_dividers: card.value_or("showDividers", json!(true)).is_set(),
        button_text: card.text_or("buttonText", "Learn more"),
        button_url: card.get("buttonUrl"),
        button_color: card.text_or("buttonColor", "#000000").to_string(),
        button_text_color: card.text_or("buttonTextColor", "#ffffff"),
        sponsor_label: has_label.then(|| {
            card.text_or(
                "sponsorLabel",
                "<p><span style=\"white-space: pre-wrap;\">SPONSORED</span></p>",
            )
        }),
        background: background.to_owned(),
        link_color: card.text_or("linkColor", "text"),
        image: card.get("imageUrl").to_string(),
        width: card.value_or("imageWidth", Value::Null),
        height: card.value_or("imageHeight", Value::Null),
    };
    let html = if cx.options.is_email() {
        email(cta, cx)?
    } else {
        web(cta)?
    };
    let (dom, element) = only_element(&html)?;
    let seen_by = card.value_or("visibility", html::everybody());
    visibility::apply(dom.outer_html(element), &seen_by.value, cx)
}

/// A colour's name or its three or six hexadecimal digits.
fn is_color(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(hex) => matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'),
    }
}

fn web(mut c: Cta<'_>) -> Result<String, Fault> {
    if !is_color(&c.button_color) {
        c.button_color = "accent".into();
    }
    let label = match &c.sponsor_label {
        Some(label) => format!(
            r#"
                <div class="kg-cta-sponsor-label-wrapper">
                    <div class="kg-cta-sponsor-label">
                        {}
                    </div>
                </div>
            "#,
            inside_first(label.str()?)?
        ),
        None => String::new(),
    };
    let (background, layout) = (&c.background, &c.layout);
    let dividers = c.flag(!c.show_dividers, "kg-cta-no-dividers");
    let has_img = c.flag(!c.image.is_empty(), "kg-cta-has-img");
    let link = c.flag(c.link_color.is("accent"), "kg-cta-link-accent");
    let centered = c.flag(c.alignment.is("center"), "kg-cta-centered");
    let image = web_image(&c);
    let content = web_content(&c);
    Ok(format!(
        r#"<div class="kg-card kg-cta-card kg-cta-bg-{background} kg-cta-{layout} {dividers} {has_img} {link} {centered}" data-layout="{layout}">
            {label}
            <div class="kg-cta-content">
                {image}
                {content}
            </div>
        </div>"#
    ))
}

fn web_image(c: &Cta<'_>) -> String {
    if c.image.is_empty() {
        return String::new();
    }
    let size = if c.width.is_set() && c.height.is_set() {
        format!("data-image-dimensions=\"{}x{}\"", c.width, c.height)
    } else {
        String::new()
    };
    let img = c.linked(&format!(
        r#"<img src="{}" alt="CTA Image" {size}>"#,
        c.image
    ));
    format!(
        r#"
                    <div class="kg-cta-image-container">
                        {img}
                    </div>
                "#
    )
}

fn web_content(c: &Cta<'_>) -> String {
    if !c.text.is_set() && !c.show_button {
        return String::new();
    }
    let text = match c.text.is_set() {
        true => format!(
            r#"
                        <div class="kg-cta-text">
                            {}
                        </div>
                    "#,
            c.text
        ),
        false => String::new(),
    };
    let button = match c.has_button() {
        true => web_button(c),
        false => String::new(),
    };
    format!(
        r#"
                    <div class="kg-cta-content-inner">
                    {text}
                    {button}
                    </div>
                "#
    )
}

fn web_button(c: &Cta<'_>) -> String {
    let (url, label, color, text_color) = (
        &c.button_url,
        &c.button_text,
        &c.button_color,
        &c.button_text_color,
    );
    let (accent, style) = if color == "accent" {
        ("kg-style-accent", format!("color: {text_color};"))
    } else {
        (
            "",
            format!("background-color: {color}; color: {text_color};"),
        )
    };
    format!(
        r#"
                        <a href="{url}" class="kg-cta-button {accent}" style="{style}">
                            {label}
                        </a>
                        "#
    )
}

fn email(mut c: Cta<'_>, cx: &Context<'_>) -> Result<String, Fault> {
    let minimal = c.layout.is("minimal");
    let size = if c.image.is_empty() {
        " ".to_owned()
    } else {
        email_size(&c.width, &c.height, EMAIL_IMAGE_WIDTH)
    };
    let resized =
        minimal && picture::is_own(&c.image, cx.options) && cx.options.images.can_resize(&c.image);
    if resized && let Some((folder, file)) = picture::split(&c.image) {
        c.image = format!("{folder}/size/w{ICON_PIXELS}h{ICON_PIXELS}/{file}");
    }
    let design = &cx.options.design;
    let unseen = matches!(&*c.background, "none" | "white")
        && design.background_is_dark
        && matches!(&*c.button_color, "black" | "#000000" | "#000");
    if unseen {
        c.button_color = "#ffffff".into();
    }
    let button = match c.has_button() {
        true => EmailButton {
            url: &c.button_url.to_string(),
            text: &c.button_text.to_string(),
            color: &c.button_color,
            style: design.button_style.as_deref(),
            ..EmailButton::default()
        }
        .html(),
        false => String::new(),
    };
    let content = if minimal {
        email_minimal(&c, &button)
    } else {
        email_immersive(&c, &size, &button)
    };
    Ok(email_frame(&c, &content))
}

fn email_frame(c: &Cta<'_>, content: &str) -> String {
    let label = match &c.sponsor_label {
        Some(label) => format!(
            r#"
                <tr>
                    <td>
                        <table border="0" cellpadding="0" cellspacing="0" width="100%">
                            <tr>
                                <td class="kg-cta-sponsor-label">
                                    {label}
                                </td>
                            </tr>
                        </table>
                    </td>
                </tr>
            "#
        ),
        None => String::new(),
    };
    let (background, layout) = (&c.background, &c.layout);
    let dividers = c.flag(!c.show_dividers, "kg-cta-no-dividers");
    let no_label = c.flag(c.sponsor_label.is_none(), "kg-cta-no-label");
    let no_text = c.flag(!c.text.is_set(), "kg-cta-no-text");
    let has_img = c.flag(!c.image.is_empty(), "kg-cta-has-img");
    let link = c.flag(c.link_color.is("accent"), "kg-cta-link-accent");
    let centered = c.flag(c.alignment.is("center"), "kg-cta-centered");
    format!(
        r#"
        <table class="kg-card kg-cta-card kg-cta-bg-{background} {dividers} kg-cta-{layout} {no_label} {no_text} {has_img} {link} {centered}" border="0" cellpadding="0" cellspacing="0" width="100%">
            {label}
            {content}
        </table>
    "#
    )
}

fn email_minimal(c: &Cta<'_>, button: &str) -> String {
    let image = match c.image.is_empty() {
        true => String::new(),
        false => format!(
            r#"
                                    <td class="kg-cta-image-container" width="64">
                                        {}
                                    </td>
                                "#,
            c.linked(&format!(
                r#"<img src="{}" alt="CTA Image" class="kg-cta-image" width="64" height="64">"#,
                c.image
            ))
        ),
    };
    let row = |class: &str, content: &str| {
        format!(
            r#"
                                            <tr>
                                                <td class="kg-cta-{class}">
                                                    {content}
                                                </td>
                                            </tr>
                                        "#
        )
    };
    let text = if c.text.is_set() {
        row("text", &c.text.to_string())
    } else {
        String::new()
    };
    let button = if c.has_button() {
        row("button-container", button)
    } else {
        String::new()
    };
    format!(
        r#"
                <tr>
                    <td class="kg-cta-content">
                        <table border="0" cellpadding="0" cellspacing="0" width="100%" class="kg-cta-content-wrapper">
                            <tr>
                                {image}
                                <td class="kg-cta-content-inner">
                                    <table border="0" cellpadding="0" cellspacing="0" width="100%">
                                        {text}
                                        {button}
                                    </table>
                                </td>
                            </tr>
                        </table>
                    </td>
                </tr>
            "#
    )
}

fn email_immersive(c: &Cta<'_>, size: &str, button: &str) -> String {
    let image = match c.image.is_empty() {
        true => String::new(),
        false => format!(
            r#"
                            <tr>
                                <td class="kg-cta-image-container">
                                    <table border="0" cellpadding="0" cellspacing="0" width="100%">
                                        <tr>
                                            <td>
                                                {}
                                            </td>
                                        </tr>
                                    </table>
                                </td>
                            </tr>
                        "#,
            c.linked(&format!(
                r#"<img src="{}" alt="CTA Image" class="kg-cta-image" {size}>"#,
                c.image
            ))
        ),
    };
    let button = match c.has_button() {
        true => format!(
            r#"
                            <tr>
                                <td class="kg-cta-button-container" align="{}">
                                    {button}
                                </td>
                            </tr>
                        "#,
            c.alignment
        ),
        false => String::new(),
    };
    let text = &c.text;
    format!(
        r#"
            <tr>
                <td class="kg-cta-content">
                    <table border="0" cellpadding="0" cellspacing="0" width="100%" class="kg-cta-content-wrapper">
                        {image}
                        <tr>
                            <td class="kg-cta-text">
                                {text}
                            </td>
                        </tr>
                        {button}
                    </table>
                </td>
            </tr>
        "#
    )
}
