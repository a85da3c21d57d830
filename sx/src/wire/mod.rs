//! The wire: a page as SX source that holds nothing but markup, data and calls of components that
//! whoever reads it has. `WireSink` writes it; here it is read.

mod check;
pub(crate) mod data;
mod decode;
mod encode;
mod frame;
mod html;
mod item;
mod node;
mod rows;
mod sink;
mod table;

pub use decode::{WireError, WireLimits, decode};
pub use encode::encode;
pub use html::to_html;
pub use node::{
    WireCall, WireColumn, WireDefer, WireElement, WireNode, WirePatch, WireRecord, WireRows,
    WireValue,
};
pub use sink::{Wire, WireMark, WireSink};
