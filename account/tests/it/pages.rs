//! The screens of the pages that hold things.

use std::sync::Arc;

use axum::http::StatusCode;
use contracts::container::{ContainerKind, ContainerRef};
use contracts::{ServiceError, Services};

use crate::domains::{FARM_SHOP, FarmShop, Holdings, Menus, WORKSHOPS, Workshops, id, menu, page};
use crate::house::House;

const ABOUT: u128 = 31;
const FAIR: u128 = 2;

fn one(kind: ContainerKind, number: u128) -> ContainerRef {
    let id = id(number);
    ContainerRef { kind, id }
}

/// “About us” holds the workshops and the fair's menu; it held a market that is gone.
fn holdings() -> Holdings {
    Holdings {
        pages: vec![page(ABOUT, "about", "About us"), page(32, "visit", "Visit")],
        children: vec![
            one(ContainerKind::Calendar, WORKSHOPS),
            one(ContainerKind::Menu, FAIR),
        ],
        former: vec![one(ContainerKind::Market, 52)],
        ..Holdings::default()
    }
}

fn services(holdings: &Arc<Holdings>) -> Services {
    Services {
        containers: holdings.clone(),
        market: Arc::new(FarmShop),
        events: Arc::new(Workshops),
        navigation: Arc::new(Menus {
            menus: vec![menu(FAIR, "fair", vec![])],
            ..Menus::default()
        }),
        ..Services::none()
    }
}

fn house(holdings: Holdings) -> (House, Arc<Holdings>) {
    let holdings = Arc::new(holdings);
    (House::open(services(&holdings)), holdings)
}

fn about(rest: &str) -> String {
    format!("/work/pages/{}/{rest}", id(ABOUT))
}

fn workshops(rest: &str) -> String {
    about(&format!("children/calendar/{}/{rest}", id(WORKSHOPS)))
}

#[tokio::test]
async fn pages_are_listed_and_none_is_said_kindly() {
    let (some, _) = house(holdings());
    let page = some.get("/work/pages/").await.is(StatusCode::OK);
    page.has("About us").has("/about/").has(&about(""));
    let (none, _) = house(Holdings::default());
    none.get("/work/pages/")
        .await
        .is(StatusCode::OK)
        .has("There is no page yet");
}

#[tokio::test]
async fn a_page_shows_by_name_what_it_holds_held_and_could_hold() {
    let (house, _) = house(holdings());
    let page = house.get(&about("")).await.is(StatusCode::OK);
    page.has("aria-label=\"Move “Workshops” down\"")
        .has("aria-label=\"Take “The fair menu” off the page\"")
        .has(&format!("href=\"/work/menus/{}/\"", id(FAIR)))
        .has("href=\"http://blog.localhost:8000/about/\"")
        .has("<optgroup label=\"Markets\">")
        .has(&format!("value=\"market:{}\"", id(FARM_SHOP)))
        .has("its name is not known here")
        .lacks("<optgroup label=\"Calendars\">");
    assert_eq!(page.body.matches("disabled").count(), 2, "{}", page.body);
    for nowhere in [
        format!("/work/pages/{}/", id(77)),
        "/work/pages/about/".into(),
    ] {
        house.get(&nowhere).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_page_that_holds_nothing_is_kind() {
    let (house, _) = house(Holdings {
        children: Vec::new(),
        former: Vec::new(),
        ..holdings()
    });
    let page = house.get(&about("")).await.is(StatusCode::OK);
    page.has("This page holds nothing yet")
        .lacks("Was here before");
}

#[tokio::test]
async fn things_are_attached_moved_detached_and_brought_back() {
    let (house, holdings) = house(holdings());
    let [page, shop, calendar, fair] = [ABOUT, FARM_SHOP, WORKSHOPS, FAIR].map(id);
    let attached = house
        .post(&about("children"), &format!("child=market%3A{shop}"))
        .await;
    attached.leads_to(&about(&format!("?done=child-attached#child-{shop}")));
    assert_eq!(
        holdings.notes.take(),
        [format!("attach market {shop} to page {page}")]
    );

    let moved = house.post(&workshops("place"), "step=down").await;
    moved.leads_to(&about(&format!("?done=child-moved#child-{calendar}")));
    let order = format!("reorder page {page}: menu {fair}, calendar {calendar}");
    assert_eq!(holdings.notes.take(), [order]);

    let detached = house.post(&workshops("removal"), "").await;
    detached.leads_to(&about("?done=child-detached"));
    house
        .get(&detached.location)
        .await
        .has("Taken off the page.");
    assert_eq!(
        holdings.notes.take(),
        [format!("detach calendar {calendar} from page {page}")]
    );

    let back = house
        .post(&about(&format!("children/market/{}/return", id(52))), "")
        .await;
    back.is(StatusCode::SEE_OTHER);
    assert_eq!(
        holdings.notes.take(),
        [format!("attach market {} to page {page}", id(52))]
    );
}

#[tokio::test]
async fn what_nobody_has_is_not_attached() {
    let (house, holdings) = house(holdings());
    for kind in ["market", "calendar"] {
        let form = format!("child={kind}%3A{}", id(77));
        let page = house.post(&about("children"), &form).await;
        page.is(StatusCode::CONFLICT).has("Workshops");
        assert_eq!(holdings.notes.take(), Vec::<String>::new(), "{kind}");
    }
}

#[tokio::test]
async fn what_no_page_can_hold_is_refused_by_its_field() {
    let (house, holdings) = house(holdings());
    for child in ["", "moon", "calendar:x", &format!("page:{}", id(32))] {
        let page = house
            .post(&about("children"), &format!("child={child}"))
            .await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY)
            .has("<code>child</code>");
    }
    let odd = about(&format!("children/moon/{}/removal", id(1)));
    house.post(&odd, "").await.is(StatusCode::NOT_FOUND);
    assert!(holdings.notes.take().is_empty());
}

#[tokio::test]
async fn a_step_from_an_old_page_is_a_conflict_and_shows_how_it_stands() {
    let (house, holdings) = house(holdings());
    let gone = about(&format!("children/market/{}/place", id(FARM_SHOP)));
    for (target, step) in [(workshops("place"), "up"), (gone, "down")] {
        let page = house.post(&target, &format!("step={step}")).await;
        page.is(StatusCode::CONFLICT)
            .has("Nothing was done")
            .has("Workshops");
    }
    assert!(holdings.notes.take().is_empty());
    holdings
        .notes
        .fail(|| ServiceError::Conflict("the list is another one".into()));
    let page = house.post(&workshops("place"), "step=down").await;
    page.is(StatusCode::CONFLICT).has("Nothing was done");
    holdings.notes.fail(|| ServiceError::NotFound);
    house
        .post(&workshops("removal"), "")
        .await
        .is(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_domain_that_is_absent_hides_nothing_but_its_names() {
    let holdings = Arc::new(holdings());
    let house = House::open(Services {
        events: Services::none().events,
        ..services(&holdings)
    });
    let page = house.get(&about("")).await.is(StatusCode::OK);
    page.has("The calendars cannot be seen at the moment.")
        .has("The fair menu")
        .has(&workshops("removal"));
    let absent = House::open(Services {
        containers: Services::none().containers,
        ..services(&holdings)
    });
    absent
        .get("/work/pages/")
        .await
        .is(StatusCode::OK)
        .has("There is no page yet");
}

#[tokio::test]
async fn a_change_that_cannot_be_written_is_said_in_words() {
    let (house, holdings) = house(holdings());
    holdings
        .notes
        .fail(|| ServiceError::Unavailable("db.internal is away".into()));
    let page = house.post(&workshops("removal"), "").await;
    let page = page.is(StatusCode::SERVICE_UNAVAILABLE);
    page.has("Nothing is lost").lacks("db.internal");
}
