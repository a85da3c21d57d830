//! A Redis that is killed and started again costs nothing but speed.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use bytes::Bytes;
use contracts::id::MenuId;
use contracts::{Event, Tag};
use data::Cache;
use data::cache::{Allowance, Dropper, Lasts, Lead, State};
use data::event_log::Told;
use url::Url;
use uuid::Uuid;

use super::post;

const LASTS: Lasts = Lasts::seconds(60, 600);
const PAGE: Bytes = Bytes::from_static(b"a page");
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(600);

/// The socket that caches know the server by. A port that a dead server leaves may be taken before it is back.
const SOCKET: &str = "redis.sock";

/// A Redis of the test's own, ended with it.
struct Server(Child);

impl Server {
    fn start(folder: &Path, socket: &str) -> Self {
        let program = std::env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".to_owned());
        let child = Command::new(program)
            .args(["--port", "0", "--unixsocket"])
            .arg(folder.join(socket))
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

/// A Redis, and a cache in it with the entry `one` of post 1.
struct Redis {
    folder: tempfile::TempDir,
    server: Server,
    cache: Cache,
}

impl Redis {
    /// `None` where no tests with Redis are run.
    async fn with_an_entry() -> Option<Self> {
        std::env::var("TEST_REDIS_URL").ok()?;
        let folder = tempfile::tempdir().expect("a folder");
        let server = Server::start(folder.path(), SOCKET);
        let cache = open(folder.path(), SOCKET);
        until_it_keeps(&cache).await;
        let stamp = cache.stamp().await;
        cache.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
        Some(Self {
            folder,
            server,
            cache,
        })
    }
}

fn address(folder: &Path, socket: &str) -> Url {
    let socket = folder.join(socket);
    Url::parse(&format!("redis+unix://{}", socket.display())).expect("an address")
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

fn open(folder: &Path, socket: &str) -> Cache {
    let time = std::time::Duration::from_secs(5);
    let url = address(folder, socket);
    Cache::redis_within(time, &url, "gone", Arc::new(testing::clock())).expect("a cache")
}

#[tokio::test]
async fn it_is_a_miss_while_it_is_gone_and_goes_on_when_it_is_back() {
    let Some(redis) = Redis::with_an_entry().await else {
        return;
    };
    let Redis {
        folder,
        mut server,
        cache,
    } = redis;
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

    let _server = Server::start(folder.path(), SOCKET);
    until_it_keeps(&cache).await;
    let stamp = cache.stamp().await;
    cache.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
    cache.drop_tags(&[post(1)]).await.expect("dropped");
    assert_eq!(state(&cache, "one").await, Some(State::Dropped));
}

#[tokio::test]
async fn what_an_old_copy_of_its_data_says_is_untrue() {
    let Some(redis) = Redis::with_an_entry().await else {
        return;
    };
    let Redis {
        folder,
        mut server,
        cache,
    } = redis;
    let client = redis::Client::open(address(folder.path(), SOCKET)).expect("an address");
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
    let _server = Server::start(folder.path(), SOCKET);
    until_it_keeps(&cache).await;
    assert_eq!(state(&cache, "one").await, Some(State::Dropped));
}

#[tokio::test]
async fn what_changes_while_it_is_gone_is_known_in_this_process_and_dropped_when_it_is_back() {
    let Some(mut redis) = Redis::with_an_entry().await else {
        return;
    };
    let cache = &redis.cache;
    let (site, menus) = (cache.own_stamp(), cache.own_stamp());
    redis.server.kill();
    let dropper = Dropper::default();
    let dropping = tokio::spawn(dropper.clone().make(cache.clone()));
    dropper.add(Told::Event(Event::SettingsChanged));
    while cache.is_true(site, &[Tag::Site]) {
        tokio::task::yield_now().await;
    }
    // The first is still being tried.
    dropper.add(Told::Event(Event::MenuChanged {
        menu: MenuId(Uuid::from_u128(7)),
    }));
    while cache.is_true(menus, &[Tag::Menus]) {
        tokio::task::yield_now().await;
    }
    // It is back for another process first, which keeps something that this one's drop must reach.
    let folder = redis.folder.path();
    let _server = Server::start(folder, "back.sock");
    let other = open(folder, "back.sock");
    until_it_keeps(&other).await;
    let stamp = other.stamp().await;
    other.put("menus", &PAGE, &[Tag::Menus], stamp, LASTS).await;
    other.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
    assert_eq!(state(&other, "menus").await, Some(State::Fresh));
    std::fs::remove_file(folder.join(SOCKET)).expect("the socket that the dead one left");
    symlink("back.sock", folder.join(SOCKET)).expect("a socket");
    while state(&other, "menus").await != Some(State::Dropped) {
        tokio::task::yield_now().await;
    }
    assert_eq!(state(&other, "one").await, Some(State::Fresh));
    dropping.abort();
}

async fn state(cache: &Cache, key: &str) -> Option<State> {
    cache.get(key).await.map(|found| found.state)
}
