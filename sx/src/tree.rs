//! The resolved tree: what the resolver makes of forms and the compiler turns into ops. Names are
//! gone: variables are slots, components and functions are indexes, elements and attributes are
//! known ones.

use crate::datum::Datum;
use crate::markup::{AttrContext, Content};
use crate::primitives::Prim;
use crate::resolve::Declared;
use crate::source::Span;
use crate::value::Type;

/// A variable, within the procedure that reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Var {
    /// A parameter of the procedure.
    Param(u16),
    /// A copy of a variable of the procedure around it.
    Captured(u16),
    /// Bound inside, by `let` or a loop.
    Local(u16),
}

/// What a node makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A value.
    Value,
    /// Output: it can be written or become a slot, but nothing can compute with it.
    Markup,
}

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) class: Class,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum NodeKind {
    Const(Datum),
    Var(Var),
    Vector(Vec<Node>),
    Record(Vec<(Box<str>, Node)>),
    /// Several forms, written one after the other; a single value has no sequence around it.
    Seq(Vec<Node>),
    /// Tests with what follows from them, and what else.
    Cond(Vec<(Node, Node)>, Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Let(Vec<Binding>, Box<Node>),
    Fn(Box<Proc>),
    /// Markup as a value that is written later.
    Slot(Box<Proc>),
    Loop(Box<Loop>),
    Prim(Prim, Vec<Node>),
    /// A record or list, and the way into it.
    Get(Box<Node>, Vec<Node>),
    /// The record of the render.
    Context,
    Host(Box<HostCall>),
    Apply(Box<Node>, Vec<Node>),
    Element(Box<Element>),
    Component(Box<Call>),
}

#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) var: Var,
    pub(crate) value: Node,
}

/// Code with parameters of its own: a function or a slot.
#[derive(Debug)]
pub(crate) struct Proc {
    pub(crate) params: u16,
    pub(crate) locals: u16,
    /// Which variables of the procedure around it are copied in.
    pub(crate) captures: Vec<Var>,
    pub(crate) body: Node,
}

#[derive(Debug)]
pub(crate) struct Loop {
    pub(crate) kind: LoopKind,
    pub(crate) list: Node,
    pub(crate) item: Var,
    pub(crate) body: Node,
}

#[derive(Debug)]
pub(crate) enum LoopKind {
    Map,
    /// With the variable that counts from 0.
    MapIndexed(Var),
    Filter,
    /// With the accumulator and its first value.
    Reduce(Var, Box<Node>),
    Some,
    Every,
    ForEach,
}

#[derive(Debug)]
pub(crate) struct HostCall {
    pub(crate) function: u16,
    pub(crate) args: Vec<Node>,
    pub(crate) keywords: Vec<(Box<str>, Node)>,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) tag: Box<str>,
    /// The name of the region that it is.
    pub(crate) region: Option<Box<str>>,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) content: Content,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Box<str>,
    pub(crate) context: AttrContext,
    pub(crate) value: Node,
}

/// A component call: for each parameter of the component, in its order, the argument if there is
/// one.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) component: u32,
    pub(crate) args: Vec<Option<Node>>,
}

/// A resolved `defcomp`.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: Box<str>,
    pub(crate) name_span: Span,
    pub(crate) params: Vec<Param>,
    /// Whether the last parameter takes the children.
    pub(crate) rest: bool,
    pub(crate) locals: u16,
    pub(crate) body: Node,
}

/// A parameter with its resolved default.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: Box<str>,
    /// What a render tests of it.
    pub(crate) ty: Type,
    /// Whether `nil` can be given.
    pub(crate) takes_nil: bool,
    /// What it was declared as.
    pub(crate) declared: Declared,
    pub(crate) default: Default,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum Default {
    Required,
    Constant(Datum),
    Computed(Node),
}
