//! Ghost's editor documents (Koenig's Lexical JSON): read, kept whole, rendered.
//!
//! [`Document::parse`] keeps what it does not know, [`render`] gives byte for byte the HTML that
//! Ghost 6 gives for the web and for mail, [`serve::fit_for_policy`] makes of that HTML what our
//! own pages may show. This crate is pure: it reads no file, opens no connection, knows no clock
//! and none of our other crates.
//!
//! # Adding a card
//! 1. Write `cards/<name>.rs` with `pub(super) fn render(card: &Card, cx: &Context) -> CardResult`.
//! 2. Name it in the list `card_kinds!` of `cards/mod.rs`, and its addresses in `urls::fields_of`.
//! 3. If it needs a script in Ghost's pages, say in `serve/cards.rs` how it does without.
//! 4. Give its properties to `oracle/documents.mjs`, and make the fixtures anew.

mod cards;
mod document;
mod dom;
mod gate;
mod js;
mod markdown;
mod options;
mod plaintext;
mod render;
pub mod serve;
mod urls;
mod warning;

pub use document::{Document, ParseError};
pub use gate::{Audience, for_audience, free_part};
pub use options::{Design, Features, ImageOptions, Options, Target};
pub use plaintext::{document_plaintext, excerpt, plaintext};
pub use render::{Rendered, render};
pub use urls::{FoundUrl, UrlKind, rewrite_urls, urls};
pub use warning::Warning;
