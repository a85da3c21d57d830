//! One menu: its items as a tree, with a button for every step, and what was removed from it.

use contracts::container::{Menu, MenuNodeDraft, MenuPlace};
use contracts::id::{MenuId, MenuItemId};
use contracts::{FieldError, ServiceError, ServiceResult};
use serde::Deserialize;
use web::{Answer, Fault, Form, Place, Refusal};

use super::steps::Step;
use super::views::{AddForm, MenuPage, item_place, menu_href};
use super::{Desk, MENU, Said, gone_is_changed};

pub(super) async fn menu(desk: Desk, Place(menu): Place<MenuId>) -> Answer {
    show(&desk, menu, AddForm::empty(), None).await
}

async fn show(desk: &Desk, menu: MenuId, form: AddForm, refusal: Option<&Refusal>) -> Answer {
    let navigation = &desk.services().navigation;
    let menu = navigation.menu(menu).await?;
    let removed = navigation.removed(menu.id).await?;
    let pages = desk.services().containers.pages().await?;
    let mut view = MenuPage::of(desk, &menu, &removed, &pages, form);
    view.refusal = refusal.map(Refusal::view);
    desk.page(MENU, &view, refusal).await
}

/// An item to be added, as it was typed. `parent` is empty for the top.
#[derive(Deserialize)]
pub(super) struct NewItem {
    label: String,
    href: String,
    parent: String,
}

impl NewItem {
    fn draft(&self) -> MenuNodeDraft {
        MenuNodeDraft {
            label: self.label.trim().to_owned(),
            href: self.href.trim().to_owned(),
        }
    }

    fn place(&self) -> Result<MenuPlace, Fault> {
        let parent = match self.parent.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| {
                Fault::invalid(vec![FieldError {
                    field: "parent".into(),
                    reason: "it is no item of a menu: choose one of the list".into(),
                }])
            })?),
        };
        Ok(MenuPlace {
            parent,
            position: u32::MAX,
        })
    }
}

pub(super) async fn add(
    desk: Desk,
    Place(menu): Place<MenuId>,
    Form(new): Form<NewItem>,
) -> Answer {
    let place = new.place()?;
    let navigation = &desk.services().navigation;
    match navigation.add(menu, &new.draft(), place).await {
        Ok(item) => Ok(desk.cx.see_done(&item_place(menu, item), Said::ItemAdded)),
        Err(error) => {
            let refusal = Refusal::of(gone_is_changed(error))?;
            let form = AddForm {
                label: refusal.field("label", &new.label),
                href: refusal.field("href", &new.href),
                parent: new.parent,
            };
            show(&desk, menu, form, Some(&refusal)).await
        }
    }
}

/// Which step an item is to take.
#[derive(Deserialize)]
pub(super) struct Move {
    step: Step,
}

pub(super) async fn move_item(
    desk: Desk,
    Place((menu, item)): Place<(MenuId, MenuItemId)>,
    Form(Move { step }): Form<Move>,
) -> Answer {
    let navigation = &desk.services().navigation;
    let Menu { nodes, .. } = navigation.menu(menu).await?;
    let moved = match step.from(&nodes, item) {
        Some(place) => navigation.move_to(item, place).await,
        // The page was older than the menu.
        None => Err(ServiceError::Conflict("there is no such step".into())),
    };
    answer(&desk, menu, moved, &item_place(menu, item), Said::ItemMoved).await
}

pub(super) async fn remove_item(
    desk: Desk,
    Place((menu, item)): Place<(MenuId, MenuItemId)>,
) -> Answer {
    let removed = desk.services().navigation.remove(item).await;
    answer(&desk, menu, removed, &menu_href(menu), Said::ItemRemoved).await
}

pub(super) async fn return_item(
    desk: Desk,
    Place((menu, item)): Place<(MenuId, MenuItemId)>,
) -> Answer {
    let returned = desk.services().navigation.revive(item).await;
    answer(
        &desk,
        menu,
        returned,
        &item_place(menu, item),
        Said::ItemBack,
    )
    .await
}

/// On to the menu, or the menu as it stands now with why nothing was done.
async fn answer(
    desk: &Desk,
    menu: MenuId,
    done: ServiceResult<()>,
    to: &str,
    said: Said,
) -> Answer {
    match done {
        Ok(()) => Ok(desk.cx.see_done(to, said)),
        Err(error) => {
            let refusal = Refusal::of(gone_is_changed(error))?;
            show(desk, menu, AddForm::empty(), Some(&refusal)).await
        }
    }
}
