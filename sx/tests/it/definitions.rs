//! Definitions by their content.

use std::sync::Arc;

use sx::{Environment, Program, Source};

use sx::naive::functions;

fn program(sources: &[Source]) -> Arc<Program> {
    let functions = functions();
    Program::compile(sources, &Environment::with_functions(&functions)).unwrap()
}

const PAGE: &str = r#"
; A page, and what it calls.
(defcomp ~blog:page (&key posts)
  (~shared:layout :title "Posts" ; the slot is part of the page
    (map (fn (p) (~blog:card :post p)) posts)))
(defcomp ~blog:card (&key post) (article (h2 (get post :title)) (~shared:date :at (get post :at))))
(defcomp ~shared:date (&key at) (time (date at)))
(defcomp ~shared:layout (&key title &rest children) (div (h1 title) children (~shared:foot)))
(defcomp ~shared:foot () (footer "…"))
(defcomp ~shared:tree (&key n) (if (> n 0) (~shared:tree :n (- n 1))))
(defcomp ~shared:other () (p (context :site)))
"#;

#[test]
fn a_definition_is_known_by_what_it_says_and_not_by_how_it_is_written() {
    let plain = program(&[Source::new("a.sx", "(defcomp ~a:b (&key x) (p x))")]);
    let spaced = "; first\n(defcomp  ~a:b\n  (&key x) #;gone\n  (p x)) ; last\n";
    let spaced = program(&[Source::new("b.sx", spaced)]);
    let other = program(&[Source::new("a.sx", "(defcomp ~a:b (&key x) (b x))")]);
    let [plain, spaced, other] = [&plain, &spaced, &other].map(|it| it.definitions()[0].clone());
    assert_eq!(plain.text, "(defcomp ~a:b (&key x) (p x))");
    // What `printf %s '(defcomp …)' | sha256sum` says.
    assert_eq!(plain.hash, "c9aa6c0500c97cec");
    assert_eq!(plain, spaced);
    assert_ne!(plain.hash, other.hash);
}

/// What a template binds has a name that no source can write. In the text it has one that anybody can read.
#[test]
fn macros_are_gone_from_a_definition() {
    let text = r#"
(defmacro twice (x) `(let ((tmp ,x)) (str tmp tmp)))
(defcomp ~a:b (&key tmp) (p (twice tmp) (twice 2)))
(defcomp ~a:c (&key tmp-1) (p (twice tmp-1)))
"#;
    let program = program(&[Source::new("a.sx", text)]);
    let texts: Vec<&str> = program.definitions().iter().map(|it| &*it.text).collect();
    assert_eq!(
        texts,
        [
            "(defcomp ~a:b (&key tmp) (p (let ((tmp-1 tmp)) (str tmp-1 tmp-1)) (let ((tmp-2 2)) (str tmp-2 tmp-2))))",
            "(defcomp ~a:c (&key tmp-1) (p (let ((tmp-2 tmp-1)) (str tmp-2 tmp-2))))",
        ]
    );
}

#[test]
fn every_definition_is_found_by_its_hash_and_is_a_program_of_its_own() {
    let program = program(&[Source::new("page.sx", PAGE)]);
    let names: Vec<&str> = program.definitions().iter().map(|it| &*it.name).collect();
    assert!(names.is_sorted() && names.len() == 7, "{names:?}");
    for definition in program.definitions() {
        assert_eq!(definition.hash.len(), 16);
        assert_eq!(program.definition(&definition.hash), Some(definition));
    }
    assert_eq!(program.definition("0123456789abcdef"), None);
    let texts = program.definitions().iter();
    let again: Vec<Source> = texts.map(|it| Source::new(&*it.name, &*it.text)).collect();
    let again = self::program(&again);
    assert_eq!(again.definitions(), program.definitions());
}

#[test]
fn a_definition_of_a_higher_layer_stands_for_the_one_below() {
    let below = Source::new("shared.sx", "(defcomp ~a:b () (p \"below\"))");
    let above = Source::new("app.sx", "(defcomp ~a:b () (p \"above\"))").layer(1);
    let program = program(&[below, above]);
    let texts: Vec<&str> = program.definitions().iter().map(|it| &*it.text).collect();
    assert_eq!(texts, ["(defcomp ~a:b () (p \"above\"))"]);
}

#[test]
fn a_manifest_names_what_a_page_may_call() {
    let program = program(&[Source::new("page.sx", PAGE)]);
    let manifest = |name: &str| program.manifest(program.component(name).unwrap());
    let names = |name: &str| -> Vec<String> {
        let definitions = manifest(name).definitions;
        definitions.iter().map(|it| it.name.clone()).collect()
    };
    assert_eq!(
        names("~blog:page"),
        [
            "~blog:card",
            "~shared:date",
            "~shared:foot",
            "~shared:layout"
        ]
    );
    assert_eq!(names("~shared:tree"), ["~shared:tree"]);
    assert!(names("~shared:foot").is_empty());
    assert_ne!(manifest("~blog:page").hash, manifest("~shared:tree").hash);
    assert_eq!(manifest("~blog:card").hash, manifest("~blog:card").hash);
}

#[test]
fn what_asks_the_host_does_not_travel_nor_does_what_calls_it() {
    let program = program(&[Source::new("page.sx", PAGE)]);
    let travels = |name: &&str| program.is_portable(name);
    let all = [
        "~blog:page",
        "~blog:card",
        "~shared:date",
        "~shared:layout",
        "~shared:foot",
        "~shared:tree",
        "~shared:other",
    ];
    let portable: Vec<&str> = all.into_iter().filter(travels).collect();
    assert_eq!(portable, ["~shared:layout", "~shared:foot", "~shared:tree"]);
    assert!(!program.is_portable("~not:there"));
}
