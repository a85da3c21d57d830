//! The patch sink: the regions of a page alone, as HTML and as wire.

use sx::{HtmlSink, Limit, Limits, PatchSink, RenderErrorKind, RenderToken, Sink, WireSink};

use crate::plain::{compiled, plain};

const PAGE: &str = r#"
(defcomp ~test:main () (~test:layout :title "T" (~test:card :n 1) (p :sx-region "inner" "in")))
(defcomp ~test:layout (&key title &rest children)
  (html (head (title title))
        (body (nav :sx-region "nav" (~test:card :n 0))
              (~test:card :n 2)
              (main :sx-region "main" (h1 title) children))))
(defcomp ~test:card (&key n) (b n))
"#;

fn render<S: Sink>(sink: S) -> S::Done {
    let program = compiled(PAGE);
    let page = program.component("~test:main").unwrap();
    let scene = plain(Limits::default());
    program
        .render(page, &(), &scene, RenderToken::mint(), sink)
        .unwrap()
        .page
}

#[test]
fn regions_are_what_stands_in_the_page() {
    let page = render(HtmlSink::new());
    let patches = render(PatchSink::all());
    let names: Vec<&str> = patches.regions().map(|(name, _)| name).collect();
    assert_eq!(names, ["nav", "main"]);
    for (name, html) in patches.regions() {
        assert!(page.as_str().contains(html), "{name}: {html}");
    }
    assert!(patches.missing().is_empty());
}

#[test]
fn chosen_regions_come_in_the_order_of_the_page() {
    let patches = render(PatchSink::only(["inner", "nav", "aside"]));
    assert_eq!(
        patches.html(),
        "<template for=\"nav\"><nav sx-region=\"nav\"><b>0</b></nav></template>\n\
         <template for=\"inner\"><p sx-region=\"inner\">in</p></template>\n"
    );
    assert_eq!(patches.missing(), ["aside"]);
}

/// Outside regions every component is carried out, or none of the layout's would be found.
#[test]
fn calls_inside_regions_stay_calls() {
    let patches = render(PatchSink::wire(WireSink::aser()));
    assert_eq!(
        patches.wire(),
        "(patch \"nav\" (nav :sx-region \"nav\" (~test:card :n 0)))\n\
         (patch \"main\" (main :sx-region \"main\" (h1 \"T\") (~test:card :n 1) (p :sx-region \"inner\" \"in\")))\n"
    );
    let patches = render(PatchSink::wire_only(WireSink::aser_slot(), ["nav"]));
    assert_eq!(
        patches.wire(),
        "(patch \"nav\" (nav :sx-region \"nav\" (b \"0\")))\n"
    );
}

#[test]
fn what_is_taken_back_may_begin_or_end_regions() {
    let mut sink = PatchSink::all();
    sink.enter_region("a");
    sink.text("a");
    sink.leave_region("a");
    let mark = sink.mark();
    sink.enter_region("b");
    sink.text("b");
    sink.rollback(mark);
    sink.text("outside");
    sink.enter_region("c");
    sink.text("c");
    let mark = sink.mark();
    sink.enter_region("d");
    sink.rollback(mark);
    sink.text("e");
    sink.leave_region("c");
    sink.text("outside");
    let patches = sink.finish();
    let regions: Vec<_> = patches.regions().collect();
    assert_eq!(regions, [("a", "a"), ("c", "ce")]);
}

#[test]
fn a_region_within_another_is_there_and_one_that_is_nowhere_is_missing() {
    let patches = render(PatchSink::only(["main", "inner", "nowhere"]));
    let names: Vec<&str> = patches.regions().map(|(name, _)| name).collect();
    assert_eq!(names, ["main"]);
    assert_eq!(patches.missing(), ["nowhere"]);
}

/// What a patch lets go of takes as long to make as what it keeps.
#[test]
fn what_is_let_go_of_counts_as_output() {
    let text = r#"(defcomp ~a:page () (<> (p :sx-region "main" "x")
      (let ((numbers (range 1000)))
        (map (fn (n) (script :type "application/json" (json numbers))) (range 100000)))))"#;
    let program = compiled(text);
    let page = program.component("~a:page").unwrap();
    let scene = plain(Limits {
        fuel: u64::MAX,
        ..Limits::default()
    });
    let ended = program.render(page, &(), &scene, RenderToken::mint(), PatchSink::all());
    let RenderErrorKind::Limit(limit) = ended.unwrap_err().kind else {
        panic!("a limit ends it");
    };
    assert_eq!(limit, Limit::OutputBytes);
}
