//! Stored files.

use http::StatusCode;
use web::Hosts;

use crate::toy::{Got, Toy, fetch, write};

const HASH: &str = "00112233445566778899aabbccddeeff";

fn house_with(name: &str, text: &str) -> (tempfile::TempDir, Hosts) {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &format!("{HASH}.{name}"), text);
    let hosts = Toy {
        media: folder.path().to_owned(),
        ..Toy::new()
    }
    .open();
    (folder, hosts)
}

async fn file(hosts: &Hosts, path: &str, headers: &[(&str, &str)]) -> Got {
    fetch(
        hosts,
        &format!("market.localhost/media/{HASH}/{path}"),
        headers,
    )
    .await
}

#[tokio::test]
async fn a_picture_is_kept_for_ever_and_its_stand_in_is_not() {
    let (_folder, hosts) = house_with("png", "picture");
    let original = file(&hosts, "tree.png", &[("accept-encoding", "zstd")]).await;
    assert_eq!(
        (original.status, original.text()),
        (StatusCode::OK, "picture")
    );
    assert_eq!(original.header("content-type"), "image/png");
    assert_eq!(
        original.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let tag = original.header("etag").to_owned();
    let again = file(&hosts, "tree.png", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);

    let stand_in = file(&hosts, "w640/tree.png", &[]).await;
    assert_eq!(stand_in.header("cache-control"), "public, max-age=60");
    for wrong in ["w0640/tree.png", "640/tree.png"] {
        assert_eq!(
            file(&hosts, wrong, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    let other = fetch(&hosts, "market.localhost/media/..%2f..%2fetc/passwd", &[]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_could_have_powers_has_none() {
    let (_folder, hosts) = house_with("svg", "<svg/>");
    let drawing = file(&hosts, "leaf.svg", &[]).await;
    let policy = drawing.header("content-security-policy");
    assert_eq!(
        policy,
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    );
    assert_eq!(drawing.header("content-disposition"), "");

    let (_folder, hosts) = house_with("exe", "MZ");
    let unknown = file(&hosts, "setup.exe", &[]).await;
    assert!(
        unknown
            .header("content-security-policy")
            .ends_with("sandbox")
    );
    assert_eq!(unknown.header("content-disposition"), "attachment");
    assert_eq!(unknown.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn film_comes_in_pieces() {
    let text: String = (0..100_000).map(|number| format!("{number:06}")).collect();
    let (_folder, hosts) = house_with("mp4", &text);
    let whole = file(&hosts, "bees.mp4", &[]).await;
    assert_eq!(
        (whole.status, whole.text()),
        (StatusCode::OK, text.as_str())
    );
    assert_eq!(whole.header("accept-ranges"), "bytes");
    assert_eq!(whole.header("content-length"), "600000");

    let piece = file(&hosts, "bees.mp4", &[("range", "bytes=6-11")]).await;
    assert_eq!(
        (piece.status, piece.text()),
        (StatusCode::PARTIAL_CONTENT, "000001")
    );
    assert_eq!(piece.header("content-range"), "bytes 6-11/600000");

    let beyond = file(&hosts, "bees.mp4", &[("range", "bytes=600000-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.header("content-range"), "bytes */600000");

    let stale = [("range", "bytes=6-11"), ("if-range", "\"other\"")];
    assert_eq!(
        file(&hosts, "bees.mp4", &stale).await.status,
        StatusCode::OK
    );
    let tag = whole.header("etag").to_owned();
    let fresh = [("range", "bytes=6-11"), ("if-range", tag.as_str())];
    assert_eq!(
        file(&hosts, "bees.mp4", &fresh).await.status,
        StatusCode::PARTIAL_CONTENT
    );
}
