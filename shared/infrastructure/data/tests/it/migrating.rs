//! The schema comes up once, whoever asks, and says whether it is there.

use data::Database;
use sea_orm::ConnectionTrait;

#[tokio::test]
async fn two_processes_at_once_migrate_an_empty_database_once() {
    for db in testing::empty_databases().await {
        let other = Database::open(db.address()).await.expect("opened again");
        let (first, second) = tokio::join!(db.migrate(), other.migrate());
        first
            .and(second)
            .unwrap_or_else(|error| panic!("{}: {error}", db.name()));
        assert!(db.is_migrated().await.expect("asked"), "{}", db.name());
    }
}

#[tokio::test]
async fn an_empty_database_is_not_migrated() {
    for db in testing::empty_databases().await {
        assert!(!db.is_migrated().await.expect("asked"), "{}", db.name());
        let asked = "SELECT version FROM seaql_migrations";
        let asked = db.read().execute_unprepared(asked).await;
        assert!(asked.is_err(), "{}: asking made a table", db.name());
        db.migrate().await.expect("migrated");
        db.migrate().await.expect("again is nothing");
        assert!(db.is_migrated().await.expect("asked"), "{}", db.name());
    }
}

/// Most processes of a site need not be allowed to change the schema, and are ready all the same.
#[tokio::test]
async fn who_may_only_read_and_write_rows_sees_that_it_is_migrated() {
    for db in testing::databases().await {
        let data::DatabaseAddress::Postgres(url) = db.address() else {
            continue;
        };
        let name = url.path().trim_start_matches('/');
        let role = format!("reader_of_{}", name.replace('-', "_"));
        let make = format!(
            "CREATE ROLE \"{role}\" LOGIN PASSWORD 'hunter2'; REVOKE CREATE ON SCHEMA public FROM PUBLIC; \
             GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"{role}\""
        );
        db.read().execute_unprepared(&make).await.expect("made");
        let mut theirs = url.clone();
        theirs.set_username(&role).expect("a name");
        theirs.set_password(Some("hunter2")).expect("a password");
        let other = Database::open(&data::DatabaseAddress::Postgres(theirs)).await;
        let other = other.expect("opened");
        let migrated = other.is_migrated().await;
        other.close().await.expect("closed");
        let drop = format!("DROP OWNED BY \"{role}\"; DROP ROLE \"{role}\"");
        db.read().execute_unprepared(&drop).await.expect("dropped");
        assert!(migrated.expect("it may ask"));
    }
}
