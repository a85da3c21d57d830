//! The line that each request leaves.

use std::io;
use std::sync::{Mutex, Once, PoisonError};

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;

use crate::toy::{Toy, fetch};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Gathers the log of all tests of this process. One logger for all: tracing remembers for each place in the code
/// whether anyone listens, and a logger of one test alone would depend on which test came there first.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let lines = tracing_subscriber::fmt::layer()
            .json()
            .with_writer(|| Gathered);
        // Spans of requests are there where traces are configured.
        let wanted = Targets::new()
            .with_default(Level::INFO)
            .with_target("span", Level::TRACE);
        let logger = tracing_subscriber::registry().with(lines).with(wanted);
        tracing::subscriber::set_global_default(logger).expect("the only logger");
    });
}

/// The lines of requests for a path.
pub(crate) fn requests_for(path: &str) -> Vec<serde_json::Value> {
    let mut lines = lines_with(path);
    lines.retain(|line| line["target"] == "request");
    lines
}

/// The lines that say something.
pub(crate) fn lines_with(words: &str) -> Vec<serde_json::Value> {
    let written = LINES.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let written = String::from_utf8(written).expect("the log is text");
    let lines = written.lines().filter(|line| line.contains(words));
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

struct Gathered;

impl io::Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn one_line_a_request_that_reads_alone_and_can_be_searched() {
    let hosts = Toy::new().open();
    let address = "blog.localhost:8000/word/logged?token=private-token";
    let answer = fetch(&hosts, address, &[("accept-encoding", "zstd")]).await;

    let written = LINES.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let written = String::from_utf8(written).expect("the log is text");
    assert!(
        !written.contains("private-token"),
        "queries are nobody's business"
    );
    let requests = requests_for("/word/logged");
    assert_eq!(requests.len(), 1, "{written}");
    let fields = &requests[0]["fields"];
    assert_eq!(fields["message"], "GET blog.localhost/word/logged 200");
    assert_eq!(fields["app"], "blog");
    assert_eq!(fields["status"], 200);
    assert_eq!(fields["bytes"], answer.bytes.len());
    assert_eq!(fields["request_id"], answer.header("x-request-id"));
    assert!(fields["micros"].is_u64());
}
