//! The pages of the blog that can hold things, and what each holds.

mod things;
mod views;

use axum::Router;
use axum::routing::{get, post};
use contracts::container::{ContainerKind, ContainerRef};
use contracts::id::PostId;
use contracts::{FieldError, ServiceError, ServiceResult};
use serde::Deserialize;
use uuid::Uuid;
use web::{Answer, Fault, Form, Frame, Place, Refusal, Template, ViewCheck};

use things::{Things, child_of};
use views::{Holding, HoldingPage, PageLine, PagesPage, child_place, page_href};

use super::{Desk, Said, Screen, gone_is_changed};

const PAGES: Template<PagesPage> = Template::new("~account:work/pages");
const PAGE: Template<HoldingPage> = Template::new("~account:work/holding");

const HOME: &str = "/work/pages/";

pub(super) fn views() -> [ViewCheck; 2] {
    [
        PAGES.check().at("GET /work/pages/"),
        PAGE.check().at("GET /work/pages/{page}/"),
    ]
}

pub(super) fn routes() -> Router<Frame> {
    const CHILD: &str = "/work/pages/{page}/children/{kind}/{child}";
    Router::new()
        .route("/work/pages/", get(pages))
        .route("/work/pages/{page}/", get(page))
        .route("/work/pages/{page}/children", post(attach))
        .route(&format!("{CHILD}/place"), post(move_child))
        .route(&format!("{CHILD}/removal"), post(detach))
        .route(&format!("{CHILD}/return"), post(return_child))
}

async fn pages(desk: Desk) -> Answer {
    let pages = desk.services().containers.pages().await?;
    let view = PagesPage {
        desk: desk.view(Screen::Pages),
        pages: pages.iter().map(PageLine::of).collect(),
    };
    desk.page(PAGES, &view, None).await
}

async fn page(desk: Desk, Place(page): Place<PostId>) -> Answer {
    show(&desk, page, None).await
}

async fn show(desk: &Desk, page: PostId, refusal: Option<&Refusal>) -> Answer {
    let containers = &desk.services().containers;
    let page = containers.page(ContainerRef::page(page)).await?;
    let holding = Holding {
        children: containers.children(page.page, None).await?,
        former: containers.former_children(page.page).await?,
        things: Things::all(desk.services()).await?,
    };
    let view = HoldingPage::of(desk, &page, &holding, refusal);
    desk.page(PAGE, &view, refusal).await
}

/// What a page is to hold: `calendar:0198…`.
#[derive(Deserialize)]
struct NewChild {
    child: String,
}

async fn attach(
    desk: Desk,
    Place(page): Place<PostId>,
    Form(NewChild { child }): Form<NewChild>,
) -> Answer {
    let child = child_of(&child).ok_or_else(|| {
        Fault::invalid(vec![FieldError {
            field: "child".into(),
            reason: "it is nothing that a page can hold: choose one of the list".into(),
        }])
    })?;
    if !things::is_there(desk.services(), child).await? {
        // Its domain took it away since the page was drawn.
        return answer(
            &desk,
            page,
            Err(ServiceError::NotFound),
            "",
            Said::ChildAttached,
        )
        .await;
    }
    put(&desk, page, child).await
}

/// A child of a page in an address.
type ChildPlace = Place<(PostId, ContainerKind, Uuid)>;

async fn return_child(desk: Desk, Place((page, kind, id)): ChildPlace) -> Answer {
    put(&desk, page, ContainerRef { kind, id }).await
}

async fn put(desk: &Desk, page: PostId, child: ContainerRef) -> Answer {
    let containers = &desk.services().containers;
    let attached = containers.attach(ContainerRef::page(page), child).await;
    let to = child_place(page, child);
    answer(desk, page, attached, &to, Said::ChildAttached).await
}

async fn detach(desk: Desk, Place((page, kind, id)): ChildPlace) -> Answer {
    let containers = &desk.services().containers;
    let child = ContainerRef { kind, id };
    let detached = containers.detach(ContainerRef::page(page), child).await;
    let to = page_href(page);
    answer(&desk, page, detached, &to, Said::ChildDetached).await
}

/// Which way a child goes among the others.
#[derive(Deserialize)]
struct Move {
    step: Step,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Step {
    Up,
    Down,
}

async fn move_child(
    desk: Desk,
    Place((page, kind, id)): ChildPlace,
    Form(Move { step }): Form<Move>,
) -> Answer {
    let containers = &desk.services().containers;
    let (container, child) = (ContainerRef::page(page), ContainerRef { kind, id });
    let children = containers.children(container, None).await?;
    let mut order: Vec<_> = children.iter().map(|one| one.child).collect();
    let moved = match swap(&mut order, child, step) {
        Some(()) => containers.reorder(container, &order).await,
        // The page was drawn before somebody changed what it holds.
        None => Err(ServiceError::Conflict("there is no such step".into())),
    };
    let to = child_place(page, child);
    answer(&desk, page, moved, &to, Said::ChildMoved).await
}

/// Changes places with the neighbour, if there is one.
fn swap(order: &mut [ContainerRef], child: ContainerRef, step: Step) -> Option<()> {
    let here = order.iter().position(|one| *one == child)?;
    let there = match step {
        Step::Up => here.checked_sub(1)?,
        Step::Down => Some(here + 1).filter(|there| *there < order.len())?,
    };
    order.swap(here, there);
    Some(())
}

/// On to the page, or the page as it stands now with why nothing was done.
async fn answer(
    desk: &Desk,
    page: PostId,
    done: ServiceResult<()>,
    to: &str,
    said: Said,
) -> Answer {
    match done {
        Ok(()) => Ok(desk.cx.see_done(to, said)),
        Err(error) => {
            let refusal = Refusal::of(gone_is_changed(error))?;
            show(desk, page, Some(&refusal)).await
        }
    }
}
