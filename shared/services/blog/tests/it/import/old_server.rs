//! Pictures and files of the old site, from itself.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use blog_service::import::{Counts, Kind, MediaSource};
use url::Url;

use super::Home;
use super::media::{check, files, one_picture, options, picture};

/// What the old site answers to a path: status, headers, body. A status of 0 hangs up in the middle.
type Answer = (u16, String, Vec<u8>);

/// An old site on a free port, which remembers what it was asked for.
struct OldSite {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl OldSite {
    fn start(answer: impl Fn(&str, usize) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let remembered = asked.clone();
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let Some(path) = path_of(&connection) else {
                    continue;
                };
                let before = {
                    let mut asked = remembered.lock().expect("no panic");
                    asked.push(path.clone());
                    asked.iter().filter(|asked| **asked == path).count()
                };
                send(connection, answer(&path, before));
            }
        });
        Self { address, asked }
    }

    fn url(&self) -> Url {
        Url::parse(&format!("http://{}/blog/", self.address)).expect("an address")
    }

    fn times(&self, path: &str) -> usize {
        self.asked
            .lock()
            .expect("no panic")
            .iter()
            .filter(|asked| *asked == path)
            .count()
    }
}

fn path_of(connection: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(connection).lines();
    let first = lines.next()?.ok()?;
    while !lines.next()?.ok()?.is_empty() {}
    first.split(' ').nth(1).map(str::to_owned)
}

fn send(mut connection: TcpStream, (status, headers, body): Answer) {
    let (status, length) = if status == 0 {
        (200, body.len() * 2)
    } else {
        (status, body.len())
    };
    let head = format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
    );
    // The other side may have heard enough.
    let _ = connection
        .write_all(head.as_bytes())
        .and_then(|()| connection.write_all(&body));
}

fn has(path: &str) -> Answer {
    let below = path.strip_prefix("/blog/content/").unwrap_or_default();
    match files().remove(below) {
        Some(bytes) => (200, String::new(), bytes),
        None => (404, String::new(), b"gone".to_vec()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_old_site() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let site = OldSite::start(|path, _| has(path));
        check(&home, MediaSource::Site(site.url())).await;
        assert_eq!(
            site.times("/blog/content/images/2026/11/apple.png"),
            1,
            "asked once, over two runs"
        );
        assert_eq!(site.times("/blog/content/images/unasked.png"), 0);
    }
}

async fn fetched(
    answer: impl Fn(&str, usize) -> Answer + Send + 'static,
) -> (Counts, String, OldSite) {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let site = OldSite::start(answer);
    let file = home.file("export.json", one_picture("x.png").as_bytes());
    let summary = home
        .run_with(&file, &options(MediaSource::Site(site.url())))
        .await
        .expect("imported");
    (summary.of(Kind::Media), summary.warnings.join("\n"), site)
}

const X: &str = "/blog/content/images/x.png";

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_fault_is_tried_again() {
    let (counts, warnings, site) = fetched(|_, time| match time {
        1 => (503, String::new(), Vec::new()),
        2 => (0, String::new(), picture(1)),
        _ => (200, String::new(), picture(1)),
    })
    .await;
    assert_eq!((counts.made, site.times(X)), (1, 3), "{warnings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lasting_fault_is_said() {
    let (counts, warnings, site) = fetched(|_, _| (404, String::new(), Vec::new())).await;
    assert_eq!((counts.skipped, site.times(X)), (1, 1));
    assert!(
        warnings.contains("/content/images/x.png could not be had: the old site answers 404"),
        "{warnings}"
    );
    let (counts, warnings, site) = fetched(|_, _| (500, String::new(), Vec::new())).await;
    assert_eq!((counts.skipped, site.times(X)), (1, 3), "{warnings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_stay_on_the_host() {
    let (counts, warnings, _) = fetched(|path, _| match path {
        X => (
            301,
            "location: /blog/content/images/2026/11/apple.png\r\n".into(),
            Vec::new(),
        ),
        other => has(other),
    })
    .await;
    assert_eq!(counts.made, 1, "{warnings}");
    let (counts, warnings, _) = fetched(|_, _| {
        (
            302,
            "location: http://169.254.169.254/latest/\r\n".into(),
            Vec::new(),
        )
    })
    .await;
    assert_eq!(counts.skipped, 1);
    assert!(
        warnings.contains("sends us to another host, 169.254.169.254"),
        "{warnings}"
    );
    let (counts, warnings, site) =
        fetched(|_, _| (302, format!("location: {X}\r\n"), Vec::new())).await;
    assert_eq!((counts.skipped, site.times(X)), (1, 6), "{warnings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_place_of_a_picture_is_none() {
    let (counts, warnings, _) = fetched(|_, _| {
        (
            200,
            "content-type: image/png\r\n".into(),
            b"<!doctype html><p>Sign in".to_vec(),
        )
    })
    .await;
    assert_eq!(counts.skipped, 1);
    assert!(
        warnings.contains("not what its address says but application/octet-stream"),
        "{warnings}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_site_that_is_gone_is_no_failure() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = Url::parse(&format!(
        "http://{}/",
        listener.local_addr().expect("an address")
    ))
    .expect("an address");
    drop(listener);
    let file = home.file("export.json", one_picture("x.png").as_bytes());
    let summary = home
        .run_with(&file, &options(MediaSource::Site(url)))
        .await
        .expect("imported");
    assert_eq!(
        (
            summary.of(Kind::Posts).made,
            summary.of(Kind::Media).skipped
        ),
        (1, 1)
    );
}
