//! What every answer carries.

use http::StatusCode;
use web::Scheme;

use crate::toy::{Got, Toy, fetch, visit};

fn assert_guarded(answer: &Got, what: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(
        answer.header("referrer-policy"),
        "strict-origin-when-cross-origin",
        "{what}"
    );
    assert_eq!(
        answer.header("cross-origin-opener-policy"),
        "same-origin",
        "{what}"
    );
    assert!(
        answer.header("permissions-policy").contains("camera=()"),
        "{what}"
    );
    assert_eq!(answer.header("x-request-id").len(), 32, "{what}");
}

#[tokio::test]
async fn every_answer_is_guarded_whatever_it_is() {
    let hosts = Toy::new().open();
    for address in [
        "blog.localhost/",
        "blog.localhost/feed",
        "blog.localhost/panic",
        "blog.localhost/nowhere/at/all",
        "blog.localhost/static/icons/rose-ash.svg",
        "blog.localhost/favicon.ico",
        "blog.localhost/health/live",
        "blog.localhost/media/00000000000000000000000000000000/x.png",
        "evil.example/",
    ] {
        let answer = visit(&hosts, address).await;
        assert_guarded(&answer, address);
        assert_eq!(answer.header("strict-transport-security"), "", "{address}");
        let failed = answer.status.is_client_error() || answer.status.is_server_error();
        if failed {
            assert_eq!(answer.header("cache-control"), "no-store", "{address}");
            assert_eq!(answer.header("etag"), "", "{address}");
        }
    }
}

#[tokio::test]
async fn forms_may_go_to_our_own_hosts_and_https_is_remembered() {
    let home = visit(
        &Toy {
            scheme: Scheme::Https,
            ..Toy::new()
        }
        .open(),
        "blog.localhost/",
    )
    .await;
    let policy = home.header("content-security-policy");
    let cart =
        "form-action 'self' https://blog.localhost https://market.localhost https://cart.localhost";
    assert!(policy.contains(cart), "{policy}");
    assert!(
        policy.contains("require-trusted-types-for 'script'; trusted-types sx"),
        "{policy}"
    );
    assert!(
        home.header("strict-transport-security")
            .starts_with("max-age=")
    );
}

#[tokio::test]
async fn ids_are_ours_and_never_the_clients() {
    let hosts = Toy::new().open();
    let sent = [("x-request-id", "mine")];
    let first = fetch(&hosts, "blog.localhost/", &sent).await;
    let second = fetch(&hosts, "blog.localhost/", &sent).await;
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    assert_ne!(first.header("x-request-id"), "mine");
}

#[tokio::test]
async fn text_is_compressed_as_the_client_likes() {
    let hosts = Toy::new().open();
    let plain = visit(&hosts, "blog.localhost/large").await;
    for (asked, expected) in [
        ("gzip, zstd", "zstd"),
        ("gzip", "gzip"),
        ("br", ""),
        ("", ""),
    ] {
        let answer = fetch(
            &hosts,
            "blog.localhost/large",
            &[("accept-encoding", asked)],
        )
        .await;
        assert_eq!(answer.header("content-encoding"), expected, "{asked}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{asked}");
        let bytes = match expected {
            "zstd" => zstd::decode_all(&answer.bytes[..]).expect("zstd"),
            "gzip" => unzip(&answer.bytes),
            _ => answer.bytes.to_vec(),
        };
        assert_eq!(bytes, plain.bytes, "{asked}");
    }
    let small = fetch(
        &hosts,
        "blog.localhost/health/live",
        &[("accept-encoding", "zstd")],
    )
    .await;
    assert_eq!(
        (small.status, small.header("content-encoding")),
        (StatusCode::OK, "")
    );
}

fn unzip(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(bytes), &mut plain).expect("gzip");
    plain
}
