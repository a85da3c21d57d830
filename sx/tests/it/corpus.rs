//! Runs every case of `sx/corpus`. A file holds many small cases:
//!
//! ```text
//! ;;; case the name of the case
//! ;;; view {"title": "Bread"}          (optional, one line of JSON; also: context)
//! (p title)
//! ;;; html
//! <p>Bread</p>
//! ```
//!
//! A source without `~test:main` becomes the body of that component, whose parameters are the fields
//! of the view. In place of `html` stands `error`, with the whole message. After a deliberate change
//! run with `SX_BLESS=1` to write what is true now into the files, and read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sx::{Environment, HtmlSink, Limits, Program, RenderToken, Scene, Source};

use crate::host::{TestHost, functions};

#[derive(Default)]
struct Case {
    name: String,
    view: Map<String, Value>,
    context: Map<String, Value>,
    source: String,
    /// `html` or `error`.
    kind: String,
    expected: String,
    /// The lines before the expectation, to write the file anew.
    head: String,
}

#[test]
fn every_case_of_the_corpus_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let bless = std::env::var_os("SX_BLESS").is_some();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let cases = split(&text);
        count += cases.len();
        let mut written = String::new();
        for case in cases {
            let (kind, found) = run(&case);
            if (kind, found.as_str()) != (&*case.kind, &*case.expected) {
                let file = file.file_name().unwrap().to_string_lossy().into_owned();
                wrong.push(format!(
                    "{file}: {}\nexpected {}:\n{}\nfound {kind}:\n{found}\n",
                    case.name, case.kind, case.expected
                ));
            }
            written.push_str(&format!("{};;; {kind}\n{found}\n\n", case.head));
        }
        if bless {
            fs::write(&file, format!("{}\n", written.trim_end())).unwrap();
        }
    }
    assert!(count > 250, "only {count} cases were found");
    assert!(
        bless || wrong.is_empty(),
        "{} cases\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn split(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_expectation = false;
    for line in text.lines() {
        let words = line
            .strip_prefix(";;; ")
            .map(|rest| rest.split_once(' ').unwrap_or((rest, "")));
        if let Some(("case", name)) = words {
            cases.push(Case {
                name: name.into(),
                ..Case::default()
            });
            in_expectation = false;
        }
        let Some(case) = cases.last_mut() else {
            panic!("text before the first case: {line}")
        };
        match words {
            Some((kind @ ("html" | "error"), "")) => {
                case.kind = kind.into();
                in_expectation = true;
                continue;
            }
            Some(("view", json)) => case.view = serde_json::from_str(json).unwrap(),
            Some(("context", json)) => case.context = serde_json::from_str(json).unwrap(),
            Some(("case", _)) => {}
            Some((other, _)) => panic!("unknown section {other}"),
            None if in_expectation => case.expected.push_str(&format!("{line}\n")),
            None => case.source.push_str(&format!("{line}\n")),
        }
        if !in_expectation {
            case.head.push_str(&format!("{line}\n"));
        }
    }
    for case in &mut cases {
        case.expected.truncate(case.expected.trim_end().len());
    }
    cases
}

fn run(case: &Case) -> (&'static str, String) {
    let text = if case.source.contains("~test:main") {
        case.source.clone()
    } else {
        let keys: Vec<&str> = case.view.keys().map(String::as_str).collect();
        format!(
            "(defcomp ~test:main (&key {})\n{})",
            keys.join(" "),
            case.source
        )
    };
    let program = match Program::compile(
        &[Source::new("case.sx", text)],
        &Environment::with_functions(&functions()),
    ) {
        Ok(program) => program,
        Err(diagnostics) => return ("error", diagnostics.to_string()),
    };
    let host = TestHost::new();
    let scene = Scene {
        host: &host,
        context: &case.context,
        limits: Limits::default(),
    };
    let page = program.component("~test:main").unwrap();
    let rendered = program.render(
        page,
        &case.view,
        &scene,
        RenderToken::mint(),
        HtmlSink::new(),
    );
    match rendered {
        Ok(html) => ("html", html.into_string().trim_end().to_owned()),
        Err(error) => ("error", error.to_string()),
    }
}
