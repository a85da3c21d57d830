//! The instructions of a compiled program. They are flat: control flow is jumps, calls keep their
//! frames on the machine's own stack, so no page can overflow the stack of the process.

use std::ops::Range;
use std::sync::atomic::AtomicUsize;

use crate::buffer::Piece;
use crate::compile::Reached;
use crate::datum::Datum;
use crate::markup::AttrContext;
use crate::primitives::Prim;
use crate::sink::{Edges, Format};
use crate::source::Span;
use crate::value::{FieldSite, Type};

/// One instruction: a stretch of markup that is written first (often none), then an operation. Nearly
/// every operation of a page follows some markup, so this halves the number of instructions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instruction {
    /// The index of the markup among the program's statics; the first of them is empty.
    pub(crate) lead: u32,
    pub(crate) op: Op,
}

impl Instruction {
    /// An operation behind markup. One that writes takes the markup itself: both are written in one go.
    pub(crate) fn new(markup: u32, mut op: Op) -> Self {
        let mut lead = markup;
        if let Some(place) = op.lead_of_its_own() {
            *place = std::mem::take(&mut lead);
        }
        Instruction { lead, op }
    }

    /// The index of the markup, whoever writes it.
    pub(crate) fn markup(&self) -> u32 {
        let mut op = self.op;
        op.lead_of_its_own().map_or(self.lead, |place| *place)
    }
}

/// What an instruction does. "Pop" and "push" speak of the machine's value stack, a slot is a place in the
/// current frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op {
    /// Nothing but the markup.
    Markup,
    /// Pops a value and writes it.
    Write(Mode),
    /// Writes the value of a slot, behind markup of its own.
    WriteVar {
        slot: u16,
        mode: Mode,
        lead: u32,
    },
    /// The same for a field of the record in a slot.
    WriteField {
        slot: u16,
        mode: Mode,
        site: u32,
        lead: u32,
    },
    /// Pops a value and writes it as JSON.
    WriteJson,
    /// Pops a value and writes an attribute with it, or nothing.
    Attr {
        attr: u32,
        context: AttrContext,
    },
    /// The same for a field of the record in a slot.
    AttrField {
        slot: u16,
        context: AttrContext,
        attr: u32,
        site: u32,
    },

    /// Pushes a constant.
    Const(u32),
    /// Pushes the value of a slot.
    Var(u16),
    /// Pops a value into a slot.
    Store(u16),
    /// Replaces the record on top by one of its fields.
    Field {
        site: u32,
    },
    /// Pushes a field of the record in a slot.
    VarField {
        slot: u16,
        site: u32,
    },
    /// Pops a key and replaces what is then on top by what it holds under the key.
    Index,
    /// Pushes the record of the render.
    Context,
    /// Makes a list of the values on top.
    List {
        count: u32,
    },
    /// Makes a record of the values on top; the keys are in a table.
    Record {
        keys: u32,
    },
    /// The same for a comparison of two values, which are whole numbers more often than not.
    Compare {
        test: Comparison,
        prim: Prim,
    },
    /// Calls a primitive with the values on top.
    Prim {
        prim: Prim,
        count: u32,
    },
    /// Calls a host function with the values on top.
    Host {
        site: u32,
    },
    /// Makes a function or a slot of a procedure and the captured values on top.
    Closure {
        proc: u32,
        kind: ClosureKind,
    },

    /// Goes on elsewhere.
    Jump(u32),
    /// Pops a value; goes on elsewhere if it is false.
    JumpIfFalse(u32),
    /// Goes on elsewhere if the value of a slot is false.
    JumpUnlessVar {
        slot: u16,
        target: u32,
    },
    /// Goes on elsewhere unless the value of a slot is as wanted beside a number.
    JumpUnless {
        slot: u16,
        test: Comparison,
        number: i32,
        target: u32,
    },
    /// If the value on top is false keeps it and goes on elsewhere, else pops it.
    JumpIfFalseKeep(u32),
    /// If the value on top is true keeps it and goes on elsewhere, else pops it.
    JumpIfTrueKeep(u32),

    /// Pops a list and puts its first item into a slot; goes on elsewhere if there is none.
    LoopStart {
        slot: u16,
        exit: u32,
    },
    /// Puts the next item into a slot and goes back, or ends the walk.
    LoopNext {
        slot: u16,
        body: u32,
    },
    /// The same for a walk that counts: the number of the item goes into another slot.
    CountStart {
        slot: u16,
        number: u16,
        exit: u32,
    },
    CountNext {
        slot: u16,
        number: u16,
        body: u32,
    },
    /// Pops a test; if it is true pushes the item in the slot.
    Keep {
        slot: u16,
    },
    /// Makes a list of everything pushed since the walk ended just now began.
    Collect,
    /// Ends the innermost walk before its end.
    LoopBreak,

    /// Calls a component with the values on top as its parameters.
    Call {
        site: u32,
    },
    /// Comes after each call in the code of a wire: goes on with a call that is written and not
    /// carried out. A slot among its arguments returns to here.
    NextArgument,
    /// An element begins that is a region; the name is in a table.
    EnterRegion(u32),
    /// It ends.
    LeaveRegion(u32),
    /// Calls a function with the values on top.
    Apply {
        count: u16,
        writes: bool,
    },
    /// The same for a function of the same `letrec`, which has what it captured from the frame.
    ApplySibling {
        proc: u32,
        count: u16,
        writes: bool,
    },
    /// Both, in place of the function that runs.
    TailApply {
        count: u16,
        writes: bool,
    },
    TailSibling {
        proc: u32,
        count: u16,
        writes: bool,
    },
    /// Makes a function of the same `letrec`.
    Sibling {
        proc: u32,
    },
    /// From here to `GuardEnd` a failure takes the output back and goes on elsewhere.
    Guard {
        fallback: u32,
    },
    GuardEnd,
    /// Makes a slot of the captured values on top, if all that it needs is there; else keeps it for later and
    /// goes on elsewhere.
    Defer {
        site: u32,
        pending: u32,
    },
    /// What stands in the place of what was kept last begins, and ends.
    Placeholder,
    PlaceholderEnd,
    /// Nothing was kept: what stands in its place is not marked.
    NoPlaceholder,
    /// Pushes the answer to a need.
    Need(u32),
    /// Pops items and a key for each and pushes the items in the order of their keys.
    SortBy,
    /// The same, as a record for each key.
    GroupBy,

    /// Ends a component or a slot, or a function that makes markup.
    Return,
    /// Ends a function that makes a value, which is on top.
    ReturnValue,
    /// Goes on elsewhere if the parameter was given.
    JumpIfGiven {
        param: u16,
        target: u32,
    },
    /// Tests the value in a slot against the type of a parameter.
    Check {
        slot: u16,
        param: u16,
        component: u32,
    },
}

impl Op {
    pub(crate) fn write_var(slot: u16, mode: Mode) -> Self {
        Op::WriteVar {
            slot,
            mode,
            lead: 0,
        }
    }

    pub(crate) fn write_field(slot: u16, mode: Mode, site: u32) -> Self {
        Op::WriteField {
            slot,
            mode,
            site,
            lead: 0,
        }
    }

    fn lead_of_its_own(&mut self) -> Option<&mut u32> {
        match self {
            Op::WriteVar { lead, .. } | Op::WriteField { lead, .. } => Some(lead),
            _ => None,
        }
    }
}

/// What a comparison asks of two numbers: a bit for each order in which they may be, less, equal and greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Comparison {
    Less = 0b001,
    Equal = 0b010,
    LessOrEqual = 0b011,
    Greater = 0b100,
    Unequal = 0b101,
    GreaterOrEqual = 0b110,
}

impl Comparison {
    const ALL: [Self; 6] = [
        Comparison::Less,
        Comparison::Equal,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::Unequal,
        Comparison::GreaterOrEqual,
    ];

    /// The comparison that a primitive makes, if it is one.
    pub(crate) fn of(prim: Prim) -> Option<Self> {
        let name = prim.name();
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The primitive that makes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Unequal => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        }
    }

    #[inline]
    pub(crate) fn holds(self, one: i64, other: i64) -> bool {
        let order = one.cmp(&other) as i8 + 1;
        self as u8 >> order & 1 != 0
    }
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As a child: `nil` and truth values are nothing, lists are their items, slots and safe HTML
    /// are markup.
    Content,
    /// The same where no markup can stand: in `title` and `textarea`.
    Characters,
    /// As `str` joins it, between tags.
    Joined,
    /// As `str` joins it, within an attribute.
    JoinedAttr,
    /// As a further word within an attribute, with a space before it; `nil` and `false` are none.
    WordAttr,
}

impl Mode {
    /// Whether text and numbers stand between tags and are written as they are.
    #[inline]
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Mode::Content | Mode::Characters | Mode::Joined)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClosureKind {
    Function,
    Slot,
}

/// A place that calls a component.
#[derive(Debug)]
pub(crate) struct CallSite {
    pub(crate) component: u32,
    /// A bit for each parameter that the call gives.
    pub(crate) given: u64,
}

/// A call whose component was compiled in place.
#[derive(Debug)]
pub(crate) struct InlineSite {
    pub(crate) component: u32,
    pub(crate) called_at: Span,
    /// The inlined call around it, counted as in [`Code::inlined`].
    pub(crate) around: u32,
}

/// Markup that may come later.
#[derive(Debug)]
pub(crate) struct DeferSite {
    pub(crate) proc: u32,
    /// What must be answered before it can be written.
    pub(crate) needs: Vec<u32>,
}

/// A place that calls a host function.
#[derive(Debug)]
pub(crate) struct HostSite {
    pub(crate) function: u16,
    pub(crate) positional: usize,
    pub(crate) keywords: Box<[Box<str>]>,
}

/// Code with a frame.
#[derive(Debug)]
pub(crate) struct ProcCode {
    pub(crate) entry: u32,
    /// How many ops it has.
    pub(crate) ops: u32,
    pub(crate) params: u16,
    pub(crate) captures: u16,
    /// Slots in all: parameters, captures, locals.
    pub(crate) slots: u16,
    pub(crate) kind: ProcKind,
    /// Whether it is a slot that writes one element.
    pub(crate) is_element: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProcKind {
    /// With its index among the components.
    Component(u32),
    Slot,
    /// A function that makes a value.
    Function,
    /// A function that makes markup.
    MarkupFunction,
}

/// A compiled component.
#[derive(Debug)]
pub(crate) struct ComponentCode {
    pub(crate) name: Box<str>,
    pub(crate) proc: u32,
    pub(crate) params: Box<[ParamCode]>,
    /// Whether the last parameter takes the children.
    pub(crate) rest: bool,
    /// Whether it goes on in the browser.
    pub(crate) is_island: bool,
    pub(crate) span: Span,
    /// Which ops are its own, those of its slots and functions among them.
    pub(crate) ops: Range<usize>,
    /// Which calls are its own.
    pub(crate) calls: Range<usize>,
    /// How many bytes it wrote when it last was a page.
    pub(crate) size: AtomicUsize,
}

#[derive(Debug)]
pub(crate) struct ParamCode {
    /// Where it is read from the view, when its component is a page: its name is the key.
    pub(crate) field: FieldSite,
    pub(crate) ty: Type,
    /// Whether `nil` can be given.
    pub(crate) takes_nil: bool,
    /// The type as it is written, for messages.
    pub(crate) declared: Box<str>,
    pub(crate) required: bool,
    /// The default when it is constant.
    pub(crate) default: Option<Datum>,
}

impl ParamCode {
    pub(crate) fn name(&self) -> &str {
        self.field.key()
    }
}

/// Everything that the machine runs from.
#[derive(Debug, Default)]
pub(crate) struct Code {
    /// What its statics are written in.
    pub(crate) format: Format,
    pub(crate) ops: Vec<Instruction>,
    /// Where each op comes from.
    pub(crate) spans: Vec<Span>,
    /// For each op which inlined call it belongs to: 0 for none, else one more than its index.
    pub(crate) inlined: Vec<u32>,
    pub(crate) inline_sites: Vec<InlineSite>,
    /// Stretches of markup; the first is empty.
    pub(crate) statics: Vec<Piece>,
    /// How each of them meets its neighbours.
    pub(crate) edges: Vec<Edges>,
    pub(crate) consts: Vec<Datum>,
    /// ` name="` of each attribute.
    pub(crate) attrs: Vec<Piece>,
    pub(crate) fields: Vec<FieldSite>,
    pub(crate) keys: Vec<Box<[Box<str>]>>,
    pub(crate) regions: Vec<Box<str>>,
    pub(crate) calls: Vec<CallSite>,
    pub(crate) hosts: Vec<HostSite>,
    pub(crate) defers: Vec<DeferSite>,
    pub(crate) procs: Vec<ProcCode>,
    pub(crate) components: Vec<ComponentCode>,
    /// For each component the questions that it reaches; empty in the code for a wire, where nobody asks.
    pub(crate) reached: Vec<Reached>,
}
