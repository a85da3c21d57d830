//! Runs every case of `sx/corpus`. A file holds many small cases:
//!
//! ```text
//! ;;; case the name of the case
//! ;;; view {"title": "Bread"}          (optional, one line of JSON; also: context)
//! (p title)
//! ;;; html
//! <p>Bread</p>
//! ;;; wire
//! (p "Bread")
//! ```
//!
//! A source without `~test:main` becomes the body of that component, whose parameters are the fields
//! of the view. In place of `html` stands `error`, with the whole message. After `html` may come
//! `wire` (calls of components stay calls), `slot` (every component is carried out; where it is left out, it
//! is the wire) and `patch` (the regions alone). What renders must also pass the
//! checker of types. After a deliberate change run with `SX_BLESS=1` to write what is true now
//! into the files, or with `SX_BLESS=wire` to give a wire to every case that has HTML, and read the
//! difference.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};
use sx::{
    Environment, HtmlSink, Limits, NoNeeds, PatchSink, Program, RenderError, RenderToken, Scene,
    Sink, Source, WireSink,
};

use crate::cases::{self, Written, sections};
use sx::naive::{ProofHost, functions};

/// A case of the corpus.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) view: Map<String, Value>,
    pub(crate) context: Map<String, Value>,
    pub(crate) source: String,
    written: Written,
}

/// The cases of the corpus by the files that they are in.
pub(crate) fn files() -> Vec<(PathBuf, Vec<Case>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let read = |file: PathBuf| {
        let cases = cases::split(&fs::read_to_string(&file).unwrap());
        (file, cases.into_iter().map(Case::new).collect())
    };
    files.into_iter().map(read).collect()
}

#[test]
fn every_case_of_the_corpus_holds() {
    let bless = std::env::var("SX_BLESS").ok();
    let every_wire = bless.as_deref() == Some("wire");
    let (mut count, mut wrong) = (0, Vec::new());
    for (file, cases) in files() {
        count += cases.len();
        let mut written = String::new();
        for case in cases {
            let found = case.run(every_wire);
            if found != case.written.expected {
                let file = file.file_name().unwrap().to_string_lossy().into_owned();
                let (expected, found) = (sections(&case.written.expected), sections(&found));
                wrong.push(format!(
                    "{file}: {}\nexpected\n{expected}found\n{found}",
                    case.name
                ));
            }
            written.push_str(&case.written.with(&found));
        }
        if bless.is_some() {
            fs::write(&file, format!("{}\n", written.trim_end())).unwrap();
        }
    }
    assert!(count > 900, "only {count} cases were found");
    assert!(
        bless.is_some() || wrong.is_empty(),
        "{} cases\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn html_has_region(found: &[(String, String)]) -> bool {
    found[0].1.contains(" sx-region=")
}

impl Case {
    fn new(written: Written) -> Self {
        let mut case = Case {
            name: written.name.clone(),
            view: Map::new(),
            context: Map::new(),
            source: String::new(),
            written,
        };
        for line in case.written.head.lines() {
            let words = line.strip_prefix(";;; ").map(|rest| rest.split_once(' '));
            match words {
                Some(Some(("view", json))) => case.view = serde_json::from_str(json).unwrap(),
                Some(Some(("context", json))) => case.context = serde_json::from_str(json).unwrap(),
                Some(_) => panic!("unknown section {line}"),
                None => case.source.extend([line, "\n"]),
            }
        }
        case
    }

    /// What comes out now, in the kinds that are expected, or in all.
    fn run(&self, every_wire: bool) -> Vec<(String, String)> {
        let program = match self.compile() {
            Ok(program) => program,
            Err(faults) => return vec![("error".into(), faults)],
        };
        let html = match self.render(&program, HtmlSink::new()) {
            Ok(html) => html.into_string().trim_end().to_owned(),
            Err(error) => return vec![("error".into(), error.to_string())],
        };
        if let Err(faults) = self.compile_in(false) {
            return vec![("found by the checker, though it renders".into(), faults)];
        }
        let mut found = vec![("html".to_owned(), html)];
        if every_wire || self.expects("wire") {
            let wire = self.wire(&program, WireSink::aser());
            let slot = self.wire(&program, WireSink::aser_slot());
            let differs = wire != slot;
            found.push(("wire".to_owned(), wire));
            if differs {
                found.push(("slot".to_owned(), slot));
            }
        }
        if html_has_region(&found) {
            let patches = self.render(&program, PatchSink::all()).unwrap();
            found.push(("patch".to_owned(), patches.html().trim_end().to_owned()));
        }
        found
    }

    fn wire(&self, program: &Program, sink: WireSink<'_>) -> String {
        match self.render(program, sink) {
            Ok(wire) => wire.into_string(),
            Err(error) => error.to_string(),
        }
    }

    /// Whether its source has a list that begins with this name.
    pub(crate) fn calls(&self, name: &str) -> bool {
        self.source.match_indices(name).any(|(at, _)| {
            self.source[..at].ends_with('(')
                && self.source[at + name.len()..].starts_with([' ', ')', '\n'])
        })
    }

    pub(crate) fn expects(&self, kind: &str) -> bool {
        self.expected_of(kind).is_some()
    }

    /// What is expected of a kind.
    pub(crate) fn expected_of(&self, kind: &str) -> Option<&str> {
        let expected = &self.written.expected;
        let found = expected.iter().find(|(known, _)| known == kind);
        found.map(|(_, text)| text.as_str())
    }

    /// The source, with `~test:main` in any case.
    pub(crate) fn text(&self) -> String {
        if self.source.contains("~test:main") {
            return self.source.clone();
        }
        let keys: Vec<&str> = self.view.keys().map(String::as_str).collect();
        format!(
            "(defcomp ~test:main (&key {})\n{})",
            keys.join(" "),
            self.source
        )
    }

    /// The program of the case, or its faults. Types are not followed: what a render itself says is
    /// expected here, `errors/` has what the checker says.
    pub(crate) fn compile(&self) -> Result<Arc<Program>, String> {
        self.compile_in(true)
    }

    fn compile_in(&self, unchecked: bool) -> Result<Arc<Program>, String> {
        let text = self.text();
        let functions = functions();
        let environment = Environment {
            unchecked,
            ..Environment::with_functions(&functions)
        };
        Program::compile(&[Source::new("case.sx", text)], &environment)
            .map_err(|faults| faults.to_string())
    }

    /// Renders the case.
    pub(crate) fn render<S: Sink>(
        &self,
        program: &Program,
        sink: S,
    ) -> Result<S::Done, RenderError> {
        let page = program.component("~test:main").unwrap();
        self.in_scene(|scene| program.render(page, &self.view, scene, RenderToken::mint(), sink))
            .map(|rendered| rendered.page)
    }

    /// Does something in the scene of the case.
    pub(crate) fn in_scene<T>(&self, work: impl FnOnce(&Scene<'_>) -> T) -> T {
        let host = ProofHost::default();
        work(&Scene {
            host: &host,
            context: &self.context,
            needs: &NoNeeds,
            limits: Limits::default(),
        })
    }
}
