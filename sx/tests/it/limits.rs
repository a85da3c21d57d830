//! Hostile templates. All of them end in an error that says why; none takes long, none overflows the
//! stack of a test thread (2 MiB), none takes much memory.

use serde_json::Map;
use sx::{
    Diagnostics, Environment, HtmlSink, Limit, Limits, RenderError, RenderErrorKind, RenderToken,
    Source, check,
};

use crate::plain::{compiled, plain};

fn faults(text: impl Into<String>) -> Diagnostics {
    check(&[Source::new("hostile.sx", text)], &Environment::default())
}

fn body(text: &str) -> String {
    format!("(defcomp ~test:main () {text})")
}

fn render_with(text: &str, limits: Limits) -> Result<String, RenderError> {
    let program = compiled(text);
    let page = program.component("~test:main").unwrap();
    let scene = plain(limits);
    let view = Map::new();
    let rendered = program.render(page, &view, &scene, RenderToken::mint(), HtmlSink::new());
    rendered.map(|html| html.page.into_string())
}

fn limit_of(text: &str) -> Limit {
    match render_with(&body(text), Limits::default()) {
        Err(RenderError {
            kind: RenderErrorKind::Limit(limit),
            ..
        }) => limit,
        other => panic!("{text}: expected a limit, found {other:?}"),
    }
}

#[test]
fn deep_nesting_is_refused_by_the_reader() {
    let deep = 100_000;
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{:a ", "}"),
        ("'", ""),
        ("#;", ""),
        ("(div ", ")"),
        ("(if true ", ")"),
        ("(let ((x 1)) ", ")"),
        ("((fn (x) ", ") 1)"),
        ("(-> 1 (+ ", "))"),
    ] {
        let text = body(&format!("{}1{}", open.repeat(deep), close.repeat(deep)));
        let found = faults(text);
        assert!(
            found[0].message.contains("nested deeper"),
            "{open}: {}",
            found[0]
        );
        assert!(faults(open.repeat(deep)).len() == 1);
        assert!(faults(close.repeat(deep)).len() <= 1);
    }
}

/// What the reader lets through must fit into the stack of every pass after it.
#[test]
fn nesting_up_to_the_cap_compiles_and_renders() {
    for (open, close, levels) in [
        ("(div ", ")", 120),
        ("(if true ", ")", 120),
        ("(when true ", ")", 120),
        ("(let ((x 1)) ", ")", 120),
        ("(let* ((x (str 1))) ", ")", 120),
        ("(do ", ")", 120),
        ("(and 1 ", ")", 120),
        ("(or nil ", ")", 120),
        ("(<> ", ")", 120),
        ("(str ", ")", 120),
        ("(cond (false 1) (else ", "))", 60),
        ("(case 1 (2 3) (else ", "))", 60),
        ("((fn (x) ", ") 1)", 60),
        ("(map (fn (x) ", ") [1])", 60),
        ("(first (map (fn (x) ", ") [1]))", 40),
        ("(~test:wrap ", ")", 120),
        ("(~test:wrap (if true ", "))", 60),
        ("(let ((y (div ", "))) y)", 30),
        ("(-> 1 (str ", "))", 60),
    ] {
        let text = format!(
            "(defcomp ~test:wrap (&rest children) (b children)) {}",
            body(&format!("{}1{}", open.repeat(levels), close.repeat(levels)))
        );
        let limits = Limits {
            depth: 1000,
            ..Limits::default()
        };
        let html = render_with(&text, limits);
        assert!(
            html.as_ref().is_ok_and(|html| html.contains('1')),
            "{open}: {html:?}"
        );
    }
}

/// Small components are compiled into their callers, which nests what the reader had kept apart.
#[test]
fn deep_components_inside_each_other_compile() {
    let mut text = String::from("(defcomp ~test:c0 () \"end\")");
    for level in 1..10 {
        let (open, close) = ("(b ".repeat(120), ")".repeat(120));
        let inner = level - 1;
        text.push_str(&format!(
            "(defcomp ~test:c{level} () {open}(~test:c{inner}){close})"
        ));
    }
    text.push_str(&body("(~test:c9)"));
    let html = render_with(&text, Limits::default()).unwrap();
    assert_eq!(html.len(), 9 * 120 * 7 + 3);
    let many: String = (0..60)
        .map(|level| {
            let next = format!("(~test:n{})", level + 1).repeat(3);
            format!("(defcomp ~test:n{level} () (<> {next}))")
        })
        .collect();
    let text = format!("{many}(defcomp ~test:n60 () \"x\"){}", body("(~test:n0)"));
    assert_eq!(faults(text).len(), 0);
}

#[test]
fn long_forms_are_no_trouble() {
    let sum = render_with(
        &body(&format!("(+ {})", "1 ".repeat(100_000))),
        Limits::default(),
    );
    assert_eq!(sum.unwrap(), "100000");
    let arms = "(false 1) ".repeat(20_000);
    let cond = render_with(&body(&format!("(cond {arms} (else 2))")), Limits::default());
    assert_eq!(cond.unwrap(), "2");
    let steps = format!("(-> 1 {})", "inc ".repeat(100_000));
    assert!(
        faults(body(&steps))[0]
            .message
            .contains("too many variables")
    );
    let lets = format!("(let ({}) 1)", "(a 1) ".repeat(10_000));
    assert!(
        faults(body(&lets))[0]
            .message
            .contains("too many variables")
    );
    assert_eq!(faults("x".repeat(5 << 20)).len(), 1);
}

/// `name0 name1 …`, each in a pattern in which it stands as `@`.
fn numbered(count: usize, pattern: &str, name: &str) -> String {
    let each = (0..count).map(|index| pattern.replace('@', &format!("{name}{index}")));
    each.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_function_has_only_so_many_parameters() {
    let params = numbered(64_000, "@", "a");
    let locals = numbered(2_000, "(@ a5)", "b");
    let text = body(&format!(
        "(let ((f (fn ({params}) (let* ({locals}) b5)))) (p (type-of f)))"
    ));
    let found = faults(text);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("too many variables"));
}

#[test]
fn a_function_copies_in_only_so_many_variables() {
    let mut text = String::new();
    for level in 0..5 {
        let name = format!("a{level}x");
        text = format!("{text} {}", numbered(1_000, "@", &name));
    }
    text = format!("(fn () [{text}])");
    for level in 0..5 {
        let locals = numbered(1_000, "(@ 1)", &format!("a{level}x"));
        text = format!("(fn () (let ({locals}) {text}))");
    }
    let found = faults(body(&format!("(p (type-of {text}))")));
    assert!(!found.is_empty());
    for fault in found.iter() {
        assert!(fault.message.contains("too many variables"));
    }
}

#[test]
fn endless_recursion_ends_at_the_call_depth() {
    assert_eq!(limit_of("(~test:main)"), Limit::Depth);
    assert_eq!(
        limit_of("(div (map (fn (x) (~test:main)) [1 2 3]))"),
        Limit::Depth
    );
    let slots = "(defcomp ~test:a (&rest children) (div (~test:a (p children))))
                 (defcomp ~test:main () (~test:a 1))";
    let error = render_with(slots, Limits::default()).unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::Limit(Limit::Depth));
    // With a depth that nothing reaches, the fuel ends it.
    let deep = Limits {
        depth: u32::MAX,
        ..Limits::default()
    };
    let error = render_with(&body("(~test:main)"), deep).unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::Limit(Limit::Fuel));
    assert!(error.to_string().contains("more …"), "{error}");
}

#[test]
fn endless_work_ends_with_the_fuel() {
    let nested = "(let ((rows (range 10000))) (map (fn (a) (map (fn (b) nil) rows)) rows))";
    assert_eq!(limit_of(nested), Limit::Fuel);
    assert_eq!(
        limit_of("(len (range 0 9223372036854775807))"),
        Limit::ArenaBytes
    );
    let doubled = "(reduce (fn (acc i) (list acc acc)) 1 (range 15))";
    let searched = format!("(let ((x {doubled})) (map (fn (i) (= x {doubled})) (range 100)))");
    assert_eq!(limit_of(&searched), Limit::Fuel);
    // A binary tree of calls, 100 deep.
    let tree =
        "(defcomp ~test:t (&key n) (if (> n 0) (<> (~test:t :n (- n 1)) (~test:t :n (- n 1)))))
                (defcomp ~test:main () (~test:t :n 100))";
    let error = render_with(tree, Limits::default()).unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::Limit(Limit::Fuel));
}

#[test]
fn huge_output_ends_at_the_output_bytes() {
    let row = "x".repeat(10_000);
    assert_eq!(
        limit_of(&format!("(map (fn (x) (p {row:?})) (range 10000))")),
        Limit::OutputBytes
    );
    let long = format!("(let ((s {row:?})) (map (fn (x) (p :title s s)) (range 10000)))");
    assert_eq!(limit_of(&long), Limit::OutputBytes);
    // Words are joined before they are written.
    let words = format!("(let ((s {row:?})) (p :class (map (fn (x) s) (range 10000))))");
    assert_eq!(limit_of(&words), Limit::ArenaBytes);
    let json = format!(
        "(let ((s {row:?})) (script :type \"application/json\" (json (map (fn (x) s) (range 10000)))))"
    );
    assert_eq!(limit_of(&json), Limit::ArenaBytes);
}

/// JSON is paid for by its length, so it comes to the end of the fuel first.
#[test]
fn growing_json_ends_with_the_fuel() {
    let doubled = "(reduce (fn (s i) (json [s s])) \"x\" (range 60))";
    assert_eq!(limit_of(doubled), Limit::Fuel);
}

#[test]
fn growing_values_end_at_the_arena_bytes() {
    for text in [
        "(reduce (fn (s i) (str s s)) \"x\" (range 60))",
        "(reduce (fn (s i) (join \",\" [s s])) \"x\" (range 60))",
        "(reduce (fn (s i) (replace s \"x\" \"xx\")) \"x\" (range 60))",
        "(reduce (fn (s i) (concat s s)) [1] (range 60))",
        "(len (map (fn (i) (fn (x) i)) (range 300000)))",
        "(len (split (reduce (fn (s i) (str s s)) \",\" (range 20)) \",\"))",
    ] {
        assert_eq!(limit_of(text), Limit::ArenaBytes, "{text}");
    }
}

/// Lists that share their parts unfold without end when they are written.
#[test]
fn shared_lists_do_not_unfold_without_end() {
    let doubled = |levels| format!("(reduce (fn (acc i) (list acc acc)) \"x\" (range {levels}))");
    let written = render_with(&body(&doubled(60)), Limits::default()).unwrap_err();
    assert!(written.message.contains("nested deeper"), "{written}");
    assert_eq!(
        limit_of(&format!("(len (json {}))", doubled(60))),
        Limit::ArenaBytes
    );
    let deep = render_with(
        &body(&format!("(len (json {}))", doubled(70))),
        Limits::default(),
    );
    assert!(deep.unwrap_err().message.contains("nested"));
}

#[test]
fn a_limit_says_which_it_was_and_where() {
    let error = render_with(
        &body("\n(p (map (fn (x) (b x)) (range 100)))"),
        Limits {
            fuel: 50,
            ..Limits::default()
        },
    );
    let error = error.unwrap_err();
    assert_eq!(error.message, "this render has used up its fuel");
    assert_eq!(error.location.unwrap().line, 2);
    assert_eq!(error.stack[0].component, "~test:main");
}

#[test]
fn a_usual_page_stays_far_below_every_limit() {
    let limits = Limits {
        fuel: 500,
        depth: 4,
        output_bytes: 5_000,
        arena_bytes: 8_192,
    };
    let page =
        body("(ul (map (fn (x) (li :class [\"row\" (when (odd? x) \"odd\")] x)) (range 100)))");
    assert!(render_with(&page, limits).is_ok());
}

/// Functions that go on with each other take no memory for what they captured.
#[test]
fn functions_that_go_on_with_each_other_need_no_arena() {
    let text = r#"(let ((a "a") (b "b") (c "c"))
      (letrec ((even (fn (n) (if (= n 0) (str a b c) (odd (- n 1)))))
               (odd (fn (n) (if (= n 0) (str c b a) (even (- n 1))))))
        (p (even 20000))))"#;
    let limits = Limits {
        arena_bytes: 4 << 10,
        ..Limits::default()
    };
    assert_eq!(
        render_with(&body(text), limits).map_err(|error| error.to_string()),
        Ok("<p>abc</p>".to_owned())
    );
}

#[test]
fn what_nested_functions_make_is_found_out_once() {
    let mut nested = String::from("(p \"x\")");
    for _ in 0..30 {
        nested = format!("(letrec ((f (fn () {nested}))) (f))");
    }
    let page = render_with(&body(&nested), Limits::default());
    assert_eq!(page.unwrap(), "<p>x</p>");
}

/// What is paid for is three megabytes; reading the rest of them for each comment would be 600 gigabytes.
#[test]
fn text_with_many_comments_is_read_once() {
    let text = r#"(p (strip-tags (repeat "<!--a-->" 400000)) "end")"#;
    let page = render_with(&body(text), Limits::default());
    assert_eq!(page.unwrap(), "<p>end</p>");
}

/// What has no JSON is found at the end, when a megabyte is made.
#[test]
fn json_that_is_not_finished_is_paid_for() {
    let limits = Limits {
        fuel: 100_000,
        ..Limits::default()
    };
    let text = r#"(let ((text (repeat "a" 1000000)) (f (fn (x) x)))
                    (script :type "application/json" (json [text f])))"#;
    let error = render_with(&body(text), limits).unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::Limit(Limit::Fuel));
}
