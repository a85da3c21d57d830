//! A page whose neighbours do everything wrong, on real sockets: what it says, how late it is, and when it is well again.

mod house;
mod neighbour;
mod wire;

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::bench::load::Connection;
use crate::bench::millis;
use crate::fault::{Context, Fault, Result};
use crate::process;
use crate::served::Served;
use crate::workspace;
use house::{House, PLACES, Visits};
use neighbour::Does;
use wire::{Key, SECRET};

/// What neighbours do wrong.
const FAULTS: &[(&str, Does)] = &[
    ("500 with a stack trace", Does::Fails),
    ("never answers", Does::IsSilent),
    ("resets the connection", Does::Resets),
    ("body cut short", Does::Cuts),
    ("stalls in the body", Does::Stalls),
    ("10 MB", Does::Floods),
    ("`<script>`", Does::Seals("<script>LEAK</script>")),
    ("unbalanced tags", Does::Seals("</p></div>LEAK<b>")),
    (
        "the same id twice",
        Does::Seals("<b id=\"cart-mini\">LEAK</b><i id=\"cart-mini\">x</i>"),
    ),
    ("wrong signature", Does::SealsForAnother),
    ("clock an hour off", Does::Refuses),
];
/// Words of a neighbour that is well: at first, and after its fault.
const WELL: [&str; 2] = ["all-is-well", "well-again"];
/// How long a page is visited with each fault.
const VISITED: Duration = Duration::from_secs(5);
/// What a page may be later for its neighbours.
const LATER_MAX: Duration = Duration::from_millis(150);
/// All copies but the account's are over by then, and not shown any more while others are fetched.
const COPIES_LAST: Duration = Duration::from_secs(61);
const HOUR_SECONDS: i64 = 3_600;

/// What a page went through with a fault.
struct Through {
    visits: Visits,
    recovery: Duration,
}

/// The proof.
pub(super) fn run() -> Result<String> {
    workspace::build_release()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let seeded = folder.path().join("seeded");
    Served::start(&seeded)?.stop()?;
    let alone = House::alone(&seeded, folder.path())?;
    let questions = questions(alone.served())?;
    let well = House::start("well", Does::Well(WELL[0]), &seeded, folder.path())?;
    well.recovers(WELL[0], PLACES, false)?;
    let without = well.visits(VISITED, &well)?;
    let (mut houses, mut without_copy) = (Vec::new(), Vec::new());
    for (number, (what, does)) in FAULTS.iter().enumerate() {
        let house = House::start(&number.to_string(), *does, &seeded, folder.path())?;
        let through = || -> Result<Through> {
            let visits = house.visits(VISITED, &alone)?;
            house.now(Does::Well(WELL[0]));
            let recovery = house.recovers(WELL[0], PLACES, false)?;
            Ok(Through { visits, recovery })
        };
        without_copy.push(through().context(what)?);
        houses.push((house, Instant::now()));
    }
    let mut with_copy = Vec::new();
    for ((house, well_since), (what, does)) in houses.iter().zip(FAULTS) {
        std::thread::sleep(COPIES_LAST.saturating_sub(well_since.elapsed()));
        let through = || -> Result<Through> {
            house.now(*does);
            let visits = house.visits(VISITED, &well)?;
            house.now(Does::Well(WELL[1]));
            // The account's word is still good.
            let recovery = house.recovers(WELL[1], PLACES - 1, true)?;
            Ok(Through { visits, recovery })
        };
        with_copy.push(through().context(format!("{what}, with a copy"))?);
    }
    judged(&without, &without_copy, &with_copy, &questions)
}

/// The table; an error if a page was too late.
fn judged(
    without: &Visits,
    without_copy: &[Through],
    with_copy: &[Through],
    questions: &str,
) -> Result<String> {
    let mut text = format!(
        "Pages with neighbours that are well: {} visits, median {:.1} ms, longest {:.1} ms.\n\n\
         | what the neighbours do | visits | median ms | longest ms | later at most, ms | well again after, s \
         | with a copy: median ms | longest ms | well again after, s |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        without.count(),
        millis(without.median()),
        millis(without.longest()),
    );
    let mut latest = Duration::ZERO;
    for ((what, _), (cold, warm)) in FAULTS.iter().zip(without_copy.iter().zip(with_copy)) {
        let longest = cold.visits.longest().max(warm.visits.longest());
        let later = longest.saturating_sub(without.median());
        latest = latest.max(later);
        let _ = writeln!(
            text,
            "| {what} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
            cold.visits.count() + warm.visits.count(),
            millis(cold.visits.median()),
            millis(cold.visits.longest()),
            millis(later),
            cold.recovery.as_secs_f64(),
            millis(warm.visits.median()),
            millis(warm.visits.longest()),
            warm.recovery.as_secs_f64(),
        );
    }
    let _ = write!(
        text,
        "\nOne neighbour stood for market, cart, events, federation and account; {PLACES} fragments of the page are its. \
         Each page was, byte by byte, the one of a blog that nobody answers; where there were copies, the one with \
         neighbours that are well. “Later” is the longest visit against the median with neighbours that are well; {} ms \
         are the most.\n\n{questions}",
        LATER_MAX.as_millis(),
    );
    if latest > LATER_MAX {
        return Err(Fault::new(format!("a page was too late\n{text}")));
    }
    Ok(text)
}

/// What our own door answers to questions, signed well, badly, and at another time.
fn questions(served: &Served) -> Result<String> {
    let (path, query) = ("/internal/fragments/nav-tree", "lang=en");
    let target = format!("{path}?{query}");
    let now = process::micros_now() / 1_000_000;
    let ask = |secret: &str, at: i64| -> Result<(u16, usize)> {
        let lines = Key::of(secret).question(path, query, at);
        let mut connection = Connection::open(served.address())?;
        let answer = connection.get_with("localhost", &target, &lines)?;
        Ok((answer.status, answer.body.len()))
    };
    let well = ask(SECRET, now)?;
    let refused = [
        ask("the secret of another site altogether", now)?,
        ask(SECRET, now - HOUR_SECONDS)?,
        ask(SECRET, now + HOUR_SECONDS)?,
    ];
    if well.0 != 200 || well.1 == 0 || refused.iter().any(|answer| *answer != (404, 0)) {
        return Err(Fault::new(format!(
            "a question is answered with {well:?}, bad ones with {refused:?}"
        )));
    }
    Ok(format!(
        "A question that was signed well is answered with 200 and {} bytes; with another signature, or an hour early or \
         late, with 404 and none.\n",
        well.1
    ))
}
