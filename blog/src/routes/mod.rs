//! The blog's routes. Each file holds the handlers of one kind of page; what no route and no article answers is
//! [`missing`]'s.

mod articles;
mod feeds;
mod missing;
mod old_files;
mod sitemaps;
mod streams;

use axum::Router;
use axum::routing::get;
use web::{Frame, ViewCheck, kept};

use crate::docs;

/// Every route. The static ones win over `/{slug}/`.
pub(crate) fn router() -> Router<Frame> {
    Router::new()
        .route("/", kept(get(streams::front)))
        .route("/page/{number}/", kept(get(streams::older)))
        .route("/tag/{slug}/", kept(get(streams::tag)))
        .route("/tag/{slug}/page/{number}/", kept(get(streams::tag_page)))
        .route("/author/{slug}/", kept(get(streams::author)))
        .route(
            "/author/{slug}/page/{number}/",
            kept(get(streams::author_page)),
        )
        .merge(feeds::router())
        .merge(docs::router())
        .route("/sitemap.xml", kept(get(sitemaps::index)))
        .route("/robots.txt", get(sitemaps::robots))
        .route("/content/{*path}", get(old_files::moved))
        .route("/{slug}/", kept(get(articles::article)))
        .route("/{file}", kept(get(sitemaps::file)))
        .route("/{part}/{*rest}", get(missing::anything))
}

/// What has to hold of the templates before the app starts.
pub(crate) fn views() -> Vec<ViewCheck> {
    [
        streams::views().as_slice(),
        articles::views().as_slice(),
        docs::views().as_slice(),
        &[missing::NOT_FOUND.check().at("GET /{part}/{*rest}")],
    ]
    .concat()
}
