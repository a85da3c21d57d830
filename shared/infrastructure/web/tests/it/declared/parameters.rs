//! What pages take from their addresses.

use std::path::Path;

use contracts::AppName;
use http::StatusCode;
use include_dir::Dir;
use web::{App, Hosts, Mode, StartError, TemplateFolder};

use super::{Gates, app};
use crate::toy::{Toy, visit, write};

/// A house whose templates are a text in a folder.
fn house_of(folder: &Path, text: &str) -> Result<Hosts, StartError> {
    write(folder, "pages.sx", text);
    let app = App {
        name: AppName::Blog,
        templates: TemplateFolder {
            label: "toy/declared",
            folder: folder.to_owned(),
            embedded: Dir::new("", &[]),
        },
        ..app(Gates::new(true))
    };
    let toy = Toy {
        apps: vec![app],
        mode: Mode::Dev,
        ..Toy::new()
    };
    toy.try_open()
}

/// Why a house with these templates does not open.
fn refused(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = house_of(folder.path(), text);
    opened.err().expect("it does not open").to_string()
}

#[test]
fn a_page_cannot_ask_with_what_its_requests_do_not_have() {
    let error = refused(
        "(defpage ~blog:pages/x :path \"/x/\" :needs ((it (greet :name @nam :gate \"first\"))) :content (p (get it :words)))",
    );
    assert!(error.contains("`greet` asks with `@nam`"), "{error}");
    assert!(error.contains("toy/declared/pages.sx:1:44:"), "{error}");
}

#[tokio::test]
async fn what_an_address_gives_is_of_the_type_that_the_page_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "(defpage ~blog:pages/p
      (&key (price Dec 1.5) (count Int 1) (words Str \"w\") (any nil) (is-new Bool false) (part Slot nil))
      :path \"/p/{name}/\"
      :content (p name \" \" (+ price 1) \" \" (+ count 1) \" \" words \" \" any \" \" (if is-new \"new\" \"old\") part))";
    let hosts = house_of(folder.path(), text).unwrap_or_else(|error| panic!("{error}"));
    for (query, expected) in [
        ("", "<p>a 2.5 2 w  old</p>"),
        ("?price=2", "<p>a 3 2 w  old</p>"),
        ("?price=-2.25", "<p>a -1.25 2 w  old</p>"),
        ("?count=2&is-new=1", "<p>a 2.5 3 w  new</p>"),
        (
            "?words=%3Cb&any=2&part=%3Cc",
            "<p>a 2.5 2 &lt;b 2 old&lt;c</p>",
        ),
    ] {
        let page = visit(&hosts, &format!("blog.localhost/p/a/{query}")).await;
        assert_eq!(
            (page.status, page.text()),
            (StatusCode::OK, expected),
            "{query}"
        );
    }
    for query in [
        "price=",
        "price=x",
        "price=1e3",
        "price=1_0",
        "price=1.",
        "price=.",
        "count=1.0",
        "is-new=2",
        "price=99999999999999999999999999999999",
    ] {
        let page = visit(&hosts, &format!("blog.localhost/p/a/?{query}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[test]
fn a_page_takes_nothing_that_no_address_can_give() {
    for ty in ["List", "[Str]", "Rec", "Safe", "FieldView"] {
        let error = refused(&format!(
            "(defpage ~blog:pages/x (&key (things {ty} nil)) :path \"/x/\" :content (p (if things \"some\" \"none\")))"
        ));
        assert!(
            error.contains("no address can give `things`"),
            "{ty}: {error}"
        );
        assert!(error.contains("toy/declared/pages.sx:1:"), "{ty}: {error}");
    }
}

#[tokio::test]
async fn a_default_reaches_the_questions_of_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "(defpage ~blog:pages/x (&key (who Str \"ada\") (other Str nil))
      :path \"/x/\" :needs ((it (greet :name @who :gate \"first\")) (no (greet :name @other :gate \"first\")))
      :content (p who (get it :words) (get no :words)))";
    let hosts = house_of(folder.path(), text).unwrap_or_else(|error| panic!("{error}"));
    for (query, expected) in [
        ("", "<p>ada&lt;ada&gt;&lt;&gt;</p>"),
        ("?who=bob&other=c", "<p>bob&lt;bob&gt;&lt;c&gt;</p>"),
    ] {
        let page = visit(&hosts, &format!("blog.localhost/x/{query}")).await;
        assert_eq!(
            (page.status, page.text()),
            (StatusCode::OK, expected),
            "{query}"
        );
    }
}

#[test]
fn a_page_cannot_ask_with_a_default_that_is_not_written_out() {
    let error = refused(
        "(defpage ~blog:pages/x (&key (who Str (upper \"ada\"))) :path \"/x/\" :needs ((it (greet :name @who :gate \"first\"))) :content (p (get it :words)))",
    );
    assert!(
        error.contains("the default of `who` is computed"),
        "{error}"
    );
}
