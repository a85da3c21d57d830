//! An address under `/sx/` that means nothing: a page that shows where.

use axum::http::StatusCode;
use sx::url::{PageFunctions, UrlError, parse};
use web::{Answer, RequestContext, Template, ViewCheck};

use super::views::{MissingView, SuggestionView};

const MISSING: Template<MissingView> = Template::new("~blog:docs/missing");

pub(super) fn views() -> [ViewCheck; 1] {
    [MISSING.check()]
}

pub(super) async fn missing(
    cx: &RequestContext,
    asked: &str,
    fault: UrlError,
    functions: &PageFunctions,
) -> Answer {
    let [before, marked, after] = fault.cut(asked);
    let suggestion = suggestion(asked, &fault, functions);
    let view = MissingView {
        character: before.chars().count() + 1,
        before: end_of(before),
        marked: beginning_of(marked),
        after: beginning_of(after),
        reason: sentence(&fault.message),
        help: fault.help.as_deref().map(sentence),
        suggestion,
    };
    cx.page_as(StatusCode::NOT_FOUND, MISSING, &view).await
}

/// What was meant, if that is a page.
fn suggestion(asked: &str, fault: &UrlError, functions: &PageFunctions) -> Option<SuggestionView> {
    // Who knows the language may have written spaces.
    let dotted = || asked.contains("%20").then(|| asked.replace("%20", "."));
    let likely = [fault.suggestion.clone(), fault.mended(asked), dotted()];
    let addresses = likely
        .into_iter()
        .flatten()
        .filter_map(|likely| parse(&likely).ok());
    addresses
        .filter(|address| functions.resolve(address).is_ok())
        .map(|address| SuggestionView::of(&address))
        .next()
}

const SHOWN_MAX: usize = 240;

fn beginning_of(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn end_of(text: &str) -> String {
    match text.char_indices().rev().nth(SHOWN_MAX) {
        Some((start, _)) => format!("…{}", &text[start..]),
        None => text.to_owned(),
    }
}

/// Messages begin as parts of a line do, and end without a stop.
fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(char::to_uppercase);
    let stop = if message.ends_with(['?', '!', '.']) {
        ""
    } else {
        "."
    };
    first
        .into_iter()
        .flatten()
        .chain(chars)
        .chain(stop.chars())
        .collect()
}
