//! Ghost's cards, written in Markdown as fenced blocks: `card NAME`, then TOML.
//!
//! `markdown` holds Markdown as it is; every other card is one of the structs below, and its
//! `text`, `heading` and `caption` may use Markdown's inline styles.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Context, inline, node};
use crate::{DemoError, Picture, source};

/// Ghost lays out a gallery in rows of three.
const GALLERY_ROW: usize = 3;

pub(super) fn from_toml(kind: &str, body: &str, context: &Context<'_>) -> Result<Value, DemoError> {
    match kind {
        "aside" => read::<Aside>(kind, body, context)?.node(context),
        "bookmark" => read::<Bookmark>(kind, body, context)?.node(context),
        "button" => Ok(read::<Button>(kind, body, context)?.node()),
        "call-to-action" => read::<CallToAction>(kind, body, context)?.node(context),
        "callout" => read::<Callout>(kind, body, context)?.node(context),
        "gallery" => read::<Gallery>(kind, body, context)?.node(context),
        "image" => read::<Image>(kind, body, context)?.node(context),
        "markdown" => Ok(node::card(kind, json!({ "markdown": body }))),
        "product" => read::<Product>(kind, body, context)?.node(context),
        "toggle" => read::<Toggle>(kind, body, context)?.node(context),
        other => Err(context.fault(format!("there is no card called {other}"))),
    }
}

/// An image card; `caption` is the editor's HTML.
pub(super) fn image(
    src: &str,
    picture: &Picture,
    alt: &str,
    caption: &str,
    card_width: &str,
) -> Value {
    node::card(
        "image",
        json!({
            "src": src, "width": picture.width, "height": picture.height, "title": "",
            "alt": alt, "caption": caption, "cardWidth": card_width, "href": "",
        }),
    )
}

fn read<T: DeserializeOwned>(
    kind: &str,
    body: &str,
    context: &Context<'_>,
) -> Result<T, DemoError> {
    source::parse(&format!("{}, card {kind}", context.file), body)
}

fn paragraphs_html(markdown: &str, context: &Context<'_>) -> Result<String, DemoError> {
    Ok(inline::paragraphs_html(&inline::paragraphs(
        markdown, context,
    )?))
}

fn line_html(markdown: &str, context: &Context<'_>) -> Result<String, DemoError> {
    Ok(inline::paragraphs(markdown, context)?
        .iter()
        .map(|line| inline::html(line))
        .collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aside {
    text: String,
}

impl Aside {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let line: Vec<_> = inline::paragraphs(&self.text, context)?
            .into_iter()
            .flatten()
            .collect();
        Ok(node::aside(inline::nodes(&line, context)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bookmark {
    url: String,
    title: String,
    description: String,
    author: String,
    publisher: String,
    icon: String,
    picture: String,
    #[serde(default)]
    caption: String,
}

impl Bookmark {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        context.picture(&self.icon)?;
        context.picture(&self.picture)?;
        let metadata = json!({
            "icon": self.icon, "title": self.title, "description": self.description,
            "author": self.author, "publisher": self.publisher, "thumbnail": self.picture,
        });
        let caption = line_html(&self.caption, context)?;
        let fields = json!({ "url": self.url, "metadata": metadata, "caption": caption });
        Ok(node::card("bookmark", fields))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Button {
    text: String,
    url: String,
}

impl Button {
    fn node(self) -> Value {
        let fields =
            json!({ "buttonText": self.text, "alignment": "center", "buttonUrl": self.url });
        node::card("button", fields)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CallToAction {
    text: String,
    button: String,
    url: String,
    picture: String,
}

impl CallToAction {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let picture = context.picture(&self.picture)?;
        let everyone = "status:free,status:-free";
        Ok(node::card(
            "call-to-action",
            json!({
                "layout": "minimal", "alignment": "left",
                "textValue": paragraphs_html(&self.text, context)?,
                "showButton": true, "showDividers": true, "buttonText": self.button,
                "buttonUrl": self.url, "buttonColor": "#000000", "buttonTextColor": "#ffffff",
                "hasSponsorLabel": false, "sponsorLabel": "", "backgroundColor": "grey",
                "linkColor": "text", "imageUrl": self.picture, "imageWidth": picture.width,
                "imageHeight": picture.height,
                "visibility": {
                    "web": { "nonMember": true, "memberSegment": everyone },
                    "email": { "memberSegment": everyone },
                },
            }),
        ))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Callout {
    emoji: String,
    colour: String,
    text: String,
}

impl Callout {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let text = paragraphs_html(&self.text, context)?;
        Ok(node::card(
            "callout",
            json!({
                "calloutText": text, "calloutEmoji": self.emoji, "backgroundColor": self.colour,
            }),
        ))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gallery {
    caption: String,
    pictures: Vec<GalleryPicture>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GalleryPicture {
    picture: String,
    alt: String,
}

impl Gallery {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let caption = line_html(&self.caption, context)?;
        let images = (0..)
            .zip(&self.pictures)
            .map(|(index, image)| image.entry(index / GALLERY_ROW, context))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(node::card(
            "gallery",
            json!({ "images": images, "caption": caption }),
        ))
    }
}

impl GalleryPicture {
    fn entry(&self, row: usize, context: &Context<'_>) -> Result<Value, DemoError> {
        let picture = context.picture(&self.picture)?;
        Ok(json!({
            "row": row, "src": self.picture, "width": picture.width, "height": picture.height,
            "alt": self.alt, "fileName": picture.name, "title": "", "caption": "",
        }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Image {
    picture: String,
    alt: String,
    caption: String,
    width: String,
}

impl Image {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let picture = context.picture(&self.picture)?;
        let caption = line_html(&self.caption, context)?;
        Ok(image(
            &self.picture,
            picture,
            &self.alt,
            &caption,
            &self.width,
        ))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Product {
    title: String,
    text: String,
    picture: String,
    rating: u8,
    button: String,
    url: String,
}

impl Product {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let picture = context.picture(&self.picture)?;
        Ok(node::card(
            "product",
            json!({
                "productImageSrc": self.picture, "productImageWidth": picture.width,
                "productImageHeight": picture.height,
                "productTitle": line_html(&self.title, context)?,
                "productDescription": paragraphs_html(&self.text, context)?,
                "productRatingEnabled": true, "productStarRating": self.rating,
                "productButtonEnabled": true, "productButton": self.button,
                "productUrl": self.url,
            }),
        ))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toggle {
    heading: String,
    text: String,
}

impl Toggle {
    fn node(self, context: &Context<'_>) -> Result<Value, DemoError> {
        let heading = line_html(&self.heading, context)?;
        let content = paragraphs_html(&self.text, context)?;
        Ok(node::card(
            "toggle",
            json!({ "heading": heading, "content": content }),
        ))
    }
}
