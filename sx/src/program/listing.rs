//! Compiled code, to be looked at.

use super::Program;
use crate::ops::{Code, Op};
use crate::sink::Format;
use crate::value::ToVal;

/// An instruction: markup that is written, then what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// What is written first, often nothing.
    pub markup: String,
    /// The operation, with names in backquotes.
    pub op: String,
}

impl Program {
    /// The instructions for HTML of a component and of the functions and slots in it; `None` when there is no such
    /// component.
    pub fn listing(&self, component: &str) -> Option<Vec<Instruction>> {
        let code = self.code(Format::Html);
        let index = *self.by_name.get(component)?;
        let entry = |index: u32| {
            let proc = code.components.get(index as usize)?.proc;
            code.procs
                .get(proc as usize)
                .map(|proc| proc.entry as usize)
        };
        let begin = entry(index)?;
        // Components are compiled one after the other.
        let end = entry(index + 1).unwrap_or(code.ops.len());
        let lines = code.ops.get(begin..end)?.iter();
        let lines = lines.map(|instruction| Instruction {
            markup: code.statics[instruction.markup() as usize]
                .as_str()
                .to_owned(),
            op: self.words(code, instruction.op, begin),
        });
        Some(lines.collect())
    }

    /// An operation with the names that it is about. Places are counted from `begin` as 1.
    fn words(&self, code: &Code, op: Op, begin: usize) -> String {
        let field = |site: u32| code.fields[site as usize].key();
        let attribute = |attr: u32| {
            code.attrs[attr as usize]
                .as_str()
                .trim()
                .trim_end_matches("=\"")
        };
        let place = |target: u32| (target as usize + 1).saturating_sub(begin);
        match op {
            Op::Markup => String::new(),
            Op::Write(_) => "write".into(),
            Op::WriteVar { slot, .. } => format!("write variable {slot}"),
            Op::WriteField { site, slot, .. } => {
                format!("write `:{}` of variable {slot}", field(site))
            }
            Op::Attr { attr, .. } => format!("attribute `{}`", attribute(attr)),
            Op::AttrField { attr, site, .. } => {
                format!("attribute `{}` from `:{}`", attribute(attr), field(site))
            }
            Op::Const(index) => format!("constant {:?}", code.consts[index as usize].to_val()),
            Op::Var(slot) => format!("variable {slot}"),
            Op::Store(slot) => format!("store in {slot}"),
            Op::Field { site } => format!("take `:{}`", field(site)),
            Op::VarField { slot, site } => format!("take `:{}` of variable {slot}", field(site)),
            Op::Prim { prim, count } => format!("call `{}` with {count}", prim.name()),
            Op::Compare { prim, .. } => format!("call `{}` with 2", prim.name()),
            Op::Host { site } => {
                let site = &code.hosts[site as usize];
                let count = site.positional + site.keywords.len();
                let name = self.functions[site.function as usize].name;
                format!("call `{name}` of the host with {count}")
            }
            Op::Call { site } => {
                let site = &code.calls[site as usize];
                format!("call `{}`", code.components[site.component as usize].name)
            }
            Op::Jump(target) => format!("go to {}", place(target)),
            Op::JumpIfFalse(target) => format!("go to {} if false", place(target)),
            Op::JumpUnlessVar { slot, target } => {
                format!("go to {} if variable {slot} is false", place(target))
            }
            Op::JumpUnless {
                slot,
                test,
                number,
                target,
            } => {
                let test = test.name();
                format!(
                    "go to {} unless variable {slot} {test} {number}",
                    place(target)
                )
            }
            Op::JumpIfFalseKeep(target) => {
                format!("go to {} if false, else forget it", place(target))
            }
            Op::JumpIfTrueKeep(target) => {
                format!("go to {} if true, else forget it", place(target))
            }
            Op::LoopStart { slot, exit } | Op::CountStart { slot, exit, .. } => format!(
                "first item into {slot}; if there is none go to {}",
                place(exit)
            ),
            Op::LoopNext { slot, body } | Op::CountNext { slot, body, .. } => format!(
                "next item into {slot}; if there is one go to {}",
                place(body)
            ),
            Op::Return => "return".into(),
            other => format!("{other:?}"),
        }
    }
}
