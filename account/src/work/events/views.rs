//! What the templates of the event log are given; the fields are theirs.

use contracts::Paged;
use contracts::activity::{DeadLetter, LogFigures};
use contracts::id::ActivityId;
use serde_json::Value;

use super::super::DeskView;
use super::HOME;

/// Characters of an error's first line in the list.
const LINE_MAX: usize = 200;

/// How the log stands.
#[derive(sx::Record)]
pub(crate) struct FiguresView {
    activities: u64,
    waiting: u64,
    retrying: u64,
    dead: u64,
    oldest: Option<i64>,
}

impl FiguresView {
    pub(crate) fn of(figures: &LogFigures) -> Self {
        Self {
            activities: figures.activities,
            waiting: figures.waiting,
            retrying: figures.retrying,
            dead: figures.dead,
            oldest: figures.oldest_waiting.map(|at| at.micros()),
        }
    }
}

#[derive(sx::Record)]
pub(super) struct LettersPage {
    desk: DeskView,
    figures: FiguresView,
    letters: Vec<LetterLine>,
    paging: PagingView,
}

#[derive(sx::Record)]
struct LetterLine {
    event: String,
    handler: String,
    attempts: u32,
    last_tried: i64,
    error: String,
    href: String,
}

/// As `~shared:navigation/pagination` wants it.
#[derive(sx::Record)]
struct PagingView {
    page: u32,
    pages: u32,
    prev_href: Option<String>,
    next_href: Option<String>,
}

impl LettersPage {
    pub(super) fn of(desk: DeskView, figures: &LogFigures, letters: Paged<DeadLetter>) -> Self {
        let (page, pages) = (letters.page.get(), letters.pages);
        let href = |page: u32| match page {
            1 => HOME.to_owned(),
            page => format!("{HOME}page/{page}/"),
        };
        Self {
            desk,
            figures: FiguresView::of(figures),
            letters: letters.items.into_iter().map(LetterLine::of).collect(),
            paging: PagingView {
                page,
                pages,
                prev_href: (page > 1).then(|| href(page - 1)),
                next_href: (page < pages).then(|| href(page + 1)),
            },
        }
    }
}

impl LetterLine {
    fn of(letter: DeadLetter) -> Self {
        Self {
            href: letter_href(letter.activity, &letter.handler),
            error: first_line(&letter.error),
            event: letter.event,
            handler: letter.handler,
            attempts: letter.attempts,
            last_tried: letter.last_tried.micros(),
        }
    }
}

#[derive(sx::Record)]
pub(super) struct LetterPage {
    desk: DeskView,
    event: String,
    activity: String,
    handler: String,
    attempts: u32,
    at: i64,
    last_tried: i64,
    error: String,
    document: String,
    replays_href: String,
}

impl LetterPage {
    pub(super) fn of(desk: DeskView, letter: DeadLetter) -> Self {
        let href = letter_href(letter.activity, &letter.handler);
        Self {
            desk,
            event: letter.event,
            activity: letter.activity.to_string(),
            handler: letter.handler,
            attempts: letter.attempts,
            at: letter.at.micros(),
            last_tried: letter.last_tried.micros(),
            error: letter.error.trim().to_owned(),
            document: pretty(letter.document),
            replays_href: format!("{href}replays"),
        }
    }
}

/// Handlers are named in our own code, by words that need no escape in an address.
fn letter_href(activity: ActivityId, handler: &str) -> String {
    format!("{HOME}{activity}/{handler}/")
}

fn first_line(text: &str) -> String {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    web::excerpt(line, LINE_MAX)
}

/// JSON with a line for each field; what is none stays as it is.
fn pretty(document: String) -> String {
    serde_json::from_str::<Value>(&document)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_says_something() {
        assert_eq!(first_line("\n  \nIt broke.\nat line 3"), "It broke.");
        assert_eq!(first_line(""), "");
        assert!(first_line(&"word ".repeat(400)).chars().count() <= LINE_MAX + 1);
    }

    #[test]
    fn a_document_is_set_out_or_left_alone() {
        assert_eq!(
            pretty(r#"{"b":1,"a":2}"#.into()),
            "{\n  \"b\": 1,\n  \"a\": 2\n}"
        );
        assert_eq!(pretty("{broken".into()), "{broken");
    }
}
