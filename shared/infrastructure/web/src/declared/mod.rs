//! What templates declare: pages with addresses (`defpage`), and the data that pages and components need (`:needs`).
//!
//! A question is asked when the request comes, beside the others and beside the layout's fragments; the page is drawn
//! when those that it cannot do without are answered. What only a `defer` asks may come later: a browser gets the page at
//! once with fallbacks in it, and the parts behind it as they are ready; everybody else waits for the whole page.
//!
//! To add a query: an async function that answers it, and a [`DataQuery`] in the app's `queries`.

mod answers;
mod asking;
mod checks;
mod pages;
mod queries;
pub(crate) mod streaming;

pub(crate) use asking::{Asked, RequestValues};
pub(crate) use checks::check;
pub(crate) use pages::{answer, is_page};
pub use queries::{Argument, Arguments, Asking, Data, DataQuery};
pub(crate) use streaming::InParts;
