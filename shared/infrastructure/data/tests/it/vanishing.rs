//! A PostgreSQL that vanishes without a word, as when its machine loses power or a network is parted: nothing comes any more
//! and nothing ends. When there is one again at its address, all goes on by itself.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use contracts::{Activity, Event, RandomIds, SystemClock};
use data::event_log::{EventProcessor, Handler, HandlerError, Pace, record};
use data::{Database, DatabaseAddress, UnitOfWork};
use sea_orm::{ConnectionTrait, Statement};
use testing::TestDatabase;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};

/// Stands before a server. What was connected when it vanished stays so, silent for good; later connections come through.
struct Wire {
    address: SocketAddr,
    vanished: Arc<watch::Sender<()>>,
}

impl Wire {
    async fn before(server: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("bound");
        let vanished = Arc::new(watch::Sender::new(()));
        let told = vanished.clone();
        tokio::spawn(async move {
            while let Ok((mut inside, _)) = listener.accept().await {
                let mut outside = TcpStream::connect(&server).await.expect("the server");
                let mut vanished = told.subscribe();
                tokio::spawn(async move {
                    tokio::select! {
                        _ = copy_bidirectional(&mut inside, &mut outside) => {}
                        // Both ends stay open.
                        _ = vanished.changed() => std::future::pending().await,
                    }
                });
            }
        });
        Self { address, vanished }
    }

    fn vanish(&self) {
        self.vanished.send_replace(());
    }
}

/// The database behind a wire of its own.
async fn behind_a_wire(db: &TestDatabase) -> Option<(Wire, Database)> {
    let DatabaseAddress::Postgres(url) = db.address() else {
        return None;
    };
    let host = url.host_str().expect("a host");
    let wire = Wire::before(format!("{host}:{}", url.port().unwrap_or(5432))).await;
    let mut through = url.clone();
    through.set_ip_host(wire.address.ip()).expect("an address");
    through.set_port(Some(wire.address.port())).expect("a port");
    let database = Database::open(&DatabaseAddress::Postgres(through)).await;
    Some((wire, database.expect("opened")))
}

/// How many others of this database's sessions a condition holds for.
async fn sessions(db: &Database, condition: &str) -> i64 {
    let sql = format!(
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND {condition}"
    );
    let asked = Statement::from_string(db.backend(), sql);
    let row = db.read().query_one_raw(asked).await.expect("asked");
    row.expect("a row").try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn connections_whose_answer_never_comes_are_given_up() {
    for db in testing::empty_databases().await {
        let Some((wire, database)) = behind_a_wire(&db).await else {
            continue;
        };
        let all = database.pools()[0].max;
        let asking: Vec<_> = (0..all)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move {
                    let sql = "SELECT pg_sleep(600)";
                    database.read().execute_unprepared(sql).await
                })
            })
            .collect();
        while sessions(&db, "wait_event = 'PgSleep'").await < i64::from(all) {
            tokio::task::yield_now().await;
        }
        wire.vanish();
        // Nobody waits so long; the visitors are gone.
        asking.iter().for_each(tokio::task::JoinHandle::abort);
        let mut refused = 0;
        while let Err(error) = database.ping().await {
            refused += 1;
            assert!(refused < 10, "it never answers again: {error}");
        }
    }
}

/// Lets the test do something in the middle of its first attempt.
struct Interrupted {
    begun: Notify,
    go_on: Notify,
    again: Notify,
}

#[async_trait]
impl Handler for Interrupted {
    fn name(&self) -> &'static str {
        "interrupted"
    }

    fn wants(&self, _: &Event) -> bool {
        true
    }

    async fn handle(&self, work: &UnitOfWork, _: &Activity) -> Result<(), HandlerError> {
        self.begun.notify_one();
        self.go_on.notified().await;
        work.execute_unprepared("SELECT 1").await?;
        self.again.notify_one();
        Ok(())
    }
}

#[tokio::test]
async fn a_processor_does_not_wait_for_it_without_end() {
    for db in testing::databases().await {
        let Some((wire, database)) = behind_a_wire(&db).await else {
            continue;
        };
        let work = db.begin().await.expect("begun");
        let now = contracts::Clock::now(&SystemClock);
        record(&work, now, &RandomIds(SystemClock), &Event::SettingsChanged)
            .await
            .expect("recorded");
        work.commit().await.expect("committed");
        let handler = Arc::new(Interrupted {
            begun: Notify::new(),
            go_on: Notify::new(),
            again: Notify::new(),
        });
        let pace = Pace {
            step: Duration::from_millis(500),
            lease: Duration::from_secs(1),
            ..Pace::default()
        };
        let handlers = vec![handler.clone() as Arc<dyn Handler>];
        let processor =
            EventProcessor::new(database, Arc::new(SystemClock), handlers, pace).start();
        handler.begun.notified().await;
        wire.vanish();
        handler.go_on.notify_one();
        // What the server still has of it ends when the server notices, or as here.
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                   AND pid <> pg_backend_pid() AND state = 'idle in transaction'";
        let ended = db.read().execute_unprepared(sql).await;
        assert_eq!(ended.expect("asked").rows_affected(), 1);
        handler.begun.notified().await;
        handler.go_on.notify_one();
        handler.again.notified().await;
        processor.stop().await;
    }
}
