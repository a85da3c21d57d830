//! One item of a menu: its words and its target.

use contracts::ServiceError;
use contracts::container::MenuNodeDraft;
use contracts::id::{MenuId, MenuItemId};
use serde::Deserialize;
use web::{Answer, FieldView, Form, Place, Refusal};

use super::steps::find;
use super::views::{ItemPage, item_place};
use super::{Desk, ITEM, Said, gone_is_changed};

pub(super) async fn item(desk: Desk, Place((menu, item)): Place<(MenuId, MenuItemId)>) -> Answer {
    show(&desk, menu, item, None).await
}

/// With a refusal: the fields as they were typed.
async fn show(
    desk: &Desk,
    menu: MenuId,
    item: MenuItemId,
    typed: Option<(&Refusal, [FieldView; 2])>,
) -> Answer {
    let menu = desk.services().navigation.menu(menu).await?;
    let node = find(&menu.nodes, item).ok_or(ServiceError::NotFound)?;
    let pages = desk.services().containers.pages().await?;
    let mut view = ItemPage::of(desk, &menu, node, &pages);
    let refusal = typed.map(|(refusal, [label, href])| {
        view.refusal = Some(refusal.view());
        (view.label, view.href) = (label, href);
        refusal
    });
    desk.page(ITEM, &view, refusal).await
}

/// Words and target, as they were typed.
#[derive(Deserialize)]
pub(super) struct Change {
    label: String,
    href: String,
}

pub(super) async fn change(
    desk: Desk,
    Place((menu, item)): Place<(MenuId, MenuItemId)>,
    Form(change): Form<Change>,
) -> Answer {
    let draft = MenuNodeDraft {
        label: change.label.trim().to_owned(),
        href: change.href.trim().to_owned(),
    };
    match desk.services().navigation.edit(item, &draft).await {
        Ok(()) => Ok(desk.cx.see_done(&item_place(menu, item), Said::ItemChanged)),
        Err(error) => {
            let refusal = Refusal::of(gone_is_changed(error))?;
            let fields = [
                refusal.field("label", &change.label),
                refusal.field("href", &change.href),
            ];
            show(&desk, menu, item, Some((&refusal, fields))).await
        }
    }
}
