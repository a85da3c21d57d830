//! Nothing that comes in makes the crate panic, and nothing that comes in comes out of serving with what pages may not
//! hold. The pieces are those at which parsers stumble; chance puts them together.

use lexical::serve::{FitOptions, fit_for_policy};
use lexical::{Audience, Document, Options, Target, for_audience, free_part, plaintext, render};
use lexical::{rewrite_urls, urls};
use proptest::prelude::*;
use serde_json::{Value, json};

const PIECES: [&str; 96] = [
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mtext>",
    "<annotation-xml encoding=text/html>",
    "<foreignObject>",
    "<title>",
    "</title>",
    "<desc>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<form>",
    "</form>",
    "<select>",
    "<option>",
    "<textarea>",
    "</textarea>",
    "<plaintext>",
    "<xmp>",
    "</xmp>",
    "<iframe src=//x.example>",
    "</iframe>",
    "<object data=//x>",
    "<embed src=javascript:x>",
    "<a href=javascript:alert(1)>",
    "</a>",
    "<a href=/x>",
    "<b>",
    "</b>",
    "<i>",
    "<p>",
    "</p>",
    "<br>",
    "<img src=x onerror=alert(1)>",
    "<img src=//x.example/y.png>",
    "<img srcset='//x 1x, /y 2x' src=/z>",
    "<p style='position:fixed;color:red'>",
    "<p style=\"background:url(//x.example)\">",
    "<!--",
    "-->",
    "<!--members-only-->",
    "<!--kg-gated-block:begin nonMember:true memberSegment:\"\" -->",
    "<!--kg-gated-block:end-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "&lt;script&gt;",
    "&#x3c;",
    "&amp",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "`",
    "\0",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "é",
    "😀",
    "*",
    "**",
    "_",
    "~~",
    "==",
    "^",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "# ",
    "> ",
    "- ",
    "1. ",
    "```\n",
    "    ",
    "\t",
    "| a |\n|-|\n",
    "http://x.example/(",
    "a@b.example",
    "\n\n",
    "<mglyph><malignmark>",
];

/// A text of up to so many pieces.
fn soup(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(0..PIECES.len(), 0..most)
        .prop_map(|picks| picks.into_iter().map(|pick| PIECES[pick]).collect())
}

/// JSON of any shape.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![Just(0.0), Just(-1.0), Just(1e300), Just(0.1), Just(1600.0)]
            .prop_map(Value::from),
        soup(6).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,3}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The properties that any node reads.
const NAMES: [&str; 40] = [
    "text",
    "format",
    "mode",
    "detail",
    "url",
    "rel",
    "tag",
    "listType",
    "start",
    "src",
    "html",
    "caption",
    "metadata",
    "images",
    "width",
    "height",
    "visibility",
    "version",
    "header",
    "subheader",
    "labels",
    "markdown",
    "code",
    "language",
    "duration",
    "fileSize",
    "title",
    "heading",
    "content",
    "calloutText",
    "backgroundColor",
    "buttonText",
    "buttonUrl",
    "buttonEnabled",
    "layout",
    "imageUrl",
    "productTitle",
    "productRatingEnabled",
    "textValue",
    "embedType",
];
const TYPES: [&str; 40] = [
    "paragraph",
    "heading",
    "extended-heading",
    "quote",
    "extended-quote",
    "aside",
    "list",
    "listitem",
    "link",
    "text",
    "extended-text",
    "linebreak",
    "tab",
    "tk",
    "at-link",
    "at-link-search",
    "zwnj",
    "audio",
    "bookmark",
    "button",
    "call-to-action",
    "callout",
    "codeblock",
    "email",
    "email-cta",
    "embed",
    "file",
    "gallery",
    "header",
    "horizontalrule",
    "html",
    "image",
    "markdown",
    "paywall",
    "product",
    "signup",
    "toggle",
    "transistor",
    "video",
    "unheard-of",
];

fn node() -> impl Strategy<Value = Value> {
    let properties = || prop::collection::vec((0..NAMES.len(), json_value()), 0..12);
    let one = move |children: Vec<Value>, kind: usize, properties: Vec<(usize, Value)>| {
        let mut node = json!({"type": TYPES[kind], "children": children});
        for (name, value) in properties {
            node[NAMES[name]] = value;
        }
        node
    };
    let leaf =
        (0..TYPES.len(), properties()).prop_map(move |(kind, list)| one(Vec::new(), kind, list));
    leaf.prop_recursive(4, 16, 4, move |inner| {
        (
            prop::collection::vec(inner, 0..4),
            0..TYPES.len(),
            properties(),
        )
            .prop_map(move |(children, kind, list)| one(children, kind, list))
    })
}

fn document() -> impl Strategy<Value = Document> {
    prop::collection::vec(node(), 0..5).prop_map(|children| {
        Document::from_value(json!({"root": {"children": children}})).expect("as it was made")
    })
}

/// Elements and parts of tags that no page may hold.
const BANNED_ELEMENTS: [&str; 17] = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "link",
    "meta",
    "base",
    "template",
    "noscript",
    "math",
    "!--",
    "textarea",
    "plaintext",
    "xmp",
];
const BANNED_IN_TAGS: [&str; 5] = [
    " on",
    " style=\"",
    "=\"javascript:",
    "src=\"//",
    "srcset=\"//",
];

/// What of that stands in some HTML. Only tags count: in text all of it is words.
fn banned(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let tags = lower
        .split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap_or_default());
    tags.into_iter()
        .find(|tag| {
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            BANNED_ELEMENTS
                .iter()
                .any(|banned| name.starts_with(banned))
                || BANNED_IN_TAGS.iter().any(|banned| {
                    // an attribute's value is text too
                    let outside: String =
                        tag.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
                    match *banned {
                        " on" | " style=\"" => outside.contains(banned),
                        _ => tag.contains(banned),
                    }
                })
        })
        .map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_renders(mut document in document()) {
        for target in [Target::Web, Target::Email] {
            let rendered = render(&document, &Options::sample(target));
            plaintext(&rendered.html);
            free_part(&rendered.html);
            for_audience(&rendered.html, Audience::Public);
        }
        let found = urls(&document).len();
        let before = document.to_json();
        prop_assert_eq!(rewrite_urls(&mut document, |_| None), 0);
        prop_assert_eq!(document.to_json(), before);
        prop_assert!(rewrite_urls(&mut document, |_| Some("/new".into())) <= found);
    }

    #[test]
    fn what_is_served_fits(html in soup(24)) {
        let options = FitOptions::default();
        let fitted = fit_for_policy(&html, &options);
        prop_assert_eq!(banned(&fitted.html), None, "{} → {}", html, fitted.html);
        let again = fit_for_policy(&fitted.html, &options);
        prop_assert_eq!(again.html, fitted.html, "what was fitted fits: {}", html);
    }

    #[test]
    fn rendered_markdown_fits_when_served(markdown in soup(24)) {
        let document = json!({"root": {"children": [{"type": "markdown", "markdown": markdown}]}});
        let rendered = render(&Document::from_value(document).expect("as it was made"), &Options::default());
        prop_assert!(rendered.warnings.is_empty());
        let fitted = fit_for_policy(&rendered.html, &FitOptions::default());
        prop_assert_eq!(banned(&fitted.html), None, "{}", fitted.html);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}|[\\[{\"\\\\u:,}\\]0-9]{0,40}") {
        let _ = Document::parse(&text);
    }
}

/// Texts that make slow parsers slow. They must end; the test's own patience is the limit.
#[test]
fn long_hostile_texts_end() {
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    for piece in [
        "<b>",
        "<b><p>",
        "<a href=x>",
        "<table>",
        "<div>",
        "[",
        "![",
        "[a](",
        "*a",
        "**a **",
        "_a_",
        "`a``",
        "<!--",
        "<a b='",
        "> ",
        "- ",
        "1. x\n",
        "a\n",
        "| a ",
        "[^1]",
        "^[",
        "~a",
        "==a",
        "&amp",
        "<",
        "http://a/(",
        "http://a/[",
        "a@",
        "a@b.",
        "\\",
        "![a](",
        "[x]: y\n",
        "{a ",
        "\n",
        "<!-- x ",
    ] {
        let text = many(piece, 8_000);
        for kind in ["markdown", "html", "callout", "email"] {
            let document = json!({"root": {"children": [
                {"type": kind, "markdown": text, "html": text, "calloutText": text}
            ]}});
            let document = Document::from_value(document).expect("as it was made");
            let rendered = render(&document, &Options::sample(Target::Email));
            urls(&document);
            if kind == "html" {
                fit_for_policy(&rendered.html, &FitOptions::default());
            }
        }
    }
}
