//! The formatter: cases as files, every source of the repository, and generated ones. A file of `corpus/format` holds
//!
//! ```text
//! ;;; case the name of the case
//! (p   title)
//! ;;; after
//! (p title)
//! ```
//!
//! with `error` in place of `after` for sources with a fault. `SX_BLESS=1` writes what is true now into the files;
//! `SX_FORMATTED=1000000` generates more.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cases::{self, sections};
use sx::Source;
use sx::naive::programs::Numbers;

#[test]
fn every_case_comes_out_as_it_should() {
    let bless = std::env::var_os("SX_BLESS").is_some();
    let (mut count, mut wrong) = (0, String::new());
    for path in sources(&root().join("sx/corpus/format")) {
        let text = fs::read_to_string(&path).unwrap();
        let mut blessed = String::new();
        for case in cases::split(&text) {
            count += 1;
            let found = match sx::format(&Source::new("case.sx", case.head.as_str())) {
                Ok(after) => {
                    check(&case.head, &after, &case.name);
                    ("after".to_owned(), after.trim_end().to_owned())
                }
                Err(fault) => ("error".to_owned(), fault.to_string()),
            };
            let found = [found];
            if found[..] != case.expected {
                let (expected, found) = (sections(&case.expected), sections(&found));
                writeln!(wrong, "{}\nexpected {expected}\nfound {found}", case.name).unwrap();
            }
            blessed.push_str(&case.with(&found));
        }
        if bless {
            fs::write(&path, format!("{}\n", blessed.trim_end())).unwrap();
        }
    }
    assert!(count > 30, "only {count} cases were found");
    assert!(bless || wrong.is_empty(), "{wrong}");
}

#[test]
fn every_template_of_the_repository_is_formatted() {
    let bless = std::env::var_os("SX_BLESS").is_some();
    let mut wrong = String::new();
    let folders = fs::read_dir(root()).unwrap();
    let paths = folders.map(|entry| entry.unwrap().path());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        path.is_dir() && name != "target" && !name.starts_with('.')
    };
    let cases = root().join("sx/corpus");
    let templates = paths.filter(is_ours).flat_map(|folder| sources(&folder));
    let mut count = 0;
    for path in templates.filter(|path| !path.starts_with(&cases)) {
        count += 1;
        let text = fs::read_to_string(&path).unwrap();
        let formatted = sx::format(&Source::new(path.display().to_string(), text.as_str()));
        match formatted {
            Ok(formatted) if formatted == text => {}
            Ok(formatted) if bless => fs::write(&path, formatted).unwrap(),
            _ => writeln!(wrong, "{}", path.display()).unwrap(),
        }
    }
    assert!(count > 30, "only {count} templates were found");
    assert!(
        wrong.is_empty(),
        "not as `rose-ash sx fmt` (or this test with SX_BLESS=1) writes it:\n{wrong}"
    );
}

#[test]
fn every_case_of_the_language_means_the_same_afterwards() {
    let (mut formatted, mut refused) = (0, 0);
    for path in sources(&root().join("sx/corpus")) {
        let text = fs::read_to_string(&path).unwrap();
        for case in cases::split(&text) {
            match sx::format(&Source::new("case.sx", case.head.as_str())) {
                Ok(after) => {
                    check(&case.head, &after, &case.name);
                    formatted += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(
        formatted > 250 && refused < formatted / 10,
        "{formatted} {refused}"
    );
}

#[test]
fn generated_sources_keep_their_forms_and_comments() {
    let count = std::env::var("SX_FORMATTED").map_or(1_400, |count| count.parse().unwrap());
    for seed in 0..count {
        let mut source = String::new();
        generate(&mut Numbers::new(seed), 1 + seed as usize % 7, &mut source);
        let formatted = sx::format(&Source::new("generated.sx", source.as_str()));
        let after = formatted.unwrap_or_else(|fault| panic!("{fault}\n{source}"));
        check(&source, &after, &source);
    }
}

#[test]
fn a_fault_is_told_with_its_place() {
    let fault = sx::format(&Source::new("blog/post.sx", "(p\n  (b \"x\"]\n")).unwrap_err();
    assert_eq!(fault.location.unwrap().to_string(), "blog/post.sx:2:9");
}

#[test]
fn nesting_and_size_end_in_a_fault_and_not_in_an_overflow() {
    for opener in ["(", "[", "{", "'", "#;", "(p ", "(if a "] {
        let fault = sx::format(&Source::new("deep.sx", opener.repeat(100_000))).unwrap_err();
        assert!(fault.message.contains("nested deeper"), "{fault}");
    }
    let at_the_limit = format!("{}{}", "(p ".repeat(128), ")".repeat(128));
    let after = sx::format(&Source::new("deep.sx", at_the_limit.as_str())).unwrap();
    check(&at_the_limit, &after, "at the limit");
    let far_out = format!(
        "(let {} (b\n{}))",
        "a".repeat(100_000),
        "c\n".repeat(10_000)
    );
    let after = sx::format(&Source::new("wide.sx", far_out.as_str())).unwrap();
    check(&far_out, &after, "far out");
    assert!(after.len() < far_out.len() + 10_000 * 121);
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All sources below a folder, in order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
            if path.is_dir() && !hidden && !path.ends_with("node_modules") {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "sx") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Formatting changed nothing but white space, and has nothing left to change.
fn check(before: &str, after: &str, what: &str) {
    let (forms, comments) = tokens(before);
    let (forms_after, comments_after) = tokens(after);
    assert_eq!(forms, forms_after, "{what}");
    assert_eq!(comments, comments_after, "{what}");
    let again = sx::format(&Source::new("again.sx", after)).unwrap();
    assert!(again == after, "{what}\nonce:\n{after}\ntwice:\n{again}");
}

/// The tokens of a source, and its comments.
fn tokens(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut forms, mut comments) = (Vec::new(), Vec::new());
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let Some(first) = rest.chars().next() else {
            return (forms, comments);
        };
        let end = match first {
            ';' => rest.find('\n').unwrap_or(rest.len()),
            '"' => {
                let mut escaped = false;
                let close = rest[1..].find(|c| {
                    let closes = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    closes
                });
                close.unwrap() + 2
            }
            ',' if rest.starts_with(",@") => 2,
            '(' | ')' | '[' | ']' | '{' | '}' | '\'' | '`' | ',' => 1,
            '#' => 2,
            _ => rest
                .find(|c: char| c.is_whitespace() || "()[]{}'`,\";#".contains(c))
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        if first == ';' {
            comments.push(token.trim_end());
        } else {
            forms.push(token);
        }
        rest = after;
    }
}

const ATOMS: [&str; 17] = [
    "@user",
    "a",
    "title",
    "children",
    "nil",
    "true",
    "-1.50",
    "42",
    "\"\"",
    "\"words of a sentence, \\\"quoted\\\"\"",
    "\"a line; no comment\\n(b)\"",
    "\"two\n  lines\"",
    ":key",
    ":class",
    "ümlaut-äöü",
    "~shared:cards/card",
    "a-name-that-is-long-enough-to-make-lines-break-sooner-than-later",
];

const HEADS: [&str; 32] = [
    "p",
    "div",
    "a",
    "li",
    "<>",
    "~shared:cards/card",
    "html:x-y",
    "if",
    "when",
    "unless",
    "cond",
    "case",
    "let",
    "let*",
    "fn",
    "map",
    "reduce",
    "and",
    "or",
    "->",
    "str",
    "get",
    "t",
    "defcomp",
    "defpage",
    "defmacro",
    "deftest",
    "guard",
    "quote",
    "do",
    "f",
    "&key",
];

/// A form of at most this depth, well formed and mostly senseless.
fn generate(numbers: &mut Numbers, depth: usize, out: &mut String) {
    if depth == 0 || numbers.below(3) == 0 {
        out.push_str(numbers.of(&ATOMS));
        return;
    }
    match numbers.below(12) {
        0 => {
            let mark = numbers.of(&["'", "`", ",", ",@", "#;"]);
            out.push_str(mark);
            separate_marked(numbers, out);
            generate(numbers, depth - 1, out);
            if mark == "#;" {
                separate(numbers, out);
                generate(numbers, depth - 1, out);
            }
        }
        1 => bracketed(numbers, depth, ("[", "]"), "", out),
        2 => bracketed(numbers, depth, ("{", "}"), ":k", out),
        3 => bracketed(numbers, depth, ("(", ")"), "", out),
        _ => {
            let head = numbers.of(&HEADS);
            bracketed(numbers, depth, ("(", ")"), head, out);
        }
    }
}

fn bracketed(
    numbers: &mut Numbers,
    depth: usize,
    brackets: (&str, &str),
    head: &str,
    out: &mut String,
) {
    out.push_str(brackets.0);
    separate(numbers, out);
    out.push_str(head);
    for _ in 0..numbers.below(7) {
        separate(numbers, out);
        if numbers.below(4) == 0 {
            out.push_str(numbers.of(&[":href ", ":content\n", ":needs ", ":n #;old "]));
        }
        generate(numbers, depth - 1, out);
    }
    if numbers.below(4) == 0 {
        separate(numbers, out);
    }
    out.push_str(brackets.1);
}

/// White space and comments; mostly a single space.
fn separate(numbers: &mut Numbers, out: &mut String) {
    out.push(' ');
    match numbers.below(24) {
        0..3 => out.push_str("\n  "),
        3 => out.push_str("\n\n\n \t"),
        4 => out.push_str("; beside it (with [brackets\n"),
        5 => out.push_str("\n ;; on a line of its own \"  \r\n"),
        6 => out.push_str("\n\n; after a blank line\n\n\n; and another\n"),
        _ => {}
    }
}

fn separate_marked(numbers: &mut Numbers, out: &mut String) {
    if numbers.below(6) == 0 {
        separate(numbers, out);
    }
}
