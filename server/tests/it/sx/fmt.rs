//! `rose-ash sx fmt`.

use std::fs;

use super::{folder, sx, sx_with};

const BEFORE: &str = "(defcomp ~a:b ()\n (p   \"x\") ; said once\n)";
const AFTER: &str = "(defcomp ~a:b ()\n  (p \"x\") ; said once\n)\n";

#[test]
fn the_templates_of_all_apps_are_formatted() {
    let said = sx(folder(&[]).path(), &["fmt", "--check"]).done();
    assert!(said.ends_with("nothing to change\n"), "{said}");
}

#[test]
fn files_are_changed_and_named_and_once_is_enough() {
    let folder = folder(&[("a.sx", BEFORE), ("in/b.sx", AFTER), ("c.txt", BEFORE)]);
    let file = |name: &str| fs::read_to_string(folder.path().join(name)).expect("read");

    let said = sx(folder.path(), &["fmt", "--check", "."]);
    assert_eq!(said.out, "./a.sx\n");
    assert!(said.failed().contains("1 of 2 files would be changed"));
    assert_eq!(file("a.sx"), BEFORE);

    let said = sx(folder.path(), &["fmt", "."]).done();
    assert_eq!(said, "./a.sx\n1 of 2 files formatted\n");
    assert_eq!(file("a.sx"), AFTER);
    assert_eq!(file("c.txt"), BEFORE);

    let said = sx(folder.path(), &["fmt", "."]).done();
    assert_eq!(said, "2 files: nothing to change\n");
}

#[test]
fn a_file_with_a_fault_is_left_alone_and_the_others_are_formatted() {
    let folder = folder(&[("a.sx", "(p"), ("b.sx", BEFORE)]);
    let said = sx(folder.path(), &["fmt", "a.sx", "b.sx"]).failed();
    assert!(
        said.contains("a.sx:1:1: this form has no closing `)`"),
        "{said}"
    );
    let file = |name: &str| fs::read_to_string(folder.path().join(name)).expect("read");
    assert_eq!(file("a.sx"), "(p");
    assert_eq!(file("b.sx"), AFTER);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = folder(&[]);
    let said = sx_with(folder.path(), &["fmt", "-"], BEFORE).done();
    assert_eq!(said, AFTER);
    sx_with(folder.path(), &["fmt", "--check", "-"], AFTER).done();
    sx_with(folder.path(), &["fmt", "--check", "-"], BEFORE).failed();
    let said = sx_with(folder.path(), &["fmt", "-"], "(p").failed();
    assert!(said.contains("(standard input):1:1: "), "{said}");
    sx_with(folder.path(), &["fmt", "-", "a.sx"], "").refused();
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder(&[("a.sx", BEFORE)]);
    let (file, link) = (folder.path().join("a.sx"), folder.path().join("link.sx"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
    symlink("a.sx", &link).expect("made");
    sx(folder.path(), &["fmt", "link.sx"]).done();
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::read_to_string(&file).expect("read"), AFTER);
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn files_of_cases_are_no_sources() {
    let cases = ";;; case one\n(p   x)\n;;; html\n<p>a;b</p>\n";
    let folder = folder(&[("cases.sx", cases)]);
    sx(folder.path(), &["fmt", "cases.sx"]).done();
    let left = fs::read_to_string(folder.path().join("cases.sx")).expect("read");
    assert_eq!(left, cases);
}
