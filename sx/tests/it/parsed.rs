//! HTML as html5ever reads it: tags with their attributes, and the text between them in one piece. Two pages that read
//! alike are the same page to a browser.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, CommentToken, DoctypeToken, NullCharacterToken, StartTag,
    TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
};

/// What a page reads as.
pub(crate) fn parsed(html: &str) -> Vec<String> {
    tokenized(html, Pieces::default()).0.into_inner()
}

/// What a sink has made of the tokens of a page.
pub(crate) fn tokenized<S: TokenSink>(html: &str, sink: S) -> S {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(sink, Default::default());
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink
}

#[derive(Default)]
struct Pieces(RefCell<Vec<String>>);

impl Pieces {
    fn text(&self, text: &str) {
        let mut pieces = self.0.borrow_mut();
        let last = pieces.last_mut();
        // A line feed right after these is dropped.
        let drops = last.as_ref().is_some_and(|last| {
            last.starts_with("<pre>") || last.starts_with("<pre ") || last.starts_with("<textarea")
        });
        let text = match drops {
            true => text.strip_prefix('\n').unwrap_or(text),
            false => text,
        };
        match last {
            Some(last) if !last.starts_with('<') => last.push_str(text),
            _ if text.is_empty() => {}
            _ => pieces.push(format!("\u{2}{text}")),
        }
    }
}

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            TagToken(tag) if tag.kind == StartTag => {
                let attrs = tag.attrs.iter();
                let attrs = attrs.map(|a| format!(" {}={:?}", a.name.local, &*a.value));
                let attrs: String = attrs.collect();
                self.0.borrow_mut().push(format!("<{}{attrs}>", tag.name));
                return match &*tag.name {
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    _ => TokenSinkResult::Continue,
                };
            }
            TagToken(tag) => self.0.borrow_mut().push(format!("</{}>", tag.name)),
            CharacterTokens(text) => self.text(&text),
            CommentToken(text) => self.0.borrow_mut().push(format!("<!--{text}-->")),
            DoctypeToken(_) => self.0.borrow_mut().push("<!doctype>".into()),
            NullCharacterToken => panic!("a NUL was written"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
