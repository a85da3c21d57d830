//! Work: the staff screens, all in one place. Plain pages and plain forms; every form is answered with 303 to a page
//! that says what was done, or drawn again with what is wrong.
//!
//! To add a screen: a module with its handlers, each of which begins with a [`Desk`] (whoever may not work here gets no
//! further); a template in `templates/work/`, drawn in `~account:work/page`; its name in [`Screen`]; its routes and
//! views, merged below.

mod desk;
mod events;
mod menus;
mod overview;
mod pages;
mod said;

use axum::Router;
use axum::routing::get;
use web::{Frame, ViewCheck};

use desk::{Desk, DeskView, Screen, gone_is_changed};
use said::Said;

pub(crate) fn views() -> impl Iterator<Item = ViewCheck> {
    let screens = overview::views().into_iter().chain(events::views());
    screens.chain(menus::views()).chain(pages::views())
}

pub(crate) fn routes() -> Router<Frame> {
    Router::new()
        .route("/work", get(async |desk: Desk| desk.cx.with_slash()))
        .route("/work/", get(overview::overview))
        .merge(events::routes())
        .merge(menus::routes())
        .merge(pages::routes())
}
