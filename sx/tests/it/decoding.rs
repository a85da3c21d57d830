//! Reading wires: what the sink writes comes back and means the same page; what others write is refused or means what it
//! says.

use serde_json::{Map, Value};
use sx::wire::{WireLimits, WireNode, decode, encode, to_html};
use sx::{HtmlSink, Limit, Limits, PatchSink, RenderErrorKind, RenderToken, WireSink};

use crate::corpus;
use crate::parsed::parsed;
use crate::plain::{compiled, plain};

fn read(text: &str) -> Vec<WireNode> {
    decode(text, WireLimits::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The message for a text that is no wire.
fn refused(text: &str) -> String {
    match decode(text, WireLimits::default()) {
        Ok(nodes) => panic!("{text} was read as {nodes:?}"),
        Err(error) => error.to_string(),
    }
}

/// The HTML of a wire without calls.
fn html(nodes: &[WireNode]) -> String {
    to_html(nodes, &mut |call| Err(call.component.clone()))
        .unwrap_or_else(|component| panic!("a call of {component}"))
}

/// For every case of the corpus that renders: the wire comes back as it was written, and read and carried out it
/// is the page.
#[test]
fn a_wire_means_the_page_that_it_was_made_from() {
    let (mut count, mut regions) = (0, 0);
    for case in corpus::files().into_iter().flat_map(|(_, cases)| cases) {
        let Ok(program) = case.compile() else {
            continue;
        };
        let Ok(page) = case.render(&program, HtmlSink::new()) else {
            continue;
        };
        count += 1;
        let page = parsed(page.as_str());
        let name = &case.name;

        let slot = case.render(&program, WireSink::aser_slot()).unwrap();
        let nodes = read(slot.as_str());
        assert_eq!(encode(&nodes), slot.as_str(), "{name}");
        let carried_out = case.in_scene(|scene| program.carry_out(&nodes, scene));
        assert_eq!(parsed(&carried_out.unwrap()), page, "{name}");

        let aser = case.render(&program, WireSink::aser()).unwrap();
        let nodes = read(aser.as_str());
        assert_eq!(encode(&nodes), aser.as_str(), "{name}");
        let carried_out = case.in_scene(|scene| program.carry_out(&nodes, scene));
        assert_eq!(parsed(&carried_out.unwrap()), page, "{name}");

        let portable = |name: &str| program.is_portable(name);
        let mixed = case
            .render(&program, WireSink::aser_for(&portable))
            .unwrap();
        let carried_out = case.in_scene(|scene| program.carry_out(&read(mixed.as_str()), scene));
        assert_eq!(parsed(&carried_out.unwrap()), page, "{name}");

        let patches = case.render(&program, PatchSink::all()).unwrap();
        let wires = case
            .render(&program, PatchSink::wire(WireSink::aser()))
            .unwrap();
        let names = patches.regions().map(|(name, _)| name);
        assert!(names.eq(wires.regions().map(|(name, _)| name)), "{name}");
        for ((name, patch), (_, wire)) in patches.regions().zip(wires.regions()) {
            regions += 1;
            let carried_out = case.in_scene(|scene| program.carry_out(&read(wire), scene));
            assert_eq!(parsed(&carried_out.unwrap()), parsed(patch), "{name}");
        }
        let patches_read = read(&wires.wire());
        assert_eq!(
            encode(&patches_read),
            wires.wire().trim_end().replace('\n', " ")
        );
        let carried_out = case.in_scene(|scene| program.carry_out(&patches_read, scene));
        let expected = patches.html().replace("</template>\n", "</template>");
        assert_eq!(parsed(&carried_out.unwrap()), parsed(&expected), "{name}");
    }
    assert!(
        count > 500 && regions >= 6,
        "only {count} cases and {regions} regions were compared"
    );
}

/// The compiler and the sink know no bound for attributes and for the keys of a record, so the reader has none of its own.
#[test]
fn many_keys_and_attributes_come_back() {
    let attributes: String = (0..300).map(|n| format!(" :data-{n} \"\"")).collect();
    let source = format!(
        "(defcomp ~test:main (&key record)
           (<> (~test:c :x record) (~test:c :x record) (~test:c :x [record record]) (i{attributes})))
         (defcomp ~test:c (&key x) (p (json x)))"
    );
    let program = compiled(source);
    let record: Map<String, Value> = (0..300).map(|n| (format!("k{n}"), n.into())).collect();
    let view = Map::from_iter([("record".to_owned(), record.into())]);
    let scene = plain(Limits::default());
    let page = program.component("~test:main").unwrap();
    let token = RenderToken::mint;
    let html = program.render(page, &view, &scene, token(), HtmlSink::new());
    let wire = program.render(page, &view, &scene, token(), WireSink::aser());
    let wire = wire.unwrap().page.into_string();
    assert!(wire.starts_with("(~* ~test:c (:x (:k0 :k1 "), "{wire}");
    assert!(wire.contains("(~test:c :x [* (:k0 :k1 "), "{wire}");
    let nodes = read(&wire);
    assert_eq!(encode(&nodes), wire);
    let carried_out = program.carry_out(&nodes, &scene).unwrap();
    assert_eq!(carried_out, html.unwrap().page.as_str());
    let twice = wire.replace(":k299)", ":k7)");
    assert!(refused(&twice).ends_with("the key `k7` is written twice"));
}

/// Many fields are found by their keys as few are.
#[test]
fn fields_of_large_records_are_read() {
    let source = "(defcomp ~a:b (&key x) (p (get x :k0) (get x :k7) (get x :k299) (get x :k300) (len (keys x))))";
    let program = compiled(source);
    let scene = plain(Limits::default());
    for (count, expected) in [(8, "<p>0-7-8</p>"), (300, "<p>0-7-299-300</p>")] {
        let fields: String = (0..count).map(|n| format!(" :k{n} \"{n}-\"")).collect();
        let nodes = read(&format!("(~a:b :x {{{}}})", fields.trim_start()));
        assert_eq!(program.carry_out(&nodes, &scene).unwrap(), expected);
    }
}

#[test]
fn rows_are_calls() {
    let nodes = read("(~* ~a:b (:x :y) (1 \"one\" (p \"child\") \"text\") (2 (<> (b \"two\"))))");
    let [WireNode::Rows(rows)] = &*nodes else {
        panic!("{nodes:?}")
    };
    let calls: Vec<WireNode> = rows.calls().map(WireNode::Call).collect();
    let expected = "(~a:b :x 1 :y \"one\" (p \"child\") \"text\") (~a:b :x 2 :y (<> (b \"two\")))";
    assert_eq!(encode(&calls), expected);
    assert_eq!(read(expected), calls);
}

/// Wires that no template could have written, and what is said of them.
const REFUSED: &[(&str, &str)] = &[
    ("(p", "byte 2: the text ends inside a list"),
    (")", "byte 0: `)` closes nothing"),
    ("(p]", "byte 2: expected `)`, found `]`"),
    ("(p \"a)", "byte 3: this string has no end"),
    (
        "(p \"\\q\")",
        "byte 3: unknown escape `\\q`; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX \\u{…}",
    ),
    ("()", "byte 0: a list begins with a name"),
    ("(p ; comment\n)", "byte 3: `;` has no meaning here"),
    ("'(p)", "byte 0: `'` has no meaning here"),
    ("(p 1)", "byte 3: a value cannot stand between tags"),
    ("(~a:b :n 2_)", "byte 9: `2_` is no number"),
    ("(p [1])", "byte 5: a value cannot stand between tags"),
    ("(p x)", "byte 3: `x` cannot stand between tags"),
    ("(if true (p))", "byte 0: there is no element `if`"),
    ("(blink \"x\")", "byte 0: there is no element `blink`"),
    ("(style \"p {}\")", "byte 0: there is no element `style`"),
    ("(x-Y)", "byte 0: there is no element `x-Y`"),
    (
        "(p :onclick \"x\")",
        "byte 12: the attribute `:onclick` is refused",
    ),
    (
        "(x-y :onClick \"x\")",
        "byte 14: the attribute `:onClick` is refused",
    ),
    (
        "(p :style \"x\")",
        "byte 10: the attribute `:style` is refused",
    ),
    (
        "(iframe :srcdoc \"x\")",
        "byte 16: the attribute `:srcdoc` is refused",
    ),
    ("(p :href \"/\")", "byte 9: `p` has no attribute `:href`"),
    (
        "(a :href \"javascript:x\")",
        "byte 9: `:href` cannot lead to `javascript:x`",
    ),
    (
        "(img :srcset \"/a 1x, data:text/html,x 2x\")",
        "byte 13: `:srcset` cannot lead to `/a 1x, data:text/html,x 2x`",
    ),
    (
        "(animate :attributeName \"HREF\")",
        "byte 24: `:attributeName` cannot be `HREF`",
    ),
    (
        "(meta :http-equiv \"refresh\")",
        "byte 18: `:http-equiv` cannot be `refresh`",
    ),
    (
        "(p :title \"a\" :title \"b\")",
        "byte 24: `:title` is written twice",
    ),
    ("(p :title)", "byte 9: `title` has no value"),
    (
        "(p :title 3)",
        "byte 10: a value is no value of an attribute",
    ),
    (
        "(p :title false)",
        "byte 10: a value is no value of an attribute",
    ),
    (
        "(p :title (b))",
        "byte 12: markup is no value of an attribute",
    ),
    (
        "(p :aria-hidden true)",
        "byte 16: `:aria-hidden` has words and is not bare",
    ),
    (
        "(p \"a\" :title \"b\")",
        "byte 7: attributes come before content",
    ),
    ("(br \"x\")", "byte 7: `br` has no content"),
    ("(title (b \"x\"))", "byte 14: `title` holds text alone"),
    ("(title (raw! \"x\"))", "byte 17: `title` holds text alone"),
    ("(script \"alert(1)\")", "byte 18: `script` has no content"),
    (
        "(script :type \"module\" \"alert(1)\")",
        "byte 33: `script` has no content",
    ),
    (
        "(script :type \"text/x\" \"x\")",
        "byte 26: the `:type` of a script must be one that is known",
    ),
    (
        "(script :type true \"x\")",
        "byte 22: the `:type` of a script must be one that is known",
    ),
    (
        "(script :type \"application/json\" \"alert(1)\")",
        "byte 43: this script holds one text, which is JSON without `<`",
    ),
    (
        "(script :type \"application/json\" \"\\\"<\\/script>\\\"\")",
        "byte 49: this script holds one text, which is JSON without `<`",
    ),
    ("(~Card)", "byte 0: `~Card` is no name of a component"),
    ("(~a)", "byte 0: `~a` is no name of a component"),
    ("(~a:b :x 1 :x 2)", "byte 11: `:x` is written twice"),
    ("(~a:b (p) :x 2)", "byte 10: keywords come before children"),
    ("(~a:b :x [(p)])", "byte 12: markup is no data"),
    ("(~a:b :x y)", "byte 9: `y` is no data"),
    ("(~a:b :x 1.5.2)", "byte 9: `1.5.2` is no number"),
    (
        "(~a:b :x 999999999999999999999999999999999)",
        "byte 9: `999999999999999999999999999999999` is no number",
    ),
    (
        "(~a:b :x {:a 1 :a 2})",
        "byte 19: the key `a` is written twice",
    ),
    ("(~a:b :x {:a})", "byte 12: `a` has no value"),
    ("(~a:b :x {1 2})", "byte 10: a value is no key"),
    ("(~*)", "byte 3: rows have a component and keywords"),
    ("(~* ~a:b)", "byte 8: rows have a component and keywords"),
    (
        "(~* (:a) (1))",
        "byte 4: rows begin with the name of a component",
    ),
    ("(~* ~a:b (:a :b) (1))", "byte 19: this row lacks 1 values"),
    ("(~* ~a:b (:a :a) (1 1))", "byte 13: `:a` is written twice"),
    (
        "(~* ~a:b (a) (1))",
        "byte 10: rows name their keywords first",
    ),
    ("(~* ~a:b (:a) 1)", "byte 14: a value cannot stand in rows"),
    (
        "(~* ~a:b (:a) \"x\")",
        "byte 14: a string cannot stand in rows",
    ),
    (
        "(~* ~a:b (:x ()) ((1)))",
        "byte 14: a record of a table has keys",
    ),
    (
        "(~* ~a:b ((:k)) ((1)))",
        "byte 10: keys follow the keyword whose values are records",
    ),
    (
        "(~* ~a:b (:x (:k) (:j)) ((1)))",
        "byte 18: keys follow the keyword whose values are records",
    ),
    (
        "(~* ~a:b (:x (:k :k)) ((1 1)))",
        "byte 19: the key `k` is written twice",
    ),
    (
        "(~* ~a:b (:x (:k)) ((1 2)))",
        "byte 23: this record has more than 1 values",
    ),
    (
        "(~* ~a:b (:x (:k)) (()))",
        "byte 21: this record lacks 1 values",
    ),
    (
        "(~* ~a:b (:x (:k)) (nil))",
        "byte 20: `:x` is a record here",
    ),
    (
        "(~* ~a:b (:x (:k)) ({:k 1}))",
        "byte 25: `:x` is a record here",
    ),
    ("(~a:b :x [*])", "byte 11: a table of records has keys"),
    (
        "(~a:b :x [* (:k)(1)(1 2)])",
        "byte 22: this record has more than 1 values",
    ),
    ("(~a:b :x [* (:k) {:k 1}])", "byte 22: a value is no record"),
    ("(~a:b :x [* (:k) 1])", "byte 17: a value is no record"),
    ("(~a:b :x [* (k) (1)])", "byte 13: `k` is no key"),
    ("(~a:b :x [1 * (:k)])", "byte 12: `*` is no data"),
    ("(~a:b :x [* (:k) ((p))])", "byte 20: markup is no data"),
    ("(defer)", "byte 6: `defer` has an `:id`"),
    ("(defer :id)", "byte 10: `defer` has an `:id`"),
    (
        "(defer (p))",
        "byte 9: `defer` begins with an `:id` of letters, digits and hyphens",
    ),
    (
        "(defer :id \"a>b\")",
        "byte 11: `defer` begins with an `:id` of letters, digits and hyphens",
    ),
    (
        "(patch)",
        "byte 6: `patch` begins with the name of a region",
    ),
    (
        "(patch (p))",
        "byte 9: `patch` begins with the name of a region",
    ),
    (
        "(patch \"A\" (p))",
        "byte 7: `patch` begins with the name of a region",
    ),
    ("(p (patch \"a\"))", "byte 3: a patch stands alone"),
    ("(raw!)", "byte 5: `raw!` takes a string"),
    ("(raw! \"a\" \"b\")", "byte 10: `raw!` takes one string"),
    ("(raw! (p))", "byte 8: `raw!` takes a string"),
    ("(p \"\\u0000\")", "byte 3: a page cannot hold NUL"),
    ("(p :id \"\\u0000\")", "byte 7: a page cannot hold NUL"),
    ("\u{0}", "byte 0: `\u{0}` has no meaning here"),
];

#[test]
fn only_what_a_template_could_write_is_read() {
    for (text, message) in REFUSED {
        assert_eq!(refused(text), *message, "{text}");
    }
}

#[test]
fn html_is_read_only_where_it_is_wanted() {
    let text = "(p (raw! \"<b>x</b>\"))";
    assert_eq!(html(&read(text)), "<p><b>x</b></p>");
    let limits = WireLimits {
        html: false,
        ..WireLimits::default()
    };
    let error = decode(text, limits).unwrap_err();
    assert_eq!(error.to_string(), "byte 3: HTML is not wanted here");
}

#[test]
fn what_is_read_is_bounded() {
    let limits = WireLimits {
        bytes: 4 << 20,
        nodes: 10_000,
        depth: 100_000,
        html: true,
    };
    let error = |text: &str| decode(text, limits).unwrap_err().message;
    let deep = |open: &str| open.repeat((1 << 20) / open.len());
    for open in ["(p ", "(<> ", "(~a:b ", "(~a:b :x (<> ", "(~* ~a:b () ("] {
        assert!(
            error(&deep(open)).starts_with("pieces are nested deeper"),
            "{open}"
        );
    }
    for open in ["[", "{:a "] {
        let text = format!("(~a:b :x {}", deep(open));
        assert!(
            error(&text).starts_with("pieces are nested deeper"),
            "{open}"
        );
    }
    for piece in ["(br)", "\"\" ", "(p)"] {
        assert_eq!(error(&deep(piece)), "there are more than 10000 pieces");
    }
    let attributes: String = (0..4000).map(|n| format!(" :data-{n} \"\"")).collect();
    assert!(decode(&format!("(p{attributes})"), limits).is_ok());
    assert_eq!(
        error(&format!("(p{attributes} :data-7 \"\")")),
        "`:data-7` is written twice"
    );
    let keywords: String = (0..5000).map(|n| format!(" :k{n} 1")).collect();
    assert_eq!(
        error(&format!("(~a:b{keywords})")),
        "a call has at most 64 keywords"
    );
    let long = " ".repeat(limits.bytes + 1);
    assert!(error(&long).ends_with("at most 4194304 are read"));
}

/// What the reader lets through fits into the stack of what walks it.
#[test]
fn calls_inside_each_other_are_carried_out() {
    let source = "(defcomp ~a:b (&key (x nil) &rest children) (<> x children))";
    let program = compiled(source);
    let scene = plain(Limits::default());
    let nested = |open: &str, close: &str, levels: usize| {
        let text = format!("{}(p \"x\"){}", open.repeat(levels), close.repeat(levels));
        program.carry_out(&read(&text), &scene)
    };
    for (open, close) in [("(~a:b ", ")"), ("(~a:b :x (<> ", "))")] {
        assert_eq!(nested(open, close, 128).unwrap(), "<p>x</p>");
        let error = nested(open, close, 200).unwrap_err();
        assert_eq!(error.kind, RenderErrorKind::Limit(Limit::Depth));
    }
    let deepest = nested("(p ", ")", 511).unwrap();
    assert_eq!(deepest.len(), 512 * "<p></p>".len() + 1);
}

#[test]
fn calls_that_the_program_does_not_know_are_refused() {
    let source = "(defcomp ~a:b (&key (x Int 1)) (p x))";
    let program = compiled(source);
    let limits = Limits {
        output_bytes: 1000,
        ..Limits::default()
    };
    let scene = plain(limits);
    let many = "(~a:b)".repeat(200);
    for (text, message) in [
        ("(~a:c)", "there is no component `~a:c`"),
        ("(~a:b :y 1)", "`~a:b` has no parameter `:y`"),
        ("(~a:b (p))", "`~a:b` takes no children"),
        ("(~a:b :x \"1\")", "`:x` of `~a:b` is Int, found Str"),
        (&many, "this render has used up its output bytes"),
    ] {
        let error = program.carry_out(&read(text), &scene).unwrap_err();
        assert_eq!(error.message, message, "{text}");
    }
}
