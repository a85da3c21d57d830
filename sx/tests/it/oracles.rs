//! Primitives against what others make of the same: addresses against the URL standard's parser, instants against a
//! calendar, the text of HTML against an HTML parser.

use std::cell::RefCell;
use std::sync::Arc;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    CharacterTokens, EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult,
};
use serde_json::{Map, Value, json};
use sx::{HtmlSink, Limits, Program, RenderToken};
use url::Url;

use crate::parsed::tokenized;
use crate::plain::{compiled, plain};

/// An expression of `x`, compiled once.
struct Expression(Arc<Program>);

impl Expression {
    fn new(text: &str) -> Self {
        let source = format!(
            "(defcomp ~test:main (&key x) (script :type \"application/json\" (json {text})))"
        );
        Expression(compiled(source))
    }

    /// Its value for an `x`, as JSON.
    fn value(&self, x: impl Into<Value>) -> Value {
        let view = Map::from_iter([("x".to_owned(), x.into())]);
        let scene = plain(Limits::default());
        let page = self.0.component("~test:main").unwrap();
        let html = self
            .0
            .render(page, &view, &scene, RenderToken::mint(), HtmlSink::new())
            .unwrap();
        let (_, rest) = html.page.as_str().split_once('>').unwrap();
        serde_json::from_str(rest.strip_suffix("</script>").unwrap()).unwrap()
    }

    fn text(&self, x: impl Into<Value>) -> String {
        self.value(x).as_str().unwrap().to_owned()
    }
}

/// Every text of up to three pieces.
fn texts(pieces: &[&str]) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut start = 0;
    for _ in 0..3 {
        let end = texts.len();
        for at in start..end {
            for piece in pieces {
                texts.push(format!("{}{piece}", texts[at]));
            }
        }
        start = end;
    }
    texts
}

/// Pieces that mean something in an address.
const ADDRESS_PIECES: [&str; 16] = [
    "a", " ", "+", "%", "%41", "&", "=", "#", "?", "/", "\\", ".", "..", "é", "\n", "*~",
];

fn pairs(address: &str) -> Vec<(String, String)> {
    Url::parse("http://h")
        .unwrap()
        .join(address)
        .unwrap()
        .query_pairs()
        .into_owned()
        .collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn a_query_is_what_forms_send_and_is_read_back() {
    let value = Expression::new("(url \"/s?a=1#top\" {:q x})");
    let name = Expression::new("(url \"/s\" (dict [[x \"1\"]]))");
    let again = Expression::new("(url (url \"/s?b=2\" (dict [[x \"1\"]])) (dict [[x \"3\"]]))");
    for x in texts(&ADDRESS_PIECES) {
        let sent = form_urlencoded::byte_serialize(x.as_bytes()).collect::<String>();
        let address = value.text(x.clone());
        assert_eq!(address, format!("/s?a=1&q={sent}#top"));
        assert_eq!(pairs(&address), [pair("a", "1"), pair("q", &x)]);
        assert_eq!(name.text(x.clone()), format!("/s?{sent}=1"));
        if x != "b" {
            assert_eq!(again.text(x.clone()), format!("/s?b=2&{sent}=3"));
        }
    }
}

#[test]
fn a_field_is_replaced_however_its_name_was_encoded() {
    let replaced = Expression::new("(url x {\"a é\" 2})");
    for written in ["a%20%C3%A9", "a+%c3%a9", "%61 é", "a+é"] {
        let address = replaced.text(format!("/s?{written}=1&b=1"));
        assert_eq!(pairs(&address), [pair("b", "1"), pair("a é", "2")]);
    }
}

#[test]
fn a_path_stays_on_its_host_and_is_read_back() {
    let path = Expression::new("(url-path \"a\" x \"z\")");
    let encoded = Expression::new("(url-encode x)");
    let base = Url::parse("http://h").unwrap();
    for x in texts(&ADDRESS_PIECES) {
        if x.is_empty() || x == "." || x == ".." {
            continue;
        }
        let address = base.join(&path.text(x.clone())).unwrap();
        assert_eq!(address.host_str(), Some("h"));
        let segments: Vec<String> = address.path_segments().unwrap().map(decoded).collect();
        assert_eq!(segments, ["a", &x, "z"]);
        assert_eq!(decoded(&encoded.text(x.clone())), x);
    }
}

/// Percent-decoded: as the name in a query, where no `+` stands for a space.
fn decoded(segment: &str) -> String {
    let name = segment.replace('+', "%2B");
    let mut pairs = form_urlencoded::parse(name.as_bytes());
    pairs.next().map_or(String::new(), |(name, _)| name.into())
}

#[test]
fn instants_are_those_of_the_calendar() {
    let instant = Expression::new("(map parse-datetime x)");
    let first = chrono::NaiveDate::from_ymd_opt(0, 1, 1).unwrap();
    let days = || {
        (0..3_652_425)
            .step_by(61)
            .map(|day| first + chrono::Days::new(day))
    };
    let written: Vec<String> = days()
        .map(|day| day.format("%Y-%m-%dT12:34:56.789012Z").to_string())
        .collect();
    let expected: Vec<i64> = days()
        .map(|day| {
            let time = day.and_hms_micro_opt(12, 34, 56, 789_012).unwrap();
            time.and_utc().timestamp_micros()
        })
        .collect();
    for (written, expected) in written.chunks(500).zip(expected.chunks(500)) {
        assert_eq!(instant.value(json!(written)), json!(expected));
    }
}

/// What a parser finds to be text, with no white space.
#[derive(Default)]
struct Shown {
    text: RefCell<String>,
    hidden: RefCell<usize>,
}

impl TokenSink for Shown {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            TagToken(tag) => {
                let is_hidden = matches!(&*tag.name, "script" | "style");
                match tag.kind {
                    StartTag if is_hidden => {
                        *self.hidden.borrow_mut() += 1;
                        let kind = match &*tag.name {
                            "script" => RawKind::ScriptData,
                            _ => RawKind::Rawtext,
                        };
                        return TokenSinkResult::RawData(kind);
                    }
                    EndTag if is_hidden && *self.hidden.borrow() > 0 => {
                        *self.hidden.borrow_mut() -= 1;
                    }
                    _ => {}
                }
            }
            CharacterTokens(text) if *self.hidden.borrow() == 0 => {
                self.text.borrow_mut().push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn shown(html: &str) -> String {
    tokenized(html, Shown::default()).text.into_inner()
}

fn without_white_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Pieces of HTML, whole and broken.
const HTML_PIECES: [&str; 30] = [
    "a",
    "é",
    " ",
    "<",
    ">",
    "</",
    "<!",
    "<p>",
    "</p>",
    "<b class=x>",
    "<a title=\"a > b\">",
    "<a b='>'>",
    "<a b'c>",
    "<br/>",
    "<p-x>",
    "<!-- c -->",
    "<!-->",
    "<!--->",
    "<!-- a --!>",
    "<?x?>",
    "</ p>",
    "&amp;",
    "&lt;",
    "&#65;",
    "&#x42;",
    "&",
    "<script>x<y</b></script >",
    "<style>p>a</style>",
    "<!doctype html>",
    "3",
];

#[test]
fn the_text_of_html_is_what_a_parser_shows() {
    let stripped = Expression::new("(strip-tags x)");
    for html in texts(&HTML_PIECES) {
        let found = without_white_space(&stripped.text(html.clone()));
        assert_eq!(found, without_white_space(&shown(&html)), "for {html:?}");
    }
}
