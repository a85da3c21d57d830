//! Broken, foreign and hostile exports: the error says where, nothing is imported, nothing panics.

use blog_service::import::{ImportError, Kind};
use serde_json::json;

use super::{Home, export, sample};

async fn refused(home: &Home, text: &str) -> ImportError {
    let error = home.run_text(text).await.expect_err("refused");
    assert_eq!(home.everything().await, Vec::<String>::new(), "{error}");
    error
}

#[tokio::test]
async fn a_truncated_export_says_where_it_ends() {
    let text = std::fs::read_to_string(sample()).expect("read");
    for db in testing::databases().await {
        let home = Home::of(&db);
        let step = text.len() / 40;
        for end in (0..40)
            .map(|n| n * step)
            .chain([text.len() - 1, text.len() - 2])
        {
            let mut end = end;
            while !text.is_char_boundary(end) {
                end += 1;
            }
            match refused(&home, &text[..end]).await {
                ImportError::Malformed { byte, reason, .. } => {
                    assert_eq!(reason, "the file ends too early", "at {end}");
                    assert!(byte.abs_diff(end as u64) <= 1, "{byte} is not {end}");
                }
                other => panic!("at {end}: {other}"),
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_type_is_named_by_its_path() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let mut second = export::post(2, "b");
    second["title"] = json!(7);
    let text = export::of(&[("posts", json!([export::post(1, "a"), second]))]);
    let error = refused(&home, &text).await.to_string();
    assert!(
        error.contains("in data.posts[1].title") && error.contains("invalid type: integer `7`"),
        "{error}"
    );

    for (column, wrong) in [
        ("id", json!("")),
        ("id", json!([])),
        ("slug", json!(null)),
        ("status", json!({})),
        ("featured", json!(2)),
        ("featured", json!("yes")),
        ("created_at", json!("yesterday")),
        ("published_at", json!(1e300)),
        ("published_at", json!(i64::MAX)),
        ("lexical", json!({"root": {}})),
        ("html", json!(1)),
    ] {
        let mut post = export::post(1, "a");
        post[column] = wrong.clone();
        let error = refused(&home, &export::of(&[("posts", json!([post]))])).await;
        match error {
            ImportError::Malformed { inside, .. } => {
                assert_eq!(inside, format!("data.posts[0].{column}"), "{wrong}")
            }
            other => panic!("{column} {wrong}: {other}"),
        }
    }
    for (table, wrong) in [
        ("posts", json!({})),
        ("tags", json!([3])),
        ("users", json!("x")),
        ("posts_meta", json!([{}])),
    ] {
        let error = refused(&home, &export::of(&[(table, wrong)])).await;
        assert!(
            matches!(error, ImportError::Malformed { .. }),
            "{table}: {error}"
        );
    }
}

#[tokio::test]
async fn lines_and_columns_are_those_of_the_file() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let text = "{\n  \"meta\": {\"version\": \"6.0.0\"},\n  \"data\": {\"posts\": [x]}\n}";
    match refused(&home, text).await {
        ImportError::Malformed {
            line, column, byte, ..
        } => {
            assert_eq!((line, column), (3, 22));
            assert_eq!(byte as usize, text.find('x').expect("there"));
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn what_is_no_export_is_called_so() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    for foreign in [
        "{}",
        r#"{"posts": []}"#,
        r#"{"meta": {"version": "6.0.0"}}"#,
        r#"{"data": {"posts": []}}"#,
        r#"{"db": []}"#,
        r#"{"meta": {"version": "6.0.0"}, "data": {"products": []}}"#,
        r#"{"meta": {"version": "latest"}, "data": {"posts": []}}"#,
    ] {
        let error = refused(&home, foreign).await;
        assert!(
            matches!(error, ImportError::NotAnExport(_)),
            "{foreign}: {error}"
        );
    }
    for foreign in [
        "",
        "[]",
        "null",
        "<rss>",
        r#"{"db": {}}"#,
        r#"{"db": [{}, {}]}"#,
        "{} {}",
        "\0",
        "\u{feff}",
    ] {
        let error = refused(&home, foreign).await;
        assert!(
            matches!(error, ImportError::Malformed { .. }),
            "{foreign}: {error}"
        );
    }
    let error = refused(
        &home,
        r#"{"meta": {"version": "3.42.9"}, "data": {"posts": []}}"#,
    )
    .await;
    assert!(matches!(error, ImportError::TooOld(_)), "{error}");
    let deep = format!(
        r#"{{"meta": {{"version": "6.0.0"}}, "data": {{"x": {}"#,
        "[".repeat(100_000)
    );
    assert!(matches!(
        refused(&home, &deep).await,
        ImportError::Malformed { .. }
    ));
    let missing = home.run(std::path::Path::new("/no/such/file")).await;
    assert!(matches!(missing, Err(ImportError::Unreadable { .. })));
}

#[tokio::test]
async fn a_text_beyond_reason_ends_the_reading() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let mut post = export::post(1, "a");
    post["html"] = json!("x".repeat(33 * 1024 * 1024));
    let error = refused(&home, &export::of(&[("posts", json!([post]))]))
        .await
        .to_string();
    assert!(error.contains("a text is longer than 32 MiB"), "{error}");
}

#[tokio::test]
async fn both_shapes_and_any_order_of_tables_are_read() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let posts = json!([export::post(1, "a")]);
        let tags = json!([{"id": "t", "name": "Garden", "slug": "garden"}]);
        let links = json!([{"post_id": format!("{:024x}", 1), "tag_id": "t", "sort_order": 0}]);
        let inner = json!({"data": {"posts_tags": links, "posts": posts, "unknown": [{"x": [1]}], "tags": tags}, "meta": {"version": "6.1.0"}});
        let outer = format!("\u{feff}{}", json!({"other": 1, "db": [inner]}));
        let summary = home.run_text(&outer).await.expect("imported");
        assert_eq!(
            (summary.of(Kind::Posts).made, summary.of(Kind::Tags).made),
            (1, 1)
        );
        assert!(
            home.everything()
                .await
                .iter()
                .any(|row| row.contains("tag_id: TagId"))
        );
        let again = home.run_text(&inner.to_string()).await.expect("imported");
        assert_eq!((again.total.made, again.total.changed), (0, 0));
    }
}

#[tokio::test]
async fn repeated_ids_and_lost_links_are_left_out_and_said() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let link = |post: u32, tag: &str| json!({"post_id": format!("{post:024x}"), "tag_id": tag, "sort_order": 0});
        let text = export::of(&[
            (
                "posts",
                json!([
                    export::post(1, "a"),
                    export::post(1, "again"),
                    export::post(2, "b c")
                ]),
            ),
            (
                "tags",
                json!([{"id": "t", "name": "T", "slug": "t"}, {"id": "t", "name": "T2", "slug": "t2"}]),
            ),
            (
                "posts_tags",
                json!([link(1, "t"), link(1, "t"), link(1, "none"), link(9, "t")]),
            ),
        ]);
        let summary = home.run_text(&text).await.expect("imported");
        assert_eq!(home.posts().await.len(), 1);
        let posts = summary.of(Kind::Posts);
        assert_eq!((posts.made, posts.skipped), (1, 2), "{summary}");
        assert_eq!(summary.of(Kind::Tags).skipped, 1);
        assert!(
            summary
                .warnings
                .iter()
                .any(|warning| warning.starts_with("2 of the links between posts and tags"))
        );
    }
}

#[tokio::test]
async fn a_byte_that_is_wrong_anywhere_does_no_harm() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let text = export::of(&[
        ("posts", json!([export::post(1, "a")])),
        (
            "tags",
            json!([{"id": "t", "name": "T", "slug": "t", "created_at": "2026-11-01 10:00:00"}]),
        ),
        (
            "posts_tags",
            json!([{"post_id": format!("{:024x}", 1), "tag_id": "t"}]),
        ),
        (
            "settings",
            json!([{"key": "navigation", "value": r#"[{"label":"A","url":"/a/"}]"#}]),
        ),
    ]);
    let mut before = home.everything().await;
    let wrong = [b'"', b'{', b']', b'\\', b'9', 0xff];
    for (at, wrong) in (0..text.len()).zip(wrong.into_iter().cycle()) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = wrong;
        let file = home.file("export.json", &bytes);
        match home.run(&file).await {
            // A digit in a title is a title too.
            Ok(_) => before = home.everything().await,
            Err(_) => assert_eq!(home.everything().await, before, "byte {at} is {wrong}"),
        }
    }
}
