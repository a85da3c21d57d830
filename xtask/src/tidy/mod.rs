//! `cargo xtask tidy`: the conventions of the tree, as tests. Every message says what the rule is for and what to do.
//!
//! A rule is a function from the tree, or from cargo's metadata, to a list of problems: it does no I/O, and its tests
//! are small trees written out by hand. To add one: a file here, a row in [`run`].

mod dead_files;
mod docs;
mod foreign_hosts;
mod layering;
mod lock_files;
mod manifests;
mod names;
mod sizes;
mod tree;
mod unfinished;

use crate::fault::{Fault, Result};
use crate::tally::Tally;
use tree::{Problem, Tree};

/// Checks every rule, prints each problem, and fails if there is one.
pub(crate) fn run() -> Result<Tally> {
    let tree = Tree::read()?;
    let packages = layering::packages()?;
    let rules: [(&str, Vec<Problem>); 9] = [
        ("who may know whom", layering::check(&packages)),
        ("manifests", manifests::check(&tree)),
        ("lock files", lock_files::check(&tree)),
        ("sizes of files", sizes::check(&tree)),
        ("names of files", names::check(&tree)),
        ("dead files", dead_files::check(&tree, &packages)),
        ("unfinished work", unfinished::check(&tree)),
        ("foreign hosts", foreign_hosts::check(&tree)),
        ("documentation of crates", docs::check(&tree, &packages)),
    ];
    let mut tally = Tally::default();
    for (rule, problems) in &rules {
        tally += Tally::one(problems.is_empty());
        for problem in problems {
            println!("{problem}");
        }
        if !problems.is_empty() {
            println!("tidy: {rule}: {} to mend\n", problems.len());
        }
    }
    if tally.failed == 0 {
        println!(
            "tidy: {} rules hold in {} files",
            tally.passed,
            tree.files().len()
        );
        return Ok(tally);
    }
    Err(Fault::new(format!(
        "{} of {} rules are broken",
        tally.failed,
        rules.len()
    )))
}
