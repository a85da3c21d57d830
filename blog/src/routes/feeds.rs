//! `/rss/`, `/atom/`, `/feed.json`; the same below each tag and author.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use contracts::blog::Stream;
use contracts::{Instant, Tag};
use web::{Answer, Frame, RequestContext, kept};

use super::missing::missing;
use crate::feeds::{Channel, Format, ITEMS_MAX, address};

pub(super) fn router() -> Router<Frame> {
    // Ghost's second address for the same.
    let mut router = Router::new().route("/feed/", get(old_address));
    for format in Format::ALL {
        let file = format.file();
        router = router
            .route(
                &format!("/{file}"),
                kept(get(move |cx| show(cx, Stream::Site, format))),
            )
            .route(
                &format!("/tag/{{slug}}/{file}"),
                kept(get(move |cx, Path(slug)| {
                    show(cx, Stream::Tag(slug), format)
                })),
            )
            .route(
                &format!("/author/{{slug}}/{file}"),
                kept(get(move |cx, Path(slug)| {
                    show(cx, Stream::Author(slug), format)
                })),
            );
    }
    router
}

async fn old_address(cx: RequestContext) -> Answer {
    Ok(cx.redirect(&address(&Stream::Site, Format::Rss), true))
}

async fn show(cx: RequestContext, stream: Stream, format: Format) -> Answer {
    cx.tag(Tag::Posts);
    let feed = match cx.services().blog.feed(&stream, ITEMS_MAX).await {
        Ok(feed) => feed,
        Err(error) => return missing(&cx, error).await,
    };
    let site = cx.site().await?;
    let channel = Channel {
        urls: cx.urls(),
        site: &site,
        stream: &stream,
        feed: &feed,
    };
    let mut response = cx.document(format.content_type(), channel.write(format));
    if let Some(date) = http_date(feed.updated) {
        response.headers_mut().insert(header::LAST_MODIFIED, date);
    }
    Ok(response)
}

/// RFC 9110's date. It informs; whether a copy is still good, the `ETag` says, since a feed also changes by what is gone.
fn http_date(instant: Instant) -> Option<HeaderValue> {
    let text = instant
        .to_utc()
        .format("%a, %d %b %Y %H:%M:%S GMT")
        .to_string();
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_http() {
        let date = http_date(Instant(1_795_510_800_000_000));
        assert_eq!(
            date,
            Some(HeaderValue::from_static("Tue, 24 Nov 2026 09:00:00 GMT"))
        );
    }
}
