//! What pages may show of rendered HTML.
//!
//! Ghost renders for a page where anything may run. Ours may not (see `Content-Security-Policy` in the web frame), so one
//! more step makes of its HTML what works here without script: [`fit_for_policy`]. It goes over the tree twice: first
//! `cards` turns what a script would drive into what a browser does by itself, then `clean` keeps what is listed and
//! nothing else. The result is written by a serialiser, so it is balanced whatever came in.

mod address;
mod allowed;
mod cards;
mod clean;
mod fit;
mod foreign;
mod style;

pub use self::fit::{FitOptions, Fitted, Stylesheet, fit_for_policy};
