//! Pages that ask, on routes whose pages are kept.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use contracts::AppName;
use tokio::time::timeout;
use web::{Answer, App, Frame, Hosts, NoFields, RequestContext, Template, kept};

use super::{Gates, app, in_parts, piece};
use crate::toy::{Toy, fetch, plain};

const ASKING: Template<NoFields> = Template::new("~blog:pages/asking");

fn routes() -> Router<Frame> {
    Router::new().route("/asking/", kept(get(asking)))
}

async fn asking(cx: RequestContext) -> Answer {
    cx.page(ASKING, &NoFields {}).await
}

fn house(gates: &std::sync::Arc<Gates>) -> Hosts {
    let declared = app(gates.clone());
    let app = App {
        templates: declared.templates,
        queries: declared.queries,
        views: vec![ASKING.check()],
        ..plain(AppName::Blog, routes)
    };
    Toy {
        apps: vec![app],
        ..Toy::new()
    }
    .open()
}

#[tokio::test(start_paused = true)]
async fn a_browser_does_not_wait_for_the_answers_of_a_crawler() {
    let gates = Gates::new(false);
    let hosts = house(&gates);
    let crawler = async {
        let headers = [("accept-encoding", "gzip, zstd")];
        fetch(&hosts, "blog.localhost:8000/asking/", &headers).await
    };
    let browser = async {
        gates.until_held(2).await;
        // The clock stands, and leaps when everybody waits.
        let shell = timeout(Duration::from_millis(1), async {
            let mut body = in_parts(&hosts, "/asking/").await;
            piece(&mut body).await.expect("the page")
        })
        .await;
        gates.gate("second").add_permits(1);
        gates.gate("third").add_permits(1);
        shell.expect("the page is there before the answers")
    };
    let (whole, shell) = futures_util::future::join(crawler, browser).await;
    assert!(shell.contains("wait for the second"), "{shell}");
    assert!(!shell.contains("&lt;second&gt;"), "{shell}");
    assert!(whole.status.is_success());
}
