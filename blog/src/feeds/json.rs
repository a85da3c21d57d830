//! JSON Feed 1.1.

use contracts::blog::{AuthorRef, FeedItem};
use serde_json::{Value, json};

use super::{Channel, Format, urn};
use crate::addresses;
use crate::json::trimmed;

pub(super) fn write(channel: &Channel<'_>) -> String {
    let items: Vec<Value> = channel
        .feed
        .items
        .iter()
        .map(|item| write_item(channel, item))
        .collect();
    trimmed(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title(),
        "home_page_url": channel.home_url(),
        "feed_url": channel.self_url(Format::Json),
        "description": Some(channel.description()).filter(|text| !text.is_empty()),
        "icon": channel.icon_url(),
        "language": channel.site.locale,
        "items": items,
    }))
    .to_string()
}

fn write_item(channel: &Channel<'_>, item: &FeedItem) -> Value {
    let card = &item.card;
    let author = |author: &AuthorRef| {
        json!({
            "name": author.name,
            "url": channel.urls.link(&addresses::author(author)),
            "avatar": author.image.as_deref().map(|address| channel.urls.link(address)),
        })
    };
    json!({
        "id": urn(item),
        "url": channel.item_url(item),
        "title": card.title,
        "content_html": channel.content(item),
        "summary": Some(&card.excerpt).filter(|text| !text.is_empty()),
        "image": card.picture.as_ref().map(|picture| channel.image_url(picture)),
        "date_published": card.published.to_string(),
        "date_modified": card.updated.to_string(),
        "authors": card.authors.iter().map(author).collect::<Vec<_>>(),
        "tags": item.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
    })
}
