//! The menus' screens.

use std::sync::Arc;

use axum::http::StatusCode;
use contracts::{FieldError, ServiceError, Services};

use crate::domains::{Holdings, Menus, NEW, id, menu, node, page};
use crate::house::House;

const PRIMARY: u128 = 1;
const FAIR: u128 = 2;

/// The header's menu (Visit over Hall, Join) and a menu of its own with nothing in it.
fn house(menus: Menus) -> (House, Arc<Menus>) {
    let menus = Arc::new(menus);
    let services = Services {
        navigation: menus.clone(),
        containers: Arc::new(Holdings {
            pages: vec![page(31, "about", "About us")],
            ..Holdings::default()
        }),
        ..Services::none()
    };
    (House::open(services), menus)
}

fn filled() -> Menus {
    let visit = node(11, "Visit & <see>", vec![node(12, "Hall", vec![])]);
    Menus {
        menus: vec![
            menu(PRIMARY, "primary", vec![visit, node(13, "Join", vec![])]),
            menu(FAIR, "summer-fair", vec![]),
        ],
        removed: vec![node(14, "Old shop", vec![node(15, "Prices", vec![])])],
        ..Menus::default()
    }
}

fn at(menu: u128, rest: &str) -> String {
    format!("/work/menus/{}/{rest}", id(menu))
}

fn item(number: u128, rest: &str) -> String {
    at(PRIMARY, &format!("items/{}/{rest}", id(number)))
}

#[tokio::test]
async fn menus_are_listed_with_where_they_show() {
    let (house, _) = house(filled());
    let page = house.get("/work/menus/").await.is(StatusCode::OK);
    page.has("The primary menu")
        .has("in the header of every page")
        .has("3 items")
        .has("<code>summer-fair</code>")
        .has("empty");
}

#[tokio::test]
async fn without_menus_there_is_a_kind_word_and_a_form() {
    let (house, _) = house(Menus::default());
    let page = house.get("/work/menus/").await.is(StatusCode::OK);
    page.has("There is no menu yet").has("name=\"slug\"");
}

#[tokio::test]
async fn a_menu_is_made() {
    let (house, menus) = house(filled());
    let made = house
        .post("/work/menus/", "title=+Autumn+fair+&slug=autumn")
        .await;
    made.leads_to(&at(NEW, "?done=menu-made"));
    assert_eq!(menus.notes.take(), ["create autumn: Autumn fair"]);
}

#[tokio::test]
async fn a_menu_that_is_refused_comes_back_as_it_was_typed() {
    let (house, menus) = house(filled());
    menus.notes.fail(|| {
        ServiceError::Invalid(vec![FieldError {
            field: "slug".into(),
            reason: "must be small letters".into(),
        }])
    });
    let refused = house
        .post("/work/menus/", "title=Autumn&slug=%22Autumn%22+%3C")
        .await;
    let refused = refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    refused
        .has("value=\"Autumn\"")
        .has("value=\"&quot;Autumn&quot; &lt;\"")
        .has("aria-invalid=\"true\"")
        .has("aria-describedby=\"field-slug-hint field-slug-error\"")
        .has("id=\"field-slug-error\">must be small letters")
        .has("href=\"#field-slug\"");

    menus
        .notes
        .fail(|| ServiceError::Conflict("slug taken in db.internal".into()));
    let taken = house
        .post("/work/menus/", "title=Autumn&slug=primary")
        .await;
    let taken = taken.is(StatusCode::CONFLICT);
    taken
        .has("role=\"alert\"")
        .has("value=\"primary\"")
        .lacks("db.internal");
}

#[tokio::test]
async fn a_menu_is_a_tree_whose_buttons_say_what_they_move() {
    let (house, _) = house(filled());
    let page = house.get(&at(PRIMARY, "")).await.is(StatusCode::OK);
    let hall = format!("id=\"item-{}\"", id(12));
    page.has("Visit &amp; &lt;see&gt;")
        .has(&hall)
        .has("aria-label=\"Move “Visit &amp; &lt;see&gt;” down\"")
        .has("aria-label=\"Put “Join” below “Visit &amp; &lt;see&gt;”\"")
        .has("aria-label=\"Take “Hall” out from below “Visit &amp; &lt;see&gt;”\"")
        .has("aria-label=\"Remove “Join”\"")
        .has("– Hall</option>")
        .has("value=\"/about/\" label=\"About us\"")
        .has("Old shop")
        .has("with one below it")
        .has("href=\"http://blog.localhost:8000/11/\"")
        .lacks("Remove this menu");
    assert_eq!(
        page.body.matches(" disabled ").count(),
        // Up, in and out for the first, up, down and in for the one below it, down and out for the last.
        8,
        "{}",
        page.body
    );
}

#[tokio::test]
async fn an_empty_menu_is_kind_and_can_go() {
    let (house, menus) = house(filled());
    let page = house.get(&at(FAIR, "")).await.is(StatusCode::OK);
    page.has("Nothing in it yet")
        .has("It cannot be brought back.");
    house
        .post(&at(FAIR, "removal"), "")
        .await
        .leads_to("/work/menus/?done=menu-removed");
    assert_eq!(menus.notes.take(), [format!("remove menu {}", id(FAIR))]);

    menus
        .notes
        .fail(|| ServiceError::Conflict("it is the header's".into()));
    house
        .post(&at(PRIMARY, "removal"), "")
        .await
        .is(StatusCode::CONFLICT);
    house.get(&at(77, "")).await.is(StatusCode::NOT_FOUND);
    house
        .get("/work/menus/primary/")
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_item_is_added_at_the_end_of_where_it_was_put() {
    let (house, menus) = house(filled());
    let top = "label=+Bread+&href=app%3A%2F%2Fmarket%2F&parent=";
    let added = house.post(&at(PRIMARY, "items"), top).await;
    added.leads_to(&at(PRIMARY, &format!("?done=item-added#item-{}", id(NEW))));
    let below = format!("{top}{}", id(11));
    house
        .post(&at(PRIMARY, "items"), &below)
        .await
        .is(StatusCode::SEE_OTHER);
    let call = format!(
        "add to {}: Bread -> app://market/ at the end of",
        id(PRIMARY)
    );
    let expected = [format!("{call} the top"), format!("{call} {}", id(11))];
    assert_eq!(menus.notes.take(), expected);

    let nowhere = house
        .post(&at(PRIMARY, "items"), &format!("{top}moon"))
        .await;
    nowhere
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("<code>parent</code>");
    assert!(menus.notes.take().is_empty());
}

#[tokio::test]
async fn an_item_that_is_refused_keeps_words_target_and_place() {
    let (house, menus) = house(filled());
    menus.notes.fail(|| {
        let fields = ["label", "href"].map(|field| FieldError {
            field: field.into(),
            reason: format!("the {field} will not do"),
        });
        ServiceError::Invalid(fields.into())
    });
    let form = format!("label=+&href=javascript%3Aalert%281%29&parent={}", id(13));
    let page = house.post(&at(PRIMARY, "items"), &form).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.has("value=\" \"")
        .has("value=\"javascript:alert(1)\"")
        .has("the label will not do")
        .has("the href will not do")
        .has(&format!("<option value=\"{}\" selected>", id(13)))
        .lacks("href=\"javascript:");
}

#[tokio::test]
async fn an_item_takes_its_steps() {
    let (house, menus) = house(filled());
    for (number, step, expected) in [
        (13, "up", format!("move {} at 0 of the top", id(13))),
        (11, "down", format!("move {} at 2 of the top", id(11))),
        (13, "in", format!("move {} at 1 of {}", id(13), id(11))),
        (12, "out", format!("move {} at 1 of the top", id(12))),
    ] {
        let moved = house
            .post(&item(number, "place"), &format!("step={step}"))
            .await;
        moved.leads_to(&at(
            PRIMARY,
            &format!("?done=item-moved#item-{}", id(number)),
        ));
        assert_eq!(menus.notes.take(), [expected], "{step}");
    }
    let odd = house.post(&item(13, "place"), "step=sideways").await;
    odd.is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("<code>step</code>");
}

#[tokio::test]
async fn a_step_from_an_old_page_is_a_conflict_and_shows_how_it_stands() {
    let (house, menus) = house(filled());
    for (number, step) in [(11, "up"), (13, "down"), (11, "out"), (99, "up")] {
        let page = house
            .post(&item(number, "place"), &format!("step={step}"))
            .await;
        page.is(StatusCode::CONFLICT)
            .has("Nothing was done")
            .has("Visit &amp;");
    }
    assert!(menus.notes.take().is_empty());
    menus.notes.fail(|| ServiceError::NotFound);
    for target in [item(12, "removal"), item(99, "return")] {
        let page = house.post(&target, "").await.is(StatusCode::CONFLICT);
        page.has("Nothing was done");
    }
}

#[tokio::test]
async fn an_item_is_removed_and_brought_back() {
    let (house, menus) = house(filled());
    house
        .post(&item(12, "removal"), "")
        .await
        .leads_to(&at(PRIMARY, "?done=item-removed"));
    let back = house.post(&item(14, "return"), "").await;
    back.leads_to(&at(PRIMARY, &format!("?done=item-back#item-{}", id(14))));
    assert_eq!(
        menus.notes.take(),
        [format!("remove {}", id(12)), format!("revive {}", id(14))]
    );
    let page = house.get(&at(PRIMARY, "?done=item-removed")).await;
    page.has("You can bring it back below.");
}

#[tokio::test]
async fn words_and_target_of_an_item_are_changed() {
    let (house, menus) = house(filled());
    let page = house.get(&item(12, "")).await.is(StatusCode::OK);
    page.has("value=\"Hall\"").has("value=\"/12/\"");
    let saved = house
        .post(&item(12, ""), "label=The+hall&href=%2Fhall%2F")
        .await;
    saved.leads_to(&at(PRIMARY, &format!("?done=item-changed#item-{}", id(12))));
    assert_eq!(
        menus.notes.take(),
        [format!("edit {}: The hall -> /hall/", id(12))]
    );

    menus.notes.fail(|| {
        ServiceError::Invalid(vec![FieldError {
            field: "href".into(),
            reason: "must be a path".into(),
        }])
    });
    let refused = house.post(&item(12, ""), "label=The+hall&href=hall").await;
    let refused = refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    refused
        .has("value=\"hall\"")
        .has("must be a path")
        .has("value=\"The hall\"");
    house.get(&item(99, "")).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_deep_menu_is_drawn_whole() {
    let deep = (100..116).rev().fold(Vec::new(), |children, number| {
        vec![node(number, &format!("Level {number}"), children)]
    });
    let (house, _) = house(Menus {
        menus: vec![menu(PRIMARY, "primary", deep)],
        ..Menus::default()
    });
    let page = house.get(&at(PRIMARY, "")).await.is(StatusCode::OK);
    page.has("Level 100").has("Level 115");
}

#[tokio::test]
async fn a_domain_that_is_absent_or_away_is_said_in_words() {
    let absent = House::open(Services::none());
    absent
        .get("/work/menus/")
        .await
        .is(StatusCode::OK)
        .has("There is no menu yet");
    let form = "title=Autumn&slug=autumn";
    let page = absent
        .post("/work/menus/", form)
        .await
        .is(StatusCode::SERVICE_UNAVAILABLE);
    page.has("Nothing is lost");
    let (away, _) = house(Menus {
        is_away: true,
        ..filled()
    });
    let page = away
        .get("/work/menus/")
        .await
        .is(StatusCode::SERVICE_UNAVAILABLE);
    page.has("Nothing is lost").lacks("db.internal");
}
