//! The event log's screens.

use std::sync::Arc;

use axum::http::StatusCode;
use contracts::activity::LogFigures;
use contracts::{ServiceError, Services};
use testing::TODAY;

use crate::domains::{Log, id, letter};
use crate::house::House;

fn house(log: Log) -> (House, Arc<Log>) {
    let log = Arc::new(log);
    let services = Services {
        event_log: log.clone(),
        ..Services::none()
    };
    (House::open(services), log)
}

fn with_letters(count: u128) -> Log {
    Log {
        figures: LogFigures {
            activities: 5_000,
            waiting: 7,
            retrying: 3,
            dead: u64::try_from(count).expect("a small number"),
            oldest_waiting: Some(TODAY.plus_seconds(-600)),
        },
        letters: (1..=count).map(letter).collect(),
        ..Log::default()
    }
}

#[tokio::test]
async fn today_says_in_words_how_the_log_does() {
    let (fine, _) = house(Log::default());
    let today = fine.get("/work/").await.is(StatusCode::OK);
    today.has("Everything that happened has been passed on.");

    let mut busy = with_letters(0);
    busy.figures.dead = 0;
    let (busy, _) = house(busy);
    let today = busy.get("/work/").await.is(StatusCode::OK);
    today
        .has("7 things are being passed on.")
        .has("datetime=\"2026-11-24T08:50:00Z\"");

    let (stuck, _) = house(with_letters(1));
    let today = stuck.get("/work/").await.is(StatusCode::OK);
    today.has("One thing could not be passed on.").has("5000");
}

#[tokio::test]
async fn dead_letters_are_listed_and_an_empty_list_is_kind() {
    let (empty, _) = house(Log::default());
    let page = empty.get("/work/events/").await.is(StatusCode::OK);
    page.has("Nothing is stuck").lacks("Try all again");

    let (stuck, _) = house(with_letters(1));
    let page = stuck.get("/work/events/").await.is(StatusCode::OK);
    page.has("blog.menu_changed")
        .has("for search")
        .has("tried 12 times")
        .has("the index &lt;disk&gt; is full")
        .lacks("at line 2")
        .has(&format!("action=\"/work/events/{}/search/replays\"", id(1)))
        .has("Try all again");
}

#[tokio::test]
async fn many_dead_letters_have_pages() {
    let (stuck, _) = house(with_letters(45));
    let first = stuck.get("/work/events/").await.is(StatusCode::OK);
    first
        .has("href=\"/work/events/page/2/\"")
        .has(&id(20).to_string());
    first.lacks(&id(21).to_string());
    let last = stuck.get("/work/events/page/3/").await.is(StatusCode::OK);
    last.has(&id(45).to_string()).lacks("page/4/");
    assert_eq!(
        stuck.get("/work/events/page/1/").await.location,
        "/work/events/"
    );
    let beyond = stuck.get("/work/events/page/4/").await;
    assert_eq!(
        (beyond.status, &*beyond.location),
        (StatusCode::FOUND, "/work/events/")
    );
    stuck
        .get("/work/events/page/0/")
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dead_letter_is_shown_whole() {
    let (stuck, _) = house(with_letters(1));
    let page = stuck
        .get(&format!("/work/events/{}/search/", id(1)))
        .await
        .is(StatusCode::OK);
    page.has("  at line 2")
        .has("{\n  \"type\": \"Update\",")
        .has("&lt;b&gt;Bread&lt;/b&gt;")
        .has(&id(1).to_string());
    for nowhere in [
        format!("/work/events/{}/mail/", id(1)),
        format!("/work/events/{}/search/", id(2)),
        "/work/events/first/search/".into(),
    ] {
        stuck.get(&nowhere).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn trying_again_is_asked_for_once_and_said() {
    let (stuck, log) = house(with_letters(3));
    let one = stuck
        .post(&format!("/work/events/{}/search/replays", id(2)), "")
        .await;
    one.leads_to("/work/events/?done=replayed");
    assert_eq!(log.notes.take(), [format!("replay {} search", id(2))]);
    stuck
        .get(&one.location)
        .await
        .is(StatusCode::OK)
        .has("It is being tried again.");

    let all = stuck.post("/work/events/replays", "").await;
    all.leads_to("/work/events/?done=replayed-all");
    assert_eq!(log.notes.take(), ["replay all"]);
    stuck
        .get("/work/events/?done=everything")
        .await
        .is(StatusCode::OK)
        .lacks("class=\"done\"");
}

#[tokio::test]
async fn a_log_that_is_away_is_said_in_words() {
    let (away, log) = house(Log {
        is_away: true,
        ..with_letters(1)
    });
    log.notes
        .fail(|| ServiceError::Unavailable("the database at db.internal does not answer".into()));
    for target in ["/work/", "/work/events/"] {
        let page = away.get(target).await.is(StatusCode::SERVICE_UNAVAILABLE);
        page.has("Nothing is lost").lacks("db.internal");
    }
    let page = away
        .post("/work/events/replays", "")
        .await
        .is(StatusCode::SERVICE_UNAVAILABLE);
    page.has("Nothing is lost");
}

#[tokio::test]
async fn a_letter_that_is_nobodys_cannot_be_tried_again() {
    let (stuck, log) = house(with_letters(1));
    log.notes.fail(|| ServiceError::NotFound);
    let target = format!("/work/events/{}/mail/replays", id(1));
    stuck.post(&target, "").await.is(StatusCode::NOT_FOUND);
}
