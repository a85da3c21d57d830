//! The editor's cards: blocks with properties instead of children. One file a card.

mod audio;
mod basic_html;
mod bookmark;
mod button;
mod call_to_action;
mod callout;
mod codeblock;
mod email;
mod email_button;
mod email_cta;
mod embed;
mod entities;
mod file;
mod gallery;
mod header;
mod header_v2;
mod header_v2_email;
mod horizontal_rule;
mod html;
mod image;
mod markdown;
mod paywall;
mod picture;
mod product;
mod replacement;
mod signup;
mod template;
mod toggle;
mod transistor;
mod tweet;
mod tweet_text;
mod tweet_time;
mod video;
mod visibility;

pub(crate) use entities::decode as decode_entities;
pub(crate) use entities::decode_strict as decode_entity_strict;

use crate::js;
use crate::options::Options;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;

/// What a card may look at besides itself.
pub(crate) struct Context<'a> {
    pub(crate) options: &'a Options,
}

pub(crate) type CardResult = Result<String, Fault>;

/// Why a card cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A property that must be text is something else.
    NotText(&'static str),
    /// A property that must be a list is something else.
    NotList(&'static str),
    /// Its HTML breaks out of the card.
    BreaksOut,
    /// Its text is too long, or its HTML makes more nodes, or deeper ones, than we hold.
    TooMuch,
    /// A version of the card that nobody knows.
    UnknownVersion(String),
    /// An address that is none.
    BadUrl(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText(name) => write!(f, "its “{name}” is not text"),
            Self::NotList(name) => write!(f, "its “{name}” is not a list"),
            Self::BreaksOut => f.write_str("a tag in it closes the block itself"),
            Self::TooMuch => f.write_str("it is far too large or nested too deep"),
            Self::UnknownVersion(version) => write!(f, "its version “{version}” is unknown"),
            Self::BadUrl(url) => write!(f, "“{url}” is not an address"),
        }
    }
}

macro_rules! card_kinds {
    ($($kind:ident $name:literal $module:ident [$($counted:literal)*];)*) => {
        /// The cards that Ghost 6 registers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum CardKind {
            $($kind,)*
        }

        impl CardKind {
            pub(crate) fn of(node_type: &str) -> Option<Self> {
                match node_type {
                    $($name => Some(Self::$kind),)*
                    _ => None,
                }
            }

            fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// The properties whose words count as words of the document.
            fn counted(self) -> &'static [&'static str] {
                match self {
                    $(Self::$kind => &[$($counted),*],)*
                }
            }
        }

        /// The HTML of a card.
        pub(crate) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
            match card.kind {
                $(CardKind::$kind => $module::render(card, cx),)*
            }
        }
    };
}

card_kinds! {
    Audio "audio" audio [];
    Bookmark "bookmark" bookmark ["title" "description" "url" "caption"];
    Button "button" button [];
    CallToAction "call-to-action" call_to_action ["textValue"];
    Callout "callout" callout ["calloutText"];
    Codeblock "codeblock" codeblock ["code" "caption"];
    Email "email" email [];
    EmailCta "email-cta" email_cta [];
    Embed "embed" embed ["caption"];
    File "file" file ["fileTitle" "fileCaption"];
    Gallery "gallery" gallery ["caption"];
    Header "header" header ["header" "subheader"];
    HorizontalRule "horizontalrule" horizontal_rule [];
    Html "html" html ["html"];
    Image "image" image ["caption"];
    Markdown "markdown" markdown ["markdown"];
    Paywall "paywall" paywall [];
    Product "product" product ["productTitle" "productDescription"];
    Signup "signup" signup ["disclaimer" "header" "subheader"];
    Toggle "toggle" toggle ["heading" "content"];
    Transistor "transistor" transistor [];
    Video "video" video ["caption"];
}

/// A card of a document: its kind and its properties as stored.
pub(crate) struct Card<'a> {
    kind: CardKind,
    map: &'a Map<String, Value>,
}

impl<'a> Card<'a> {
    pub(crate) fn new(kind: CardKind, map: &'a Map<String, Value>) -> Self {
        Self { kind, map }
    }

    pub(crate) fn node_type(&self) -> &'static str {
        self.kind.name()
    }

    /// A property, or this text when it is missing or empty.
    fn text_or(&self, name: &'static str, default: &'static str) -> Prop<'a> {
        prop_or(self.map, name, default)
    }

    /// A property, or an empty text.
    fn get(&self, name: &'static str) -> Prop<'a> {
        self.text_or(name, "")
    }

    /// A property, or this value when it is missing or null.
    fn value_or(&self, name: &'static str, default: Value) -> Prop<'a> {
        let value = match self.map.get(name) {
            None | Some(Value::Null) => Cow::Owned(default),
            Some(value) => Cow::Borrowed(value),
        };
        Prop { name, value }
    }

    /// The words of the card, for ids of headings that hold a card by mistake.
    pub(crate) fn counted_text(&self) -> String {
        let source = match self.kind {
            CardKind::HorizontalRule => return "---\n\n".into(),
            CardKind::Bookmark => bookmark::metadata(self),
            _ => None,
        };
        let words: Vec<String> = self
            .kind
            .counted()
            .iter()
            .filter_map(|name| {
                match source
                    .and_then(|map| map.get(*name))
                    .or(self.map.get(*name))
                {
                    Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
                    Some(number @ Value::Number(_)) if js::truthy(number) => Some(js::text(number)),
                    _ => None,
                }
            })
            .collect();
        if words.is_empty() {
            String::new()
        } else {
            format!("{}\n\n", words.join("\n"))
        }
    }
}

fn prop_or<'a>(map: &'a Map<String, Value>, name: &'static str, default: &str) -> Prop<'a> {
    let value = match map.get(name) {
        Some(value) if js::truthy(value) => Cow::Borrowed(value),
        _ => Cow::Owned(Value::String(default.to_owned())),
    };
    Prop { name, value }
}

/// A property's value, with JavaScript's ideas of empty, text and number.
#[derive(Debug, Clone)]
struct Prop<'a> {
    name: &'static str,
    value: Cow<'a, Value>,
}

impl Prop<'_> {
    fn is_set(&self) -> bool {
        js::truthy(&self.value)
    }

    fn is(&self, text: &str) -> bool {
        self.value.as_str() == Some(text)
    }

    /// As text, where Ghost calls a method that only text has.
    fn str(&self) -> Result<&str, Fault> {
        self.value.as_str().ok_or(Fault::NotText(self.name))
    }

    fn number(&self) -> f64 {
        js::number(&self.value)
    }

    /// Whether an address is missing or blank.
    fn is_blank(&self) -> Result<bool, Fault> {
        Ok(!self.is_set() || js::trim(self.str()?).is_empty())
    }
}

impl fmt::Display for Prop<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value.as_str() {
            Some(text) => f.write_str(text),
            None => f.write_str(&js::text(&self.value)),
        }
    }
}
