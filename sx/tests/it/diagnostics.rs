//! Every message of a compilation, whole, as `sx check` prints it: the cases of `corpus/errors`.
//!
//! ```text
//! ;;; case the name of the case
//! ;;; type CardView {title Str, price Int?, tags [Str]}      (a struct; it may name those before it)
//! ;;; context {site CardView}                                (what `context` reads)
//! ;;; page ~blog:pages/home GET / {card CardView}            (a page, its route, its view)
//! ;;; file blog/home.sx                                      (the sources; without it all is `case.sx`)
//! (defcomp ~blog:pages/home (&key card) (p (get card :titel)))
//! ;;; error
//! blog/home.sx:1:50: …
//! ```
//!
//! After a deliberate change run with `SX_BLESS=1` to write what is true now into the files, and read the
//! difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sx::{Diagnostics, Environment, PageView, Query, QueryArgument, Shape, Source, Type};

use crate::cases::{self, Written, sections};
use crate::shapes::Shapes;
use sx::naive::functions;

/// What needs can ask for.
const QUERIES: [Query; 1] = [Query {
    name: "cart-summary",
    arguments: &[QueryArgument {
        name: "user",
        required: true,
    }],
    result: Type::Rec,
    doc: "What is in the cart of `:user`.",
}];

#[derive(Default)]
struct Case {
    shapes: Shapes,
    context: Option<&'static Shape>,
    pages: Vec<PageView>,
    sources: Vec<(String, String)>,
}

#[test]
fn every_message_is_as_it_is_written() {
    let is_blessed = std::env::var_os("SX_BLESS").is_some();
    let (mut messages, mut wrong) = (BTreeSet::new(), Vec::new());
    for file in files() {
        let mut written = String::new();
        for case in cases::split(&fs::read_to_string(&file).unwrap()) {
            let faults = Case::new(&case).check();
            let found = [("error".to_owned(), faults.to_string())];
            if found[..] != case.expected {
                let file = file.file_name().unwrap().to_string_lossy().into_owned();
                let (expected, found) = (sections(&case.expected), sections(&found));
                wrong.push(format!(
                    "{file}: {}\nexpected\n{expected}found\n{found}",
                    case.name
                ));
            }
            written.push_str(&case.with(&found));
            messages.extend(faults.iter().map(|fault| kind_of(&fault.message)));
        }
        if is_blessed {
            fs::write(&file, format!("{}\n", written.trim_end())).unwrap();
        }
    }
    let count = messages.len();
    assert!(
        is_blessed || wrong.is_empty(),
        "{} cases\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        count >= 100,
        "only {count} different messages: {messages:#?}"
    );
}

/// A message without the names that are in it: what makes it different from others.
fn kind_of(message: &str) -> String {
    let parts = message.split('`').enumerate();
    parts
        .map(|(index, part)| if index % 2 == 0 { part } else { "…" })
        .collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/errors");
    let entries = fs::read_dir(&folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

impl Case {
    fn new(written: &Written) -> Self {
        let mut case = Case::default();
        for line in written.head.lines() {
            match line.strip_prefix(";;; ") {
                Some(words) => {
                    let (section, rest) = words.split_once(' ').unwrap_or((words, ""));
                    case.section(section, rest);
                }
                None => case.line(line),
            }
        }
        case
    }

    fn section(&mut self, section: &str, rest: &str) {
        match section {
            "type" => self.shapes.declare(rest),
            "context" => self.context = Some(self.shapes.shape("Context", rest)),
            "page" => self.page(rest),
            "file" => self.sources.push((rest.into(), String::new())),
            other => panic!("unknown section {other}"),
        }
    }

    /// `~blog:pages/home GET / {card CardView}`
    fn page(&mut self, text: &str) {
        let (component, rest) = text.split_once(' ').unwrap();
        let (route, fields) = rest.split_at(rest.rfind('{').unwrap());
        self.pages.push(PageView {
            component: component.to_owned().leak(),
            shape: self.shapes.shape("PageView", fields),
            route: route.trim().to_owned().leak(),
        });
    }

    fn line(&mut self, line: &str) {
        if self.sources.is_empty() {
            self.sources.push(("case.sx".into(), String::new()));
        }
        if let Some((_, text)) = self.sources.last_mut() {
            text.push_str(&format!("{line}\n"));
        }
    }

    fn check(&self) -> Diagnostics {
        let functions = functions();
        let environment = Environment {
            views: &self.pages,
            context: self.context,
            queries: &QUERIES,
            tests: true,
            ..Environment::with_functions(&functions)
        };
        let sources = self.sources.iter();
        let sources: Vec<Source> = sources
            .map(|(path, text)| Source::new(path, text))
            .collect();
        sx::check(&sources, &environment)
    }
}
