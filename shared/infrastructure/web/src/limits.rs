//! How much one request may be and take.

use std::time::Duration;

/// The bounds of requests and connections. The defaults are what `serve` uses.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's body; beyond: 413.
    pub body_bytes: usize,
    /// Bytes of a form that people fill in; beyond: 413.
    pub form_bytes: usize,
    /// Bytes of path and query; beyond: 414.
    pub target_bytes: usize,
    /// How often one visitor's address may send a form in a minute; beyond: 429.
    pub writes_per_minute: u32,
    /// Until the response's head is there; beyond: 503.
    pub request_time: Duration,
    /// For the data that a page's templates need; what is late is missing, and its fallback stays.
    pub answers_time: Duration,
    /// For settings, menus and fragments of a page, together. What is late is left out or shown as it was. A little less
    /// than the 150 ms by which a page may be late: a busy machine has timers ring late.
    pub surroundings_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            form_bytes: 64 << 10,
            target_bytes: 8 << 10,
            writes_per_minute: 120,
            request_time: Duration::from_secs(10),
            answers_time: Duration::from_secs(9),
            surroundings_time: Duration::from_millis(140),
        }
    }
}
