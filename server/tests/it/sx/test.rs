//! `rose-ash sx test`.

use super::{folder, sx};

const HELD: &str = r#"(defcomp ~a:hello (&key name) (p "Hello, " name))
(deftest "greeting"
  (renders (~a:hello :name "Ada") "<p>Hello, Ada</p>")
  (is (= 1 1)))
(deftest "sums" (equal 3 (+ 1 2)))
"#;

#[test]
fn tests_that_hold() {
    let folder = folder(&[("a.sx", HELD)]);
    let said = sx(folder.path(), &["test", "a.sx"]).done();
    assert_eq!(said, "3 assertions in 2 tests: all hold\n");
}

#[test]
fn every_failure_is_told_with_its_place() {
    let failing = r#"(deftest "sums"
  (equal 4 (+ 1 2))
  (is (= 1 1))
  (renders (b "x") "<b>y</b>"))
"#;
    let folder = folder(&[("a.sx", HELD), ("b.sx", failing)]);
    let said = sx(folder.path(), &["test", "."]);
    assert_eq!(said.out, "");
    let said = said.failed();
    for part in [
        "./b.sx:2:3: sums\n  expected: 4\n  found:    3\n",
        "./b.sx:4:3: sums\n  expected: <b>y</b>\n  found:    <b>x</b>\n",
        "rose-ash: 2 of 6 assertions in 2 tests do not hold\n",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn tests_may_use_the_shared_templates_and_the_functions_of_the_frame() {
    let shared = r#"(deftest "money" (renders (p (money 350 "GBP") " " (t "app-blog")) "<p>£3.50 Journal</p>"))
(deftest "icon" (is (contains? "svg" "sv")) (fails (/ 1 0) "zero"))
(defcomp ~a:b () (~shared:icons/leaf))
"#;
    let folder = folder(&[("a.sx", shared)]);
    let said = sx(folder.path(), &["test", "--shared", "a.sx"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
}

#[test]
fn files_without_tests_and_files_with_faults() {
    let folder = folder(&[
        ("a.sx", "(defcomp ~a:b () \"x\")"),
        ("b.sx", "(deftest \"x\" (isnt 1))"),
    ]);
    assert_eq!(sx(folder.path(), &["test", "a.sx"]).done(), "no tests\n");
    let said = sx(folder.path(), &["test", "b.sx"]).failed();
    assert!(said.contains("b.sx:1:14: this is no assertion"), "{said}");
}

#[test]
fn the_tests_of_all_apps_hold() {
    let said = sx(folder(&[]).path(), &["test"]).done();
    assert!(said.ends_with(": all hold\n"), "{said}");
}
