//! The market app: every category with its products, one category, one product.

mod pages;
mod views;

use axum::Router;
use axum::routing::get;
use contracts::AppName;
use web::{App, Frame};

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Market,
        routes,
        templates: web::templates!(),
        fragments: vec![],
        views: pages::views(),
    }
}

fn routes() -> Router<Frame> {
    Router::new()
        .route("/", get(pages::home))
        .route("/category/{slug}/", get(pages::category))
        .route("/product/{slug}/", get(pages::product))
}
