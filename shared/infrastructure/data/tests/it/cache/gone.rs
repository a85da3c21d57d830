//! A Redis that is killed and started again costs nothing but speed.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use bytes::Bytes;
use contracts::Tag;
use data::Cache;
use data::cache::{Allowance, Lasts, Lead, State};
use url::Url;

use super::post;

const LASTS: Lasts = Lasts::seconds(60, 600);
const PAGE: Bytes = Bytes::from_static(b"a page");
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(600);

/// A Redis of the test's own, ended with it.
struct Server(Child);

impl Server {
    fn start(folder: &Path, port: u16) -> Self {
        let program = std::env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".to_owned());
        let child = Command::new(program)
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
            .args(["--save", "3600 1", "--appendonly", "no", "--dir"])
            .arg(folder)
            .stdout(Stdio::null())
            .spawn();
        Self(child.expect("redis-server starts"))
    }

    /// Without a word, as by `kill -9`.
    fn kill(&mut self) {
        self.0.kill().expect("it ran");
        self.0.wait().expect("it ended");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Waits until what is put can be had again.
async fn until_it_keeps(cache: &Cache) {
    loop {
        let stamp = cache.stamp().await;
        cache.put("probe", &PAGE, &[], stamp, LASTS).await;
        if cache.get("probe").await.is_some() {
            return;
        }
        tokio::task::yield_now().await;
    }
}

fn open(port: u16) -> Cache {
    let url = Url::parse(&format!("redis://127.0.0.1:{port}/")).expect("an address");
    let time = std::time::Duration::from_secs(5);
    Cache::redis_within(time, &url, "gone", Arc::new(testing::clock())).expect("a cache")
}

#[tokio::test]
async fn it_is_a_miss_while_it_is_gone_and_goes_on_when_it_is_back() {
    if std::env::var("TEST_REDIS_URL").is_err() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let port = free_port();
    let mut server = Server::start(folder.path(), port);
    let cache = open(port);
    until_it_keeps(&cache).await;
    let stamp = cache.stamp().await;
    cache.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
    server.kill();

    assert_eq!(cache.get("one").await, None);
    cache
        .drop_tags(&[Tag::Posts])
        .await
        .expect_err("whoever must not miss it tries again");
    // Who would make it makes it; in this process still one for all.
    let Lead::First(leader) = cache.lead("one", PATIENCE).await else {
        panic!("nobody makes it");
    };
    let waiting = tokio::spawn({
        let cache = cache.clone();
        async move { cache.lead("one", PATIENCE).await }
    });
    tokio::task::yield_now().await;
    leader.keep(&PAGE, &[post(1)], LASTS).await;
    assert!(matches!(waiting.await.expect("it ended"), Lead::Made(made) if made == PAGE));
    // What is counted, is counted here.
    let second = std::time::Duration::from_secs(1);
    assert_eq!(cache.allow("door", 1, second).await, Allowance::Granted);
    assert!(matches!(
        cache.allow("door", 1, second).await,
        Allowance::Refused { .. }
    ));

    let _server = Server::start(folder.path(), port);
    until_it_keeps(&cache).await;
    let stamp = cache.stamp().await;
    cache.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
    cache.drop_tags(&[post(1)]).await.expect("dropped");
    let state = cache.get("one").await.map(|found| found.state);
    assert_eq!(state, Some(State::Dropped));
}

#[tokio::test]
async fn what_an_old_copy_of_its_data_says_is_untrue() {
    if std::env::var("TEST_REDIS_URL").is_err() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let port = free_port();
    let mut server = Server::start(folder.path(), port);
    let cache = open(port);
    until_it_keeps(&cache).await;
    let stamp = cache.stamp().await;
    cache.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
    let url = format!("redis://127.0.0.1:{port}/");
    let client = redis::Client::open(url).expect("an address");
    let mut connection = client
        .get_multiplexed_async_connection()
        .await
        .expect("connected");
    let () = redis::cmd("SAVE")
        .query_async(&mut connection)
        .await
        .expect("saved");
    // The drop is not in the saved data.
    cache.drop_tags(&[post(1)]).await.expect("dropped");
    server.kill();
    let _server = Server::start(folder.path(), port);
    until_it_keeps(&cache).await;
    let state = cache.get("one").await.map(|found| found.state);
    assert_eq!(state, Some(State::Dropped));
}
