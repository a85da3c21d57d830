//! Gallery card: rows of up to three pictures.

use super::picture::Width;
use super::template::{attribute, figcaption};
use super::{Card, CardResult, Context, Fault, picture};
use crate::js;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const IMAGES_PER_ROW_MAX: usize = 3;
/// Rows are counted in the document; a wild number must not make a wild list.
const ROW_MAX: f64 = 1e9;

struct Image<'a> {
    src: &'a str,
    width: f64,
    height: f64,
    row: u64,
    map: &'a Map<String, Value>,
}

impl<'a> Image<'a> {
    /// A picture with file name, address, size and row; others are left out.
    fn read(value: &'a Value) -> Option<Self> {
        let map = value.as_object()?;
        let text = |name| {
            map.get(name)
                .and_then(Value::as_str)
                .filter(|text| !js::trim(text).is_empty())
        };
        let number = |name| {
            map.get(name)
                .and_then(Value::as_f64)
                .filter(|number| number.is_finite())
        };
        text("fileName")?;
        let row = number("row").filter(|row| row.fract() == 0.0 && (0.0..ROW_MAX).contains(row))?;
        Some(Self {
            src: text("src")?,
            width: number("width").filter(|width| *width > 0.0)?,
            height: number("height").filter(|height| *height > 0.0)?,
            row: row as u64,
            map,
        })
    }

    fn text(&self, name: &str) -> Option<String> {
        self.map
            .get(name)
            .filter(|value| js::truthy(value))
            .map(js::text)
    }
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let stored = card.value_or("images", json!([]));
    let images: Vec<Image<'_>> = match &*stored.value {
        Value::Array(items) => items.iter().filter_map(Image::read).collect(),
        _ => return Err(Fault::NotList("images")),
    };
    if images.is_empty() {
        return Ok(String::new());
    }
    let rows = rows_of(&images);
    // Ghost counts the rows before the first one too
    let single_row = rows.len() == 1 && rows.contains_key(&0);
    let caption = card.get("caption");
    let has_caption = if caption.is_set() {
        " kg-card-hascaption"
    } else {
        ""
    };
    let mut out = format!(
        "<figure class=\"kg-card kg-gallery-card kg-width-wide{has_caption}\">\
         <div class=\"kg-gallery-container\">"
    );
    for row in rows.values() {
        out.push_str("<div class=\"kg-gallery-row\">");
        for image in row {
            let alone = single_row && row.len() == 1;
            out.push_str("<div class=\"kg-gallery-image\">");
            let img = image_html(image, alone, cx)?;
            match image.text("href") {
                Some(href) => out.push_str(&format!("<a{}>{img}</a>", attribute("href", &href))),
                None => out.push_str(&img),
            }
            out.push_str("</div>");
        }
        out.push_str("</div>");
    }
    out.push_str("</div>");
    out.push_str(&figcaption(&caption)?);
    out.push_str("</figure>");
    Ok(out)
}

/// The rows in order. A single picture in the last row gets the one before it for company.
fn rows_of<'a, 'b>(images: &'b [Image<'a>]) -> BTreeMap<u64, Vec<&'b Image<'a>>> {
    let mut rows: BTreeMap<u64, Vec<&Image<'_>>> = BTreeMap::new();
    let count = images.len();
    for (at, image) in images.iter().enumerate() {
        let joins_last = count > 1 && count % IMAGES_PER_ROW_MAX == 1 && at == count - 2;
        rows.entry(image.row + u64::from(joins_last))
            .or_default()
            .push(image);
    }
    rows
}

fn image_html(image: &Image<'_>, alone: bool, cx: &Context<'_>) -> CardResult {
    let options = cx.options;
    let own_width = Width {
        value: image.width,
        is_number: true,
    };
    let mut size = (image.width, image.height);
    if let Some(limit) = picture::stored_width(image.src, image.width, options) {
        size = (limit, picture::height_at(limit, image.width, image.height));
    }
    let mut src = image.src.to_owned();
    let mut after = String::new();
    if options.is_email() {
        if image.width > 600.0 {
            size = (600.0, picture::height_at(600.0, image.width, image.height));
        }
        if let Some(larger) = picture::retina_src(image.src, own_width, options) {
            src = larger;
        }
        if picture::is_unsplash(image.src) {
            src = picture::unsplash_at(image.src, 1200)?;
        }
    } else {
        let srcset = picture::srcset(image.src, own_width, None, options)?;
        if let Some(srcset) = srcset.filter(|set| !set.is_empty()) {
            after.push_str(&attribute("srcset", &srcset));
            if image.width >= 720.0 {
                after.push_str(if alone && image.width >= 1200.0 {
                    " sizes=\"(min-width: 1200px) 1200px\""
                } else {
                    " sizes=\"(min-width: 720px) 720px\""
                });
            }
        }
    }
    let mut img = format!("<img{}", attribute("src", &src));
    img.push_str(&attribute("width", &js::number_text(size.0)));
    img.push_str(&attribute("height", &js::number_text(size.1)));
    img.push_str(" loading=\"lazy\"");
    img.push_str(&attribute("alt", &image.text("alt").unwrap_or_default()));
    if let Some(title) = image.text("title") {
        img.push_str(&attribute("title", &title));
    }
    Ok(format!("{img}{after}>"))
}
