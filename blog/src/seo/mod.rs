//! What search engines and social sites get of a page: all that Ghost sends, in the order of precedence that Ghost has.

mod json_ld;
mod pages;

use contracts::blog::{Picture, SiteSettings, SocialCard, Stream};
use serde_json::Value;
use web::Urls;

use crate::feeds::{self, Format};

/// A page's title, description and address, and the rest of its head.
#[derive(sx::Record)]
pub(crate) struct Meta {
    title: String,
    description: Option<String>,
    canonical: String,
    seo: Seo,
}

/// The record of `templates/head.sx`. All addresses are absolute.
#[derive(sx::Record)]
pub(crate) struct Seo {
    canonical: Option<String>,
    og_type: &'static str,
    og_title: String,
    og_description: Option<String>,
    og_url: String,
    og_image: Option<String>,
    og_image_width: Option<u32>,
    og_image_height: Option<u32>,
    og_image_alt: Option<String>,
    published: Option<i64>,
    updated: Option<i64>,
    article_tags: Vec<String>,
    article_publisher: Option<String>,
    twitter_title: String,
    twitter_description: Option<String>,
    twitter_image: Option<String>,
    twitter_site: Option<String>,
    written_by: Option<String>,
    filed_under: Option<String>,
    prev: Option<String>,
    next: Option<String>,
    feeds: Vec<FeedLink>,
    noindex: bool,
    json_ld: Option<Value>,
}

/// A feed that readers may find in the head.
#[derive(Debug, PartialEq, Eq, sx::Record)]
pub(crate) struct FeedLink {
    kind: &'static str,
    label: String,
    href: String,
}

/// What every page's head is made with.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) urls: &'a Urls,
    pub(crate) site: &'a SiteSettings,
}

/// What a page says of itself, before social sites get their versions of it.
struct Subject<'a> {
    /// For search engines.
    title: &'a str,
    /// For search engines.
    description: Option<&'a str>,
    /// For those who share it, unless the social cards say otherwise.
    shared_description: Option<&'a str>,
    /// The page's own picture.
    picture: Option<SharedPicture>,
    og: &'a SocialCard,
    twitter: &'a SocialCard,
    canonical: String,
}

/// A picture with its absolute address; 0 pixels where the size is not known.
#[derive(Clone, Default)]
struct SharedPicture {
    url: String,
    width: u32,
    height: u32,
    alt: String,
}

impl<'a> About<'a> {
    /// The absolute address of what may be a path of ours.
    fn url(self, address: &str) -> String {
        self.urls.link(address)
    }

    fn picture(self, picture: &Picture) -> SharedPicture {
        SharedPicture {
            url: self.url(&picture.src),
            width: picture.width,
            height: picture.height,
            alt: picture.alt.clone(),
        }
    }

    /// A picture of which only the address is known.
    fn bare_picture(self, address: Option<&str>) -> Option<SharedPicture> {
        let address = filled(address)?;
        Some(SharedPicture {
            url: self.url(address),
            ..SharedPicture::default()
        })
    }

    /// The picture of the whole site, for pages without one of their own.
    fn site_picture(self) -> Option<SharedPicture> {
        let site = self.site;
        self.bare_picture(site.og.image.as_deref())
            .or_else(|| self.bare_picture(site.cover.as_deref()))
    }

    /// The head of a page without what only its kind has.
    fn meta(
        self,
        subject: Subject<'_>,
        streams: &[(Stream, Option<&str>)],
        json_ld: Value,
    ) -> Meta {
        let og_picture = self
            .bare_picture(subject.og.image.as_deref())
            .or_else(|| subject.picture.clone())
            .or_else(|| self.site_picture());
        let twitter_image = self
            .bare_picture(subject.twitter.image.as_deref())
            .or_else(|| subject.picture.clone())
            .or_else(|| self.bare_picture(self.site.twitter_card.image.as_deref()))
            .or_else(|| self.site_picture())
            .map(|picture| picture.url);
        let og_picture = og_picture.unwrap_or_default();
        let known = |pixels: u32| (pixels > 0).then_some(pixels);
        let said = |card: &SocialCard| {
            let description = filled(card.description.as_deref()).or(subject.shared_description);
            (
                filled(card.title.as_deref())
                    .unwrap_or(subject.title)
                    .to_owned(),
                description.map(str::to_owned),
            )
        };
        let (og_title, og_description) = said(subject.og);
        let (twitter_title, twitter_description) = said(subject.twitter);
        let seo = Seo {
            canonical: Some(subject.canonical.clone()),
            og_type: "website",
            og_title,
            og_description,
            og_url: subject.canonical.clone(),
            og_image_width: known(og_picture.width),
            og_image_height: known(og_picture.height),
            og_image_alt: some(og_picture.alt),
            og_image: some(og_picture.url),
            published: None,
            updated: None,
            article_tags: Vec::new(),
            article_publisher: self.facebook(),
            twitter_title,
            twitter_description,
            twitter_image,
            twitter_site: self.twitter(),
            written_by: None,
            filed_under: None,
            prev: None,
            next: None,
            feeds: self.feeds(streams),
            noindex: false,
            json_ld: Some(json_ld),
        };
        Meta {
            title: subject.title.to_owned(),
            description: subject.description.map(str::to_owned),
            canonical: subject.canonical,
            seo,
        }
    }

    /// Every format of each stream's feed, the page's own stream first.
    fn feeds(self, streams: &[(Stream, Option<&str>)]) -> Vec<FeedLink> {
        let link = |stream: &Stream, name: Option<&str>, format: Format| FeedLink {
            kind: format.media_type(),
            label: feeds::title(self.site, name),
            href: self.url(&feeds::address(stream, format)),
        };
        streams
            .iter()
            .flat_map(|(stream, name)| Format::ALL.map(|format| link(stream, *name, format)))
            .collect()
    }

    fn facebook(self) -> Option<String> {
        let name = filled(self.site.facebook.as_deref())?;
        let is_address = name.starts_with("https://") || name.starts_with("http://");
        Some(if is_address {
            name.to_owned()
        } else {
            format!("https://www.facebook.com/{name}")
        })
    }

    fn twitter(self) -> Option<String> {
        let name = filled(self.site.twitter.as_deref())?;
        Some(format!("@{}", name.trim_start_matches('@')))
    }
}

/// The address of a site; what else stands in its place is none.
pub(crate) fn web_address(address: Option<&str>) -> Option<&str> {
    filled(address).filter(|text| text.starts_with("https://") || text.starts_with("http://"))
}

/// A text that says something.
fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
