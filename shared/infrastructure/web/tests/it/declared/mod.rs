//! Pages that templates declare, what they need, and parts that come later.

mod kept;
mod parameters;
mod routes;
mod streaming;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use contracts::{AppName, ServiceError, Services};
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use include_dir::{Dir, include_dir};
use sx::{QueryArgument, ToVal, Type, Val};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use web::{App, Arguments, Asking, DataQuery, Hosts, TemplateFolder};

use crate::library::Library;
use crate::toy::{Got, Toy, plain, visit};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/it/declared/templates");

/// What a browser sends on its way to a page.
const BROWSER: [(&str, &str); 2] = [
    ("sec-fetch-mode", "navigate"),
    ("user-agent", "Mozilla/5.0 Firefox/153.0"),
];

#[derive(sx::Record)]
struct Greeting {
    words: Words,
}

/// Text that cannot be read where it says so.
struct Words(String);

impl ToVal for Words {
    const TYPE: Type = Type::Str;
    fn to_val(&self) -> Val<'_> {
        assert_ne!(self.0, "<unreadable>", "these words cannot be read");
        Val::Str(&self.0)
    }
}

/// Gates that hold up an answer until the test opens them.
struct Gates {
    gates: [(&'static str, Semaphore); 3],
    /// How many answers are held up now.
    held: watch::Sender<u32>,
}

/// An answer that is held up, until it may go on or nobody wants it any more.
struct Held<'g>(&'g watch::Sender<u32>);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|held| *held -= 1);
    }
}

impl Gates {
    fn new(open: bool) -> Arc<Self> {
        let gate = || Semaphore::new(if open { 1_000 } else { 0 });
        Arc::new(Self {
            gates: [("first", gate()), ("second", gate()), ("third", gate())],
            held: watch::Sender::new(0),
        })
    }

    fn gate(&self, name: &str) -> &Semaphore {
        let found = self.gates.iter().find(|(known, _)| *known == name);
        &found.expect("a gate").1
    }

    async fn pass(&self, name: &str) {
        self.held.send_modify(|held| *held += 1);
        let _held = Held(&self.held);
        let _passed = self.gate(name).acquire().await;
    }

    /// Waits until so many answers are held up.
    async fn until_held(&self, count: u32) {
        let mut held = self.held.subscribe();
        held.wait_for(|held| *held == count).await.expect("gates");
    }
}

const ARGUMENTS: &[QueryArgument] = &[
    QueryArgument {
        name: "name",
        required: true,
    },
    QueryArgument {
        name: "gate",
        required: true,
    },
];

async fn greet(gates: Arc<Gates>, arguments: Arguments) -> Result<Greeting, ServiceError> {
    tracing::info!("greeting {:?}", arguments.text("name"));
    gates.pass(arguments.text("gate").unwrap_or_default()).await;
    match arguments.text("name") {
        Some("nobody") => Err(ServiceError::NotFound),
        Some("broken") => Err(ServiceError::Unavailable("it is away".into())),
        Some("panic") => panic!("this query panics"),
        name => Ok(Greeting {
            words: Words(format!("<{}>", name.unwrap_or_default())),
        }),
    }
}

fn app(gates: Arc<Gates>) -> App {
    let answer = move |_: Asking, arguments| greet(gates.clone(), arguments);
    App {
        templates: TemplateFolder {
            label: "toy/declared",
            folder: PathBuf::new(),
            embedded: TEMPLATES.clone(),
        },
        queries: vec![DataQuery::new("greet", ARGUMENTS, "A greeting.", answer)],
        ..plain(AppName::Blog, Router::new)
    }
}

fn house(gates: &Arc<Gates>) -> Hosts {
    Toy {
        apps: vec![app(gates.clone())],
        ..Toy::new()
    }
    .open()
}

async fn whole(address: &str) -> Got {
    visit(&house(&Gates::new(true)), address).await
}

/// The next piece of a body.
async fn piece(body: &mut Body) -> Option<String> {
    let frame = body.frame().await?.expect("the body goes on");
    let bytes: Bytes = frame.into_data().expect("data");
    Some(String::from_utf8(bytes.to_vec()).expect("text"))
}

async fn in_parts(hosts: &Hosts, path: &str) -> Body {
    let mut request = Request::get(path).header("host", "blog.localhost:8000");
    for (name, value) in BROWSER {
        request = request.header(name, value);
    }
    // A compressor would hold the pieces together.
    request = request.header("accept-encoding", "gzip, zstd");
    let request = request.body(Body::empty()).expect("a request");
    let response = hosts.answer(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.headers().get("content-encoding").is_none());
    assert_eq!(response.headers()["cache-control"], "private, no-cache");
    response.into_body()
}

#[tokio::test]
async fn a_declared_page_is_drawn_with_what_stands_in_its_address() {
    let page = whole("blog.localhost/hello/Ada%20B/?times=3&other=x").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text().contains("<p>Hello, Ada B, 3</p>"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("<tr><td>&lt;Ada B&gt; 3</td></tr>"));
    assert!(
        page.text()
            .contains("<p>&lt;second&gt;<b>&lt;third&gt;</b></p>")
    );
    assert!(!page.text().contains("<template"), "{}", page.text());
}

#[tokio::test]
async fn addresses_that_are_none_are_not_found() {
    for address in [
        "blog.localhost/hello/",
        "blog.localhost/hello/a/b/",
        "blog.localhost/hello/ada/?times=three",
        "blog.localhost/hello/%ff/",
        "blog.localhost/nothing/",
    ] {
        assert_eq!(
            whole(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let lacking = whole("blog.localhost/hello/ada?times=2").await;
    assert_eq!(lacking.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(lacking.header("location"), "/hello/ada/?times=2");
    let long = "x".repeat(2_000);
    for address in [
        format!("blog.localhost/hello/{long}/"),
        format!("blog.localhost/hello/ada/?times={long}"),
    ] {
        assert_eq!(whole(&address).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_a_page_cannot_do_without_is_its_own_fault() {
    let page = whole("blog.localhost/needed/ada/").await;
    assert!(
        page.text().contains("<p>&lt;ada&gt;</p>"),
        "{}",
        page.text()
    );
    assert_eq!(
        whole("blog.localhost/needed/nobody/").await.status,
        StatusCode::NOT_FOUND
    );
    let away = whole("blog.localhost/needed/broken/").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    let fallen = whole("blog.localhost/needed/panic/").await;
    assert_eq!(fallen.status, StatusCode::INTERNAL_SERVER_ERROR);
}

/// The clock stands, and leaps when everybody waits.
#[tokio::test(start_paused = true)]
async fn a_page_that_asks_is_not_late_for_want_of_settings() {
    let limits = web::Limits::default();
    let hosts = Toy {
        apps: vec![app(Gates::new(true))],
        services: Services {
            blog: Arc::new(Library {
                is_asleep: true,
                ..Library::default()
            }),
            ..Services::none()
        },
        limits,
        ..Toy::new()
    }
    .open();
    for (address, words) in [
        ("blog.localhost/needed/ada/", "<p>&lt;ada&gt;</p>"),
        ("blog.localhost/language/", "<p>&lt;en&gt;</p>"),
    ] {
        // What comes at the deadline itself is not late.
        let within = limits.surroundings_time + Duration::from_millis(10);
        let page = timeout(within, visit(&hosts, address)).await;
        let page = page.expect("it is not late");
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text().contains(words), "{}", page.text());
    }
}
