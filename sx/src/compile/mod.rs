//! The resolved tree to ops. Static markup is folded with its escapes done; the context of every
//! value (text, attribute, address, JSON) is settled here.

mod content;
mod element;
mod emit;
mod functions;
mod guards;
mod inline;
mod reach;
mod scope;
mod stretch;
mod values;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::AtomicUsize;

use crate::ops::{Code, ComponentCode, Op, ParamCode, ProcCode, ProcKind};
use crate::sink::Format;
use crate::tree::{Class, Component, Default, NodeKind, Proc};
use crate::value::{FieldSite, Type};

use emit::Emitter;
use reach::Reach;
pub(crate) use reach::Reached;
use scope::Scope;

/// Compiles resolved components to ops for sinks of one format. Whether any of them asks for something is known.
pub(crate) fn compile(components: &[Component], format: Format, asks: bool) -> Code {
    let mut compiler = Compiler {
        emitter: Emitter::new(format),
        components,
        reach: Reach::of(if asks { components } else { &[] }),
        waiting: Vec::new(),
        scope: Scope::default(),
        sizes: match format {
            Format::Html => inline::sizes(components),
            Format::Wire => Vec::new(),
        },
        inlining: Vec::new(),
        inlined_nodes: 0,
        groups: HashMap::new(),
        group: Rc::new([]),
    };
    for (index, component) in components.iter().enumerate() {
        compiler.emitter.code.procs.push(ProcCode {
            entry: 0,
            ops: 0,
            params: count(component.params.len()),
            captures: 0,
            slots: 0,
            kind: ProcKind::Component(index as u32),
            is_element: false,
        });
    }
    for (index, component) in components.iter().enumerate() {
        let begin = compiler.emitter.extent();
        compiler.component(index, component);
        let end = compiler.emitter.extent();
        let description = ComponentCode {
            ops: begin.0..end.0,
            calls: begin.1..end.1,
            ..describe(index as u32, component)
        };
        compiler.emitter.code.components.push(description);
        // It is the same for every format, and asked of this one.
        if format == Format::Html {
            let reached = compiler.reach.component(index as u32);
            compiler.emitter.code.reached.push(reached);
        }
    }
    compiler.emitter.code
}

fn describe(proc: u32, component: &Component) -> ComponentCode {
    let params = component.params.iter().map(|param| ParamCode {
        field: FieldSite::new(&param.name),
        ty: param.ty,
        takes_nil: param.takes_nil,
        declared: param.declared.to_string().into(),
        required: matches!(param.default, Default::Required),
        default: match &param.default {
            Default::Constant(datum) => Some(datum.clone()),
            Default::Required | Default::Computed(_) => None,
        },
    });
    ComponentCode {
        name: component.name.clone(),
        proc,
        params: params.collect(),
        rest: component.rest,
        is_island: component.is_island,
        span: component.name_span,
        ops: 0..0,
        calls: 0..0,
        size: AtomicUsize::new(4096),
    }
}

struct Compiler<'c> {
    emitter: Emitter,
    components: &'c [Component],
    reach: Reach,
    /// Functions and slots that were met and are compiled after the code around them.
    waiting: Vec<(u32, &'c Proc)>,
    /// Where the variables that the current code reads are.
    scope: Scope<'c>,
    /// How large the components are, if they can be inlined.
    sizes: Vec<usize>,
    /// The component that is being compiled, and those that are compiled into it right now.
    inlining: Vec<u32>,
    /// How many nodes were compiled into the current component in place of calls.
    inlined_nodes: usize,
    /// For each function of a `letrec`, all functions of it.
    groups: HashMap<u32, Rc<[u32]>>,
    /// Those of the function that is being compiled.
    group: Rc<[u32]>,
}

impl<'c> Compiler<'c> {
    fn component(&mut self, index: usize, component: &'c Component) {
        self.emitter.code.procs[index].entry = self.emitter.here();
        self.scope = Scope::of_proc(count(component.params.len()), 0, component.locals);
        self.inlining.push(index as u32);
        self.inlined_nodes = 0;
        for (param, definition) in component.params.iter().enumerate() {
            let param = count(param);
            if let Default::Computed(default) = &definition.default {
                let given = self
                    .emitter
                    .jump(Op::JumpIfGiven { param, target: 0 }, definition.span);
                self.push(default);
                self.emitter.op(Op::Store(param), definition.span);
                self.emitter.land(given);
            }
            if definition.ty != Type::Any {
                let check = Op::Check {
                    slot: param,
                    param,
                    component: index as u32,
                };
                self.emitter.op(check, definition.span);
            }
        }
        self.content(&component.body);
        self.emitter.op(Op::Return, component.body.span);
        self.end(index);
        while let Some((proc, inner)) = self.waiting.pop() {
            self.procedure(proc, inner);
        }
        self.inlining.pop();
    }

    fn procedure(&mut self, index: u32, proc: &'c Proc) {
        self.emitter.code.procs[index as usize].entry = self.emitter.here();
        self.scope = Scope::of_proc(proc.params, count(proc.captures.len()), proc.locals);
        let kind = self.emitter.code.procs[index as usize].kind;
        self.group = self.groups.get(&index).cloned().unwrap_or_default();
        match kind {
            ProcKind::Function => {
                self.push_tail(&proc.body);
                self.emitter.op(Op::ReturnValue, proc.body.span);
            }
            ProcKind::MarkupFunction => {
                self.write_tail(&proc.body);
                self.emitter.op(Op::Return, proc.body.span);
            }
            ProcKind::Slot | ProcKind::Component(_) => {
                self.content(&proc.body);
                self.emitter.op(Op::Return, proc.body.span);
            }
        }
        self.end(index as usize);
    }

    /// What is known of a procedure once its code is written.
    fn end(&mut self, index: usize) {
        let end = self.emitter.here();
        let proc = &mut self.emitter.code.procs[index];
        proc.ops = end - proc.entry;
        proc.slots = self.scope.slots();
    }

    /// Gives a function or a slot its place and queues its body.
    fn declare(&mut self, proc: &'c Proc, is_slot: bool) -> u32 {
        let index = self.emitter.code.procs.len() as u32;
        let captures = count(proc.captures.len());
        let kind = match (is_slot, proc.body.class) {
            (true, _) => ProcKind::Slot,
            (false, Class::Markup) => ProcKind::MarkupFunction,
            (false, Class::Value) => ProcKind::Function,
        };
        self.emitter.code.procs.push(ProcCode {
            entry: 0,
            ops: 0,
            params: proc.params,
            captures,
            slots: 0,
            kind,
            is_element: is_slot && matches!(proc.body.kind, NodeKind::Element(_)),
        });
        self.waiting.push((index, proc));
        index
    }
}

/// Counts of variables, which the resolver has capped.
fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
