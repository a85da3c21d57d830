//! Signup card: a form that Ghost's script sends; nothing in mail.

use super::header_v2::layout_classes;
use super::template::only_element;
use super::{Card, CardResult, Context, Fault, Prop};
use crate::js;
use serde_json::{Value, json};

const LOADING_ICON: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" height="24" width="24" viewBox="0 0 24 24">
        <g stroke-linecap="round" stroke-width="2" fill="currentColor" stroke="none" stroke-linejoin="round" class="nc-icon-wrapper">
            <g class="nc-loop-dots-4-24-icon-o">
                <circle cx="4" cy="12" r="3"></circle>
                <circle cx="12" cy="12" r="3"></circle>
                <circle cx="20" cy="12" r="3"></circle>
            </g>
            <style data-cap="butt">
                .nc-loop-dots-4-24-icon-o{--animation-duration:0.8s}
                .nc-loop-dots-4-24-icon-o *{opacity:.4;transform:scale(.75);animation:nc-loop-dots-4-anim var(--animation-duration) infinite}
                .nc-loop-dots-4-24-icon-o :nth-child(1){transform-origin:4px 12px;animation-delay:-.3s;animation-delay:calc(var(--animation-duration)/-2.666)}
                .nc-loop-dots-4-24-icon-o :nth-child(2){transform-origin:12px 12px;animation-delay:-.15s;animation-delay:calc(var(--animation-duration)/-5.333)}
                .nc-loop-dots-4-24-icon-o :nth-child(3){transform-origin:20px 12px}
                @keyframes nc-loop-dots-4-anim{0%,100%{opacity:.4;transform:scale(.75)}50%{opacity:1;transform:scale(1)}}
            </style>
        </g>
    </svg>"#;

struct Signup<'a> {
    header: Prop<'a>,
    subheader: Prop<'a>,
    disclaimer: Prop<'a>,
    background: Prop<'a>,
    image: Prop<'a>,
    layout: Prop<'a>,
    /// ` style="color: …;"` of all texts, or nothing where they inherit.
    text_style: String,
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    if cx.options.is_email() {
        return Ok("<div></div>".into());
    }
    let signup = Signup {
        header: card.get("header"),
        subheader: card.get("subheader"),
        disclaimer: card.get("disclaimer"),
        background: card.text_or("backgroundColor", "#F0F0F0"),
        image: card.get("backgroundImageSrc"),
        layout: card.text_or("layout", "wide"),
        text_style: text_style(card),
    };
    let form = form(card, &signup)?;
    let html = template(card, &signup, &form);
    let (mut dom, element) = only_element(&html)?;
    for (words, class) in [
        (&signup.header, "kg-signup-card-heading"),
        (&signup.subheader, "kg-signup-card-subheading"),
        (&signup.disclaimer, "kg-signup-card-disclaimer"),
    ] {
        if words.is("")
            && let Some(line) = dom.find_class(dom.root(), class)
        {
            dom.detach(line);
        }
    }
    Ok(dom.outer_html(element))
}

/// On a transparent card text keeps the colour of the page, unless a picture lies behind it.
fn text_style(card: &Card<'_>) -> String {
    let stored = |name| card.map.get(name).unwrap_or(&Value::Null);
    let inherits = stored("backgroundColor") == "transparent"
        && (stored("layout") == "split" || !js::truthy(stored("backgroundImageSrc")));
    if inherits {
        return String::new();
    }
    format!("style=\"color: {};\"", card.text_or("textColor", "#000000"))
}

fn template(card: &Card<'_>, s: &Signup<'_>, form: &str) -> String {
    let Signup {
        header,
        subheader,
        disclaimer,
        text_style,
        ..
    } = s;
    let contain = card.text_or("backgroundSize", "cover").is("contain");
    let swapped = card.value_or("swapped", json!(false)).is_set();
    let classes = layout_classes("kg-card kg-signup-card", &s.layout, swapped, contain);
    let split = s.layout.is("split");
    let accent = if s.background.is("accent") && (split || !s.image.is_set()) {
        "kg-style-accent"
    } else {
        ""
    };
    let background = if !s.background.is("accent") && (split || !s.image.is_set()) {
        format!("background-color: {}", s.background)
    } else {
        String::new()
    };
    let image = match s.image.is_set() {
        true => format!(
            r#"
        <picture><img class="kg-signup-card-image" src="{}" alt="" /></picture>
    "#,
            s.image
        ),
        false => String::new(),
    };
    let (above, beside) = if split {
        ("", image.as_str())
    } else {
        (image.as_str(), "")
    };
    let alignment = if card.text_or("alignment", "left").is("center") {
        "kg-align-center"
    } else {
        ""
    };
    format!(
        r#"<div class="{classes} {accent}" data-lexical-signup-form style="{background}; display: none;">
            {above}
            <div class="kg-signup-card-content">
                {beside}
                <div class="kg-signup-card-text {alignment}">
                    <h2 class="kg-signup-card-heading" {text_style}>{header}</h2>
                    <p class="kg-signup-card-subheading" {text_style}>{subheader}</p>
                    {form}
                    <p class="kg-signup-card-disclaimer" {text_style}>{disclaimer}</p>
                </div>
            </div>
        </div>"#
    )
}

fn form(card: &Card<'_>, s: &Signup<'_>) -> CardResult {
    let labels = labels(card)?;
    let color = card.text_or("buttonColor", "accent");
    let (accent, background) = if color.is("accent") {
        ("kg-style-accent", String::new())
    } else {
        ("", format!("background-color: {color};"))
    };
    let text_color = card.text_or("buttonTextColor", "#FFFFFF");
    let button = card.text_or("buttonText", "Subscribe");
    let success = card.text_or(
        "successMessage",
        "Email sent! Check your inbox to complete your signup.",
    );
    let style = &s.text_style;
    Ok(format!(
        r#"
        <form class="kg-signup-card-form" data-members-form="signup">
            {labels}
            <div class="kg-signup-card-fields">
                <input class="kg-signup-card-input" id="email" data-members-email="" type="email" required="true" placeholder="jamie@example.com" />
                <button class="kg-signup-card-button {accent}" style="{background}color: {text_color};" type="submit">
                    <span class="kg-signup-card-button-default">{button}</span>
                    <span class="kg-signup-card-button-loading">{LOADING_ICON}</span>
                </button>
            </div>
            <div class="kg-signup-card-success" {style}>
                {success}
            </div>
            <div class="kg-signup-card-error" {style} data-members-error></div>
        </form>
        "#
    ))
}

fn labels(card: &Card<'_>) -> CardResult {
    let labels: Vec<String> = match card.map.get("labels") {
        Some(Value::Array(labels)) => labels.iter().map(js::text).collect(),
        // a text falls apart into its letters
        Some(Value::String(text)) => text.chars().map(String::from).collect(),
        Some(other) if js::truthy(other) => return Err(Fault::NotList("labels")),
        _ => Vec::new(),
    };
    let inputs: Vec<String> = labels
        .iter()
        .map(|label| format!("<input data-members-label type=\"hidden\" value=\"{label}\" />"))
        .collect();
    Ok(inputs.join("\n"))
}
