//! The event log's dead letters: what a handler gave up on, read whole and tried again.

mod views;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use contracts::PageNumber;
use contracts::id::ActivityId;
use web::{Answer, Fault, Frame, Place, Template, ViewCheck, page_number};

pub(super) use views::FiguresView;
use views::{LetterPage, LettersPage};

use super::{Desk, Said, Screen};

const LETTERS: Template<LettersPage> = Template::new("~account:work/letters");
const LETTER: Template<LetterPage> = Template::new("~account:work/letter");

/// Dead letters on a page.
const PAGE_SIZE: u32 = 20;
const HOME: &str = "/work/events/";

pub(super) fn views() -> [ViewCheck; 2] {
    [
        LETTERS.check().at("GET /work/events/"),
        LETTER.check().at("GET /work/events/{activity}/{handler}/"),
    ]
}

pub(super) fn routes() -> Router<Frame> {
    Router::new()
        .route("/work/events/", get(first_page))
        .route("/work/events/page/{number}/", get(page))
        .route("/work/events/replays", post(replay_all))
        .route("/work/events/{activity}/{handler}/", get(letter))
        .route("/work/events/{activity}/{handler}/replays", post(replay))
}

async fn first_page(desk: Desk) -> Answer {
    show(&desk, PageNumber::FIRST).await
}

async fn page(desk: Desk, Place(number): Place<String>) -> Answer {
    match page_number(&number)? {
        PageNumber::FIRST => Ok(desk.cx.redirect(HOME, true)),
        page => show(&desk, page).await,
    }
}

async fn show(desk: &Desk, page: PageNumber) -> Answer {
    let log = &desk.services().event_log;
    let letters = log.dead_letters(page, PAGE_SIZE).await?;
    if letters.items.is_empty() && page != PageNumber::FIRST {
        // What stood here was tried again meanwhile.
        return Ok(desk.cx.redirect(HOME, false));
    }
    let figures = log.figures().await?;
    let view = LettersPage::of(desk.view(Screen::Events), &figures, letters);
    desk.page(LETTERS, &view, None).await
}

async fn letter(desk: Desk, Place((activity, handler)): Place<(ActivityId, String)>) -> Answer {
    let log = &desk.services().event_log;
    let letter = log.dead_letter(activity, &handler).await?;
    let view = LetterPage::of(desk.view(Screen::Events), letter);
    desk.page(LETTER, &view, None).await
}

async fn replay(
    desk: Desk,
    Place((activity, handler)): Place<(ActivityId, String)>,
) -> Result<Response, Fault> {
    let log = &desk.services().event_log;
    log.replay(activity, &handler).await?;
    Ok(desk.cx.see_done(HOME, Said::Replayed))
}

async fn replay_all(desk: Desk) -> Answer {
    desk.services().event_log.replay_all().await?;
    Ok(desk.cx.see_done(HOME, Said::ReplayedAll))
}
