//! `--dev`: templates are edited while the house stands.

use std::path::PathBuf;

use axum::Router;
use axum::routing::get;
use contracts::AppName;
use http::StatusCode;
use include_dir::Dir;
use web::{Answer, App, Frame, Mode, NoFields, RequestContext, Template, TemplateFolder};

use crate::toy::{Toy, plain, visit, write};

const EDITED: Template<NoFields> = Template::new("~blog:pages/edited");

fn routes() -> Router<Frame> {
    Router::new().route(
        "/",
        get(async |cx: RequestContext| -> Answer { cx.page(EDITED, &NoFields {}).await }),
    )
}

fn app(folder: PathBuf) -> App {
    let templates = TemplateFolder {
        label: "toy/templates",
        folder,
        embedded: Dir::new("", &[]),
    };
    App {
        templates,
        queries: Vec::new(),
        views: vec![EDITED.check()],
        ..plain(AppName::Blog, routes)
    }
}

#[tokio::test]
async fn an_edit_shows_a_mistake_shows_its_line_and_mending_brings_the_page_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let edit = |text: &str| write(folder.path(), "edited.sx", text);
    edit("(defcomp ~blog:pages/edited () (p \"first\"))");
    let toy = Toy {
        apps: vec![app(folder.path().to_owned())],
        mode: Mode::Dev,
        ..Toy::new()
    };
    let hosts = toy.open();
    assert_eq!(
        visit(&hosts, "blog.localhost/").await.text(),
        "<p>first</p>"
    );

    edit("(defcomp ~blog:pages/edited () (p \"second one\"))");
    assert_eq!(
        visit(&hosts, "blog.localhost/").await.text(),
        "<p>second one</p>"
    );

    edit("(defcomp ~blog:pages/edited ()\n  (p (no-such-function \"x\")))\n");
    let page = visit(&hosts, "blog.localhost/").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    for expected in [
        "no-such-function",
        "toy/templates/edited.sx",
        ":2:",
        "dev-line-marked",
    ] {
        assert!(
            page.text().contains(expected),
            "{expected} is not in {}",
            page.text()
        );
    }

    edit("(defcomp ~blog:pages/edited () (p \"third and last\"))");
    assert_eq!(
        visit(&hosts, "blog.localhost/").await.text(),
        "<p>third and last</p>"
    );
}
