//! Lists of articles: the front page, tags, authors, and the older pages of each.

use axum::extract::Path;
use contracts::blog::Stream;
use contracts::{PageNumber, ServiceError, Tag};
use web::{Answer, RequestContext, Template, ViewCheck, page_number};

use super::missing::missing;
use crate::addresses;
use crate::seo::About;
use crate::views::{AuthorPageView, HomeView, TagPageView};

/// How many cards a page has; Ghost's own theme shows as many.
const PAGE_SIZE: u32 = 12;

const HOME: Template<HomeView> = Template::new("~blog:pages/home");
const TAG: Template<TagPageView> = Template::new("~blog:pages/tag");
const AUTHOR: Template<AuthorPageView> = Template::new("~blog:pages/author");

pub(super) fn views() -> [ViewCheck; 3] {
    [
        HOME.check().at("GET /"),
        TAG.check().at("GET /tag/{slug}/"),
        AUTHOR.check().at("GET /author/{slug}/"),
    ]
}

pub(super) async fn front(cx: RequestContext) -> Answer {
    show(&cx, Stream::Site, PageNumber::FIRST).await
}

pub(super) async fn older(cx: RequestContext, Path(number): Path<String>) -> Answer {
    numbered(&cx, Stream::Site, &number).await
}

pub(super) async fn tag(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    show(&cx, Stream::Tag(slug), PageNumber::FIRST).await
}

pub(super) async fn tag_page(cx: RequestContext, Path(place): Path<(String, String)>) -> Answer {
    numbered(&cx, Stream::Tag(place.0), &place.1).await
}

pub(super) async fn author(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    show(&cx, Stream::Author(slug), PageNumber::FIRST).await
}

pub(super) async fn author_page(cx: RequestContext, Path(place): Path<(String, String)>) -> Answer {
    numbered(&cx, Stream::Author(place.0), &place.1).await
}

/// A page by its number; the first has its address without one.
async fn numbered(cx: &RequestContext, stream: Stream, number: &str) -> Answer {
    match page_number(number) {
        Ok(PageNumber::FIRST) => {
            Ok(cx.redirect(&addresses::page(&stream, PageNumber::FIRST), true))
        }
        Ok(page) => show(cx, stream, page).await,
        Err(_) => missing(cx, ServiceError::NotFound).await,
    }
}

async fn show(cx: &RequestContext, stream: Stream, page: PageNumber) -> Answer {
    cx.tag(Tag::Posts);
    let blog = &cx.services().blog;
    let site = cx.site().await?;
    let about = About {
        urls: cx.urls(),
        site: &site,
    };
    match &stream {
        Stream::Site => match blog.posts(page, PAGE_SIZE).await {
            Ok(posts) => {
                cx.page(HOME, &HomeView::of(about.home(&posts), &posts))
                    .await
            }
            Err(error) => missing(cx, error).await,
        },
        Stream::Tag(slug) => match blog.tag(slug, page, PAGE_SIZE).await {
            Ok(tag) => {
                cx.page(TAG, &TagPageView::of(about.tag(&tag), &stream, tag))
                    .await
            }
            Err(error) => missing(cx, error).await,
        },
        Stream::Author(slug) => match blog.author(slug, page, PAGE_SIZE).await {
            Ok(author) => {
                let meta = about.author(&author);
                cx.page(AUTHOR, &AuthorPageView::of(meta, &stream, author))
                    .await
            }
            Err(error) => missing(cx, error).await,
        },
    }
}
