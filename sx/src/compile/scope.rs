//! Where variables are while code is compiled. A frame holds the parameters, the captures and the
//! locals of its procedure, and then the variables of every component that was inlined into it.

use crate::datum::Datum;
use crate::tree::Var;

/// Where the value of a variable is.
#[derive(Clone, Copy)]
pub(super) enum Place<'c> {
    /// In a slot of the frame.
    Slot(u16),
    /// It is a constant: the parameter of an inlined component was given one.
    Const(&'c Datum),
    /// A function that belongs to the same `letrec` as the code, by its place there: it is made when it is
    /// wanted.
    Sibling(u16),
}

/// The variables of the code that is being compiled.
#[derive(Default)]
pub(super) struct Scope<'c> {
    params: Vec<Place<'c>>,
    captures: u16,
    locals: u16,
    /// The first slot of the frame that nothing uses.
    free: u16,
}

/// The most slots of a frame that inlining may use; calls need no more.
const SLOTS_MAX: u16 = 16_000;

impl<'c> Scope<'c> {
    /// The variables of a procedure, from the beginning of its frame.
    pub(super) fn of_proc(params: u16, captures: u16, locals: u16) -> Self {
        Scope {
            params: (0..params).map(Place::Slot).collect(),
            captures: params,
            locals: params + captures,
            free: params + captures + locals,
        }
    }

    /// The variables of an inlined component, in the same frame.
    pub(super) fn inlined(&self, params: Vec<Place<'c>>, locals: u16) -> Self {
        Scope {
            params,
            captures: 0,
            locals: self.free,
            free: self.free + locals,
        }
    }

    /// Goes back from an inlined component: its slots stay taken.
    pub(super) fn take_slots_of(&mut self, inlined: &Scope<'c>) {
        self.free = inlined.free;
    }

    pub(super) fn has_room(&self) -> bool {
        self.free < SLOTS_MAX
    }

    /// A slot for a value that no variable of the source names.
    pub(super) fn fresh(&mut self) -> u16 {
        self.free += 1;
        self.free - 1
    }

    /// How many slots the frame needs.
    pub(super) fn slots(&self) -> u16 {
        self.free
    }

    pub(super) fn place(&self, var: Var) -> Place<'c> {
        match var {
            Var::Param(index) => self.params[index as usize],
            Var::Captured(index) => Place::Slot(self.captures + index),
            Var::Local(index) => Place::Slot(self.locals + index),
            Var::Sibling(index) => Place::Sibling(index),
        }
    }

    /// The slot of a variable that code stores into: always a local.
    pub(super) fn slot(&self, var: Var) -> u16 {
        match self.place(var) {
            Place::Slot(slot) => slot,
            Place::Const(_) | Place::Sibling(_) => 0,
        }
    }
}
