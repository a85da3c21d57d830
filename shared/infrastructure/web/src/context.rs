//! One request, as a handler sees it: where it came to, what it may ask, how it answers.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use contracts::blog::SiteSettings;
use contracts::{AppName, Instant, PageNumber, Services, Tag};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Uri, header};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::fault::Fault;
use crate::frame::Frame;
use crate::kept::Flight;
use crate::made_of::MadeOf;
use crate::page::WHOLE;
use crate::request_id::RequestId;
use crate::scene::{Known, Layout};
use crate::spans;
use crate::urls::Urls;
use crate::visitor::Visitor;

/// The one extractor that most handlers need: the frame and the request. It answers too: see
/// [`page`](RequestContext::page), [`document`](RequestContext::document), [`redirect`](RequestContext::redirect).
pub struct RequestContext {
    frame: Frame,
    uri: Uri,
    id: RequestId,
    if_none_match: Option<HeaderValue>,
    is_browser: bool,
    visitor: Visitor,
    site: OnceCell<Arc<SiteSettings>>,
    pub(crate) made_of: MadeOf,
    /// Where others wait for the same page.
    flight: Option<Flight>,
    /// Settings and menus, once they were read or waited for.
    pub(crate) known: OnceCell<Option<Known>>,
    /// What the layout shows, once it was fetched: by the handler with its own fragments, else by the render.
    pub(crate) layout: OnceCell<Layout>,
}

impl RequestContext {
    pub(crate) fn new(
        frame: Frame,
        uri: Uri,
        headers: &HeaderMap,
        id: RequestId,
        visitor: Visitor,
    ) -> Self {
        Self {
            frame,
            uri,
            id,
            if_none_match: headers.get(header::IF_NONE_MATCH).cloned(),
            is_browser: is_browser(headers),
            visitor,
            site: OnceCell::new(),
            made_of: MadeOf::default(),
            flight: None,
            known: OnceCell::new(),
            layout: OnceCell::new(),
        }
    }

    /// The app's frame.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The app that was asked.
    pub fn app(&self) -> AppName {
        self.frame.app()
    }

    /// The domains.
    pub fn services(&self) -> &Services {
        self.frame.services()
    }

    /// The addresses of all apps.
    pub fn urls(&self) -> &Urls {
        self.frame.urls()
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.frame.now()
    }

    /// The request's id.
    pub fn id(&self) -> RequestId {
        self.id
    }

    /// Who asks.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// The path that was asked for, still percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query, without the question mark.
    pub fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// The absolute public address that was asked for.
    pub fn url(&self) -> String {
        self.frame.url(
            self.app(),
            self.uri
                .path_and_query()
                .map_or("/", |target| target.as_str()),
        )
    }

    /// The absolute public address of this path, without query, on the app's own host.
    pub fn canonical(&self) -> String {
        self.frame.url(self.app(), self.uri.path())
    }

    /// Says what the page is made of: when that changes, a kept copy is dropped (see [`kept`](crate::kept)).
    pub fn tag(&self, tag: Tag) {
        self.made_of.tell(tag);
    }

    /// Says that nothing that changes is in the page's own part: a kept copy is true while its surroundings are.
    pub fn made_of_nothing_else(&self) {
        self.made_of.tell_all([]);
    }

    /// Says that the page will be nobody else's: nobody need wait for it.
    pub(crate) fn for_nobody_else(&self) {
        self.made_of.patch();
        if let Some(flight) = &self.flight {
            flight.is_not_for_others();
        }
    }

    /// The site's settings: title, locale, zone. Read anew when they changed.
    pub async fn site(&self) -> Result<Arc<SiteSettings>, Fault> {
        self.made_of.add_all([Tag::Site]);
        let house = &self.frame.house;
        if let Some(known) = house.surroundings.known(&house.cache, self.now()) {
            return Ok(known.site);
        }
        let site = self
            .site
            .get_or_try_init(async || self.services().blog.site().await.map(Arc::new))
            .await?;
        Ok(site.clone())
    }

    /// Whether a page may go out in parts: to a browser that shows it, and that has not asked for the whole. Crawlers,
    /// command lines and readers get everything at once.
    pub(crate) fn takes_parts(&self) -> bool {
        let asked = self.query().unwrap_or_default();
        self.is_browser && !asked.split('&').any(|part| part == WHOLE)
    }

    pub(crate) fn if_none_match(&self) -> Option<&HeaderValue> {
        self.if_none_match.as_ref()
    }
}

impl FromRequestParts<Frame> for RequestContext {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, frame: &Frame) -> Result<Self, Infallible> {
        spans::routed(&parts.extensions);
        let id = parts
            .extensions
            .get()
            .copied()
            .unwrap_or(RequestId(Uuid::nil()));
        let visitor = parts.extensions.get().cloned().unwrap_or_default();
        let mut cx = Self::new(
            frame.clone(),
            parts.uri.clone(),
            &parts.headers,
            id,
            visitor,
        );
        cx.flight = parts.extensions.get().cloned();
        Ok(cx)
    }
}

/// Whether the request is a browser's on its way to a page (Fetch Metadata, §2.2). Crawlers that are built on browsers
/// say so in their name.
fn is_browser(headers: &HeaderMap) -> bool {
    const CRAWLERS: [&str; 5] = ["bot", "crawl", "spider", "slurp", "preview"];
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let agent = text("user-agent").unwrap_or_default().to_ascii_lowercase();
    text("sec-fetch-mode") == Some("navigate") && !CRAWLERS.iter().any(|it| agent.contains(it))
}

/// The page number in an address such as `/page/2/`; what is none, is not found.
pub fn page_number(text: &str) -> Result<PageNumber, Fault> {
    let digits = !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0');
    let number = if digits {
        text.parse().ok().and_then(PageNumber::new)
    } else {
        None
    };
    number.ok_or_else(Fault::not_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_is_written_one_way() {
        assert_eq!(page_number("2").ok(), PageNumber::new(2));
        for wrong in ["", "0", "02", "+2", "-1", "two", "4294967296", "1.0"] {
            assert!(page_number(wrong).is_err(), "{wrong}");
        }
    }
}
