//! Pages that templates declare, what they need, and parts that come later.

mod kept;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use contracts::{AppName, ServiceError};
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use include_dir::{Dir, include_dir};
use sx::QueryArgument;
use tokio::sync::Semaphore;
use web::{App, Arguments, Asking, DataQuery, Hosts, TemplateFolder};

use crate::toy::{Got, Toy, fetch, plain, visit};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/it/declared/templates");

/// What a browser sends on its way to a page.
const BROWSER: [(&str, &str); 2] = [
    ("sec-fetch-mode", "navigate"),
    ("user-agent", "Mozilla/5.0 Firefox/153.0"),
];

#[derive(sx::Record)]
struct Greeting {
    words: String,
}

/// Gates that hold up an answer until the test opens them.
struct Gates {
    gates: [(&'static str, Semaphore); 3],
    /// How many answers are held up now.
    held: AtomicU32,
}

/// An answer that is held up, until it may go on or nobody wants it any more.
struct Held<'g>(&'g AtomicU32);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Gates {
    fn new(open: bool) -> Arc<Self> {
        let gate = || Semaphore::new(if open { 1_000 } else { 0 });
        Arc::new(Self {
            gates: [("first", gate()), ("second", gate()), ("third", gate())],
            held: AtomicU32::new(0),
        })
    }

    fn gate(&self, name: &str) -> &Semaphore {
        let found = self.gates.iter().find(|(known, _)| *known == name);
        &found.expect("a gate").1
    }

    async fn pass(&self, name: &str) {
        self.held.fetch_add(1, Ordering::SeqCst);
        let _held = Held(&self.held);
        let _passed = self.gate(name).acquire().await;
    }

    /// Waits until so many answers are held up.
    async fn until_held(&self, count: u32) {
        while self.held.load(Ordering::SeqCst) != count {
            tokio::task::yield_now().await;
        }
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
    gates.pass(arguments.text("gate").unwrap_or_default()).await;
    match arguments.text("name") {
        Some("nobody") => Err(ServiceError::NotFound),
        Some("broken") => Err(ServiceError::Unavailable("it is away".into())),
        Some("panic") => panic!("this query panics"),
        name => Ok(Greeting {
            words: format!("<{}>", name.unwrap_or_default()),
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
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.into_body()
}

/// What the script makes of a page and its parts, in the order in which they come.
fn put_together(pieces: &str) -> String {
    let mut page = pieces.to_owned();
    while let Some(start) = page.find("<template for=\"") {
        let id_at = start + "<template for=\"".len();
        let id = page[id_at..].split('"').next().expect("an id").to_owned();
        let text_at = id_at + id.len() + 2;
        let end = text_at + balanced(&page[text_at..]);
        let text = page[text_at..end].to_owned();
        page.replace_range(start..end + "</template><!---->".len(), "");
        let (open, close) = (
            format!("<template id=\"{id}\"></template>"),
            format!("<!--/{id}-->"),
        );
        let from = page.find(&open).expect("a placeholder");
        let to = page.find(&close).expect("its end") + close.len();
        page.replace_range(from..to, &text);
    }
    for (from, to) in [("<noscript", "</noscript>"), ("<script", "</script>")] {
        let start = page.find(from).expect("it is there");
        let end = page[start..].find(to).expect("it ends") + start + to.len();
        page.replace_range(start..end, "");
    }
    page
}

/// Where the template ends that began before this text: placeholders are templates too.
fn balanced(text: &str) -> usize {
    let (mut at, mut open) = (0, 1);
    loop {
        let next_end = text[at..].find("</template>").expect("an end") + at;
        open += text[at..next_end].matches("<template ").count();
        open -= 1;
        if open == 0 {
            return next_end;
        }
        at = next_end + "</template>".len();
    }
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
    assert_eq!(lacking.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(lacking.header("location"), "/hello/ada/?times=2");
    let long = format!("blog.localhost/hello/{}/", "x".repeat(2_000));
    assert_eq!(whole(&long).await.status, StatusCode::NOT_FOUND);
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

#[tokio::test]
async fn a_part_that_fails_leaves_its_fallback() {
    for name in ["nobody", "broken", "panic"] {
        let page = whole(&format!("blog.localhost/hello/{name}/")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("<tr><td>wait for the first</td></tr>"));
        assert!(page.text().contains("&lt;third&gt;"), "{}", page.text());
        let hosts = house(&Gates::new(true));
        let headers = [BROWSER[0], BROWSER[1]];
        let parts = fetch(&hosts, &format!("blog.localhost/hello/{name}/"), &headers).await;
        assert!(
            parts.text().contains("wait for the first"),
            "{}",
            parts.text()
        );
        assert!(parts.text().ends_with("</body></html>"));
    }
}

#[tokio::test]
async fn a_browser_has_the_page_before_its_slow_parts_and_the_same_page_in_the_end() {
    let gates = Gates::new(false);
    let hosts = house(&gates);
    let mut body = in_parts(&hosts, "/hello/ada/").await;
    let shell = piece(&mut body).await.expect("the page");
    assert!(shell.contains("<p>the end</p>"), "{shell}");
    assert!(shell.contains("wait for the first") && shell.contains("wait for the second"));
    assert!(
        shell.contains("sx-whole") && !shell.contains("</body>"),
        "{shell}"
    );
    // Out of order: the second part, what waits inside it, then the first.
    gates.gate("second").add_permits(1);
    let second = piece(&mut body).await.expect("the second part");
    assert!(
        second.contains("&lt;second&gt;") && second.contains("wait inside"),
        "{second}"
    );
    gates.gate("third").add_permits(1);
    let third = piece(&mut body).await.expect("the third part");
    assert_eq!(
        third,
        "<template for=\"sx-2-1\"><b>&lt;third&gt;</b></template><!---->"
    );
    gates.gate("first").add_permits(1);
    let first = piece(&mut body).await.expect("the first part");
    assert!(first.contains("<tr><td>&lt;ada&gt; 1</td></tr>"), "{first}");
    assert_eq!(piece(&mut body).await.as_deref(), Some("</body></html>"));
    assert_eq!(piece(&mut body).await, None);

    let pieces = [shell, second, third, first, "</body></html>".to_owned()].concat();
    let all_at_once = whole("blog.localhost/hello/ada/").await;
    assert_eq!(put_together(&pieces), all_at_once.text());
}

#[tokio::test]
async fn who_is_no_browser_or_asks_for_it_has_the_whole_page() {
    let hosts = house(&Gates::new(true));
    let expected = visit(&hosts, "blog.localhost/hello/ada/").await;
    let crawler = [
        ("sec-fetch-mode", "navigate"),
        ("user-agent", "Googlebot/2.1"),
    ];
    let crawled = fetch(&hosts, "blog.localhost/hello/ada/", &crawler).await;
    assert_eq!(crawled.text(), expected.text());
    let asked = fetch(&hosts, "blog.localhost/hello/ada/?sx-whole", &BROWSER).await;
    assert!(!asked.text().contains("<template"), "{}", asked.text());
    assert!(asked.text().contains("&lt;third&gt;"));
}

#[test]
fn a_page_cannot_ask_with_what_its_requests_do_not_have() {
    let text = "(defpage ~blog:pages/x :path \"/x/\" :needs ((it (greet :name @nam :gate \"first\"))) :content (p (get it :words)))";
    let folder = tempfile::tempdir().expect("a folder");
    crate::toy::write(folder.path(), "x.sx", text);
    let mut broken = app(Gates::new(true));
    broken.templates = TemplateFolder {
        label: "toy/declared",
        folder: folder.path().to_owned(),
        embedded: Dir::new("", &[]),
    };
    let toy = Toy {
        apps: vec![broken],
        mode: web::Mode::Dev,
        ..Toy::new()
    };
    let error = toy.try_open().err().expect("it does not open").to_string();
    assert!(error.contains("`greet` asks with `@nam`"), "{error}");
}
