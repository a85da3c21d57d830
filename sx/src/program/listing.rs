//! Compiled code, to be looked at.

use super::Program;
use crate::ops::Op;
use crate::sink::Format;

/// An instruction: markup that is written, then what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// What is written first, often nothing.
    pub markup: String,
    /// The operation, as the machine knows it.
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
            markup: code.statics[instruction.lead as usize].as_str().to_owned(),
            op: match instruction.op {
                Op::Markup => String::new(),
                op => format!("{op:?}"),
            },
        });
        Some(lines.collect())
    }
}
