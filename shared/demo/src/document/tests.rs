//! Markdown in, the editor's nodes out. The expected shapes are copied from documents that Ghost
//! 6.65 saved.

use serde_json::{Value, json};

use crate::{DemoError, Picture, from_markdown};

fn picture() -> Picture {
    let bytes: &[u8] = &[];
    let (width, height) = (1600, 1067);
    Picture {
        name: "photo.jpg".to_owned(),
        content_type: "image/jpeg",
        bytes,
        width,
        height,
    }
}

fn children(markdown: &str) -> Vec<Value> {
    let lexical = from_markdown("test.md", markdown, &[picture()]).expect("converts");
    let document: Value = serde_json::from_str(&lexical).expect("is JSON");
    document["root"]["children"]
        .as_array()
        .expect("has children")
        .clone()
}

fn text(text: &str, format: u8) -> Value {
    json!({"detail": 0, "format": format, "mode": "normal", "style": "", "text": text,
        "type": "extended-text", "version": 1})
}

fn element(kind: &str, children: Value) -> Value {
    json!({"children": children, "direction": "ltr", "format": "", "indent": 0, "type": kind,
        "version": 1})
}

fn item(value: u64, children: Value) -> Value {
    let mut item = element("listitem", children);
    item["value"] = json!(value);
    item
}

#[test]
fn keys_stand_in_the_editors_order() {
    let lexical = from_markdown("test.md", "Hello", &[]).expect("converts");
    assert_eq!(
        lexical,
        concat!(
            r#"{"root":{"children":[{"children":[{"detail":0,"format":0,"mode":"normal","#,
            r#""style":"","text":"Hello","type":"extended-text","version":1}],"#,
            r#""direction":"ltr","format":"","indent":0,"type":"paragraph","version":1}],"#,
            r#""direction":"ltr","format":"","indent":0,"type":"root","version":1}}"#
        )
    );
}

#[test]
fn styles_add_up_and_quotes_are_typographic() {
    let expected = json!([
        text("It’s ", 0),
        text("bold ", 1),
        text("both", 3),
        text(" ", 0),
        text("gone", 4),
        text(" ", 0),
        text("code", 16),
        text(" soft", 0),
        json!({"type": "linebreak", "version": 1}),
        text("hard", 0),
    ]);
    let nodes = children("It's **bold *both*** ~~gone~~ `code`\nsoft  \nhard");
    assert_eq!(nodes, [element("paragraph", expected)]);
}

#[test]
fn a_link_holds_its_text() {
    let mut link = element("link", json!([text("the shop", 0)]));
    for key in ["rel", "target", "title"] {
        link[key] = Value::Null;
    }
    link["url"] = json!("app://market/");
    assert_eq!(
        children("See [the shop](app://market/)."),
        [element(
            "paragraph",
            json!([text("See ", 0), link, text(".", 0)])
        )]
    );
}

#[test]
fn a_nested_list_is_an_item_of_its_own() {
    let mut inner = element("list", json!([item(1, json!([text("inner", 0)]))]));
    inner["listType"] = json!("number");
    inner["start"] = json!(1);
    inner["tag"] = json!("ol");
    let mut outer = element(
        "list",
        json!([
            item(1, json!([text("outer", 0)])),
            item(2, json!([inner])),
            item(2, json!([text("outer 2", 0)])),
        ]),
    );
    outer["listType"] = json!("bullet");
    outer["start"] = json!(1);
    outer["tag"] = json!("ul");
    assert_eq!(children("- outer\n  1. inner\n- outer 2"), [outer]);
}

#[test]
fn a_loose_list_and_a_later_start() {
    let nodes = children("3. three\n\n4. **four**");
    assert_eq!(nodes[0]["start"], 3);
    assert_eq!(nodes[0]["children"][1], item(4, json!([text("four", 1)])));
}

#[test]
fn headings_quotes_rules_and_code() {
    let mut heading = element("extended-heading", json!([text("Two", 0)]));
    heading["tag"] = json!("h2");
    let line = json!({"type": "linebreak", "version": 1});
    let quote = json!([text("a", 0), line, line, text("b", 0)]);
    assert_eq!(
        children("## Two\n\n> a\n>\n> b\n\n---\n\n```text\nx < y\n```\n\n<!--members-only-->"),
        [
            heading,
            element("extended-quote", quote),
            json!({"type": "horizontalrule", "version": 1}),
            json!({"type": "codeblock", "version": 1, "code": "x < y", "language": "text",
                "caption": ""}),
            json!({"type": "paywall", "version": 1}),
        ]
    );
}

#[test]
fn a_picture_alone_is_a_card() {
    let caption = "<span style=\"white-space: pre-wrap;\">Seen &amp; drawn</span>";
    assert_eq!(
        children("![A *tree*](demo:photo.jpg \"Seen & drawn\")"),
        [
            json!({"type": "image", "version": 1, "src": "demo:photo.jpg", "width": 1600,
            "height": 1067, "title": "", "alt": "A tree", "caption": caption,
            "cardWidth": "regular", "href": ""})
        ]
    );
}

#[test]
fn a_callouts_text_is_the_editors_html() {
    let html = concat!(
        "<p><span style=\"white-space: pre-wrap;\">Mind the </span>",
        "<b><strong style=\"white-space: pre-wrap;\">wasps</strong></b></p>"
    );
    let markdown =
        "```card callout\nemoji = '🐝'\ncolour = 'yellow'\ntext = 'Mind the **wasps**'\n```";
    assert_eq!(
        children(markdown),
        [
            json!({"type": "callout", "version": 1, "calloutText": html, "calloutEmoji": "🐝",
            "backgroundColor": "yellow"})
        ]
    );
}

#[test]
fn a_gallery_has_rows_of_three() {
    let picture = "[[pictures]]\npicture = 'demo:photo.jpg'\nalt = 'A photo'\n";
    let body = format!("caption = ''\n{}", picture.repeat(4));
    let nodes = children(&format!("```card gallery\n{body}```"));
    let rows: Vec<_> = (0..4)
        .map(|index| nodes[0]["images"][index]["row"].clone())
        .collect();
    assert_eq!(rows, [0, 0, 0, 1]);
    assert_eq!(nodes[0]["images"][3]["fileName"], "photo.jpg");
}

#[test]
fn a_markdown_card_keeps_its_text() {
    let nodes = children("```card markdown\n| a |\n|---|\n| 'b' |\n```");
    assert_eq!(nodes[0]["markdown"], "| a |\n|---|\n| 'b' |\n");
}

#[test]
fn faults_name_the_file() {
    let faulty = [
        "![x](demo:gone.jpg)",
        "![x](https://elsewhere.example/x.jpg)",
        "<div>raw</div>",
        "text ![x](demo:photo.jpg) text",
        "```card nonsense\n```",
        "```card button\ntext = 1\n```",
        "> - a list in a quote",
        "a <b>tag</b>",
    ];
    for markdown in faulty {
        let error = from_markdown("test.md", markdown, &[picture()]).expect_err(markdown);
        assert!(error.to_string().contains("test.md"), "{error}");
        assert!(!matches!(error, DemoError::Missing(_)));
    }
}
