//! Functions and slots: compiled code together with the values it captured.

use std::cell::Cell;

use crate::value::Val;

/// Compiled code and its captured values, in the arena of one render.
pub(crate) struct Closure<'a> {
    /// Index of the procedure in the program.
    pub(crate) proc: u32,
    /// Copies of the outer variables that the code reads. Values never change, so copies are exact.
    pub(crate) captured: &'a [Val<'a>],
    /// Set by the first rendering of a slot: a slot is evaluated once.
    pub(crate) used: Cell<bool>,
}

/// Markup given as an argument. It can be rendered once, or passed on.
#[derive(Clone, Copy)]
pub struct Slot<'a>(pub(crate) &'a Closure<'a>);

/// A function made by `fn`. It can be called or passed on.
#[derive(Clone, Copy)]
pub struct Function<'a>(pub(crate) &'a Closure<'a>);
