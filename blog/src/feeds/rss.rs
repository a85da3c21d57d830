//! RSS 2.0, with the extensions that Ghost's feed has.

use std::collections::BTreeMap;

use contracts::blog::FeedItem;
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Guid, Image, Item};

use super::{Channel, Format};

const MEDIA_NAMESPACE: &str = "http://search.yahoo.com/mrss/";
/// For how many minutes readers may keep it before they ask again; Ghost's.
const MINUTES_TO_LIVE: &str = "60";

pub(super) fn write(channel: &Channel<'_>) -> String {
    let self_link = Link {
        href: channel.self_url(Format::Rss),
        rel: "self".into(),
        mime_type: Some(Format::Rss.media_type().into()),
        ..Link::default()
    };
    rss::Channel {
        title: channel.title(),
        link: channel.home_url(),
        description: channel.description().to_owned(),
        language: Some(channel.site.locale.clone()),
        generator: Some("Rose Ash".into()),
        last_build_date: Some(channel.feed.updated.to_utc().to_rfc2822()),
        ttl: Some(MINUTES_TO_LIVE.into()),
        image: Some(Image {
            url: channel.icon_url(),
            title: channel.title(),
            link: channel.home_url(),
            ..Image::default()
        }),
        items: channel
            .feed
            .items
            .iter()
            .map(|item| write_item(channel, item))
            .collect(),
        atom_ext: Some(AtomExtension {
            links: vec![self_link],
        }),
        namespaces: BTreeMap::from([("media".into(), MEDIA_NAMESPACE.into())]),
        ..rss::Channel::default()
    }
    .to_string()
}

fn write_item(channel: &Channel<'_>, item: &FeedItem) -> Item {
    let card = &item.card;
    let category = |name: &str| Category {
        name: name.to_owned(),
        domain: None,
    };
    Item {
        title: Some(card.title.clone()),
        link: Some(channel.item_url(item)),
        description: Some(card.excerpt.clone()).filter(|text| !text.is_empty()),
        categories: item.tags.iter().map(|tag| category(&tag.name)).collect(),
        guid: Some(Guid {
            value: item.guid.clone(),
            permalink: false,
        }),
        pub_date: Some(card.published.to_utc().to_rfc2822()),
        content: Some(channel.content(item)),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: card
                .authors
                .iter()
                .map(|author| author.name.clone())
                .collect(),
            ..DublinCoreExtension::default()
        }),
        extensions: match &card.picture {
            Some(picture) => media_content(channel.image_url(picture)),
            None => ExtensionMap::default(),
        },
        ..Item::default()
    }
}

fn media_content(url: String) -> ExtensionMap {
    let content = Extension {
        name: "media:content".into(),
        attrs: BTreeMap::from([("url".into(), url), ("medium".into(), "image".into())]),
        ..Extension::default()
    };
    BTreeMap::from([(
        "media".into(),
        BTreeMap::from([("content".into(), vec![content])]),
    )])
}
