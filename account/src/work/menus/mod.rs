//! The menus: all of them, and each as a tree that can be changed.

mod item;
mod steps;
mod tree;
mod views;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use contracts::id::MenuId;
use serde::Deserialize;
use web::{Answer, Fault, FieldView, Form, Frame, Place, Refusal, Template, ViewCheck};

use views::{ItemPage, MenuLine, MenuPage, MenusPage, menu_href};

use super::{Desk, Said, Screen, gone_is_changed};

const MENUS: Template<MenusPage> = Template::new("~account:work/menus");
const MENU: Template<MenuPage> = Template::new("~account:work/menu");
const ITEM: Template<ItemPage> = Template::new("~account:work/item");

const HOME: &str = "/work/menus/";

pub(super) fn views() -> [ViewCheck; 3] {
    [
        MENUS.check().at("GET /work/menus/"),
        MENU.check().at("GET /work/menus/{menu}/"),
        ITEM.check().at("GET /work/menus/{menu}/items/{item}/"),
    ]
}

pub(super) fn routes() -> Router<Frame> {
    Router::new()
        .route("/work/menus/", get(menus).post(create))
        .route("/work/menus/{menu}/", get(tree::menu))
        .route("/work/menus/{menu}/removal", post(remove))
        .route("/work/menus/{menu}/items", post(tree::add))
        .route(
            "/work/menus/{menu}/items/{item}/",
            get(item::item).post(item::change),
        )
        .route(
            "/work/menus/{menu}/items/{item}/place",
            post(tree::move_item),
        )
        .route(
            "/work/menus/{menu}/items/{item}/removal",
            post(tree::remove_item),
        )
        .route(
            "/work/menus/{menu}/items/{item}/return",
            post(tree::return_item),
        )
}

async fn menus(desk: Desk) -> Answer {
    let [title, slug] = ["title", "slug"].map(|name| FieldView::new(name, ""));
    show(&desk, [title, slug], None).await
}

async fn show(desk: &Desk, [title, slug]: [FieldView; 2], refusal: Option<&Refusal>) -> Answer {
    let menus = desk.services().navigation.menus().await?;
    let view = MenusPage {
        desk: desk.view(Screen::Menus),
        refusal: refusal.map(Refusal::view),
        menus: menus.iter().map(MenuLine::of).collect(),
        title,
        slug,
    };
    desk.page(MENUS, &view, refusal).await
}

/// A menu to be made, as it was typed.
#[derive(Deserialize)]
struct NewMenu {
    title: String,
    slug: String,
}

async fn create(desk: Desk, Form(new): Form<NewMenu>) -> Answer {
    let navigation = &desk.services().navigation;
    match navigation
        .create_menu(new.slug.trim(), new.title.trim())
        .await
    {
        Ok(menu) => Ok(desk.cx.see_done(&menu_href(menu), Said::MenuMade)),
        Err(error) => {
            let refusal = Refusal::of(error)?;
            let title = refusal.field("title", &new.title);
            let slug = refusal.field("slug", &new.slug);
            show(&desk, [title, slug], Some(&refusal)).await
        }
    }
}

async fn remove(desk: Desk, Place(menu): Place<MenuId>) -> Result<Response, Fault> {
    desk.services().navigation.remove_menu(menu).await?;
    Ok(desk.cx.see_done(HOME, Said::MenuRemoved))
}
