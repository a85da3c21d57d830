//! Escaping, by the context that a value is written in. The context is chosen at compile time.

mod html;

pub(crate) use html::{attr, text};
