//! The menus: all of them, and each as a tree that can be changed.

mod item;
mod steps;
mod tree;
mod views;

use axum::response::Response;
use contracts::id::MenuId;
use serde::Deserialize;
use web::{Answer, Fault, FieldView, Form, Place, Refusal, Template, ViewCheck};

pub(super) use item::{change, item};
pub(super) use tree::{add, menu, move_item, remove_item, return_item};
use views::{ItemPage, MenuLine, MenuPage, MenusPage, menu_href};

use super::{Desk, Said, Screen, gone_is_changed};

const MENUS: Template<MenusPage> = Template::new("~account:work/menus");
const MENU: Template<MenuPage> = Template::new("~account:work/menu");
const ITEM: Template<ItemPage> = Template::new("~account:work/item");

const HOME: &str = "/work/menus/";

pub(super) fn views() -> [ViewCheck; 3] {
    [MENUS.check(), MENU.check(), ITEM.check()]
}

pub(super) async fn menus(desk: Desk) -> Answer {
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
pub(super) struct NewMenu {
    title: String,
    slug: String,
}

pub(super) async fn create(desk: Desk, Form(new): Form<NewMenu>) -> Answer {
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

pub(super) async fn remove(desk: Desk, Place(menu): Place<MenuId>) -> Result<Response, Fault> {
    desk.services().navigation.remove_menu(menu).await?;
    Ok(desk.cx.see_done(HOME, Said::MenuRemoved))
}
