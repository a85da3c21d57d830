//! The table of forms and primitives beside what is told of it: the README lists all of it, the corpus shows all of it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sx::reference::EntryKind;

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
