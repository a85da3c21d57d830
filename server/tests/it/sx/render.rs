//! `rose-ash sx render`.

use super::{folder, sx, sx_with};

const CARD: &str = r#"(defcomp ~a:card (&key title (tags (list)))
  (article :sx-region "card"
    (h1 title)
    (map (fn (tag) (~a:tag :name tag)) tags)))

(defcomp ~a:tag (&key name)
  (b :class "tag" name))

(~a:card :title (get props :title) :tags (get props :tags))
"#;
const PROPS: &str = r#"{"title": "Bread & butter", "tags": ["x", "y"]}"#;
const HTML: &str = "<article sx-region=\"card\"><h1>Bread &amp; butter</h1><b class=\"tag\">x</b><b class=\"tag\">y</b></article>";

#[test]
fn the_form_at_the_end_of_a_file_and_nothing_else_on_standard_output() {
    let folder = folder(&[("card.sx", CARD), ("props.json", PROPS)]);
    let render = ["render", "card.sx", "--props"];
    let with = |props| [render.as_slice(), &[props]].concat();
    assert_eq!(sx(folder.path(), &with(PROPS)).done(), HTML);
    assert_eq!(sx(folder.path(), &with("@props.json")).done(), HTML);
    assert_eq!(sx_with(folder.path(), &with("-"), PROPS).done(), HTML);
}

#[test]
fn a_page_by_its_name() {
    let folder = folder(&[("card.sx", CARD)]);
    let page = |arguments: &[&str]| {
        sx(
            folder.path(),
            &[&["render", "card.sx", "--page"], arguments].concat(),
        )
    };
    assert_eq!(page(&["~a:card", "--props", PROPS]).done(), HTML);
    let said = page(&["~a:crad", "--props", PROPS]).refused();
    assert!(said.contains("did you mean `~a:card`?"), "{said}");
    let said = page(&["~a:card", "--props", "[1]"]).refused();
    assert!(said.contains("must be an object"), "{said}");
    let said = page(&["~a:card"]).failed();
    assert!(said.contains("title"), "{said}");
}

#[test]
fn other_sinks() {
    let folder = folder(&[("card.sx", CARD)]);
    let sink = |arguments: &[&str]| {
        let all = [
            &["render", "card.sx", "--props", PROPS, "--sink"],
            arguments,
        ]
        .concat();
        sx(folder.path(), &all)
    };
    let wire = sink(&["wire"]).done();
    assert!(wire.starts_with("(~a:card "), "{wire}");
    let expanded = sink(&["wire", "--expand"]).done();
    assert!(expanded.starts_with("(article "), "{expanded}");
    assert!(!expanded.contains("(~"), "{expanded}");
    let patch = sink(&["patch"]).done();
    assert_eq!(patch, format!("<template for=\"card\">{HTML}</template>\n"));
    sink(&["html", "--expand"]).refused();
    sink(&["paper"]).refused();
}

#[test]
fn the_functions_of_the_frame_the_shared_components_and_files_beside() {
    let page = r#"(~shared:layout/app-body :title "Here" :content (<> (~b:side) (p (money 350 "GBP") (app-url "market" "/x/"))))"#;
    let folder = folder(&[
        ("page.sx", page),
        ("b/side.sx", "(defcomp ~b:side () (i \"side\"))"),
    ]);
    let html = sx(folder.path(), &["render", "page.sx", "--with", "b"]).done();
    for part in [
        "<!doctype html>",
        "<i>side</i>",
        "£3.50",
        "http://market.localhost:8000/x/",
        "Rose Ash",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn what_cannot_be_rendered() {
    let folder = folder(&[
        ("fault.sx", "(p titel)"),
        ("fails.sx", "(p (/ 1 (get props :n)))"),
        ("definitions.sx", "(defcomp ~a:b () \"x\")"),
    ]);
    let render = |arguments: &[&str]| sx(folder.path(), &[&["render"], arguments].concat());
    let said = render(&["fault.sx"]).failed();
    assert!(said.contains("fault.sx:1:4: "), "{said}");
    let said = render(&["fails.sx", "--props", "{\"n\": 0}"]);
    assert_eq!(said.out, "");
    let said = said.failed();
    assert!(said.contains("fails.sx:1:4: "), "{said}");
    let said = render(&["definitions.sx"]).refused();
    assert!(said.contains("--page"), "{said}");
    render(&["fault.sx", "--props", "{"]).refused();
    render(&["nowhere.sx"]).failed();
}
