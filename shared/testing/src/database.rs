//! A database for each test: on SQLite a file in a folder of its own, on PostgreSQL a database of its own in the server
//! that `TEST_POSTGRES_URL` names (`cargo xtask test` starts one). Both are migrated once a process and then copied.

use std::ops::Deref;

use data::{Database, DatabaseAddress};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use url::Url;

/// A database that goes when it is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    database: Database,
    address: DatabaseAddress,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(#[allow(dead_code, reason = "removes the folder when it is dropped")] TempDir),
    Server { admin: Url, name: String },
}

impl TestDatabase {
    /// Which dialect this is, for the messages of assertions.
    pub fn name(&self) -> &'static str {
        match self.address {
            DatabaseAddress::Sqlite(_) => "SQLite",
            DatabaseAddress::Postgres(_) => "PostgreSQL",
        }
    }

    /// Its address, for a second connection or another process.
    pub fn address(&self) -> &DatabaseAddress {
        &self.address
    }
}

impl Deref for TestDatabase {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.database
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server { admin, name } = &self.place {
            let (admin, drop) = (
                admin.clone(),
                format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"),
            );
            // A drop cannot wait on the runtime that it runs on.
            let dropping = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                runtime.map(|runtime| runtime.block_on(administer(&admin, &drop)))
            });
            let dropped = dropping.join();
            if !std::thread::panicking() {
                dropped
                    .expect("no panic")
                    .expect("a runtime")
                    .expect("the test's database is dropped");
            }
        }
    }
}

/// A migrated database of each dialect that is to be had here: SQLite always, PostgreSQL with `TEST_POSTGRES_URL`.
pub async fn databases() -> Vec<TestDatabase> {
    let mut all = vec![sqlite(true).await];
    if let Some(admin) = server() {
        all.push(postgres(&admin, true).await);
    }
    all
}

/// The same, without any schema.
pub async fn empty_databases() -> Vec<TestDatabase> {
    let mut all = vec![sqlite(false).await];
    if let Some(admin) = server() {
        all.push(postgres(&admin, false).await);
    }
    all
}

fn server() -> Option<Url> {
    let text = std::env::var("TEST_POSTGRES_URL").ok()?;
    Some(Url::parse(&text).expect("TEST_POSTGRES_URL is an address"))
}

async fn sqlite(migrated: bool) -> TestDatabase {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let folder = tempfile::tempdir().expect("a folder for the test's database");
    let path = folder.path().join("test.db");
    if migrated {
        let template = TEMPLATE
            .get_or_init(|| async {
                let folder = tempfile::tempdir().expect("a folder for the template");
                let path = folder.path().join("template.db");
                let database = Database::open(&DatabaseAddress::Sqlite(path.clone()))
                    .await
                    .expect("opened");
                database.migrate().await.expect("migrated");
                database.close().await.expect("closed");
                std::fs::read(path).expect("read")
            })
            .await;
        std::fs::write(&path, template).expect("copied");
    }
    let address = DatabaseAddress::Sqlite(path);
    let database = Database::open(&address).await.expect("opened");
    TestDatabase {
        database,
        address,
        place: Place::Folder(folder),
    }
}

async fn postgres(admin: &Url, migrated: bool) -> TestDatabase {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let name = unique_name();
    let template = if migrated {
        let template = TEMPLATE
            .get_or_init(|| async {
                let name = format!("{}_template", unique_name());
                administer(admin, &format!("CREATE DATABASE \"{name}\""))
                    .await
                    .expect("template made");
                let database = Database::open(&DatabaseAddress::Postgres(named(admin, &name)))
                    .await
                    .expect("opened");
                database.migrate().await.expect("migrated");
                database.close().await.expect("closed");
                name
            })
            .await;
        format!(" TEMPLATE \"{template}\"")
    } else {
        String::new()
    };
    administer(admin, &format!("CREATE DATABASE \"{name}\"{template}"))
        .await
        .expect("the test's database is made");
    let address = DatabaseAddress::Postgres(named(admin, &name));
    let database = Database::open(&address).await.expect("opened");
    TestDatabase {
        database,
        address,
        place: Place::Server {
            admin: admin.clone(),
            name,
        },
    }
}

fn unique_name() -> String {
    format!("rose_ash_test_{:016x}", rand::random::<u64>())
}

fn named(admin: &Url, name: &str) -> Url {
    let mut url = admin.clone();
    url.set_path(name);
    url
}

async fn administer(admin: &Url, sql: &str) -> Result<(), sea_orm::DbErr> {
    let connection: DatabaseConnection = sea_orm::Database::connect(admin.as_str()).await?;
    connection.execute_unprepared(sql).await?;
    connection.close().await
}
