//! Feeds: RSS 2.0 as Ghost has it, Atom (RFC 4287) and JSON Feed 1.1, each for the site, a tag, an author.
//! They carry free parts alone, with addresses that also work away from the site.

mod absolute;
mod atom;
mod json;
mod rss;

use contracts::AppName;
use contracts::blog::{Feed, FeedItem, Picture, SiteSettings, Stream};
use web::Urls;

use crate::addresses;

/// How many posts a feed carries; as many as Ghost's.
pub(crate) const ITEMS_MAX: u32 = 15;

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All, the best known first.
    pub(crate) const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// For `<link rel="alternate">`.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// For the answer.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }

    /// What stands after the stream's own path.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Rss => "rss/",
            Self::Atom => "atom/",
            Self::Json => "feed.json",
        }
    }
}

/// The path of a stream's feed.
pub(crate) fn address(stream: &Stream, format: Format) -> String {
    format!("{stream}{}", format.file())
}

/// A feed's title: the site's, after the stream's own name if it has one.
pub(crate) fn title(site: &SiteSettings, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{name} - {}", site.title),
        None => site.title.clone(),
    }
}

/// What a feed is written from.
pub(crate) struct Channel<'a> {
    pub(crate) urls: &'a Urls,
    pub(crate) site: &'a SiteSettings,
    pub(crate) stream: &'a Stream,
    pub(crate) feed: &'a Feed,
}

impl Channel<'_> {
    /// The whole feed as text.
    pub(crate) fn write(&self, format: Format) -> String {
        match format {
            Format::Rss => rss::write(self),
            Format::Atom => atom::write(self),
            Format::Json => json::write(self),
        }
    }

    fn title(&self) -> String {
        title(self.site, self.feed.name.as_deref())
    }

    fn description(&self) -> &str {
        let own = self
            .feed
            .description
            .as_deref()
            .filter(|text| !text.is_empty());
        own.unwrap_or(&self.site.description)
    }

    fn self_url(&self, format: Format) -> String {
        self.urls.link(&address(self.stream, format))
    }

    fn home_url(&self) -> String {
        self.urls.link(&self.stream.to_string())
    }

    fn item_url(&self, item: &FeedItem) -> String {
        self.urls.link(&addresses::article(&item.card.slug))
    }

    /// The body, all addresses absolute.
    fn content(&self, item: &FeedItem) -> String {
        let html = self.urls.expand(&item.html);
        absolute::html(&html, self.urls.origin(AppName::Blog), &self.item_url(item))
    }

    fn image_url(&self, picture: &Picture) -> String {
        self.urls.link(&picture.src)
    }

    fn icon_url(&self) -> String {
        let own = self
            .site
            .icon
            .as_deref()
            .filter(|address| !address.is_empty());
        self.urls.link(own.unwrap_or("/favicon.ico"))
    }
}

/// An identity for formats that want an IRI.
fn urn(item: &FeedItem) -> String {
    format!("urn:uuid:{}", item.card.id)
}
