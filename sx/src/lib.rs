//! SX, the language of the pages: s-expressions, compiled once to flat ops, rendered by one
//! evaluation into a sink. `README.md` beside this crate is the reference of the language.
//!
//! ```
//! use sx::{Environment, HtmlSink, Limits, NoHost, NoNeeds, Program, RenderToken, Scene, Source};
//!
//! #[derive(sx::Record)]
//! struct Hello { name: String }
//!
//! let source = Source::new("hello.sx", r#"(defcomp ~blog:hello (&key name) (p "Hello, " name "!"))"#);
//! let program = Program::compile(&[source], &Environment::default())?;
//! let page = program.component("~blog:hello")?;
//! program.check_props(page, Hello::shape())?;
//! let view = Hello { name: "Ada & Bob".into() };
//! let scene = Scene { host: &NoHost, context: &(), needs: &NoNeeds, limits: Limits::default() };
//! let rendered = program.render(page, &view, &scene, RenderToken::mint(), HtmlSink::new())?;
//! assert_eq!(rendered.page.as_str(), "<p>Hello, Ada &amp; Bob!</p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// The derive macro names this crate `::sx`, also in this crate's own tests.
extern crate self as sx;

mod buffer;
mod check;
mod compile;
mod datum;
mod define;
mod diagnostic;
mod environment;
mod escape;
mod expand;
mod format;
mod highlight;
mod host;
mod html;
mod limits;
mod markup;
#[cfg(feature = "naive")]
pub mod naive;
mod needs;
mod ops;
mod patch;
mod primitives;
mod program;
mod read;
pub mod reference;
mod render_error;
mod resolve;
mod run;
mod shapes;
mod sink;
mod source;
mod suggest;
mod tree;
pub mod url;
mod value;
pub mod wire;

pub use define::MAIN;
pub use diagnostic::{Diagnostic, Diagnostics};
pub use environment::{Environment, PageView, Query, QueryArgument};
pub use format::format;
pub use highlight::{Piece, PieceKind, highlight};
pub use host::{Host, HostArgs, HostError, HostFunction, Keywords, NoHost};
pub use html::{Html, HtmlSink};
pub use limits::{Limit, Limits};
pub use needs::{Answer, Deferred, Needs, NoNeeds, Question, QuestionArgument};
pub use patch::{PatchMark, PatchSink, Patches};
pub use program::{
    ComponentRef, Definition, Instruction, Manifest, Page, Parameter, Program, RenderToken,
    Rendered, Scene, TestOutcome,
};
pub use reference::reference;
pub use render_error::{RenderError, RenderErrorKind, StackEntry};
pub use rust_decimal::Decimal;
pub use sink::{Attr, CallPart, Data, Format, Sink, SlotKind, Static};
pub use source::{Location, Source};
/// Makes a struct with named fields readable by templates: field `feature_image` is
/// `(get post :feature-image)`. It implements [`Record`](trait@Record), [`View`] and [`ToVal`], and adds
/// `shape()`, the fields of the struct.
pub use sx_derive::Record;
pub use value::{
    Arena, ArenaFull, ComponentCall, Field, FieldSite, Function, ItemType, Later, List, Record,
    Safe, SafeStr, Shape, Slot, ToVal, Type, Val, View,
};
pub use wire::{Wire, WireMark, WireSink};

/// Compiles sources for their faults alone: what `rose-ash sx check` prints.
pub fn check(sources: &[Source], environment: &Environment<'_>) -> Diagnostics {
    Program::compile(sources, environment)
        .err()
        .unwrap_or_default()
}
