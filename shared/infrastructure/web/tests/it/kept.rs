//! Whole pages that are kept for everybody, and for nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::routing::get;
use contracts::cart::{Cart, CartSummary};
use contracts::{AppName, FixedClock, ServiceError, ServiceResult, Services, Tag};
use data::Cache;
use futures_util::future::join_all;
use http::{Request, StatusCode, header};
use tokio::sync::Semaphore;
use web::{
    Answer, App, CartMini, Fault, FragmentRoute, Frame, Hosts, Mode, NavTree, RequestContext,
    Visitor, kept, nothing_yet,
};

use crate::library::Library;
use crate::toy::{Got, HOME, HomeView, Toy, fetch, plain, send, visit};

/// A domain that counts how often it is asked, and can be told to fail or to keep everybody waiting.
struct Counter {
    /// How many wait for an answer now.
    waiting: AtomicU32,
    asked: AtomicU32,
    is_broken: AtomicBool,
    room: Semaphore,
}

/// Somebody who waits, until they have their answer or give up.
struct Waiting<'a>(&'a AtomicU32);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[async_trait]
impl Cart for Counter {
    async fn summary(&self) -> ServiceResult<CartSummary> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let waiting = Waiting(&self.waiting);
        let _place = self.room.acquire().await;
        drop(waiting);
        let items = 1 + self.asked.fetch_add(1, Ordering::SeqCst);
        match self.is_broken.load(Ordering::SeqCst) {
            true => Err(ServiceError::Unavailable("it is away".into())),
            false => Ok(CartSummary { items }),
        }
    }
}

/// A house whose page tells how often it was made.
struct Shop {
    hosts: Hosts,
    counter: Arc<Counter>,
    cache: Cache,
    clock: FixedClock,
}

impl Shop {
    fn open() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Toy)) -> Self {
        let counter = Arc::new(Counter {
            waiting: AtomicU32::new(0),
            asked: AtomicU32::new(0),
            is_broken: AtomicBool::new(false),
            room: Semaphore::new(1_000),
        });
        let app = App {
            fragments: vec![FragmentRoute::of(nothing_yet::<NavTree>)],
            queries: Vec::new(),
            views: vec![HOME.check()],
            ..plain(AppName::Blog, routes)
        };
        let mut toy = Toy {
            apps: vec![app],
            services: Services {
                cart: counter.clone(),
                ..Services::none()
            },
            ..Toy::new()
        };
        change(&mut toy);
        let (cache, clock) = (toy.cache.clone(), toy.clock.clone());
        let hosts = toy.open();
        Self {
            hosts,
            counter,
            cache,
            clock,
        }
    }

    async fn visit(&self, path: &str) -> Got {
        visit(&self.hosts, &format!("blog.localhost{path}")).await
    }

    async fn fetch(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        fetch(&self.hosts, &format!("blog.localhost{path}"), headers).await
    }

    async fn drop(&self, tag: Tag) {
        self.cache.drop_tags(&[tag]).await.expect("dropped");
    }

    fn break_down(&self) {
        self.counter.is_broken.store(true, Ordering::SeqCst);
    }

    fn made(&self) -> u32 {
        self.counter.asked.load(Ordering::SeqCst)
    }
}

fn routes() -> Router<Frame> {
    Router::new()
        .route("/", kept(get(tagged)))
        .route("/with-a-fragment", kept(get(with_a_fragment)))
        .route("/untagged", kept(get(page)))
        .route("/missing", kept(get(missing)))
        .route("/not-kept", get(tagged))
        .route("/settings-first", kept(get(settings_first)))
}

async fn page(cx: RequestContext) -> Answer {
    let made = cx.services().cart.summary().await?.items;
    let view = HomeView {
        word: format!("made {made} times"),
        published: None,
    };
    cx.page(HOME, &view).await
}

async fn tagged(cx: RequestContext) -> Answer {
    cx.tag(Tag::Posts);
    page(cx).await
}

async fn with_a_fragment(cx: RequestContext) -> Answer {
    let _ = cx.fragments([CartMini.into()]).await;
    tagged(cx).await
}

/// Has read the settings before it waits for its domain.
async fn settings_first(cx: RequestContext) -> Answer {
    let _ = cx.site().await?;
    tagged(cx).await
}

async fn missing(cx: RequestContext) -> Answer {
    cx.tag(Tag::Posts);
    let _ = cx.services().cart.summary().await?;
    Err(Fault::not_found())
}

#[tokio::test]
async fn a_page_is_made_once_for_everybody() {
    let shop = Shop::open();
    let first = shop.visit("/").await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.text().contains("made 1 times"), "{}", first.text());
    for _ in 0..3 {
        let next = shop.visit("/").await;
        assert_eq!((next.status, next.text()), (first.status, first.text()));
        for name in ["content-type", "etag", "cache-control", "vary"] {
            assert_eq!(next.header(name), first.header(name), "{name}");
            assert_ne!(next.header(name), "", "{name}");
        }
        assert_ne!(next.header("x-request-id"), first.header("x-request-id"));
        assert_ne!(next.header("content-security-policy"), "");
    }
    assert_eq!(shop.made(), 1);
}

#[tokio::test]
async fn whoever_has_it_gets_a_head_alone() {
    let shop = Shop::open();
    let tag = shop.visit("/").await.header("etag").to_owned();
    let again = shop.fetch("/", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.text()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(again.header("etag"), tag);
    let other = shop.fetch("/", &[("if-none-match", "\"other\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    assert_eq!(shop.made(), 1);
    // The first to ask has an old copy of it: the others get the page all the same.
    shop.drop(Tag::Posts).await;
    let fresh = shop.fetch("/", &[("if-none-match", &tag)]).await;
    assert_eq!(fresh.status, StatusCode::OK);
    let fresh = fresh.header("etag").to_owned();
    assert_ne!(fresh, tag);
    assert!(shop.visit("/").await.text().contains("made 2 times"));
    let again = shop.fetch("/", &[("if-none-match", &fresh)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(shop.made(), 2);
}

#[tokio::test]
async fn each_encoding_is_kept_as_it_is_sent() {
    let shop = Shop::open();
    let plain = shop.visit("/").await;
    let page = plain.text().replace("made 1 times", "made 2 times");
    for (turn, encoding) in [(1, "gzip"), (2, "zstd")] {
        let page = page.replace("made 2", &format!("made {}", turn + 1));
        for _ in 0..2 {
            let got = shop.fetch("/", &[("accept-encoding", encoding)]).await;
            assert_eq!(got.header("content-encoding"), encoding);
            let mut unpacked = Vec::new();
            match encoding {
                "zstd" => unpacked = zstd::decode_all(&got.bytes[..]).expect("zstd"),
                _ => {
                    let mut reader = flate2::read::GzDecoder::new(&got.bytes[..]);
                    std::io::copy(&mut reader, &mut unpacked).expect("gzip");
                }
            }
            assert_eq!(String::from_utf8(unpacked).expect("text"), page);
        }
    }
    assert_eq!(shop.made(), 3);
}

#[tokio::test]
async fn a_head_is_answered_from_what_is_kept() {
    let shop = Shop::open();
    let head = async || {
        let request = Request::head("/").header(header::HOST, "blog.localhost");
        send(&shop.hosts, request.body(Body::empty()).expect("a request")).await
    };
    assert_eq!(head().await.status, StatusCode::OK);
    let page = shop.visit("/").await;
    assert_eq!(shop.made(), 2, "a head alone is not kept");
    let head = head().await;
    assert_eq!(
        (head.status, head.header("etag")),
        (page.status, page.header("etag"))
    );
    assert_eq!(shop.made(), 2);
}

#[tokio::test]
async fn what_is_somebodys_own_is_not_kept() {
    let shop = Shop::open();
    let known = async || {
        let request = Request::get("/").header(header::HOST, "blog.localhost");
        let request = request.extension(Visitor::known("ann").expect("a key"));
        send(&shop.hosts, request.body(Body::empty()).expect("a request")).await
    };
    shop.visit("/").await;
    for turn in 2..4 {
        let words = format!("made {turn} times");
        assert!(known().await.text().contains(&words), "{words}");
    }
    shop.fetch("/", &[("authorization", "Bearer x")]).await;
    shop.visit("/?page=2").await;
    shop.visit("/?page=2").await;
    assert_eq!(shop.made(), 6);
    assert!(shop.visit("/").await.text().contains("made 1 times"));
}

#[tokio::test]
async fn what_does_not_say_what_it_is_made_of_is_not_kept() {
    let shop = Shop::open();
    for (path, status) in [
        ("/untagged", StatusCode::OK),
        ("/missing", StatusCode::NOT_FOUND),
        ("/not-kept", StatusCode::OK),
    ] {
        let before = shop.made();
        for _ in 0..2 {
            assert_eq!(shop.visit(path).await.status, status, "{path}");
        }
        assert_eq!(shop.made(), before + 2, "{path}");
    }
}

#[tokio::test]
async fn nothing_is_kept_while_it_is_edited() {
    let shop = Shop::with(|toy| toy.mode = Mode::Dev);
    shop.visit("/").await;
    shop.visit("/").await;
    assert_eq!(shop.made(), 2);
}

#[tokio::test]
async fn a_page_that_had_to_do_without_a_fragment_is_not_kept() {
    let nowhere = url::Url::parse("http://127.0.0.1:1").expect("an address");
    let shop = Shop::with(|toy| {
        toy.peers.insert(AppName::Cart, nowhere);
    });
    shop.visit("/with-a-fragment").await;
    shop.visit("/with-a-fragment").await;
    assert_eq!(shop.made(), 2);
    // An app that is no part of this site will not come.
    let shop = Shop::open();
    shop.visit("/with-a-fragment").await;
    shop.visit("/with-a-fragment").await;
    assert_eq!(shop.made(), 1);
}

#[tokio::test]
async fn what_a_change_made_untrue_is_never_shown_again() {
    let shop = Shop::open();
    shop.visit("/").await;
    shop.drop(Tag::Products).await;
    assert!(shop.visit("/").await.text().contains("made 1 times"));
    shop.drop(Tag::Posts).await;
    assert!(shop.visit("/").await.text().contains("made 2 times"));
    // Settings and menus stand on every page.
    for tag in [Tag::Site, Tag::Menus] {
        let before = shop.made();
        shop.drop(tag).await;
        shop.visit("/").await;
        assert_eq!(shop.made(), before + 1, "{tag}");
    }
    shop.drop(Tag::Posts).await;
    shop.break_down();
    let got = shop.visit("/").await;
    assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_ne!(got.header("retry-after"), "");
}

#[tokio::test]
async fn an_old_page_is_shown_while_a_new_one_is_made() {
    let shop = Shop::open();
    shop.visit("/").await;
    shop.clock.advance_seconds(59);
    shop.visit("/").await;
    assert_eq!(shop.made(), 1);
    shop.clock.advance_seconds(2);
    assert!(shop.visit("/").await.text().contains("made 1 times"));
    while !shop.visit("/").await.text().contains("made 2 times") {
        tokio::task::yield_now().await;
    }
    assert_eq!(shop.made(), 2);
    // When it is too old for that, the new one is waited for.
    shop.clock.advance_seconds(121);
    assert!(shop.visit("/").await.text().contains("made 3 times"));
}

#[tokio::test]
async fn the_last_good_copy_outlives_its_domain() {
    let shop = Shop::open();
    let page = shop.visit("/").await;
    for trouble in ["changes were missed", "its time is over", "both"] {
        if trouble != "its time is over" {
            shop.cache.doubt_all().await.expect("doubted");
        }
        if trouble != "changes were missed" {
            shop.clock.advance_seconds(3600);
        }
        shop.counter.is_broken.store(true, Ordering::SeqCst);
        let got = shop.visit("/").await;
        assert_eq!(
            (got.status, got.text()),
            (StatusCode::OK, page.text()),
            "{trouble}"
        );
    }
    let elsewhere = shop.visit("/untagged").await;
    assert_eq!(elsewhere.status, StatusCode::SERVICE_UNAVAILABLE);
    shop.counter.is_broken.store(false, Ordering::SeqCst);
    let made = shop.made() + 1;
    let words = format!("made {made} times");
    assert!(shop.visit("/").await.text().contains(&words), "{words}");
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_long_when_a_copy_is_there() {
    let shop = Shop::open();
    let page = shop.visit("/").await;
    shop.cache.doubt_all().await.expect("doubted");
    let room = shop.counter.room.acquire_many(1_000).await.expect("room");
    // The clock stands, and leaps when everybody waits.
    let got = shop.visit("/").await;
    assert_eq!((got.status, got.text()), (StatusCode::OK, page.text()));
    assert_eq!(shop.made(), 1);
    drop(room);
    while !shop.visit("/").await.text().contains("made 2 times") {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn of_many_visitors_one_has_it_made() {
    let shop = Shop::open();
    let all = join_all((0..50).map(|_| shop.visit("/"))).await;
    for got in all {
        assert!(got.text().contains("made 1 times"), "{}", got.text());
    }
    assert_eq!(shop.made(), 1);
}

#[tokio::test]
async fn settings_that_change_while_a_page_is_made_are_read_anew() {
    let library = Arc::new(Library::default());
    let shop = Shop::with(|toy| toy.services.blog = library.clone());
    let room = shop.counter.room.acquire_many(1_000).await.expect("room");
    let change = async {
        // The page has read its settings and waits for its domain.
        tokio::task::yield_now().await;
        library.renamed.set("Hollin Bank".into()).expect("once");
        shop.drop(Tag::Site).await;
        drop(room);
    };
    tokio::join!(shop.visit("/settings-first"), change);
    let next = shop.visit("/").await;
    assert!(next.text().contains("Hollin Bank"), "{}", next.text());
}

/// Whatever is done behind the requests has a request's time, too: it holds connections of the database.
#[tokio::test(start_paused = true)]
async fn a_domain_that_never_answers_is_not_waited_for_without_end() {
    let shop = Shop::open();
    let page = shop.visit("/").await;
    let _room = shop.counter.room.acquire_many(1_000).await.expect("room");
    let limit = web::Limits::default().request_time;
    for trouble in ["its time is over", "changes were missed"] {
        match trouble {
            "its time is over" => shop.clock.advance_seconds(61),
            _ => shop.cache.doubt_all().await.expect("doubted"),
        }
        let got = shop.visit("/").await;
        assert_eq!(
            (got.status, got.text()),
            (StatusCode::OK, page.text()),
            "{trouble}"
        );
        tokio::task::yield_now().await;
        assert_eq!(shop.counter.waiting.load(Ordering::SeqCst), 1, "{trouble}");
        tokio::time::sleep(limit).await;
        tokio::task::yield_now().await;
        assert_eq!(shop.counter.waiting.load(Ordering::SeqCst), 0, "{trouble}");
    }
}
