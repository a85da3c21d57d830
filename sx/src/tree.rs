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
    /// A function of the `letrec` that the procedure itself belongs to, counted as they are written.
    Sibling(u16),
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
    /// Functions that can call each other, and what is said with them.
    LetRec(Vec<Function>, Box<Node>),
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
    /// What a need was answered with.
    Need(u32),
    /// Markup, and what stands in its place when it fails.
    Guard(Box<Guard>),
    /// Markup that may come later, as a slot, and what stands in its place until then.
    Defer(Box<Defer>),
}

impl Node {
    /// Visits the nodes directly inside this one, those in functions and slots too.
    pub(crate) fn each_child<'n>(&'n self, visit: &mut dyn FnMut(&'n Node)) {
        match &self.kind {
            NodeKind::Const(_) | NodeKind::Var(_) | NodeKind::Context | NodeKind::Need(_) => {}
            NodeKind::Vector(nodes)
            | NodeKind::Seq(nodes)
            | NodeKind::And(nodes)
            | NodeKind::Or(nodes)
            | NodeKind::Prim(_, nodes) => nodes.iter().for_each(visit),
            NodeKind::Record(fields) => fields.iter().for_each(|(_, node)| visit(node)),
            NodeKind::Cond(arms, otherwise) => {
                for (test, then) in arms {
                    visit(test);
                    visit(then);
                }
                visit(otherwise);
            }
            NodeKind::Let(bindings, body) => {
                bindings.iter().for_each(|binding| visit(&binding.value));
                visit(body);
            }
            NodeKind::LetRec(functions, body) => {
                functions
                    .iter()
                    .for_each(|function| visit(&function.proc.body));
                visit(body);
            }
            NodeKind::Fn(proc) | NodeKind::Slot(proc) => visit(&proc.body),
            NodeKind::Loop(inner) => {
                visit(&inner.list);
                if let LoopKind::Reduce(_, init) = &inner.kind {
                    visit(init);
                }
                visit(&inner.body);
            }
            NodeKind::Get(subject, keys) | NodeKind::Apply(subject, keys) => {
                visit(subject);
                keys.iter().for_each(visit);
            }
            NodeKind::Host(call) => {
                call.args.iter().for_each(&mut *visit);
                call.keywords.iter().for_each(|(_, node)| visit(node));
            }
            NodeKind::Element(element) => {
                element.attrs.iter().for_each(|attr| visit(&attr.value));
                element.children.iter().for_each(visit);
            }
            NodeKind::Component(call) => call.args.iter().flatten().for_each(visit),
            NodeKind::Guard(guard) => {
                visit(&guard.body);
                visit(&guard.fallback);
            }
            NodeKind::Defer(defer) => {
                visit(&defer.body.body);
                visit(&defer.fallback);
            }
        }
    }
}

#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) var: Var,
    pub(crate) value: Node,
}

/// A function of a `letrec`. All functions of one `letrec` copy in the same variables, so that each can be made
/// from the frame of any other.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) var: Var,
    pub(crate) proc: Proc,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct Guard {
    pub(crate) body: Node,
    pub(crate) fallback: Node,
}

#[derive(Debug)]
pub(crate) struct Defer {
    pub(crate) body: Proc,
    pub(crate) fallback: Node,
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
    /// With the variable that holds the list.
    SortBy(Var),
    GroupBy(Var),
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
    /// Whether it goes on in the browser.
    pub(crate) is_island: bool,
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
