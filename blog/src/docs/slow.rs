//! A question whose answer takes its time, for the page that shows what happens meanwhile.

use std::time::Duration;

use web::DataQuery;

/// Long enough to be seen, and no more.
const TAKES: Duration = Duration::from_millis(500);

#[derive(sx::Record)]
struct SlowView {
    words: &'static str,
}

pub(super) fn query() -> DataQuery {
    DataQuery::new(
        "docs-slow",
        &[],
        "An answer that takes half a second.",
        async |_, _| {
            tokio::time::sleep(TAKES).await;
            Ok(SlowView {
                words: "It was asked for when you asked for the page, and drawn when the answer was there.",
            })
        },
    )
}
