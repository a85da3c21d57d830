//! The schema comes up once, whoever asks, and says whether it is there.

use data::Database;

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
        db.migrate().await.expect("migrated");
        db.migrate().await.expect("again is nothing");
        assert!(db.is_migrated().await.expect("asked"), "{}", db.name());
    }
}
