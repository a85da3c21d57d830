//! Files that nothing reaches: Rust that no `mod` names, components that nobody calls, static files nobody asks for.

mod components;
mod modules;
mod statics;

use super::layering::Package;
use super::tree::{Problem, Tree};

/// Every dead file.
pub(crate) fn check(tree: &Tree, packages: &[Package]) -> Vec<Problem> {
    let mut problems = modules::check(tree, packages);
    problems.extend(components::check(tree));
    problems.extend(statics::check(tree));
    problems
}
