//! Running a compiled program: one loop over flat ops, with its own stacks.

mod calls;
pub(crate) mod failure;
pub(crate) mod fields;
mod functions;
mod guards;
mod instances;
mod machine;
mod walks;
pub(crate) mod work;
mod write;
mod written;

pub(crate) use machine::Machine;
