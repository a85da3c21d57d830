//! The compiled path against the naive evaluator: on the corpus, and on programs made by chance.

use std::thread;

use sx::naive::comparison::{Tally, heart};
use sx::naive::{self, STACK_BYTES};
use sx::{Environment, Limits, RenderErrorKind, Scene, Source};

use crate::corpus;
use sx::naive::{ProofHost, functions};

/// Runs where there is room for an evaluator that recurses.
fn with_room<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(work)
        .unwrap();
    thread.join().unwrap()
}

#[test]
fn the_naive_evaluator_makes_every_page_of_the_corpus() {
    let (pages, faults, limits, wrong) = with_room(|| {
        let (mut pages, mut faults, mut limits, mut wrong) = (0, 0, 0, Vec::new());
        for case in corpus::files().into_iter().flat_map(|(_, cases)| cases) {
            // What does not compile is not for the naive evaluator.
            if case.compile().is_err() {
                continue;
            }
            let functions = functions();
            let environment = Environment::with_functions(&functions);
            let host = ProofHost::default();
            let scene = Scene {
                host: &host,
                context: &case.context,
                needs: &sx::NoNeeds,
                limits: Limits::default(),
            };
            let sources = [Source::new("case.sx", case.text())];
            let found = naive::render(&sources, &environment, "~test:main", &case.view, &scene);
            let expected = |kind: &str| case.expected_of(kind);
            let is_right = match (&found, expected("html"), expected("error")) {
                // The limits of the two are not the same.
                (Err(found), _, _) if matches!(found.kind, RenderErrorKind::Limit(_)) => {
                    limits += 1;
                    true
                }
                (Ok(_), _, Some(error)) if error.contains("has used up its") => {
                    limits += 1;
                    true
                }
                (Ok(found), Some(html), _) => {
                    pages += 1;
                    naive::without_line_feeds(found.html.trim_end())
                        == naive::without_line_feeds(html)
                }
                (Err(found), _, Some(error)) => {
                    faults += 1;
                    error.contains(heart(&found.message))
                }
                _ => false,
            };
            if !is_right {
                wrong.push(format!("{}: {found:?}", case.name));
            }
        }
        (pages, faults, limits, wrong)
    });
    assert!(
        wrong.is_empty(),
        "{} cases\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        pages > 500 && faults > 50 && limits < 12,
        "only {pages} pages and {faults} faults; {limits} limits"
    );
}

#[test]
fn programs_made_by_chance_are_the_same_compiled_and_naive() {
    let halves = [0..1000, 1000..2000].map(|seeds| thread::spawn(|| Tally::of(seeds).unwrap()));
    let mut tally = Tally::default();
    for half in halves {
        tally.merge(half.join().unwrap());
    }
    if let Err(fault) = tally.verdict() {
        panic!("{fault}");
    }
}
