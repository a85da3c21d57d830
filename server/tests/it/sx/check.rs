//! `rose-ash sx check`.

use serde_json::Value;

use super::{folder, sx};

const FAULTY: &str =
    "(defcomp ~blog:x (&key title)\n  (h1 titel)\n  (~shared:cards/artcle :card title))\n";

#[test]
fn the_templates_of_all_apps_are_without_fault() {
    let folder = folder(&[]);
    let said = sx(folder.path(), &["check"]).done();
    assert!(said.contains(" components in "), "{said}");
    assert!(said.ends_with(" files: nothing wrong\n"), "{said}");
    let left = std::fs::read_dir(folder.path()).expect("read").count();
    assert_eq!(left, 0, "it makes no files");
}

#[test]
fn every_fault_of_a_file_is_told_with_its_place() {
    let folder = folder(&[("x.sx", FAULTY)]);
    let said = sx(folder.path(), &["check", "x.sx"]).failed();
    assert!(said.contains("x.sx:2:7: "), "{said}");
    assert!(said.contains("did you mean `title`?"), "{said}");
    assert!(said.contains("x.sx:3:4: there is no component"), "{said}");
    assert!(said.ends_with("rose-ash: 2 faults in 1 file\n"), "{said}");
}

#[test]
fn faults_can_be_had_in_parts() {
    let folder = folder(&[("x.sx", FAULTY)]);
    let said = sx(folder.path(), &["check", "--json", "--shared", "x.sx"]);
    assert_eq!(said.code, Some(1));
    let answer: Value = serde_json::from_str(&said.out).expect("JSON");
    let fault = &answer["faults"][1];
    assert_eq!(fault["help"], "did you mean `~shared:cards/article`?");
    assert_eq!(fault["place"]["path"], "x.sx");
    assert_eq!(fault["place"]["line"], 3);
    assert_eq!(fault["place"]["column"], 4);
}

#[test]
fn files_are_checked_together_alone_or_over_the_shared_templates() {
    let folder = folder(&[
        ("site/a.sx", "(defcomp ~blog:a () (~blog:b))"),
        (
            "site/deep/b.sx",
            "(defcomp ~blog:b () (~shared:icons/leaf))",
        ),
        ("site/node_modules/c.sx", "not read"),
    ]);
    let said = sx(folder.path(), &["check", "--shared", "site"]).done();
    assert!(said.ends_with("nothing wrong\n"), "{said}");
    let said = sx(folder.path(), &["check", "site"]).failed();
    assert!(said.contains("`~shared:icons/leaf`"), "{said}");
}

#[test]
fn a_file_that_is_not_there() {
    let folder = folder(&[]);
    let said = sx(folder.path(), &["check", "nowhere.sx"]).failed();
    assert!(said.contains("nowhere.sx cannot be read"), "{said}");
    sx(folder.path(), &["check", "--shared"]).refused();
}
