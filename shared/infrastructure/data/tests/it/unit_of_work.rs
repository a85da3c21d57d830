//! A unit of work keeps all or nothing, on both databases alike.

use data::{DataError, Database};
use models::blog::setting;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait};

async fn put(on: &impl ConnectionTrait, name: &str) -> Result<(), sea_orm::DbErr> {
    let row = setting::ActiveModel {
        name: Set(name.into()),
        value: Set("1".into()),
        updated_at: Set(testing::TODAY),
    };
    setting::Entity::insert(row)
        .exec_without_returning(on)
        .await
        .map(drop)
}

async fn count(db: &Database) -> u64 {
    setting::Entity::find()
        .count(db.read())
        .await
        .expect("counted")
}

#[tokio::test]
async fn what_is_committed_is_kept() {
    for db in testing::databases().await {
        let work = db.begin().await.expect("begun");
        put(&work, "a").await.expect("put");
        work.commit().await.expect("committed");
        assert_eq!(count(&db).await, 1, "{}", db.name());
    }
}

#[tokio::test]
async fn what_is_dropped_is_forgotten() {
    for db in testing::databases().await {
        let work = db.begin().await.expect("begun");
        put(&work, "a").await.expect("put");
        drop(work);
        let after = db.begin().await.expect("the writer is free again");
        put(&after, "b").await.expect("put");
        after.commit().await.expect("committed");
        assert_eq!(count(&db).await, 1, "{}", db.name());
    }
}

#[tokio::test]
async fn a_failed_statement_that_is_overlooked_spoils_the_commit() {
    for db in testing::databases().await {
        let work = db.begin().await.expect("begun");
        put(&work, "a").await.expect("put");
        put(&work, "a").await.expect_err("the name is taken");
        let error = work.commit().await.expect_err("must not pretend");
        assert!(
            matches!(error, DataError::Spoiled(_)),
            "{}: {error}",
            db.name()
        );
        assert_eq!(count(&db).await, 0, "{}", db.name());
    }
}

#[tokio::test]
async fn a_broken_uniqueness_is_a_conflict_in_the_domains_words() {
    for db in testing::databases().await {
        let work = db.begin().await.expect("begun");
        put(&work, "a").await.expect("put");
        let error = put(&work, "a").await.expect_err("the name is taken");
        assert!(
            matches!(
                data::error::from_database(error),
                contracts::ServiceError::Conflict(_)
            ),
            "{}",
            db.name()
        );
    }
}

#[tokio::test]
async fn readers_see_no_half_work_and_cannot_write_on_sqlite() {
    for db in testing::databases().await {
        let work = db.begin().await.expect("begun");
        put(&work, "a").await.expect("put");
        assert_eq!(count(&db).await, 0, "{}", db.name());
        work.commit().await.expect("committed");
        assert_eq!(count(&db).await, 1, "{}", db.name());
        if db.backend() == sea_orm::DbBackend::Sqlite {
            put(db.read(), "b")
                .await
                .expect_err("a reader may not write");
        }
    }
}

/// A database that may not grow is as one on a full disk: SQLite rolls back some statements, and with others the whole
/// transaction. Whichever it was, what comes later is kept.
#[tokio::test]
async fn after_a_full_disk_what_is_committed_is_kept() {
    let long = "x".repeat(1 << 20);
    let one = format!("INSERT INTO settings (name, value, updated_at) VALUES ('one', '{long}', 1)");
    let many = format!(
        "INSERT INTO settings (name, value, updated_at) SELECT 'many-' || value, '{long}', 1 FROM json_each('[1, 2, 3]')"
    );
    let databases = testing::databases().await;
    for db in databases.iter().filter(|db| db.name() == "SQLite") {
        for too_much in [&one, &many, &many, &one] {
            let work = db.begin().await.expect("begun");
            let full = "PRAGMA max_page_count = 1";
            work.execute_unprepared(full).await.expect("no room");
            let error = work.execute_unprepared(too_much).await;
            let error = error.expect_err("full").to_string();
            assert!(error.contains("full"), "{error}");
            work.commit().await.expect_err("spoiled");
        }
        let work = db.begin().await.expect("begun");
        let room = "PRAGMA max_page_count = 1000000";
        work.execute_unprepared(room).await.expect("room");
        put(&work, "a").await.expect("put");
        work.commit().await.expect("committed");
        assert_eq!(count(db).await, 1);
        let other = Database::open(db.address()).await.expect("opened again");
        put_alone(&other, "b").await;
        assert_eq!(count(db).await, 2, "nobody holds the database");
    }
}

async fn put_alone(db: &Database, name: &str) {
    let work = db.begin().await.expect("begun");
    put(&work, name).await.expect("put");
    work.commit().await.expect("committed");
}
