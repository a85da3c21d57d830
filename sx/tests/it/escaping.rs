//! Escapes against a real HTML parser: whatever goes into a template comes back from the parser as
//! the same text in the same place, and no tag appears that the template does not have.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    CharacterTokens, StartTag, TagToken, Token, TokenSink, TokenSinkResult,
};
use serde_json::{Value, json};
use sx::{HtmlSink, Limits, Program, RenderToken};

use crate::parsed::tokenized;
use crate::plain::{compiled, plain};

const PAGE: &str = r#"
(defcomp ~test:main (&key x)
  (<> (p x)
      (b :title x :class ["w" x] :id (str "i-" x) (str "s" x))
      (a :href x)
      (q :cite (str "/c/" x))
      (img :src x :srcset x)
      (title x)
      (textarea x)
      (pre x)
      (script :type "application/json" (json x))))
"#;

/// Pieces that mean something to a parser, somewhere.
pub(crate) const PIECES: [&str; 22] = [
    "<",
    ">",
    "&",
    "\"",
    "'",
    "\r",
    "\n",
    "\0",
    "/",
    "=",
    " ",
    "<!--",
    "-->",
    "</title>",
    "</textarea>",
    "</script",
    "&lt",
    "#39;",
    "javascript:",
    "data:image/svg+xml,",
    "é\u{2028}",
    "\u{1}",
];

/// A tag with its attributes, and the text that follows it.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) tag: String,
    pub(crate) attrs: Vec<(String, String)>,
    pub(crate) text: String,
}

#[derive(Default)]
struct Parsed(RefCell<Vec<Piece>>);

impl TokenSink for Parsed {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == StartTag => {
                let attrs = tag.attrs.iter();
                let attrs = attrs.map(|a| (a.name.local.to_string(), a.value.to_string()));
                let name = tag.name.to_string();
                pieces.push(Piece {
                    tag: name,
                    attrs: attrs.collect(),
                    text: String::new(),
                });
                return match &*tag.name {
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    _ => TokenSinkResult::Continue,
                };
            }
            CharacterTokens(text) => {
                if let Some(piece) = pieces.last_mut() {
                    piece.text.push_str(&text);
                }
            }
            Token::CommentToken(text) => panic!("a comment appeared: {text}"),
            Token::NullCharacterToken => panic!("a NUL was written"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

pub(crate) fn parse(html: &str) -> Vec<Piece> {
    tokenized(html, Parsed::default()).0.into_inner()
}

struct Page {
    program: std::sync::Arc<Program>,
}

impl Page {
    fn new() -> Self {
        Page {
            program: compiled(PAGE),
        }
    }

    fn render(&self, x: &str) -> String {
        let view = json!({ "x": x });
        let Value::Object(view) = &view else {
            unreachable!()
        };
        let scene = plain(Limits::default());
        let page = self.program.component("~test:main").unwrap();
        let token = RenderToken::mint();
        self.program
            .render(page, view, &scene, token, HtmlSink::new())
            .unwrap()
            .page
            .into_string()
    }

    /// Renders a text in every context and looks at what the parser makes of it.
    fn check(&self, x: &str) {
        let html = self.render(x);
        let pieces = parse(&html);
        let tags: Vec<&str> = pieces.iter().map(|piece| piece.tag.as_str()).collect();
        let wanted = [
            "p", "b", "a", "q", "img", "title", "textarea", "pre", "script",
        ];
        assert_eq!(tags, wanted, "for {x:?} in {html}");
        let text = x.replace('\0', "\u{fffd}");
        assert_eq!(pieces[0].text, text, "text, for {x:?}");
        let word = if x.is_empty() {
            "w".to_owned()
        } else {
            format!("w {text}")
        };
        let b = [
            ("title".to_owned(), text.clone()),
            ("class".to_owned(), word),
            ("id".to_owned(), format!("i-{text}")),
        ];
        assert_eq!(pieces[1].attrs, b, "attributes, for {x:?}");
        assert_eq!(pieces[1].text, format!("s{text}"), "joined text, for {x:?}");
        check_address(&pieces[2].attrs[0].1, &text, &[]);
        assert_eq!(
            pieces[3].attrs[0].1,
            format!("/c/{text}"),
            "joined address, for {x:?}"
        );
        check_address(&pieces[4].attrs[0].1, &text, &["data"]);
        let srcset = &pieces[4].attrs[1].1;
        assert!(
            *srcset == text || srcset == "about:invalid",
            "srcset, for {x:?}"
        );
        assert_eq!(pieces[5].text, text, "title, for {x:?}");
        for piece in &pieces[6..8] {
            // The tree builder drops one line feed after these start tags.
            let held = piece.text.strip_prefix('\n').unwrap_or(&piece.text);
            assert_eq!(held, text, "{}, for {x:?}", piece.tag);
        }
        let data: String = serde_json::from_str(&pieces[8].text).unwrap();
        assert_eq!(data, x, "JSON");
    }
}

/// An address is what went in, unless it has a scheme that is not allowed; the scheme is read here
/// as the URL standard reads it.
pub(crate) fn check_address(found: &str, text: &str, also: &[&str]) {
    if found == "about:invalid" {
        return;
    }
    assert_eq!(found, text);
    let kept: String = found
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let kept = kept.trim_start_matches(|c: char| c <= ' ');
    let end = kept.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
    let Some(end) = end.filter(|end| kept[*end..].starts_with(':')) else {
        return;
    };
    let scheme = kept[..end].to_ascii_lowercase();
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return;
    }
    let allowed = ["http", "https", "mailto", "tel"];
    assert!(
        allowed.contains(&&*scheme) || also.contains(&&*scheme),
        "{found:?} leads to {scheme}"
    );
}

#[test]
fn whatever_goes_in_comes_back_from_the_parser() {
    let page = Page::new();
    page.check("");
    for a in PIECES {
        page.check(a);
        for b in PIECES {
            page.check(&format!("{a}{b}"));
            for c in PIECES {
                page.check(&format!("{a}{b}{c}"));
            }
        }
    }
}

/// Long texts cross the blocks in which the escaper looks for what to escape.
#[test]
fn specials_are_found_at_every_place_of_a_long_text() {
    let page = Page::new();
    for special in ["<", "&", "\"", ">", "\r", "\0", "é<"] {
        for at in 0..40 {
            let text = format!("{}{special}{}", "x".repeat(at), "y".repeat(40 - at));
            page.check(&text);
        }
    }
}

/// Disguised schemes, each with something put before, into and after it.
#[test]
fn schemes_stay_refused_in_every_disguise() {
    let page = Page::new();
    let disguises = [
        "", " ", "\t", "\n", "\r", "\u{1}", "\u{1f}", "\0", "\u{a0}", "\u{feff}",
    ];
    for scheme in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "vbscript:x",
        "data:text/html,x",
    ] {
        for before in disguises {
            for inside in disguises {
                for at in [1, 4, scheme.find(':').unwrap()] {
                    let text = format!("{before}{}{inside}{}", &scheme[..at], &scheme[at..]);
                    page.check(&text);
                }
            }
        }
    }
}

#[test]
fn the_oracle_itself_can_fail() {
    let pieces = parse("<p>a</p><b title=\"x\" class=w></b>");
    assert_eq!(pieces.len(), 2);
    let escaped = std::panic::catch_unwind(|| parse("<p><!-- x --></p>"));
    assert!(escaped.is_err());
    let bad = std::panic::catch_unwind(|| check_address("javascript:x", "javascript:x", &[]));
    assert!(bad.is_err());
}
