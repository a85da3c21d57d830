//! A page on another thread, while the attacks go on.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sx::{HtmlSink, Limits, View};

use super::attack::Attacks;
use crate::sx_speed::cards;
use crate::sx_speed::page::Page;

/// How long the page is drawn again and again.
const SPAN: Duration = Duration::from_secs(4);

/// How long drawing the page takes.
pub(super) struct Latency {
    pub(super) median: Duration,
    pub(super) p99: Duration,
    pub(super) renders: usize,
}

/// The page by itself.
pub(super) fn alone() -> Latency {
    let view = cards::view();
    let page = Page::new("cards.sx", cards::SOURCE, cards::Page::SHAPE);
    let mut times = Vec::new();
    let begin = Instant::now();
    while begin.elapsed() < SPAN {
        let start = Instant::now();
        std::hint::black_box(page.render(&view));
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    Latency {
        median: at(50),
        p99: at(99),
        renders: times.len(),
    }
}

/// The page while another thread carries out one attack after the other.
pub(super) fn under_attack(attacks: &Attacks) -> Latency {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                for attack in attacks.all() {
                    std::hint::black_box(attack.carry_out(HtmlSink::new(), Limits::tenant()));
                }
            }
        });
        let latency = alone();
        over.store(true, Ordering::Relaxed);
        latency
    })
}
