//! Toy apps, a house of them, and requests to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Json, Path as PathOf};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use contracts::{
    AppName, FieldError, FixedClock, IdSource, Instant, ServiceError, ServiceResult, Services,
};
use data::config::{Network, Secret};
use data::{Cache, SiteKey};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use include_dir::{Dir, include_dir};
use url::Url;
use web::{
    Answer, App, Done, Fault, Form, Frame, Hosts, Limits, MediaFile, MediaFiles, Mode, Place,
    Readiness, Refusal, RequestContext, Scheme, Setup, Staff, StartError, Template, TemplateFolder,
    Urls,
};

/// 2026-11-24T12:00:00Z.
pub(crate) const NOW: Instant = Instant(1_795_521_600_000_000);

/// What the processes of the toy site sign with.
pub(crate) const SECRET: &str = "a secret of thirty-two characters";

pub(crate) const HOME: Template<HomeView> = Template::new("~blog:pages/home");

#[derive(sx::Record)]
pub(crate) struct HomeView {
    pub(crate) word: String,
    pub(crate) published: Option<i64>,
}

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/it/templates");

pub(crate) fn templates() -> TemplateFolder {
    TemplateFolder {
        label: "toy/templates",
        folder: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/templates")),
        embedded: TEMPLATES.clone(),
    }
}

/// A blog with a page, and a route for each way in which a handler can end.
pub(crate) fn blog() -> App {
    App {
        queries: Vec::new(),
        views: vec![HOME.check()],
        ..plain(AppName::Blog, blog_routes)
    }
}

/// An app with nothing but what the frame gives it.
pub(crate) fn plain(name: AppName, routes: fn() -> Router<Frame>) -> App {
    App {
        name,
        routes,
        templates: templates(),
        fragments: Vec::new(),
        queries: Vec::new(),
        views: Vec::new(),
    }
}

fn blog_routes() -> Router<Frame> {
    Router::new()
        .route("/", get(home))
        .route("/word/{word}", get(word))
        .route("/{word}", get(async |cx: RequestContext| cx.with_slash()))
        .route(
            "/words/{word}",
            get(async |cx: RequestContext| cx.with_slash()),
        )
        .route("/feed", get(feed))
        .route("/panic", get(panicking))
        .route("/slow", get(slow))
        .route("/fault/{kind}", get(fault))
        .route("/count", post(async |body: Bytes| body.len().to_string()))
        .route(
            "/json",
            post(async |Json(value): Json<Vec<u32>>| value.len().to_string()),
        )
        .route("/letter", get(letter).post(write_letter))
        .route("/staff", get(staff))
        .route(
            "/number/{number}",
            get(async |Place(number): Place<u32>| number.to_string()),
        )
        .route("/large", get(async || "x".repeat(100_000)))
}

async fn home(cx: RequestContext) -> Answer {
    let view = HomeView {
        word: "Bread & roses".into(),
        published: Some(NOW.micros()),
    };
    cx.page(HOME, &view).await
}

async fn word(PathOf(word): PathOf<String>, cx: RequestContext) -> Answer {
    cx.page(
        HOME,
        &HomeView {
            word,
            published: None,
        },
    )
    .await
}

#[derive(serde::Deserialize)]
struct Letter {
    words: String,
    copies: u32,
}

#[derive(Clone, Copy, Debug)]
enum Sent {
    Once,
    Often,
}

impl Done for Sent {
    const ALL: &'static [Self] = &[Self::Once, Self::Often];
    fn key(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Often => "often",
        }
    }
}

/// Says what the form before it did.
async fn letter(cx: RequestContext) -> String {
    format!("{:?}", cx.done::<Sent>())
}

/// A letter without words is refused, one that says “twice” conflicts, and “away” finds nobody.
async fn write_letter(cx: RequestContext, Form(letter): Form<Letter>) -> Answer {
    let refused = match letter.words.as_str() {
        "" => ServiceError::Invalid(vec![FieldError {
            field: "words".into(),
            reason: "write some".into(),
        }]),
        "twice" => ServiceError::Conflict("a secret of the house".into()),
        "away" => ServiceError::Unavailable("a secret of the house".into()),
        _ if letter.copies > 1 => return Ok(cx.see_done("/letter?page=2#end", Sent::Often)),
        _ => return Ok(cx.see_done("//letter", Sent::Once)),
    };
    let refusal = Refusal::of(refused)?;
    let field = refusal.field("words", &letter.words);
    let page = Html(format!("{field:?} {:?}", refusal.view()));
    Ok((refusal.status(), page).into_response())
}

async fn staff(cx: RequestContext) -> Answer {
    let staff: Staff = cx.staff()?;
    Ok(format!("{staff:?}").into_response())
}

async fn feed(cx: RequestContext) -> Response {
    cx.document("application/rss+xml; charset=utf-8", "<rss/>".into())
}

async fn panicking() -> Answer {
    panic!("a secret of the house");
}

async fn slow() -> Answer {
    tokio::time::sleep(Duration::from_secs(3600)).await;
    Ok("at last".into_response())
}

async fn fault(PathOf(kind): PathOf<String>) -> Answer {
    let secret = || "a secret of the house".to_owned();
    Err(match kind.as_str() {
        "not-found" => ServiceError::NotFound.into(),
        "forbidden" => ServiceError::Forbidden.into(),
        "invalid" => ServiceError::Invalid(vec![FieldError {
            field: "name".into(),
            reason: "it is empty: write one".into(),
        }])
        .into(),
        "conflict" => ServiceError::Conflict(secret()).into(),
        "unavailable" => ServiceError::Unavailable(secret()).into(),
        _ => Fault::internal(secret()),
    })
}

/// What a test may change of the house.
pub(crate) struct Toy {
    pub(crate) apps: Vec<App>,
    pub(crate) services: Services,
    pub(crate) clock: FixedClock,
    pub(crate) peers: BTreeMap<AppName, Url>,
    pub(crate) secret: &'static str,
    pub(crate) trusted_proxies: Vec<Network>,
    pub(crate) media: PathBuf,
    pub(crate) readiness: Result<(), String>,
    pub(crate) scheme: Scheme,
    pub(crate) domain: &'static str,
    pub(crate) cache: Cache,
    pub(crate) mode: Mode,
    pub(crate) limits: Limits,
}

impl Toy {
    pub(crate) fn new() -> Self {
        crate::logging::listen();
        let clock = FixedClock::at(NOW);
        Self {
            apps: vec![blog(), plain(AppName::Market, Router::new)],
            services: Services::none(),
            peers: BTreeMap::new(),
            secret: SECRET,
            trusted_proxies: Vec::new(),
            cache: Cache::memory(16 << 20, Arc::new(clock.clone())),
            clock,
            media: PathBuf::new(),
            readiness: Ok(()),
            scheme: Scheme::Http,
            domain: "localhost",
            mode: Mode::Installed,
            // No test depends on how busy the machine is; the deadline's own test pauses the clock.
            limits: Limits {
                surroundings_time: Duration::from_secs(600),
                ..Limits::default()
            },
        }
    }

    pub(crate) fn open(self) -> Hosts {
        self.try_open().unwrap_or_else(|error| panic!("{error}"))
    }

    pub(crate) fn try_open(self) -> Result<Hosts, StartError> {
        let port = if self.scheme == Scheme::Http {
            8000
        } else {
            443
        };
        let setup = Setup {
            services: self.services,
            clock: Arc::new(self.clock),
            ids: Arc::new(CountedIds(AtomicU64::new(1))),
            urls: Urls::new(self.scheme, self.domain, port),
            peers: self.peers,
            trusted_proxies: self.trusted_proxies,
            key: SiteKey::of(&Secret(self.secret.to_owned())),
            media: Arc::new(Folder(self.media)),
            readiness: Arc::new(Ready(self.readiness)),
            cache: self.cache,
            mode: self.mode,
            limits: self.limits,
        };
        setup.open(self.apps)
    }
}

struct CountedIds(AtomicU64);

impl IdSource for CountedIds {
    fn next(&self) -> uuid::Uuid {
        uuid::Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }
}

struct Ready(Result<(), String>);

#[async_trait]
impl Readiness for Ready {
    async fn ready(&self) -> Result<(), String> {
        self.0.clone()
    }
}

/// Files by `hash`; the media type is the file's extension. Copies are never made yet.
struct Folder(PathBuf);

#[async_trait]
impl MediaFiles for Folder {
    async fn open(&self, hash: &str, width: Option<u32>) -> ServiceResult<Option<MediaFile>> {
        for (extension, kind) in [
            ("png", "image/png"),
            ("svg", "image/svg+xml"),
            ("mp4", "video/mp4"),
            ("exe", "x/y"),
        ] {
            let path = self.0.join(format!("{hash}.{extension}"));
            if let Ok(facts) = std::fs::metadata(&path) {
                let (len, content_type) = (facts.len(), kind.to_owned());
                let is_stand_in = width.is_some();
                return Ok(Some(MediaFile {
                    path,
                    len,
                    content_type,
                    is_stand_in,
                }));
            }
        }
        Ok(None)
    }
}

/// An answer with its whole body.
pub(crate) struct Got {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Got {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("the body is text")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a readable header"))
    }
}

pub(crate) async fn send(hosts: &Hosts, request: Request<Body>) -> Got {
    let (head, body) = hosts.answer(request).await.into_parts();
    let bytes = body.collect().await.expect("the body arrives").to_bytes();
    Got {
        status: head.status,
        headers: head.headers,
        bytes,
    }
}

/// `GET` of an address such as `blog.localhost:8000/path`, with headers.
pub(crate) async fn fetch(hosts: &Hosts, address: &str, headers: &[(&str, &str)]) -> Got {
    let (host, path) = address.split_once('/').expect("an address has a path");
    let mut request = Request::get(format!("/{path}")).header("host", host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(hosts, request.body(Body::empty()).expect("a request")).await
}

pub(crate) async fn visit(hosts: &Hosts, address: &str) -> Got {
    fetch(hosts, address, &[]).await
}

/// A `POST` to the blog, as a page of the blog sends it.
pub(crate) fn from_here(path: &str) -> http::request::Builder {
    Request::post(path)
        .header("host", "blog.localhost:8000")
        .header("origin", "http://blog.localhost:8000")
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file in the test's own folder");
}
