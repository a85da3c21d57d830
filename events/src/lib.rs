//! The events app: what is on, of all calendars or of one, and each entry's page; and what pages of other apps show of
//! them.

mod fragments;
mod pages;
mod views;

use axum::Router;
use axum::routing::get;
use contracts::AppName;
use web::{App, Frame, kept};

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Events,
        routes,
        templates: web::templates!(),
        fragments: fragments::routes(),
        queries: Vec::new(),
        views: [pages::views().as_slice(), &fragments::views()].concat(),
    }
}

fn routes() -> Router<Frame> {
    Router::new()
        .route("/", kept(get(pages::home)))
        .route("/calendar/{slug}/", kept(get(pages::calendar)))
        .route("/entry/{slug}/", kept(get(pages::entry)))
}
