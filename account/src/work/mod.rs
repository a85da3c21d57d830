//! Work: the staff screens, all in one place. Plain pages and plain forms; every form is answered with 303 to a page
//! that says what was done, or drawn again with what is wrong.
//!
//! To add a screen: a module with its handlers, each of which begins with a [`Desk`] (whoever may not work here gets no
//! further); a template in `templates/work/`, drawn in `~account:work/page`; its name in [`Screen`]; its routes and views below.

mod desk;
mod events;
mod menus;
mod overview;
mod pages;
mod said;

use axum::Router;
use axum::routing::{get, post};
use web::{Frame, ViewCheck};

use desk::{Desk, DeskView, Screen, gone_is_changed};
use said::Said;

pub(crate) fn views() -> impl Iterator<Item = ViewCheck> {
    overview::views()
        .into_iter()
        .chain(events::views())
        .chain(menus::views())
        .chain(pages::views())
}

pub(crate) fn routes() -> Router<Frame> {
    Router::new()
        .route("/work", get(async |desk: Desk| desk.cx.with_slash()))
        .route("/work/", get(overview::overview))
        .route("/work/menus/", get(menus::menus).post(menus::create))
        .route("/work/menus/{menu}/", get(menus::menu))
        .route("/work/menus/{menu}/removal", post(menus::remove))
        .route("/work/menus/{menu}/items", post(menus::add))
        .route(
            "/work/menus/{menu}/items/{item}/",
            get(menus::item).post(menus::change),
        )
        .route(
            "/work/menus/{menu}/items/{item}/place",
            post(menus::move_item),
        )
        .route(
            "/work/menus/{menu}/items/{item}/removal",
            post(menus::remove_item),
        )
        .route(
            "/work/menus/{menu}/items/{item}/return",
            post(menus::return_item),
        )
        .route("/work/pages/", get(pages::pages))
        .route("/work/pages/{page}/", get(pages::page))
        .route("/work/pages/{page}/children", post(pages::attach))
        .route(
            "/work/pages/{page}/children/{kind}/{child}/place",
            post(pages::move_child),
        )
        .route(
            "/work/pages/{page}/children/{kind}/{child}/removal",
            post(pages::detach),
        )
        .route(
            "/work/pages/{page}/children/{kind}/{child}/return",
            post(pages::return_child),
        )
        .route("/work/events/", get(events::first_page))
        .route("/work/events/page/{number}/", get(events::page))
        .route("/work/events/replays", post(events::replay_all))
        .route("/work/events/{activity}/{handler}/", get(events::letter))
        .route(
            "/work/events/{activity}/{handler}/replays",
            post(events::replay),
        )
}
