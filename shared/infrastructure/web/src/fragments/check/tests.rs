//! What may stand in a page and what may not; and that a parser agrees.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use super::*;

const KIND: FragmentKind = FragmentKind::LinkCard;

#[test]
fn what_may_stand_in_a_page() {
    for html in [
        "",
        "words & > \" signs",
        "<ul><li><a href=\"/?a>b\">x</a></li></ul>",
        "<p>a<br>b<img src='x' alt='>'/></p>",
        "<dl><dt>a</dt><dd><p>b</p></dd></dl>",
        "<svg viewBox=\"0 0 1 1\"><title>a leaf</title><g><path d=\"M0\"/></g></svg>",
        "<table>\n<thead><tr><th>a</th></tr></thead> <tbody><tr><td><p>b</p></td></tr></tbody></table>",
        "<h2 id=\"link-card\">a</h2><p id=\"link-card-x\" hidden>b</p>",
    ] {
        assert_eq!(whole(html, KIND), Ok(()), "{html}");
    }
}

#[test]
fn what_may_not() {
    let long = "x".repeat(BYTES + 1);
    let deep = ["<div>".repeat(DEPTH + 1), "</div>".repeat(DEPTH + 1)].concat();
    for html in [
        // Not whole.
        "<div>",
        "</div>",
        "<b><i></b></i>",
        "<p",
        "<a href=\"x>",
        "<a href=\"x\"y>",
        "a < b",
        "</br>",
        "<div/>",
        // Read otherwise than written.
        "<p><div></div></p>",
        "<a><b><a></a></b></a>",
        "<li></li>",
        "<ul><div><li></li></div></ul>",
        "<table><p></p></table>",
        "<table>words</table>",
        "<tr></tr>",
        "<h1><h2></h2></h1>",
        "<svg><p></p></svg>",
        "<path/>",
        "<a href=x>x</a>",
        "<a href=\"x\" HREF=\"y\">x</a>",
        "<DIV></DIV>",
        "a\0b",
        // Not for fragments.
        "<script>x</script>",
        "<style></style>",
        "<iframe></iframe>",
        "<textarea></textarea>",
        "<template></template>",
        "<plaintext>",
        "<!doctype html>",
        "<!-- a -->",
        "<?php ?>",
        "<![CDATA[x]]>",
        "<html></html>",
        "<body></body>",
        "<title>x</title>",
        "<b onclick=\"x\">x</b>",
        "<b ONCLICK=\"x\">x</b>",
        // Ids of others.
        "<b id=\"main\">x</b>",
        "<b id=\"\">x</b>",
        "<b id=\"link-cards\">x</b>",
        "<b ID=\"main\">x</b>",
        "<b id=\"link-card-&#97;\">x</b>",
        "<b id=\"link-card\">x</b><i id=\"link-card\">x</i>",
        long.as_str(),
        deep.as_str(),
    ] {
        let short: String = html.chars().take(80).collect();
        assert!(whole(html, KIND).is_err(), "{short}");
    }
}

#[test]
fn an_id_is_given_to_one_fragment_of_a_page() {
    let mut ids = Ids::default();
    assert!(ids.take_all("<b id=\"link-card-a\">x</b>"));
    assert!(
        ids.take_all("<b>x id=\"link-card-a\"</b>"),
        "words are no ids"
    );
    assert!(!ids.take_all("<i id=\"link-card-b\">x</i><b\nid='link-card-a'>x</b>"));
    assert!(ids.take_all("<i id=\"link-card-b\">x</i>"));
}

/// Names that are allowed somewhere, names that never are, and what parsers treat in ways of their own.
const NAMES: [&str; 40] = [
    "div", "p", "p", "ul", "li", "li", "ol", "a", "b", "i", "em", "span", "section", "h1", "h2",
    "button", "form", "table", "tbody", "tr", "td", "caption", "dl", "dt", "dd", "svg", "g",
    "path", "title", "code", "small", "fieldset", "details", "summary", "br", "hr", "img",
    "select", "option", "template",
];
const WORDS: [&str; 8] = ["", " ", "bread", "x > y", "\"", "\n", "'", "/>"];
const ATTRIBUTES: [&str; 7] = [
    "",
    "",
    " class=\"a>b\"",
    " title='\"'",
    " hidden",
    " id=\"link-card-x\"",
    " data-x=\"<p>\"",
];

/// Elements in elements, each closed as it should be.
fn tree() -> impl Strategy<Value = String> {
    let leaf = select(&WORDS[..]).prop_map(str::to_owned);
    leaf.prop_recursive(5, 24, 4, |inner| {
        let parts = prop::collection::vec(inner, 0..4);
        (select(&NAMES[..]), select(&ATTRIBUTES[..]), parts).prop_map(|(name, attribute, parts)| {
            let is_void = matches!(name, "br" | "hr" | "img");
            if is_void {
                return format!("<{name}{attribute}>");
            }
            format!("<{name}{attribute}>{}</{name}>", parts.concat())
        })
    })
}

/// The same with something taken out or put in.
fn hurt() -> impl Strategy<Value = String> {
    const PIECES: [&str; 12] = [
        "<p>", "</p>", "<", ">", "/", "\"", "'", "<!--", "-->", "=", "<b ", "</div>",
    ];
    let piece = prop::option::of(select(&PIECES[..]));
    (tree(), any::<prop::sample::Index>(), 0..4_usize, piece).prop_map(|(html, at, less, piece)| {
        let chars: Vec<char> = html.chars().collect();
        let at = at.index(chars.len() + 1);
        let before: String = chars[..at].iter().collect();
        let after: String = chars.iter().skip(at + less).collect();
        [&before, piece.unwrap_or_default(), &after].concat()
    })
}

/// What whoever wrote the fragment meant.
fn meant(html: &str) -> String {
    let mut outline = String::new();
    let mut drawing = 0;
    for token in Scan::new(html).map(|token| token.expect("it passed")) {
        match token {
            Token::Text("") => {}
            Token::Text(text) => outline.push_str(&format!("“{text}”")),
            Token::Close(name) => {
                drawing -= usize::from(name == "svg");
                outline.push(')');
            }
            Token::Tag(tag) => {
                outline.push_str(&format!("({}", tag.name));
                for (name, value) in tag.attributes() {
                    outline.push_str(&format!(" {name}={value}"));
                }
                drawing += usize::from(tag.name == "svg");
                let element = Element::named(tag.name, drawing > 0 && tag.name != "svg");
                let is_void = element.is_some_and(|element| element.model == Model::Void);
                if is_void || tag.closes_itself {
                    drawing -= usize::from(tag.name == "svg");
                    outline.push(')');
                }
            }
        }
    }
    outline
}

fn agrees(strategy: &impl Strategy<Value = String>, at_least: usize) {
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases: 4_000,
            failure_persistence: None,
            ..Config::default()
        },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let passed = std::cell::Cell::new(0);
    runner
        .run(strategy, |html| {
            if whole(&html, KIND).is_err() {
                return Ok(());
            }
            if html.contains('<') {
                passed.set(passed.get() + 1);
            }
            let page = format!("<!doctype html><html><head><title>t</title></head><body><div>{html}</div><p>after</p></body></html>");
            let parsed = testing::parse_html(&page);
            let expected = format!("(html(head(title“t”))(body(div{})(p“after”)))", meant(&html));
            prop_assert_eq!(parsed.outline, expected, "{}", html);
            prop_assert!(parsed.errors.is_empty(), "{}: {:?}", html, parsed.errors);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let passed = passed.get();
    assert!(
        passed >= at_least,
        "only {passed} fragments passed: this shows nothing"
    );
}

#[test]
fn a_parser_reads_what_passes_as_it_was_meant_and_nothing_leaks_out() {
    agrees(&tree(), 200);
}

#[test]
fn nor_does_what_was_hurt_and_passes() {
    agrees(&hurt(), 100);
}
