//! Both databases find the same.

use contracts::Instant;
use data::Database;
use data::search::{SearchDocument, find, put, remove};
use testing::{SeededIds, TODAY};
use uuid::Uuid;

fn document(id: Uuid, title: &str, body: &str, age: i64) -> SearchDocument {
    SearchDocument {
        kind: "post",
        id,
        title: title.into(),
        body: body.into(),
        address: format!("app://blog/{id}/"),
        shown_from: TODAY,
        updated_at: TODAY.plus_seconds(-age),
    }
}

async fn store(database: &Database, documents: impl IntoIterator<Item = SearchDocument>) {
    let work = database.begin().await.expect("begun");
    for document in documents {
        put(&work, document).await.expect("put");
    }
    work.commit().await.expect("committed");
}

async fn titles(database: &Database, now: Instant, question: &str) -> Vec<String> {
    let found = find(database, now, question, 10).await.expect("asked");
    found.into_iter().map(|found| found.title).collect()
}

#[tokio::test]
async fn both_find_the_same_words_in_the_same_order() {
    let ids: [Uuid; 5] = {
        let source = SeededIds::default();
        std::array::from_fn(|_| contracts::IdSource::next(&source))
    };
    for db in testing::databases().await {
        store(
            &db,
            [
                document(ids[0], "Rye bread", "Sour and dark: a wholemeal crème.", 10),
                document(ids[1], "The oven", "Fifty loaves of rye bread a day.", 1),
                document(ids[2], "Brot & Äpfel", "Straße, naïve café, 字 漢字", 2),
                document(
                    ids[3],
                    "E-mail us",
                    "Write to rye@example.test or 0x1e5 1e5",
                    3,
                ),
                document(ids[4], "", "\0 <b>x</b> ' OR 1=1 -- \" NEAR(", 4),
            ],
        )
        .await;
        let expectations: &[(&str, &[&str])] = &[
            ("rye bread", &["Rye bread", "The oven"]),
            ("BREAD Rye", &["Rye bread", "The oven"]),
            ("rye", &["Rye bread", "The oven", "E-mail us"]),
            ("whole", &["Rye bread"]),
            ("who", &["Rye bread"]),
            ("wh", &[]),
            ("bread moon", &[]),
            ("creme", &["Rye bread"]),
            ("Apfel brot", &["Brot & Äpfel"]),
            ("cafe\u{301} NAIVE", &["Brot & Äpfel"]),
            ("straße", &["Brot & Äpfel"]),
            ("字", &["Brot & Äpfel"]),
            ("mail e", &["E-mail us"]),
            ("1e5", &["E-mail us"]),
            ("rye@example.test", &["E-mail us"]),
            ("' OR 1=1 --", &[""]),
            ("\" NEAR(", &[""]),
            ("title_words : rye", &[]),
            ("", &[]),
            ("?!*:&|()", &[]),
        ];
        for (question, expected) in expectations {
            assert_eq!(
                titles(&db, TODAY, question).await,
                *expected,
                "{}: {question}",
                db.name()
            );
        }
        let long = "rye ".repeat(10_000);
        assert_eq!(titles(&db, TODAY, &long).await.len(), 3, "{}", db.name());
    }
}

#[tokio::test]
async fn what_changes_or_goes_is_found_as_it_is_now() {
    for db in testing::databases().await {
        let id = contracts::IdSource::next(&SeededIds::default());
        store(&db, [document(id, "Plums", "From the orchard", 0)]).await;
        store(&db, [document(id, "Pears", "From the orchard", 0)]).await;
        assert_eq!(titles(&db, TODAY, "plums").await, [""; 0], "{}", db.name());
        assert_eq!(
            titles(&db, TODAY, "pears").await,
            ["Pears"],
            "{}",
            db.name()
        );
        let before = TODAY.plus_seconds(-1);
        assert_eq!(titles(&db, before, "pears").await, [""; 0], "not yet");
        let work = db.begin().await.expect("begun");
        remove(&work, "post", id).await.expect("removed");
        remove(&work, "post", id).await.expect("nothing there");
        work.commit().await.expect("committed");
        assert_eq!(
            titles(&db, TODAY, "orchard").await,
            [""; 0],
            "{}",
            db.name()
        );
    }
}

#[tokio::test]
async fn texts_of_any_size_are_taken() {
    for db in testing::databases().await {
        let ids = SeededIds::default();
        let words: String = (0..300_000).map(|n| format!("word{n} ")).collect();
        let solid = "x".repeat(1 << 20);
        store(
            &db,
            [
                document(contracts::IdSource::next(&ids), "Words", &words, 0),
                document(contracts::IdSource::next(&ids), "Solid", &solid, 0),
            ],
        )
        .await;
        assert_eq!(
            titles(&db, TODAY, "word0 words").await,
            ["Words"],
            "{}",
            db.name()
        );
        assert_eq!(
            titles(&db, TODAY, "solid").await,
            ["Solid"],
            "{}",
            db.name()
        );
    }
}
