//! Declared pages beside the routes of their app and of the frame.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use contracts::AppName;
use http::{Request, StatusCode};
use include_dir::Dir;
use web::{App, Frame, Hosts, Mode, TemplateFolder};

use super::{Gates, house};
use crate::toy::{Toy, from_here, plain, send, visit, write};

const CONTACT: &str = "(defpage ~blog:pages/contact :path \"/contact/\" :content (p \"write\"))";
const ANY: &str = "(defpage ~blog:pages/any (&key) :path \"/{a}/{b}\" :content (p a \" and \" b))";

fn routes() -> Router<Frame> {
    Router::new()
        .route("/contact/", post(async || "sent"))
        .route("/{*all}", get(async || "the app's own"))
}

/// An app whose templates are a text in a folder.
fn edited(folder: &Path, text: &str) -> Hosts {
    house_of(folder, text, routes)
}

fn house_of(folder: &Path, text: &str, routes: fn() -> Router<Frame>) -> Hosts {
    write(folder, "pages.sx", text);
    let app = App {
        templates: TemplateFolder {
            label: "toy/declared",
            folder: folder.to_owned(),
            embedded: Dir::new("", &[]),
        },
        ..plain(AppName::Blog, routes)
    };
    Toy {
        apps: vec![app],
        mode: Mode::Dev,
        ..Toy::new()
    }
    .open()
}

#[tokio::test]
async fn a_form_is_sent_to_the_app_where_a_template_declares_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let hosts = edited(folder.path(), CONTACT);
    assert_eq!(
        visit(&hosts, "blog.localhost/contact/").await.text(),
        "<p>write</p>"
    );
    let sent = from_here("/contact/")
        .body(Body::empty())
        .expect("a request");
    let sent = send(&hosts, sent).await;
    assert_eq!((sent.status, sent.text()), (StatusCode::OK, "sent"));
}

#[tokio::test]
async fn a_page_says_which_methods_it_has() {
    let hosts = house(&Gates::new(true));
    let head = Request::head("/needed/ada/").header("host", "blog.localhost");
    let head = send(&hosts, head.body(Body::empty()).expect("a request")).await;
    assert_eq!(head.status, StatusCode::OK);
    let sent = from_here("/needed/ada/").body(Body::empty());
    let sent = send(&hosts, sent.expect("a request")).await;
    assert_eq!(sent.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(sent.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn what_the_frame_serves_is_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        "{ANY}\n(defpage ~blog:pages/three (&key) :path \"/{{a}}/{{b}}/{{c}}\" :content (p a b c))"
    );
    let hosts = edited(folder.path(), &text);
    assert_eq!(
        visit(&hosts, "blog.localhost/a/b").await.text(),
        "<p>a and b</p>"
    );
    assert_eq!(
        visit(&hosts, "blog.localhost/health/live").await.text(),
        "live"
    );
    for path in [
        "static/none.js",
        "static/js/none.js",
        "sx/d/none",
        "media/none/none",
        "internal/none",
        "fragments/none",
    ] {
        let got = visit(&hosts, &format!("blog.localhost/{path}")).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}: {}", got.text());
    }
}

#[tokio::test]
async fn a_slash_that_lacks_leads_to_nobody_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "(defpage ~blog:pages/name (&key) :path \"/{name}/\" :content (p name))";
    let hosts = house_of(folder.path(), text, Router::new);
    for (path, location) in [
        ("ada", "/ada/"),
        ("ada?a=b", "/ada/?a=b"),
        ("\\evil.example", "/evil.example/"),
        ("%5Cevil.example", "/%5Cevil.example/"),
    ] {
        let got = visit(&hosts, &format!("blog.localhost/{path}")).await;
        assert_eq!(got.status, StatusCode::MOVED_PERMANENTLY, "{path}");
        assert_eq!(got.header("location"), location, "{path}");
    }
}

#[tokio::test]
async fn an_edit_that_brings_or_takes_a_page_is_seen_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let hosts = edited(folder.path(), "(defcomp ~blog:none () nil)");
    let text = async |hosts| visit(hosts, "blog.localhost/contact/").await;
    assert_eq!(text(&hosts).await.status, StatusCode::METHOD_NOT_ALLOWED);
    write(folder.path(), "pages.sx", CONTACT);
    assert_eq!(text(&hosts).await.text(), "<p>write</p>");
    write(
        folder.path(),
        "pages.sx",
        "(defcomp ~blog:none () \"nothing\")",
    );
    assert_eq!(text(&hosts).await.status, StatusCode::METHOD_NOT_ALLOWED);
    // What does not compile says so where the page was.
    write(folder.path(), "pages.sx", CONTACT);
    assert_eq!(text(&hosts).await.status, StatusCode::OK);
    write(folder.path(), "pages.sx", "(defcomp ~blog:none () (none))");
    assert_eq!(text(&hosts).await.status, StatusCode::INTERNAL_SERVER_ERROR);
}
