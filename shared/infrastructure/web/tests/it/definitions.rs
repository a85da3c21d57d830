//! Definitions of components by their hashes.

use std::io::Read;

use http::StatusCode;
use sx::{Definition, Environment, Program, Source};
use web::Mode;

use crate::toy::{Toy, fetch, visit};

const TEXT: &str =
    "(defcomp ~cart:fragments/cart-mini (&key drawn) (b :id \"cart-mini\" \"drawn at \" drawn))";

const LONG: &str = include_str!("templates/long.sx");

/// The one definition in a source.
fn definition(text: &str) -> Definition {
    let program = Program::compile(&[Source::new("one.sx", text)], &Environment::default());
    let program = program.unwrap_or_else(|faults| panic!("{faults}"));
    program.definitions()[0].clone()
}

fn address(text: &str) -> String {
    format!("/sx/d/{}.sx", definition(text).hash)
}

#[tokio::test]
async fn a_definition_keeps_its_meaning_for_ever_under_its_hash() {
    let hosts = Toy::new().open();
    for host in ["blog", "market"] {
        let url = format!("{host}.localhost{}", address(TEXT));
        let answer = visit(&hosts, &url).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, TEXT));
        assert_eq!(answer.header("content-type"), "text/sx; charset=utf-8");
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        let tag = answer.header("etag").to_owned();
        let again = fetch(&hosts, &url, &[("if-none-match", &tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert_eq!(again.header("etag"), tag);
        assert!(again.bytes.is_empty());
    }
}

#[tokio::test]
async fn compressed_copies_hold_the_same() {
    let hosts = Toy::new().open();
    let url = format!("blog.localhost{}", address(LONG));
    let plain = visit(&hosts, &url).await;
    assert_eq!(plain.text(), definition(LONG).text);
    for encoding in ["zstd", "gzip"] {
        let packed = fetch(&hosts, &url, &[("accept-encoding", encoding)]).await;
        assert_eq!(packed.header("content-encoding"), encoding);
        assert_eq!(packed.header("vary"), "accept-encoding");
        assert_eq!(packed.header("etag"), plain.header("etag"));
        assert!(packed.bytes.len() < plain.bytes.len() / 4, "{encoding}");
        let mut unpacked = Vec::new();
        let read = match encoding {
            "zstd" => zstd::Decoder::new(&packed.bytes[..])
                .and_then(|mut decoder| decoder.read_to_end(&mut unpacked)),
            _ => flate2::read::GzDecoder::new(&packed.bytes[..]).read_to_end(&mut unpacked),
        };
        assert!(read.is_ok() && unpacked == plain.bytes, "{encoding}");
    }
}

#[tokio::test]
async fn what_nobody_defined_is_not_found() {
    let hosts = Toy::new().open();
    let address = address("(defcomp ~a:b () \"unknown\")");
    for path in [
        &*address,
        "/sx/d/0123456789abcdef",
        "/sx/d/.sx",
        "/sx/d/%2e%2e.sx",
        "/sx/d/",
    ] {
        let answer = visit(&hosts, &format!("blog.localhost{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn in_dev_definitions_are_served_too() {
    let hosts = Toy {
        mode: Mode::Dev,
        ..Toy::new()
    }
    .open();
    let answer = visit(&hosts, &format!("blog.localhost{}", address(TEXT))).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, TEXT));
}
