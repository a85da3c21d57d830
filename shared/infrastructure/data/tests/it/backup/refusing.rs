//! Backups that are good and do not fit: where there is something already, what the other database cannot keep, and
//! schemas of another time.

use data::Database;
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;

use super::{TestSite, packed, unpacked};

#[tokio::test]
async fn content_is_never_replaced() {
    for site in testing::databases().await.into_iter().map(TestSite::new) {
        let (_, empty) = site.backup().await;
        site.run(
            "INSERT INTO settings (name, value, updated_at) VALUES ('title', 'Mine', 1)",
            [],
        )
        .await;
        let sentence = site.refusal(&empty).await;
        assert!(
            sentence.contains("the database is not empty (settings has 1 rows)"),
            "{sentence}"
        );
        assert_eq!(site.count("settings").await, 1, "{}", site.db.name());
    }
}

#[tokio::test]
async fn what_postgresql_cannot_keep_is_named() {
    let mut both = testing::databases().await;
    let Some(postgres) = both.pop().filter(|_| !both.is_empty()) else {
        return;
    };
    let from = TestSite::new(both.remove(0));
    from.run(
        "INSERT INTO settings (name, value, updated_at) VALUES ('a', 'x' || char(0) || 'y', 1)",
        [],
    )
    .await;
    let (summary, file) = from.backup().await;
    let to = TestSite::new(postgres);
    let sentence = to.refusal(&file).await;
    assert!(
        sentence.contains("row 1 of “settings”") && sentence.contains("NUL"),
        "{sentence}"
    );
    assert_eq!(to.count("settings").await, 0);
    let same = TestSite::new(testing::empty_databases().await.swap_remove(0));
    assert_eq!(
        same.restore(&file).await.summary,
        summary,
        "SQLite keeps it"
    );

    from.run("DELETE FROM settings", []).await;
    let sql = "INSERT INTO menu_items (id, menu, position, label, href) VALUES (zeroblob(16), 'x', 3000000000, '', '')";
    from.run(sql, []).await;
    let (_, file) = from.backup().await;
    let sentence = to.refusal(&file).await;
    assert!(
        sentence.contains("menu_items.position holds a number"),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_value_of_another_kind_is_named_when_the_backup_is_taken() {
    let site = TestSite::new(testing::databases().await.swap_remove(0));
    site.run(
        "INSERT INTO settings (name, value, updated_at) VALUES ('a', 'b', 'yesterday')",
        [],
    )
    .await;
    let taken = data::backup::take(&site.site(), &super::label(), Vec::new(), &|_| {}).await;
    let sentence = taken.expect_err("no number").to_string();
    assert!(
        sentence.contains("a row of settings holds in updated_at what is no integer"),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_database_without_a_schema_has_nothing_to_back_up() {
    for db in testing::empty_databases().await {
        let site = TestSite::new(db);
        let taken = data::backup::take(&site.site(), &super::label(), Vec::new(), &|_| {}).await;
        let sentence = taken.expect_err("empty").to_string();
        assert!(sentence.contains("nothing to back up"), "{sentence}");
    }
}

/// Made by an older program: restored at its schema, then brought forward, in the same transaction.
#[tokio::test]
async fn an_older_backup_is_brought_up_to_date() {
    for old in testing::empty_databases().await {
        let from = TestSite::new(old);
        let writer = sea_orm::Database::connect(url(&from))
            .await
            .expect("connected");
        Migrator::up(&writer, Some(4))
            .await
            .expect("the schema of old");
        writer.close().await.expect("closed");
        from.run(
            "INSERT INTO settings (name, value, updated_at) VALUES ('title', 'Old', 1)",
            [],
        )
        .await;
        let (summary, file) = from.backup().await;
        assert_eq!(summary.steps.len(), 4);
        for db in testing::empty_databases().await {
            let to = TestSite::new(db);
            to.restore(&file).await;
            assert!(to.db.is_migrated().await.expect("asked"));
            assert_eq!(to.count("settings").await, 1);
        }
        for db in testing::databases().await {
            let to = TestSite::new(db);
            let sentence = to.refusal(&file).await;
            assert!(
                sentence.contains("newer than the backup's (m0004_events)"),
                "{sentence}"
            );
        }
    }
}

fn url(site: &TestSite) -> String {
    match site.db.address() {
        data::DatabaseAddress::Sqlite(path) => format!("sqlite://{}?mode=rwc", path.display()),
        data::DatabaseAddress::Postgres(url) => url.to_string(),
    }
}

#[tokio::test]
async fn a_backup_of_a_newer_schema_names_the_program_that_reads_it() {
    for site in testing::empty_databases()
        .await
        .into_iter()
        .map(TestSite::new)
    {
        let from = TestSite::new(testing::databases().await.swap_remove(0));
        let mut entries = unpacked(&from.backup().await.1);
        let text = String::from_utf8(entries[0].1.clone()).expect("text");
        let last = Migrator::migrations()
            .last()
            .expect("a step")
            .name()
            .to_owned();
        let text = text.replace(
            &format!("\"{last}\""),
            &format!("\"{last}\", \"m9999_future\""),
        );
        entries[0].1 = text.replace("\"0.1.0\"", "\"9.8.7\"").into_bytes();
        let sentence = site.refusal(&packed(&entries)).await;
        assert!(
            sentence.contains("m9999_future") && sentence.contains("Rose Ash 9.8.7 or later"),
            "{sentence}"
        );
        assert!(
            !Database::clone(&site.db)
                .is_migrated()
                .await
                .expect("asked"),
            "nothing was made"
        );
    }
}
