//! An import's progress on the terminal: a bar for each phase, on standard error; nothing when nobody watches.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use blog_service::import::{Phase, Progress, Step};
use indicatif::{ProgressBar, ProgressStyle};

/// A bar, and whether Ctrl-C was pressed.
pub(crate) struct Bar {
    phase: Mutex<Option<Phase>>,
    bar: ProgressBar,
    stop: AtomicBool,
}

impl Bar {
    /// A bar at nothing.
    pub(crate) fn new() -> Self {
        Self {
            phase: Mutex::new(None),
            bar: ProgressBar::new(0),
            stop: AtomicBool::new(false),
        }
    }

    /// Lets the import stop at the next place where it can go on later.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn begin(&self, phase: Phase) {
        let (words, shown) = match phase {
            Phase::Checking => ("Checking the export", "{bytes} of {total_bytes}"),
            Phase::Preparing => ("Tags, authors, settings", ""),
            Phase::Fetching => ("Pictures and files", "{pos} of {len}"),
            Phase::Writing => ("Posts and pages", "{pos} of {len}"),
        };
        let template = format!("{words:<24} {{bar:32}} {shown} {{wide_msg}}");
        self.bar.set_style(
            ProgressStyle::with_template(&template)
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
    }
}

impl Progress for Bar {
    fn report(&self, step: Step<'_>) -> ControlFlow<()> {
        if let Ok(mut phase) = self.phase.lock()
            && *phase != Some(step.phase)
        {
            *phase = Some(step.phase);
            self.begin(step.phase);
        }
        self.bar.set_length(step.total);
        self.bar.set_position(step.done);
        self.bar.set_message(Cow::Owned(step.message.to_owned()));
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
