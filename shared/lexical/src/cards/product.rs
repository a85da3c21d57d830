//! Product card: picture, title, stars, words, button.

use super::email_button::EmailButton;
use super::picture;
use super::template::only_element;
use super::{Card, CardResult, Context, Prop};
use crate::js;
use serde_json::{Value, json};

const STAR: &str = concat!(
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">"#,
    r#"<path d="M12.729,1.2l3.346,6.629,6.44.638a.805.805,0,0,1,.5,1.374l-5.3,5.253,1.965,7.138a.813.813,0,0,1-1.151.935L12,19.934,5.48,23.163a.813.813,0,0,1-1.151-.935L6.294,15.09.99,9.837a.805.805,0,0,1,.5-1.374l6.44-.638L11.271,1.2A.819.819,0,0,1,12.729,1.2Z"/></svg>"#,
);
/// Pictures of products are this wide in newsletters.
const EMAIL_IMAGE_WIDTH: f64 = 560.0;

struct Product<'a> {
    image: Prop<'a>,
    width: Prop<'a>,
    height: Prop<'a>,
    title: Prop<'a>,
    description: Prop<'a>,
    rating: Option<Prop<'a>>,
    has_button: bool,
    button: Prop<'a>,
    url: Prop<'a>,
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let rated = card.value_or("productRatingEnabled", json!(false)).is_set();
    let product = Product {
        image: card.get("productImageSrc"),
        width: card.value_or("productImageWidth", Value::Null),
        height: card.value_or("productImageHeight", Value::Null),
        title: card.get("productTitle"),
        description: card.get("productDescription"),
        rating: rated.then(|| card.value_or("productStarRating", json!(5))),
        has_button: card.value_or("productButtonEnabled", json!(false)).is_set(),
        button: card.get("productButton"),
        url: card.get("productUrl"),
    };
    let button_leads = product.has_button && product.url.is_set() && product.button.is_set();
    let has_words = product.title.is_set() || product.description.is_set();
    if !has_words && !button_leads && !product.image.is_set() && !rated {
        return Ok(String::new());
    }
    let html = if cx.options.is_email() {
        email(&product, cx)
    } else {
        web(&product)
    };
    let (dom, element) = only_element(&html)?;
    Ok(dom.outer_html(element))
}

fn web(p: &Product<'_>) -> String {
    let Product {
        title, description, ..
    } = p;
    let sized = |name: &str, size: &Prop<'_>| match size.is_set() {
        true => format!("{name}=\"{size}\""),
        false => String::new(),
    };
    let image = match p.image.is_set() {
        true => format!(
            r#"<img src="{}" {} {} class="kg-product-card-image" loading="lazy" />"#,
            p.image,
            sized("width", &p.width),
            sized("height", &p.height)
        ),
        false => String::new(),
    };
    let rating = p.rating.as_ref().map_or(String::new(), stars);
    let button = match p.has_button {
        true => format!(
            r#"
                    <a href="{}" class="kg-product-card-button kg-product-card-btn-accent" target="_blank" rel="noopener noreferrer"><span>{}</span></a>
                "#,
            p.url, p.button
        ),
        false => String::new(),
    };
    format!(
        r#"<div class="kg-card kg-product-card">
            <div class="kg-product-card-container">
                {image}
                <div class="kg-product-card-title-container">
                    <h4 class="kg-product-card-title">{title}</h4>
                </div>
                {rating}

                <div class="kg-product-card-description">{description}</div>
                {button}
            </div>
        </div>"#
    )
}

fn stars(rating: &Prop<'_>) -> String {
    let rating = rating.number();
    let stars: String = (1..=5)
        .map(|star| {
            let active = if rating >= f64::from(star) {
                "kg-product-card-rating-active"
            } else {
                ""
            };
            format!(
                r#"
                        <span class="{active} kg-product-card-rating-star">{STAR}</span>"#
            )
        })
        .collect();
    format!(
        r#"
                    <div class="kg-product-card-rating">{stars}
                    </div>
                "#
    )
}

fn email(p: &Product<'_>, cx: &Context<'_>) -> String {
    let Product {
        title, description, ..
    } = p;
    let image = match p.image.is_set() {
        true => format!(
            r#"
                            <tr>
                                <td class="kg-product-image" align="center">
                                    <img src="{}" {} border="0"/>
                                </td>
                            </tr>
                        "#,
            p.image,
            email_size(&p.width, &p.height, EMAIL_IMAGE_WIDTH)
        ),
        false => String::new(),
    };
    let rating = p.rating.as_ref().map_or(String::new(), |rating| {
        let dark = if cx.options.design.background_is_dark { "darkmode-" } else { "" };
        format!(
            r#"
                            <tr class="kg-product-rating">
                                <td valign="top">
                                    <img src="https://static.ghost.org/v4.0.0/images/star-rating-{dark}{rating}.png" border="0" />
                                </td>
                            </tr>
                        "#
        )
    });
    let button = match p.has_button {
        true => format!(
            r#"
                            <tr>
                                <td class="kg-product-button-wrapper">
                                    {}
                                </td>
                            </tr>
                        "#,
            EmailButton {
                url: &p.url.to_string(),
                text: &p.button.to_string(),
                width: "100%",
                ..EmailButton::default()
            }
            .html()
        ),
        false => String::new(),
    };
    format!(
        r#"<table class="kg-product-card" cellspacing="0" cellpadding="0" border="0">
            <tr>
                <td class="kg-product-card-container">
                    <table cellspacing="0" cellpadding="0" border="0">
                        {image}
                        <tr>
                            <td valign="top">
                                <h4 class="kg-product-title">{title}</h4>
                            </td>
                        </tr>
                        {rating}
                        <tr>
                            <td class="kg-product-description-wrapper">{description}</td>
                        </tr>
                        {button}
                    </table>
                </td>
            </tr>
        </table>"#
    )
}

/// `width="…" height="…"` at most this wide, or the space between them when no size is known.
pub(super) fn email_size(width: &Prop<'_>, height: &Prop<'_>, limit: f64) -> String {
    if !width.is_set() || !height.is_set() {
        return " ".into();
    }
    if width.number() >= limit {
        let resized = picture::height_at(limit, width.number(), height.number());
        return format!(
            "width=\"{}\" height=\"{}\"",
            js::number_text(limit),
            js::number_text(resized)
        );
    }
    format!("width=\"{width}\" height=\"{height}\"")
}
