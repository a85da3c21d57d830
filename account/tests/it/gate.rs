//! Who gets to the staff screens, and who finds the way there.

use axum::http::StatusCode;
use contracts::Services;
use web::Mode;

use crate::domains::id;
use crate::house::House;

fn screens() -> Vec<(&'static str, String)> {
    let [activity, menu, item, page, child] = [1, 2, 3, 4, 5].map(id);
    vec![
        ("GET", "/work".into()),
        ("GET", "/work/".into()),
        ("GET", "/work/events/".into()),
        ("GET", "/work/events/page/2/".into()),
        ("GET", format!("/work/events/{activity}/search/")),
        ("POST", format!("/work/events/{activity}/search/replays")),
        ("POST", "/work/events/replays".into()),
        ("GET", "/work/menus/".into()),
        ("POST", "/work/menus/".into()),
        ("GET", format!("/work/menus/{menu}/")),
        ("POST", format!("/work/menus/{menu}/removal")),
        ("POST", format!("/work/menus/{menu}/items")),
        ("GET", format!("/work/menus/{menu}/items/{item}/")),
        ("POST", format!("/work/menus/{menu}/items/{item}/")),
        ("POST", format!("/work/menus/{menu}/items/{item}/place")),
        ("POST", format!("/work/menus/{menu}/items/{item}/removal")),
        ("POST", format!("/work/menus/{menu}/items/{item}/return")),
        ("GET", "/work/pages/".into()),
        ("GET", format!("/work/pages/{page}/")),
        ("POST", format!("/work/pages/{page}/children")),
        (
            "POST",
            format!("/work/pages/{page}/children/calendar/{child}/place"),
        ),
        (
            "POST",
            format!("/work/pages/{page}/children/calendar/{child}/removal"),
        ),
        (
            "POST",
            format!("/work/pages/{page}/children/calendar/{child}/return"),
        ),
    ]
}

#[tokio::test]
async fn elsewhere_than_at_home_there_are_no_screens_and_no_way_to_them() {
    for (mode, domain) in [
        (Mode::Installed, "localhost"),
        (Mode::Dev, "coop.example"),
        (Mode::Installed, "coop.example"),
    ] {
        let house = House::with(Services::none(), mode, domain);
        for (method, target) in screens() {
            let answer = match method {
                "GET" => house.get(&target).await,
                _ => house.post(&target, "").await,
            };
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {target}");
            answer.lacks("/work/");
        }
        house.get("/").await.is(StatusCode::OK).lacks("/work/");
    }
}

#[tokio::test]
async fn at_home_the_account_shows_the_way_and_every_screen_is_kept_by_nobody() {
    let house = House::open(Services::none());
    house
        .get("/")
        .await
        .is(StatusCode::OK)
        .has("href=\"/work/\"");
    let today = house.get("/work/").await.is(StatusCode::OK);
    today.has("noindex").has("/work/events/");
    assert_eq!(house.get("/work").await.location, "/work/");
}

#[tokio::test]
async fn no_form_of_another_site_is_obeyed() {
    let house = House::open(Services::none());
    for (method, target) in screens() {
        if method == "POST" {
            let answer = house.post_from_elsewhere(&target).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{target}");
        }
    }
}
