//! Parts of a page that come later: which are kept, and what they may use.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use sx::{
    Answer, Environment, HtmlSink, Limits, Needs, NoHost, PatchSink, Program, Query, RenderError,
    RenderToken, Rendered, Scene, Sink, Source, ToVal, Type,
};

/// Answers with a text, or not yet.
struct Later(Option<&'static str>);

impl Needs for Later {
    fn answer(&self, _index: usize) -> Answer<'_> {
        match &self.0 {
            Some(text) => Answer::Ready(text.to_val()),
            None => Answer::Pending,
        }
    }
}

const LATE: &str = "(defcomp ~t:late () :needs ((answer (ask))) (p answer))";

fn program(body: &str) -> Arc<Program> {
    let queries = [Query {
        name: "ask",
        arguments: &[],
        result: Type::Str,
        doc: "an answer",
    }];
    let environment = Environment {
        queries: &queries,
        ..Environment::default()
    };
    let text = format!("{LATE}\n(defcomp ~test:main (&key items) {body})");
    Program::compile(&[Source::new("page.sx", text)], &environment)
        .unwrap_or_else(|faults| panic!("{faults}"))
}

fn scene(needs: &Later, limits: Limits) -> Scene<'_> {
    Scene {
        host: &NoHost,
        context: &(),
        needs,
        limits,
    }
}

fn items(count: usize) -> Map<String, Value> {
    let Value::Object(view) = json!({"items": (0..count).collect::<Vec<_>>()}) else {
        panic!("an object is one");
    };
    view
}

/// Renders while the answer is not there.
fn render<S: Sink>(
    program: &Program,
    count: usize,
    limits: Limits,
    sink: S,
) -> Result<Rendered<S::Done>, RenderError> {
    let page = program.component("~test:main").unwrap();
    let scene = scene(&Later(None), limits);
    program.render(page, &items(count), &scene, RenderToken::mint(), sink)
}

/// Each level was compiled twice: once for a part that waits and once for one that fails.
#[test]
fn fallbacks_inside_each_other_are_compiled_once() {
    let levels = 40;
    let body = format!(
        "{}\"nothing\"{}",
        "(defer :fallback ".repeat(levels),
        " (~t:late))".repeat(levels)
    );
    let program = program(&format!("(div {body})"));
    let ops = program.listing("~test:main").unwrap().len();
    assert!(ops > levels * 8 && ops < levels * 16, "{ops}");
    let done = render(&program, 0, Limits::default(), HtmlSink::new()).unwrap();
    assert_eq!(done.deferred.len(), levels);
    assert_eq!(
        done.page.as_str().matches("<template").count(),
        levels,
        "{}",
        done.page.as_str()
    );
    assert_eq!(done.page.as_str().matches("nothing").count(), 1);
}

/// One that waits in one that failed: the outer fallback has no marks, the inner one has.
#[test]
fn what_stands_for_a_part_that_failed_is_not_marked() {
    let text = r#"(div (defer :fallback (<> "out " (defer :fallback "in" (~t:late))) (p (+ 1 (get (get items 0) :x)))))"#;
    let program = program(text);
    let done = render(&program, 1, Limits::default(), HtmlSink::new()).unwrap();
    assert_eq!(done.caught.len(), 1);
    assert_eq!(
        done.page.as_str(),
        "<div>out <template id=\"sx-1\"></template>in<!--/sx-1--></div>"
    );
}

#[test]
fn a_patch_keeps_no_part_that_has_no_place_in_it() {
    let program = program(
        r#"(<> (div :sx-region "main" (defer :fallback "one" (~t:late))) (aside :sx-region "aside" (defer :fallback "two" (~t:late))))"#,
    );
    let limits = Limits::default();
    let done = render(&program, 0, limits, PatchSink::only(["aside"])).unwrap();
    let ids: Vec<&str> = done.deferred.iter().map(sx::Deferred::id).collect();
    assert_eq!(ids, ["1"]);
    let regions: Vec<_> = done.page.regions().collect();
    let expected =
        r#"<aside sx-region="aside"><template id="sx-1"></template>two<!--/sx-1--></aside>"#;
    assert_eq!(regions, [("aside", expected)]);
    let all = render(&program, 0, limits, PatchSink::all()).unwrap();
    assert_eq!(all.deferred.len(), 2);
}

#[test]
fn parts_have_what_their_page_leaves_and_no_more() {
    let program = program(
        r#"(<> (map (fn (item) (defer :fallback "…" (<> (~t:late) (map (fn (n) (str n)) (range 500))))) items))"#,
    );
    let limits = Limits {
        fuel: 4_000,
        ..Limits::default()
    };
    let draw = |count: usize| {
        let done = render(&program, count, limits, HtmlSink::new()).unwrap();
        let answered = Later(Some("now"));
        let parts = done.deferred.into_iter().map(|part| {
            program
                .resume(part, &scene(&answered, limits), HtmlSink::new())
                .is_ok()
        });
        parts.collect::<Vec<bool>>()
    };
    assert_eq!(draw(2), [true; 2]);
    assert_eq!(draw(20), [false; 20]);
}

#[test]
fn a_page_has_a_bounded_number_of_parts() {
    let program = program(r#"(<> (map (fn (item) (defer :fallback "…" (~t:late))) items))"#);
    let done = render(&program, 70, Limits::default(), HtmlSink::new()).unwrap();
    assert_eq!(done.deferred.len(), 64);
    assert_eq!(done.caught.len(), 6);
    assert!(
        done.caught[0]
            .message
            .contains("more than 64 parts of this page come later"),
        "{}",
        done.caught[0]
    );
    assert_eq!(done.page.as_str().matches('…').count(), 70);
}
