//! Programs made by chance, compiled and naive.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use sx::naive::comparison::Tally;
use sx::naive::programs::FEATURES;

/// Programs that a thread takes at a time.
const BATCH: u64 = 2_000;

/// Compares `count` programs from `seed` on, on all processors.
pub(super) fn run(count: &str, seed: &str) -> Result<String, String> {
    let number = |text: &str| {
        text.parse::<u64>()
            .map_err(|_| format!("`{text}` is no number"))
    };
    let (count, first) = (number(count)?, number(seed)?);
    let next = Arc::new(AtomicU64::new(0));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let threads: Vec<_> = (0..workers)
        .map(|_| {
            let next = Arc::clone(&next);
            thread::spawn(move || work(&next, first, count))
        })
        .collect();
    let mut all = Tally::default();
    for thread in threads {
        let tally = thread
            .join()
            .map_err(|_| "a thread panicked".to_owned())??;
        all.merge(tally);
    }
    all.verdict()?;
    Ok(report(&all, first))
}

fn work(next: &AtomicU64, first: u64, count: u64) -> Result<Tally, String> {
    let mut all = Tally::default();
    loop {
        let at = next.fetch_add(BATCH, Ordering::Relaxed);
        if at >= count || !all.differing.is_empty() {
            return Ok(all);
        }
        let end = (at + BATCH).min(count);
        let tally = Tally::of(first + at..first + end).map_err(|error| error.to_string())?;
        all.merge(tally);
    }
}

fn report(tally: &Tally, first: u64) -> String {
    let percent = |part: u64| part as f64 * 100.0 / tally.programs.max(1) as f64;
    let row = |what: &str, part: u64| format!("| {what} | {part} | {:.2} |\n", percent(part));
    let mut report = format!(
        "{} programs, seeds {first} to {}; {} MB of HTML compared; {} wires without calls and {} with them, read and carried out to the same pages.\n\n| what became of them | programs | % |\n| --- | --- | --- |\n",
        tally.programs,
        first + tally.programs - 1,
        tally.bytes / 1_000_000,
        tally.wires.expanded,
        tally.wires.calls,
    );
    report.push_str(&row(
        "the same page, and each host function called as often",
        tally.same,
    ));
    report.push_str(&row("the same failure", tally.both_fail));
    report.push_str(&row(
        "both fail, each at another of several faults",
        tally.elsewhere,
    ));
    report.push_str(&row("a limit ended one or both: skipped", tally.limit));
    report.push_str(&row("refused by the compiler: skipped", tally.refused));
    report.push_str(&row("different", tally.differing.len() as u64));
    report.push_str("\n| programs carried out that have | |\n| --- | --- |\n");
    for ((feature, _), count) in FEATURES.iter().zip(&tally.used) {
        report.push_str(&format!("| {feature} | {count} |\n"));
    }
    report.push_str("\n| how both failed, the most frequent ways | |\n| --- | --- |\n");
    let mut messages: Vec<_> = tally.messages.iter().collect();
    messages.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (message, count) in messages.into_iter().take(25) {
        report.push_str(&format!("| {message} | {count} |\n"));
    }
    report
}
