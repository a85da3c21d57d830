//! Atom, RFC 4287.

use atom_syndication::{
    Category, Content, Entry, FixedDateTime, Generator, Link, Person, Text, WriteConfig,
};
use contracts::Instant;
use contracts::blog::{AuthorRef, FeedItem};

use super::{Channel, Format, urn};
use crate::addresses;

pub(super) fn write(channel: &Channel<'_>) -> String {
    let link = |rel: &str, href: String, kind: &str| Link {
        href,
        rel: rel.into(),
        mime_type: Some(kind.into()),
        ..Link::default()
    };
    let feed = atom_syndication::Feed {
        id: channel.home_url(),
        title: Text::plain(channel.title()),
        subtitle: Some(channel.description())
            .filter(|text| !text.is_empty())
            .map(Text::plain),
        updated: date(channel.feed.updated),
        links: vec![
            link(
                "self",
                channel.self_url(Format::Atom),
                Format::Atom.media_type(),
            ),
            link("alternate", channel.home_url(), "text/html"),
        ],
        // Every entry needs an author, its own or the feed's.
        authors: vec![Person {
            name: channel.site.title.clone(),
            uri: Some(channel.urls.link("/")),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Rose Ash".into(),
            ..Generator::default()
        }),
        icon: Some(channel.icon_url()),
        lang: Some(channel.site.locale.clone()),
        entries: channel
            .feed
            .items
            .iter()
            .map(|item| entry(channel, item))
            .collect(),
        ..atom_syndication::Feed::default()
    };
    let mut xml = Vec::new();
    // Writing to memory does not fail; what is there is the feed.
    let config = WriteConfig {
        write_document_declaration: true,
        indent_size: None,
    };
    let _ = feed.write_with_config(&mut xml, config);
    String::from_utf8(xml).unwrap_or_default()
}

fn entry(channel: &Channel<'_>, item: &FeedItem) -> Entry {
    let card = &item.card;
    let person = |author: &AuthorRef| Person {
        name: author.name.clone(),
        uri: Some(channel.urls.link(&addresses::author(author))),
        ..Person::default()
    };
    let category = |name: &str| Category {
        term: name.to_owned(),
        ..Category::default()
    };
    Entry {
        id: urn(item),
        title: Text::plain(card.title.clone()),
        updated: date(card.updated),
        published: Some(date(card.published)),
        links: vec![Link {
            href: channel.item_url(item),
            rel: "alternate".into(),
            mime_type: Some("text/html".into()),
            ..Link::default()
        }],
        authors: card.authors.iter().map(person).collect(),
        categories: item.tags.iter().map(|tag| category(&tag.name)).collect(),
        summary: Some(card.excerpt.as_str())
            .filter(|text| !text.is_empty())
            .map(Text::plain),
        content: Some(Content {
            content_type: Some("html".into()),
            value: Some(channel.content(item)),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn date(instant: Instant) -> FixedDateTime {
    instant.to_utc().fixed_offset()
}
