//! Forms: what a browser may send, how it is read, and what is answered.
//!
//! A form posts to its own host and is answered with 303 to a page that says what was done ([`RequestContext::done`]),
//! or drawn again with what was typed and what is wrong with it ([`Refusal`]). Before any handler sees it, [`origin`]
//! has made sure that a page of that same host sent it.
//!
//! To add a form: a struct with `#[derive(Deserialize)]` and a field for each input, taken as [`Form`], after the
//! [`RequestContext`]; one [`FieldView`] for each input in the page's view; `~shared:forms/…` in its template.

mod answering;
pub(crate) mod origin;
mod reading;

pub use answering::{Done, FieldView, Refusal, RefusalView};
pub(crate) use answering::{ProblemView, problems};
pub use reading::Form;
