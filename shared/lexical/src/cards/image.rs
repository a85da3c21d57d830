//! Image card.

use super::picture::Width;
use super::template::{attribute, figcaption};
use super::{Card, CardResult, Context, Fault, Prop, picture};
use crate::js;
use serde_json::Value;
use url::Url;

struct Image<'a> {
    src: Prop<'a>,
    width: Prop<'a>,
    height: Prop<'a>,
    card_width: Prop<'a>,
}

impl Image<'_> {
    fn own_width(&self) -> Width {
        Width {
            value: self.width.number(),
            is_number: self.width.value.is_number(),
        }
    }
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let image = Image {
        src: card.get("src"),
        width: card.value_or("width", Value::Null),
        height: card.value_or("height", Value::Null),
        card_width: card.text_or("cardWidth", "regular"),
    };
    if image.src.is_blank()? {
        return Ok(String::new());
    }
    let caption = card.get("caption");
    let mut class = String::from("kg-card kg-image-card");
    if !image.card_width.is("regular") {
        class.push_str(&format!(" kg-width-{}", image.card_width));
    }
    if caption.is_set() {
        class.push_str(" kg-card-hascaption");
    }
    let mut shown = picture_html(card, &image, cx)?;
    let href = card.get("href");
    if href.is_set() {
        shown = format!("<a{}>{shown}</a>", attribute("href", &href.to_string()));
    }
    let class = attribute("class", &class);
    Ok(format!(
        "<figure{class}>{shown}{}</figure>",
        figcaption(&caption)?
    ))
}

/// The `<img>`, in a `<picture>` where modern formats are on offer.
fn picture_html(card: &Card<'_>, image: &Image<'_>, cx: &Context<'_>) -> CardResult {
    let options = cx.options;
    let (width, height) = (image.width.number(), image.height.number());
    let mut size = dimensions(image, cx);
    let mut src = image.src.str()?.to_owned();
    let (mut srcset, mut sizes) = (None, None);
    if options.is_email() {
        if image.width.is_set() && image.height.is_set() {
            size = Some(if width >= 600.0 {
                (
                    "600".into(),
                    js::number_text(picture::height_at(600.0, width, height)),
                )
            } else {
                (image.width.to_string(), image.height.to_string())
            });
            if let Some(larger) = picture::retina_src(&src, image.own_width(), options) {
                src = larger;
            }
        }
    } else if image.width.is_set() {
        srcset =
            picture::srcset(&src, image.own_width(), None, options)?.filter(|set| !set.is_empty());
        sizes = srcset.as_ref().and_then(|_| sizes_of(image, width));
    }
    let mut img = format!("<img{} class=\"kg-image\"", attribute("src", &src));
    img.push_str(&attribute("alt", &card.get("alt").to_string()));
    img.push_str(" loading=\"lazy\"");
    let title = card.get("title");
    if title.is_set() {
        img.push_str(&attribute("title", &title.to_string()));
    }
    if let Some((width, height)) = &size {
        img.push_str(&attribute("width", width));
        img.push_str(&attribute("height", height));
    }
    for (name, value) in [("srcset", srcset.as_deref()), ("sizes", sizes)] {
        if let Some(value) = value {
            img.push_str(&attribute(name, value));
        }
    }
    img.push('>');
    if srcset.is_some() && options.features.picture_image_formats {
        return with_modern_formats(&src, image.own_width(), sizes, &img, cx);
    }
    Ok(img)
}

/// The `width` and `height` that the tag gets: those stored, or those after resizing.
fn dimensions(image: &Image<'_>, cx: &Context<'_>) -> Option<(String, String)> {
    let (width, height) = (image.width.number(), image.height.number());
    let src = image.src.value.as_str()?;
    if let Some(limit) = picture::stored_width(src, width, cx.options) {
        let resized = picture::height_at(limit, width, height);
        return Some((js::number_text(limit), js::number_text(resized)));
    }
    (image.width.is_set() && image.height.is_set())
        .then(|| (image.width.to_string(), image.height.to_string()))
}

fn sizes_of(image: &Image<'_>, width: f64) -> Option<&'static str> {
    if width >= 720.0 && image.card_width.is("regular") {
        Some("(min-width: 720px) 720px")
    } else if width >= 1200.0 && image.card_width.is("wide") {
        Some("(min-width: 1200px) 1200px")
    } else {
        None
    }
}

fn with_modern_formats(
    src: &str,
    width: Width,
    sizes: Option<&str>,
    img: &str,
    cx: &Context<'_>,
) -> Result<String, Fault> {
    if is_gif(src) || !picture::is_own(src, cx.options) || !cx.options.images.can_resize(src) {
        return Ok(img.to_owned());
    }
    let mut sources = String::new();
    for format in ["avif", "webp"] {
        let Some(srcset) = picture::srcset(src, width, Some(format), cx.options)? else {
            continue;
        };
        sources.push_str("<source");
        sources.push_str(&attribute("srcset", &srcset));
        sources.push_str(&attribute("type", &format!("image/{format}")));
        if let Some(sizes) = sizes {
            sources.push_str(&attribute("sizes", sizes));
        }
        sources.push('>');
    }
    Ok(if sources.is_empty() {
        img.to_owned()
    } else {
        format!("<picture>{sources}{img}</picture>")
    })
}

/// A GIF may move, and loses that in other formats.
fn is_gif(src: &str) -> bool {
    Url::parse("http://localhost")
        .and_then(|base| base.join(src))
        .is_ok_and(|url| url.path().to_ascii_lowercase().ends_with(".gif"))
}
