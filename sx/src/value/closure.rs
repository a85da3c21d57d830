//! Functions and slots: compiled code together with the values it captured.

use std::cell::Cell;

use crate::value::{ComponentCall, Val};

/// Compiled code and its captured values, in the arena of one render.
pub(crate) struct Closure<'a> {
    /// Index of the procedure in the program.
    pub(crate) proc: u32,
    /// Copies of the outer variables that the code reads. Values never change, so copies are exact.
    pub(crate) captured: &'a [Val<'a>],
    /// Set by the first rendering of a slot: a slot is evaluated once.
    pub(crate) used: Cell<bool>,
}

/// Markup given as an argument. It can be rendered once, or passed on. Only a template makes one, or a call that
/// [`Program::call`](crate::Program::call) made: text is never markup.
///
/// ```compile_fail,E0603
/// let slot = sx::Slot("<b>bold</b>");
/// ```
///
/// ```compile_fail,E0277
/// let value: sx::Val<'_> = sx::Val::Slot("<b>bold</b>".into());
/// ```
#[derive(Clone, Copy)]
pub struct Slot<'a>(pub(crate) SlotOf<'a>);

/// Where the markup of a slot comes from.
#[derive(Clone, Copy)]
pub(crate) enum SlotOf<'a> {
    /// From a template.
    Closure(&'a Closure<'a>),
    /// From Rust code.
    Call(&'a ComponentCall<'a>),
}

impl<'a> Slot<'a> {
    pub(crate) fn of_closure(closure: &'a Closure<'a>) -> Self {
        Slot(SlotOf::Closure(closure))
    }

    /// Whether it was written already.
    pub(crate) fn is_written(self) -> bool {
        match self.0 {
            SlotOf::Closure(closure) => closure.used.get(),
            SlotOf::Call(call) => call.is_written(),
        }
    }

    /// What copies of one slot have in common.
    pub(crate) fn identity(self) -> *const () {
        match self.0 {
            SlotOf::Closure(closure) => std::ptr::from_ref(closure).cast(),
            SlotOf::Call(call) => std::ptr::from_ref(call).cast(),
        }
    }

    pub(crate) fn of_call(call: &'a ComponentCall<'a>) -> Self {
        Slot(SlotOf::Call(call))
    }
}

/// A function made by `fn`. It can be called or passed on.
#[derive(Clone, Copy)]
pub struct Function<'a>(pub(crate) &'a Closure<'a>);
