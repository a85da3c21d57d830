//! The blog app: articles, pages, tags and authors; feeds, sitemaps and robots; the cooperative's own menu for every
//! app's header.
//!
//! A handler in [`routes`] asks the domain once and draws one page; [`views`] are what templates get, [`seo`] what
//! search engines and social sites get, [`feeds`] and [`sitemap`] what programs get.
//! It never sees more of a gated article than the domain gives a visitor, so it has nothing to hide.

mod addresses;
mod docs;
mod feeds;
mod fragments;
mod held;
mod json;
mod live;
mod routes;
mod seo;
mod sitemap;
mod views;

use contracts::AppName;
use web::App;

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Blog,
        routes: routes::router,
        templates: web::templates!(),
        fragments: fragments::routes(),
        queries: docs::queries(),
        views: [routes::views().as_slice(), &fragments::views()].concat(),
    }
}
