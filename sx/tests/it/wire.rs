//! The wire sink: which calls stay calls, what is taken back, what ends a render.

use serde_json::{Map, Value, json};
use sx::{
    CallPart, Data, Limit, Limits, RenderError, RenderErrorKind, RenderToken, Sink, SlotKind, Wire,
    WireSink,
};

use crate::plain::{compiled, plain};

fn render(
    text: &str,
    view: Value,
    limits: Limits,
    sink: WireSink<'_>,
) -> Result<Wire, RenderError> {
    let program = compiled(text);
    let page = program.component("~test:main").unwrap();
    let scene = plain(limits);
    let view: Map<String, Value> = serde_json::from_value(view).unwrap();
    program
        .render(page, &view, &scene, RenderToken::mint(), sink)
        .map(|rendered| rendered.page)
}

const NESTED: &str = r#"
(defcomp ~test:main () (~test:a :x 1 (~test:b :y (i "y") (~test:a :x 2))))
(defcomp ~test:a (&key x &rest children) (div x children))
(defcomp ~test:b (&key y &rest children) (p y children))
"#;

#[test]
fn only_components_that_are_held_stay_calls() {
    for (held, expected) in [
        (
            &["~test:a", "~test:b"][..],
            "(~test:a :x 1 (~test:b :y (i \"y\") (~test:a :x 2)))",
        ),
        (&["~test:a"], "(~test:a :x 1 (p (i \"y\") (~test:a :x 2)))"),
        (
            &["~test:b"],
            "(div \"1\" (~test:b :y (i \"y\") (div \"2\")))",
        ),
        (&[], "(div \"1\" (p (i \"y\") (div \"2\")))"),
    ] {
        let holds = |name: &str| held.contains(&name);
        let wire = render(
            NESTED,
            json!({}),
            Limits::default(),
            WireSink::aser_for(&holds),
        );
        assert_eq!(wire.unwrap().as_str(), expected);
    }
}

/// What a part of a page wrote can be taken back, and what follows does not join what was before.
#[test]
fn what_was_written_since_a_mark_is_taken_back() {
    let mut sink = WireSink::aser();
    let call = |sink: &mut WireSink<'_>, value: &str| {
        sink.call(CallPart::Begin {
            name: "~a:b",
            component: 7,
            keys: 1,
            shapes: "",
        });
        sink.call(CallPart::Keyword("k"));
        sink.call(CallPart::Data(Data::new(value)));
        sink.call(CallPart::End);
    };
    sink.text("before");
    let mark = sink.mark();
    sink.text(" and after");
    call(&mut sink, "0");
    sink.rollback(mark);
    call(&mut sink, "1");
    call(&mut sink, "2");
    let mark = sink.mark();
    call(&mut sink, "3");
    call(&mut sink, "4");
    sink.call(CallPart::Begin {
        name: "~a:c",
        component: 8,
        keys: 1,
        shapes: "",
    });
    sink.call(CallPart::Keyword("slot"));
    sink.call(CallPart::BeginSlot(SlotKind::Any));
    let inner = sink.mark();
    sink.text("gone");
    sink.rollback(inner);
    sink.text("kept");
    sink.call(CallPart::EndSlot(SlotKind::Any));
    sink.call(CallPart::End);
    assert_eq!(
        sink.written(),
        "\"before\" (~* ~a:b (:k) (1) (2)) (~* ~a:b (:k) (3) (4)) (~a:c :slot (<> \"kept\"))".len()
    );
    sink.rollback(mark);
    call(&mut sink, "5");
    let expected = "\"before\" (~* ~a:b (:k) (1) (2)) (~a:b :k 5)";
    assert_eq!(sink.finish().as_str(), expected);
}

/// The limit that a render reaches; panics without one, and does not print what may be large.
fn limit_of(text: &str, limits: Limits, sink: WireSink<'_>) -> Limit {
    match render(text, json!({}), limits, sink) {
        Err(error) => match error.kind {
            RenderErrorKind::Limit(limit) => limit,
            _ => panic!("expected a limit, found {error}"),
        },
        Ok(_) => panic!("expected a limit, found a wire: {text}"),
    }
}

const UNFOLDS: &str = "(let* ((a [1 2 3 4 5 6 7 8]) (b [a a a a a a a a]) (c [b b b b b b b b])
    (d [c c c c c c c c]) (e [d d d d d d d d]) (f [e e e e e e e e]))";

#[test]
fn a_wire_is_bounded_like_any_render() {
    let small = Limits {
        output_bytes: 10_000,
        ..Limits::default()
    };
    let text = format!(
        "(defcomp ~test:main () {UNFOLDS} (~test:x :a e)))
         (defcomp ~test:x (&key a) (p (json a)))"
    );
    let limit = limit_of(&text, small, WireSink::aser());
    assert_eq!(limit, Limit::OutputBytes);
    let limit = limit_of(&text, small, WireSink::aser_slot());
    assert_eq!(limit, Limit::OutputBytes);
    let text = format!(
        "(defcomp ~test:main () {UNFOLDS} (map (fn (x) (~test:x :a f)) (range 0 100000))))
         (defcomp ~test:x (&key a) (p (len a)))"
    );
    let limit = limit_of(&text, Limits::default(), WireSink::aser());
    assert_eq!(limit, Limit::Fuel);
}

/// A call that cannot be written costs what was looked at to know it, not as much as a value without end.
#[test]
fn a_function_as_an_argument_costs_no_more_in_a_wire_than_in_a_page() {
    let text =
        "(defcomp ~test:main () (map (fn (i) (~test:c :n i :f (fn (x) (+ x 1)))) (range 100)))
                (defcomp ~test:c (&key n f) (p (f n)))";
    let limits = Limits {
        fuel: 5_000,
        ..Limits::default()
    };
    let expected: String = (1..=100).map(|n| format!("(p \"{n}\") ")).collect();
    let wire = render(text, json!({}), limits, WireSink::aser());
    assert_eq!(wire.unwrap().as_str(), expected.trim_end());
}

#[test]
fn recursion_without_end_is_no_trouble_for_a_call_that_is_written() {
    let text = "(defcomp ~test:main (&rest children) (~test:main (p \"x\")))";
    let wire = render(text, json!({}), Limits::default(), WireSink::aser());
    assert_eq!(wire.unwrap().as_str(), "(~test:main (p \"x\"))");
    let limit = limit_of(text, Limits::default(), WireSink::aser_slot());
    assert_eq!(limit, Limit::Depth);
}

#[test]
fn islands_stay_calls_whatever_is_carried_out() {
    let text = r#"
(defisland ~test:counter (&key (n Int 0)) (button (deref (signal n))))
(defcomp ~test:card (&rest children) (article children))
(defcomp ~test:main () (<> (~test:card (~test:counter :n 1)) (guard :fallback "no" (~test:counter :n 2))))
"#;
    for (sink, expected) in [
        (
            WireSink::aser(),
            "(~test:card (~test:counter :n 1)) (~test:counter :n 2)",
        ),
        (
            WireSink::aser_slot(),
            "(article (~test:counter :n 1)) (~test:counter :n 2)",
        ),
        (
            WireSink::aser_for(&|_| false),
            "(article (~test:counter :n 1)) (~test:counter :n 2)",
        ),
    ] {
        let wire = render(text, json!({}), Limits::default(), sink);
        assert_eq!(wire.unwrap().as_str(), expected);
    }
}

/// A guard stands where the page is made: what could fail inside is carried out there, and a call that was being
/// written is forgotten.
#[test]
fn a_failure_in_the_arguments_of_a_call_is_guarded() {
    let text = r#"
(defisland ~test:box (&key x) (p x))
(defcomp ~test:wrap (&key (head nil) &rest children) (div head children))
(defcomp ~test:main (&key x)
  (<> (~test:wrap :head (guard :fallback "no head" (b (+ 1 x)))
        (guard :fallback "no child" (~test:wrap (+ 1 x)) (~test:box :x (+ 1 x)))
        (i "child"))
      (~test:wrap :head (b "h") (~test:wrap "c"))))
"#;
    let wire = render(
        text,
        json!({"x": "text"}),
        Limits::default(),
        WireSink::aser(),
    );
    assert_eq!(
        wire.unwrap().as_str(),
        "(~* ~test:wrap (:head) \
         ((<> \"no head\") \"no child\" (i \"child\")) ((b \"h\") (~test:wrap \"c\")))"
    );
}

/// The client would find it too, but later and without the place.
#[test]
fn an_argument_of_the_wrong_type_is_found_when_the_call_is_written() {
    let text =
        "(defcomp ~test:main (&key x) (~test:a :x x))\n(defcomp ~test:a (&key (x Int)) (p x))";
    let error = render(
        text,
        json!({"x": "text"}),
        Limits::default(),
        WireSink::aser(),
    );
    let error = error.unwrap_err().to_string();
    assert!(
        error.starts_with("page.sx:1:30: `:x` of `~test:a` is Int, found Str"),
        "{error}"
    );
}
