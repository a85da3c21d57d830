//! The market app: every category with its products, one market, one category, one product; and what pages of other apps
//! show of them.

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
        name: AppName::Market,
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
        .route("/market/{slug}/", kept(get(pages::market)))
        .route("/category/{slug}/", kept(get(pages::category)))
        .route("/product/{slug}/", kept(get(pages::product)))
}
