//! Escaping, by the context that a value is written in. The context is chosen at compile time.

mod html;
pub(crate) mod json;
pub(crate) mod url;
pub(crate) mod wire;

pub(crate) use html::{attr, piece_and_text, text};
