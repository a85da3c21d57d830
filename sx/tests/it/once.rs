//! Everything is evaluated once, whatever a page is written into; and what went wrong in the system that this one comes
//! from does not: text that looks like source meets no names, a layout is not evaluated around what was evaluated
//! before, renders beside each other mix nothing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use serde_json::{Map, Value, json};
use sx::wire::{self, WireLimits};
use sx::{
    Answer, Arena, Environment, Host, HostArgs, HostError, HostFunction, HtmlSink, Limits, Needs,
    NoHost, PatchSink, Program, Query, RenderToken, Rendered, Scene, Sink, Source, Type, Val,
    WireSink,
};

use crate::plain::{compiled, plain};

/// A host that counts how often each place asks it.
#[derive(Default)]
struct Counting {
    asked: RefCell<BTreeMap<String, usize>>,
}

impl Host for Counting {
    fn call<'v>(
        &'v self,
        _name: &str,
        args: HostArgs<'_, 'v>,
        _arena: &'v Arena,
    ) -> Result<Val<'v>, HostError> {
        let place = args.text(0)?;
        *self.asked.borrow_mut().entry(place.to_owned()).or_default() += 1;
        Ok(Val::Str(place))
    }
}

/// Answers that are there, or that come later.
struct Later {
    is_there: bool,
}

impl Needs for Later {
    fn answer(&self, _index: usize) -> Answer<'_> {
        match self.is_there {
            true => Answer::Ready(Val::Str("the answer")),
            false => Answer::Pending,
        }
    }
}

/// A page with a call of every kind: inlined and not, in loops, in slots that are passed on, with defaults, in a macro, a
/// guard, a part that comes later, and an island.
const PAGE: &str = r#"
(defmacro twice-said (form) `(<> ,form (b "and")))
(defcomp ~t:layout (&key title (hint (tick "default")) &slots aside &rest children)
  (main (h1 title (tick "layout")) children (footer :title hint aside)))
(defcomp ~t:small (&key at) (i (tick at)))
(defcomp ~t:passes (&rest children) (div :class (tick "passes") children))
(defcomp ~t:large (&key at (words "")) (section
  (p "This component is too large to be compiled into its callers: its body has more than a thousand bytes of source, which these words bring about.")
  (p "They are of no other use. A bakery of a village has three ovens, two of which are lit on a Monday; the third is lit when there is a feast, or when somebody marries.")
  (p "On Tuesdays there is rye, on Wednesdays spelt, on Thursdays what is left of both, on Fridays the loaf with caraway that people come for from the other side of the hill.")
  (p "On Saturdays everything is sold by ten, and whoever comes later has a talk and a cup of something instead. On Sundays the ovens are cold and the cats sleep on them.")
  (p "None of that matters here, but it has to be written so that the component is as long as it has to be, and a little longer, so that nobody has to count the letters.")
  (p "The loop below it is what the test is about, and the words that it is given stand here: " words)
  (map (fn (n) (~t:small :at (str at n))) (range 3))))
(defisland ~t:counter (&key (n Int 0)) (let ((c (signal n))) (button :type "button" :on-click (fn (e) (swap! c inc)) (deref c))))
(defcomp ~t:late () :needs ((answer (ask))) (p (tick "late") answer))
(defcomp ~test:main (&key items)
  (~t:layout :title (tick "title") :aside (em (tick "aside"))
    (twice-said (~t:small :at "macro"))
    (~t:passes (~t:passes (~t:large :at "large" :words (tick "words"))))
    (map (fn (item) (~t:small :at (str "item" item))) items)
    (guard :fallback (p "no") (~t:small :at "guarded"))
    (guard :fallback (p (tick "fallback")) (p (tick "failing") (+ 1 (get {:a (tick "text")} :a))))
    (let ((slot (u (tick "slot")))) (when slot (p slot)))
    (div (~t:counter :n 3))
    (defer :fallback (p (tick "waiting")) (~t:late))))
"#;

fn functions() -> [HostFunction; 1] {
    [HostFunction::new("tick", 1..=1, "counts")]
}

fn queries() -> [Query; 1] {
    [Query {
        name: "ask",
        arguments: &[],
        result: Type::Str,
        doc: "an answer",
    }]
}

fn program() -> Arc<Program> {
    let (functions, queries) = (functions(), queries());
    let environment = Environment {
        functions: &functions,
        queries: &queries,
        // A part that always fails is what a guard is tested with.
        unchecked: true,
        ..Environment::default()
    };
    Program::compile(&[Source::new("page.sx", PAGE)], &environment)
        .unwrap_or_else(|faults| panic!("{faults}"))
}

fn rendered<S: Sink>(host: &Counting, needs: &Later, sink: S) -> (Arc<Program>, Rendered<S::Done>) {
    let program = program();
    let page = program.component("~test:main").unwrap();
    let view = json!({"items": [1, 2, 3]});
    let view: &Map<String, Value> = view.as_object().unwrap();
    let scene = Scene {
        host,
        context: &(),
        needs,
        limits: Limits::default(),
    };
    let done = program.render(page, view, &scene, RenderToken::mint(), sink);
    let done = done.unwrap_or_else(|error| panic!("{error}"));
    (program, done)
}

/// Where the page asks, each time once.
fn places() -> BTreeMap<String, usize> {
    let once = [
        "title", "default", "layout", "aside", "macro", "words", "large0", "large1", "large2",
        "item1", "item2", "item3", "guarded", "failing", "text", "fallback", "slot", "late",
    ];
    let mut places: BTreeMap<String, usize> =
        once.iter().map(|place| ((*place).to_owned(), 1)).collect();
    // Two instances of one component.
    places.insert("passes".into(), 2);
    places
}

fn counts<S: Sink>(sink: S) -> BTreeMap<String, usize> {
    let (host, needs) = (Counting::default(), Later { is_there: true });
    let (_, done) = rendered(&host, &needs, sink);
    assert_eq!(done.caught.len(), 1, "{:?}", done.caught);
    assert!(done.deferred.is_empty());
    host.asked.into_inner()
}

#[test]
fn each_place_is_evaluated_once_for_each_instance_whatever_the_sink() {
    assert_eq!(counts(HtmlSink::new()), places());
    assert_eq!(counts(PatchSink::all()), places());
    assert_eq!(counts(WireSink::aser_slot()), places());
}

#[test]
fn a_wire_evaluates_what_it_sends_once_and_leaves_the_rest_to_its_reader() {
    let counts = counts(WireSink::aser());
    for (place, count) in &counts {
        assert_eq!(*count, 1, "{place}");
    }
    // What stands in the page itself, and in guards and parts that come later.
    for place in [
        "title", "aside", "words", "failing", "text", "fallback", "slot", "late", "guarded",
    ] {
        assert!(
            counts.contains_key(place),
            "{place} is missing from {counts:?}"
        );
    }
    // What stands in components is theirs who carry them out.
    for place in ["layout", "default", "macro", "large0", "item1"] {
        assert!(!counts.contains_key(place), "{place} is in {counts:?}");
    }
}

#[test]
fn a_part_that_comes_later_is_evaluated_once_and_nothing_else_again() {
    let (host, needs) = (Counting::default(), Later { is_there: false });
    let (program, done) = rendered(&host, &needs, HtmlSink::new());
    assert!(done.page.as_str().contains("<template id=\"sx-1\">"));
    let mut expected = places();
    expected.remove("late");
    expected.insert("waiting".into(), 1);
    assert_eq!(*host.asked.borrow(), expected);
    let [part] = <[_; 1]>::try_from(done.deferred).unwrap();
    let scene = Scene {
        host: &host,
        context: &(),
        needs: &Later { is_there: true },
        limits: Limits::default(),
    };
    let part = program.resume(part, &scene, HtmlSink::new()).unwrap();
    assert_eq!(part.page.as_str(), "<p>latethe answer</p>");
    expected.insert("late".into(), 1);
    assert_eq!(host.asked.into_inner(), expected);
}

/// What is taken back with the output of a guard has no place that it could come to.
#[test]
fn a_part_in_what_a_guard_takes_back_does_not_come_later() {
    let text = r#"
(defcomp ~t:late () :needs ((answer (ask))) (p answer))
(defcomp ~test:main (&key bad)
  (guard :fallback "no" (defer :fallback "first" (~t:late)) (defer :fallback (i (+ 1 bad)) (~t:late)))
  (defer :fallback "second" (~t:late)))
"#;
    let queries = queries();
    let environment = Environment {
        queries: &queries,
        ..Environment::default()
    };
    let program = Program::compile(&[Source::new("page.sx", text)], &environment).unwrap();
    let page = program.component("~test:main").unwrap();
    let view = json!({"bad": "text"});
    let scene = Scene {
        host: &NoHost,
        context: &(),
        needs: &Later { is_there: false },
        limits: Limits::default(),
    };
    let view = view.as_object().unwrap();
    let done = program.render(page, view, &scene, RenderToken::mint(), HtmlSink::new());
    let done = done.unwrap();
    assert_eq!(
        done.page.as_str(),
        "no<template id=\"sx-1\"></template>second<!--/sx-1-->"
    );
    let ids: Vec<&str> = done.deferred.iter().map(sx::Deferred::id).collect();
    assert_eq!(ids, ["1"]);
}

/// In the old system output was read again as source, inside a layout whose names were others: `title` and `deref` were
/// undefined there. Here what was written is data, whatever it looks like.
#[test]
fn text_that_looks_like_source_meets_no_names() {
    let text = r#"
(defcomp ~t:layout (&key title content) (html :lang "en" (head (title title)) (body (main content))))
(defcomp ~test:main (&key title words)
  (~t:layout :title title :content (<> (p words) (p "(title)" (code words)) (~t:quoted :words words))))
(defcomp ~t:quoted (&key words) (blockquote :title words words))
"#;
    let program = compiled(text);
    let page = program.component("~test:main").unwrap();
    let hostile = r#"(deref title) ,@words "quoted\" ~t:layout (raw! "<b>")"#;
    let view = json!({"title": "(title)", "words": hostile});
    let view = view.as_object().unwrap();
    let scene = plain(Limits::default());
    let token = RenderToken::mint;
    let html = program
        .render(page, view, &scene, token(), HtmlSink::new())
        .unwrap();
    for sink in [WireSink::aser(), WireSink::aser_slot()] {
        let sent = program
            .render(page, view, &scene, token(), sink)
            .unwrap()
            .page;
        let read = wire::decode(sent.as_str(), WireLimits::default())
            .unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(wire::encode(&read), sent.as_str());
        let again = program.carry_out(&read, &scene).unwrap();
        assert_eq!(again, html.page.as_str());
    }
    let escaped = "(deref title) ,@words \"quoted\\\" ~t:layout (raw! \"&lt;b&gt;\")";
    assert!(
        html.page.as_str().contains(&format!("<p>{escaped}</p>")),
        "{}",
        html.page.as_str()
    );
}

/// In the old system commands to one evaluator came between each other. Here a thousand renders run on threads, each of
/// which now and then puts another program into the place of the current one: each page is of one program, with its own
/// data.
#[test]
fn a_thousand_renders_beside_reloads_mix_nothing() {
    let current = RwLock::new(versioned(0));
    let rendering = |thread: u64| {
        let mut versions = Vec::new();
        for round in 0..250 {
            if round % 10 == 9 {
                *current.write().unwrap() = versioned(thread * 1000 + round);
            }
            let program = current.read().unwrap().clone();
            versions.push(version_of(&program, &format!("{thread}-{round}")));
        }
        versions
    };
    let seen: BTreeSet<String> = std::thread::scope(|scope| {
        let rendering = &rendering;
        let threads = (0..4).map(|thread| scope.spawn(move || rendering(thread)));
        let threads: Vec<_> = threads.collect();
        let versions = threads.into_iter().map(|thread| thread.join().unwrap());
        versions.flatten().collect()
    });
    // However the threads take turns: what one reads right after its reload was put there since, and before its next one.
    assert!(seen.len() >= 25, "{seen:?}");
}

/// A program whose pages say which one made them, in each of their parts.
fn versioned(version: u64) -> Arc<Program> {
    let text = format!(
        r#"(defcomp ~t:part (&key n) (i "v{version}-" n))
(defcomp ~test:main (&key n) (div :class "v{version}" (map (fn (k) (~t:part :n (str n "." k))) (range 20)) (b "v{version}")))"#
    );
    compiled(text)
}

/// Renders a page with a number, which must be that of one version: which one.
fn version_of(program: &Program, number: &str) -> String {
    let page = program.component("~test:main").unwrap();
    let view = json!({"n": number});
    let scene = plain(Limits::default());
    let view = view.as_object().unwrap();
    let html = program.render(page, view, &scene, RenderToken::mint(), HtmlSink::new());
    let html = html.unwrap().page.into_string();
    let version = html
        .strip_prefix("<div class=\"")
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let parts: String = (0..20)
        .map(|k| format!("<i>{version}-{number}.{k}</i>"))
        .collect();
    let expected = format!("<div class=\"{version}\">{parts}<b>{version}</b></div>");
    assert_eq!(html, expected);
    version.to_owned()
}
