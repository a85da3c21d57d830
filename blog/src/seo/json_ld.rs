//! schema.org for search engines: what Ghost sends, and for gated articles that they are (and nothing of what is gated).

use contracts::blog::{Article, AuthorPage, AuthorRef, Stream, TagPage};
use serde_json::{Value, json};

use super::{About, SharedPicture, filled, web_address};
use crate::addresses;
use crate::json::trimmed;

/// The part of the page that says that there is more.
const GATE: &str = ".gate";

/// The front page.
pub(super) fn web_site(about: About<'_>, description: Option<&str>) -> Value {
    let home = about.url("/");
    trimmed(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "publisher": publisher(about),
        "url": home,
        "name": about.site.title,
        "image": about.site_picture().map(image),
        "mainEntityOfPage": home,
        "description": description,
        "inLanguage": about.site.locale,
    }))
}

/// A tag's page.
pub(super) fn series(about: About<'_>, tag: &TagPage) -> Value {
    let here = about.url(&Stream::Tag(tag.slug.clone()).to_string());
    let description =
        filled(tag.meta_description.as_deref()).or(filled(tag.description.as_deref()));
    trimmed(json!({
        "@context": "https://schema.org",
        "@type": "Series",
        "publisher": publisher(about),
        "url": here,
        "image": tag.picture.as_ref().map(|picture| image(about.picture(picture))),
        "name": tag.name,
        "mainEntityOfPage": here,
        "description": description,
    }))
}

/// An author's page.
pub(super) fn person_page(about: About<'_>, page: &AuthorPage) -> Value {
    let author = &page.author;
    let here = about.url(&addresses::author(author));
    let description = filled(page.meta_description.as_deref()).or(filled(author.bio.as_deref()));
    trimmed(json!({
        "@context": "https://schema.org",
        "@type": "Person",
        "sameAs": web_address(page.website.as_deref()).into_iter().collect::<Vec<_>>(),
        "name": author.name,
        "url": here,
        "image": about.bare_picture(author.image.as_deref()).map(image),
        "mainEntityOfPage": here,
        "description": description,
        "homeLocation": filled(page.location.as_deref()),
    }))
}

/// A post or page.
pub(super) fn article(about: About<'_>, article: &Article) -> Value {
    let card = &article.card;
    let here = about.url(&addresses::article(&card.slug));
    let tags: Vec<&str> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    let mut people = card.authors.iter().map(|author| person(about, author));
    let main_author = people.next();
    let contributors: Vec<Value> = people.collect();
    let picture = card.picture.as_ref().map(|picture| about.picture(picture));
    trimmed(json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "publisher": publisher(about),
        "author": main_author,
        "contributor": (!contributors.is_empty()).then_some(contributors),
        "headline": filled(article.meta_title.as_deref()).unwrap_or(&card.title),
        "url": here,
        "datePublished": card.published.to_string(),
        "dateModified": card.updated.to_string(),
        "image": picture.or_else(|| about.site_picture()).map(image),
        "keywords": (!tags.is_empty()).then(|| tags.join(", ")),
        "articleSection": tags.first(),
        "description": filled(Some(&card.excerpt)),
        "mainEntityOfPage": here,
        "inLanguage": article.locale.as_deref().unwrap_or(&about.site.locale),
        "isAccessibleForFree": !article.locked,
        "hasPart": article.locked.then(|| json!({
            "@type": "WebPageElement",
            "isAccessibleForFree": false,
            "cssSelector": GATE,
        })),
    }))
}

fn publisher(about: About<'_>) -> Value {
    let site = about.site;
    let logo = [&site.logo, &site.icon]
        .into_iter()
        .find_map(|address| about.bare_picture(address.as_deref()));
    json!({
        "@type": "Organization",
        "name": site.title,
        "url": about.url("/"),
        "logo": match logo {
            Some(logo) => image(logo),
            None => json!({ "@type": "ImageObject", "url": about.url("/favicon.ico"), "width": 48, "height": 48 }),
        },
    })
}

fn person(about: About<'_>, author: &AuthorRef) -> Value {
    json!({
        "@type": "Person",
        "name": author.name,
        "image": about.bare_picture(author.image.as_deref()).map(image),
        "url": about.url(&addresses::author(author)),
        "sameAs": [],
        "description": filled(author.bio.as_deref()),
    })
}

fn image(picture: SharedPicture) -> Value {
    let known = |pixels: u32| (pixels > 0).then_some(pixels);
    json!({
        "@type": "ImageObject",
        "url": picture.url,
        "width": known(picture.width),
        "height": known(picture.height),
    })
}
