//! Calls of components that Rust code makes.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::value::{Record, Slot, ToVal, Type, Val};

/// A call of a component with a view, as a value: the content of a page that is put together when it is asked for.
///
/// It is a slot like markup that a template gives: evaluated where it is written, once, within the same render. The
/// parameters of the component are the fields of its view, among which may be further calls. Made by
/// [`Program::call`](crate::Program::call).
pub struct ComponentCall<'a> {
    pub(crate) index: u32,
    pub(crate) name: Box<str>,
    pub(crate) view: Box<dyn Record + Send + Sync + 'a>,
    written: AtomicBool,
}

impl<'a> ComponentCall<'a> {
    pub(crate) fn new(
        index: u32,
        name: &str,
        view: impl Record + Send + Sync + 'a,
    ) -> ComponentCall<'a> {
        ComponentCall {
            index,
            name: name.into(),
            view: Box::new(view),
            written: AtomicBool::new(false),
        }
    }

    pub(crate) fn is_written(&self) -> bool {
        self.written.load(Ordering::Relaxed)
    }

    /// Whether this is the first time that it is written.
    pub(crate) fn is_first(&self) -> bool {
        !self.written.swap(true, Ordering::Relaxed)
    }
}

impl ToVal for ComponentCall<'_> {
    const TYPE: Type = Type::Slot;
    fn to_val(&self) -> Val<'_> {
        Val::Slot(Slot::of_call(self))
    }
}

impl fmt::Debug for ComponentCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ComponentCall").field(&self.name).finish()
    }
}
