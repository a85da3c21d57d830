//! Running a compiled program: one loop over flat ops, with its own stacks.

mod calls;
pub(crate) mod failure;
pub(crate) mod fields;
mod functions;
mod guards;
mod instances;
mod machine;
#[cfg(test)]
pub(crate) mod tally;
#[cfg(test)]
mod tests;
mod walks;
pub(crate) mod work;
mod write;
mod written;

#[cfg(feature = "naive")]
pub(crate) use guards::CAUGHT_MAX;
pub(crate) use guards::{Detours, Kept};
pub(crate) use machine::Machine;
