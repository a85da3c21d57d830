//! The table of forms and primitives beside what is told of it: the README lists all of it, the corpus shows all of it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sx::naive::functions;
use sx::reference::EntryKind;
use sx::{Environment, HostFunction, Keywords};

use crate::corpus;

const BEGIN: &str = "<!-- reference -->\n";
const END: &str = "<!-- end of the reference -->";

/// The section of the README, in the order of the table.
fn section() -> String {
    let mut out = String::new();
    let mut subject = "";
    for entry in sx::reference() {
        if entry.subject != subject {
            subject = entry.subject;
            write!(out, "\n### {subject}\n").unwrap();
        }
        writeln!(out, "- `{}` {}", entry.signature, entry.doc).unwrap();
    }
    out.push('\n');
    out
}

/// Run with `SX_BLESS=1` to write the section anew.
#[test]
fn the_readme_lists_everything() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (found, after) = rest.split_once(END).unwrap();
    let expected = section();
    if std::env::var_os("SX_BLESS").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
    } else {
        assert!(
            found == expected,
            "the reference in README.md is not what the table says: run with SX_BLESS=1"
        );
    }
}

#[test]
fn the_corpus_shows_everything() {
    let cases: Vec<_> = corpus::files()
        .into_iter()
        .flat_map(|(_, cases)| cases)
        .collect();
    let mut missing = Vec::new();
    for entry in sx::reference() {
        let has = |kind: &str| {
            cases
                .iter()
                .any(|case| case.expects(kind) && case.calls(entry.name))
        };
        if !has("html") {
            missing.push(format!("`{}` in a case that renders", entry.name));
        }
        if entry.kind == EntryKind::Primitive && !has("error") {
            missing.push(format!("`{}` in a case that fails", entry.name));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_host_tells_of_its_functions() {
    let functions = functions();
    let environment = Environment::with_functions(&functions);
    let language = sx::reference().len();
    let told: Vec<_> = environment.reference().skip(language).collect();
    assert_eq!(told.len(), functions.len());
    let money = told.iter().find(|entry| entry.name == "money").unwrap();
    assert_eq!(money.kind, EntryKind::Host);
    assert_eq!(money.signature, "(money minor:Int currency:Str) -> Str");
    assert_eq!(money.source(), "(money 350 \"GBP\")");
    assert!(functions.iter().all(|function| function.fault().is_none()));
}

#[test]
fn a_description_that_is_not_what_a_function_takes() {
    let date = || HostFunction::new("date", 1..=1, "An instant.");
    let styled = || date().keywords(Keywords::Only(&["style"]));
    let with = |function: HostFunction, signature| function.described(signature, "").fault();
    assert_eq!(with(date(), "(date instant:Int) -> Str"), None);
    assert_eq!(
        with(styled(), "(date instant:Int &key style?:Str) -> Str"),
        None
    );
    for (function, signature) in [
        (date(), "(day instant:Int) -> Str"),
        (date(), "(date instant:Int zone:Str) -> Str"),
        (date(), "(date instant?:Int) -> Str"),
        (date(), "(date instant:Int &key style?:Str) -> Str"),
        (date(), "(date instant:Int &key …) -> Str"),
        (styled(), "(date instant:Int) -> Str"),
        (date(), "(date instant:When) -> Str"),
    ] {
        assert!(with(function, signature).is_some(), "{signature}");
    }
}
