//! Damaged sources: whatever is typed into a template ends in HTML or in an error, never in a panic.
//! The damage is drawn from a fixed seed; `SX_MUTATIONS=1000000` draws more.

use serde_json::{Map, Value};
use sx::{Environment, HtmlSink, Limits, NoNeeds, Program, RenderToken, Scene, Source};

use crate::corpus;
use crate::damage::{damage, mutations};
use sx::naive::programs::Numbers;
use sx::naive::{ProofHost, functions};

const PIECES: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "#;",
    ";",
    ":",
    ":a",
    "~",
    "~test:main",
    "nil",
    "true",
    "-1",
    "1.5",
    "9223372036854775807",
    "&key",
    "&rest",
    "children",
    "x",
    "(fn (x) x)",
    "(map (fn (x) (b x)) [1 2])",
    "(let ((x 1)) x)",
    "(if x 1 2)",
    "(p x)",
    "(get x :a)",
    "(safe \"<b>\")",
    "(ada)",
    "(t \"a\" :n 1)",
    "(-> 1 inc)",
    "(str 1 nil)",
    "(json x)",
    "(context :a)",
    "(case 1 (1 2))",
    "(~test:main)",
    "é",
    "\u{0}",
];

/// The sources of the corpus, without what is expected of them.
fn sources() -> Vec<String> {
    let cases = corpus::files().into_iter().flat_map(|(_, cases)| cases);
    let sources = cases.map(|case| match case.source.contains("~test:main") {
        true => case.source,
        false => format!("(defcomp ~test:main (&key (x nil)) {})", case.source),
    });
    let mut all: Vec<String> = sources.collect();
    all.sort();
    all
}

#[test]
fn damaged_sources_never_panic() {
    let sources = sources();
    let count = mutations(3000);
    let (host, functions) = (ProofHost::default(), functions());
    let context: Map<String, Value> = Map::new();
    let limits = Limits {
        fuel: 20_000,
        ..Limits::default()
    };
    let scene = Scene {
        host: &host,
        context: &context,
        needs: &NoNeeds,
        limits,
    };
    let mut numbers = Numbers::new(2026);
    let (mut rendered, mut failed, mut refused) = (0, 0, 0);
    for _ in 0..count {
        let source = &sources[numbers.below(sources.len())];
        let text = damage(source, &PIECES, &mut numbers);
        let Ok(program) = Program::compile(
            &[Source::new("case.sx", text)],
            &Environment::with_functions(&functions),
        ) else {
            refused += 1;
            continue;
        };
        let names: Vec<String> = program.components().map(str::to_owned).collect();
        for name in names {
            let page = program.component(&name).unwrap();
            let view: Map<String, Value> = Map::from_iter([("x".to_owned(), Value::from(3))]);
            let token = RenderToken::mint();
            match program.render(page, &view, &scene, token, HtmlSink::new()) {
                Ok(_) => rendered += 1,
                Err(_) => failed += 1,
            }
        }
    }
    // The damage must leave some of everything, or this test looks at nothing.
    assert!(rendered > count / 50, "{rendered} rendered");
    assert!(failed > count / 200, "{failed} failed");
    assert!(refused > count / 50, "{refused} refused");
}
