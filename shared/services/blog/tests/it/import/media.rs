//! Pictures and files of the old site, from a folder or a ZIP.

use std::collections::HashMap;
use std::io::{Cursor, Write};
use std::path::Path;

use blog_service::import::{Counts, ImportError, ImportOptions, Kind, MediaSource};
use serde_json::json;
use url::Url;

use super::{Home, export};

pub(super) fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_pixel(700, 400, image::Rgb([shade, shade, shade]));
    pixels
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("encoded");
    bytes.into_inner()
}

/// A site with a picture in every place that may have one, and a file.
fn illustrated() -> String {
    let at = |path: &str| format!("__GHOST_URL__/content/{path}");
    let nodes = [
        export::image(&at("images/2026/11/apple.png")),
        export::image(&at("images/size/w600/2026/11/apple.png")),
        export::image(&at("images/2026/11/lost.png")),
        format!(
            r#"{{"type":"html","version":1,"html":"<p style=\"color:red\"><img src=\"{}\"><a href=\"https://old.example/content/files/list.pdf\">list</a></p>"}}"#,
            at("images/raw.png")
        ),
    ];
    let mut post = export::post_of(1, "apples", &nodes.join(","));
    post["feature_image"] = json!(at("images/2026/11/apple.png"));
    let mut foreign = export::post(2, "foreign");
    foreign["feature_image"] = json!("https://images.unsplash.com/photo-1");
    let meta = json!([{"post_id": format!("{:024x}", 1), "feature_image_alt": "Apples", "og_image": at("images/og.png"), "twitter_image": at("images/lost.png")}]);
    let settings =
        json!([{"key": "logo", "value": at("images/logo.svg")}, {"key": "title", "value": "T"}]);
    let users =
        json!([{"id": "u", "name": "Ada", "slug": "ada", "profile_image": at("images/ada.png")}]);
    export::of(&[
        ("posts", json!([post, foreign])),
        ("posts_meta", meta),
        ("settings", settings),
        ("users", users),
    ])
}

/// What the old site has.
pub(super) fn files() -> HashMap<&'static str, Vec<u8>> {
    [
        ("images/2026/11/apple.png", picture(10)),
        ("images/raw.png", picture(20)),
        ("images/og.png", picture(10)),
        ("images/ada.png", picture(30)),
        (
            "images/logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'/>".to_vec(),
        ),
        ("files/list.pdf", b"%PDF-1.7 list".to_vec()),
        ("images/unasked.png", picture(40)),
    ]
    .into()
}

pub(super) fn options(media: MediaSource) -> ImportOptions {
    let old_site = Some(Url::parse("https://old.example/").expect("an address"));
    ImportOptions {
        media,
        old_site,
        ..ImportOptions::default()
    }
}

/// Imports the illustrated site, three times, and looks at everything.
#[allow(clippy::too_many_lines, reason = "one story in three imports")]
pub(super) async fn check(home: &Home, media: MediaSource) {
    let file = home.file("export.json", illustrated().as_bytes());
    let summary = home
        .run_with(&file, &options(media.clone()))
        .await
        .expect("imported");
    assert_eq!(
        summary.of(Kind::Media),
        Counts {
            made: 6,
            skipped: 2,
            ..Counts::default()
        },
        "{summary}"
    );
    assert!(summary.warnings.iter().any(|warning| warning.starts_with("/content/images/2026/11/lost.png could not be had")));
    assert!(
        summary
            .warnings
            .iter()
            .any(|warning| warning
                .contains("https://images.unsplash.com/photo-1 is on another host"))
    );

    let post = home.post("apples").await;
    let picture = post.picture.expect("a feature picture");
    assert!(
        picture.starts_with("/media/") && picture.ends_with("/apple.png"),
        "{picture}"
    );
    assert_eq!(post.picture_alt.as_deref(), Some("Apples"));
    assert_eq!(
        post.html.matches(&format!("src=\"{picture}\"")).count(),
        2,
        "{}",
        post.html
    );
    assert!(
        post.html.contains("640w") && post.html.contains("width=\"700\" height=\"400\""),
        "{}",
        post.html
    );
    assert!(post.html.contains("/raw.png\"") && post.html.contains("/list.pdf\""));
    for text in [&post.html, &post.document, &post.og, &post.twitter] {
        assert!(
            !text.contains("old.example") && !text.contains("__GHOST_URL__"),
            "{text}"
        );
    }
    assert!(!post.html.contains("lost.png"), "{}", post.html);
    assert!(post.og.contains("/og.png") && !post.twitter.contains("lost"));
    let hash = |address: &str| address[7..39].to_owned();
    assert!(
        post.og.contains(&hash(&picture)),
        "two names, one content, one file"
    );
    assert!(
        home.everything()
            .await
            .iter()
            .any(|row| row.contains("/logo.svg"))
    );

    let again = home
        .run_with(&file, &options(media))
        .await
        .expect("imported");
    assert_eq!((again.total.made, again.total.changed), (0, 0), "{again}");
    let without = home
        .run_with(&file, &options(MediaSource::None))
        .await
        .expect("imported");
    assert_eq!(
        (without.total.made, without.total.changed),
        (0, 0),
        "what was stored is used: {without}"
    );
}

#[tokio::test]
async fn from_a_folder() {
    for inside in ["", "content"] {
        for db in testing::databases().await {
            let home = Home::of(&db);
            for (path, bytes) in files() {
                home.file(&format!("ghost/content/{path}"), &bytes);
            }
            let folder = home
                .file("ghost/config.json", b"secret")
                .with_file_name(inside);
            check(&home, MediaSource::at(&folder)).await;
        }
    }
}

fn zipped(prefix: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files() {
        zip.start_file(
            format!("{prefix}{path}"),
            zip::write::SimpleFileOptions::default(),
        )
        .expect("begun");
        zip.write_all(&bytes).expect("written");
    }
    zip.start_file("../../etc/passwd", zip::write::SimpleFileOptions::default())
        .expect("begun");
    zip.finish().expect("finished").into_inner()
}

#[tokio::test]
async fn from_a_zip() {
    for prefix in ["", "content/", "my-site/content/"] {
        for db in testing::databases().await {
            let home = Home::of(&db);
            let zip = home.file("media.zip", &zipped(prefix));
            check(&home, MediaSource::at(&zip)).await;
        }
    }
}

#[tokio::test]
async fn what_comes_later_is_taken_later() {
    for db in testing::databases().await {
        let home = Home::of(&db);
        let file = home.file("export.json", illustrated().as_bytes());
        let first = home
            .run_with(&file, &options(MediaSource::None))
            .await
            .expect("imported");
        assert_eq!(
            first.of(Kind::Media),
            Counts {
                skipped: 8,
                ..Counts::default()
            }
        );
        assert_eq!(home.post("apples").await.picture, None);
        let zip = home.file("media.zip", &zipped("content/"));
        let second = home
            .run_with(&file, &options(MediaSource::at(&zip)))
            .await
            .expect("imported");
        assert_eq!(
            (
                second.of(Kind::Posts).changed,
                second.of(Kind::Posts).unchanged
            ),
            (1, 1),
            "{second}"
        );
        assert_eq!(
            (
                second.of(Kind::Authors).changed,
                second.of(Kind::Settings).changed
            ),
            (1, 1)
        );
        assert!(home.post("apples").await.picture.is_some());
    }
}

#[tokio::test]
async fn a_folder_gives_nothing_from_outside() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let outside = home.file("secret.png", &picture(1));
    home.file("content/images/x.png", &picture(2));
    let link = outside
        .parent()
        .expect("a parent")
        .join("content/images/link.png");
    std::os::unix::fs::symlink(&outside, link).expect("linked");
    let nodes = ["link.png", "../../secret.png", "%2e%2e/%2e%2e/secret.png"]
        .map(|name| export::image(&format!("__GHOST_URL__/content/images/{name}")));
    let file = home.file(
        "export.json",
        export::of(&[("posts", json!([export::post_of(1, "a", &nodes.join(","))]))]).as_bytes(),
    );
    let folder = outside.parent().expect("a parent").to_owned();
    let summary = home
        .run_with(&file, &options(MediaSource::Folder(folder)))
        .await
        .expect("imported");
    assert_eq!(
        summary.of(Kind::Media),
        Counts {
            skipped: 1,
            ..Counts::default()
        },
        "{summary}"
    );
}

#[tokio::test]
async fn a_source_that_is_none_stops_before_anything_is_written() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let file = home.file("export.json", illustrated().as_bytes());
    let text = home.file("no.zip", b"PK no");
    let elsewhere = home
        .file("elsewhere/x", b"")
        .parent()
        .expect("a parent")
        .to_owned();
    let ftp = Url::parse("ftp://old.example/").expect("an address");
    for media in [
        MediaSource::Zip(text),
        MediaSource::Folder(elsewhere),
        MediaSource::Site(ftp),
    ] {
        let refused = home.run_with(&file, &options(media.clone())).await;
        assert!(
            matches!(refused, Err(ImportError::Media(_))),
            "{media:?}: {refused:?}"
        );
    }
    assert_eq!(home.everything().await, Vec::<String>::new());
}

/// A site with one picture.
pub(super) fn one_picture(name: &str) -> String {
    let node = export::image(&format!("__GHOST_URL__/content/images/{name}"));
    export::of(&[("posts", json!([export::post_of(1, "a", &node)]))])
}

/// A file of zeroes in an archive that says it is small.
#[tokio::test]
async fn an_archive_that_unpacks_without_end_is_bounded() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let smallest = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("content/images/x.png", smallest)
        .expect("begun");
    let zeroes = vec![0; 1024 * 1024];
    for _ in 0..=200 {
        zip.write_all(&zeroes).expect("written");
    }
    let bytes = zip.finish().expect("finished").into_inner();
    assert!(bytes.len() < 1024 * 1024);
    let zip = home.file("bomb.zip", &bytes);
    let file = home.file("export.json", one_picture("x.png").as_bytes());
    let summary = home
        .run_with(&file, &options(MediaSource::Zip(zip)))
        .await
        .expect("imported");
    assert!(
        summary
            .warnings
            .iter()
            .any(|warning| warning.contains("it is larger than 200 MiB")),
        "{summary}"
    );
}

/// Everything that lies in a folder.
fn everything_in(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, |entries| {
        entries
            .flatten()
            .map(|entry| 1 + everything_in(&entry.path()))
            .sum()
    })
}

#[tokio::test]
async fn nothing_is_left_half_written() {
    let dbs = testing::databases().await;
    let home = Home::of(&dbs[0]);
    let zip = home.file("media.zip", &zipped("content/"));
    let file = home.file("export.json", illustrated().as_bytes());
    home.run_with(&file, &options(MediaSource::Zip(zip.clone())))
        .await
        .expect("imported");
    assert_eq!(
        everything_in(&zip.with_file_name("media").join("incoming")),
        0
    );
    assert!(home.media().resize_missing().await.expect("done").made > 0);
}
