//! What pages may show of rendered HTML.
pub use self::fit::{FitOptions, Fitted, fit_for_policy};
mod fit;
