//! What crawlers ask for: robots.txt and the sitemaps.

use axum::extract::Path;
use contracts::{ServiceError, Tag};
use web::{Answer, Fault, RequestContext};

use super::missing::missing;
use crate::sitemap::{self, ENTRIES_MAX, File, KINDS};

const XML: &str = "application/xml; charset=utf-8";

pub(super) async fn robots(cx: RequestContext) -> Answer {
    let map = cx.urls().link("/sitemap.xml");
    let text =
        format!("User-agent: *\nDisallow: /internal/\nDisallow: /fragments/\n\nSitemap: {map}\n");
    Ok(cx.document("text/plain; charset=utf-8", text))
}

pub(super) async fn index(cx: RequestContext) -> Answer {
    cx.tag(Tag::Posts);
    let mut totals = Vec::with_capacity(KINDS.len());
    for kind in KINDS {
        let (_, total) = cx.services().blog.sitemap(kind, 0, 0).await?;
        totals.push((kind, total));
    }
    let xml = sitemap::index(cx.urls(), &sitemap::files(&totals));
    Ok(cx.document(
        XML,
        xml.map_err(|error| Fault::internal(error.to_string()))?,
    ))
}

/// A path of one part without a slash at its end: a sitemap, or an article's address cut short.
pub(super) async fn file(cx: RequestContext, Path(name): Path<String>) -> Answer {
    let Some(file) = File::parse(&name) else {
        return missing(&cx, ServiceError::NotFound).await;
    };
    cx.tag(Tag::Posts);
    let (entries, total) = cx
        .services()
        .blog
        .sitemap(file.kind, file.offset(), ENTRIES_MAX)
        .await?;
    if !file.exists(total) {
        return Err(Fault::not_found());
    }
    let xml = sitemap::list(cx.urls(), file, &entries);
    Ok(cx.document(
        XML,
        xml.map_err(|error| Fault::internal(error.to_string()))?,
    ))
}
