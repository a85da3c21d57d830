//! Proofs about the language, which its own program carries out.

use std::path::Path;

use crate::fault::Result;
use crate::{process, workspace};

/// As many programs as are compared, and the first seed: another than the tests' own.
const PROGRAMS: &str = "1000000";
const SEED: &str = "1000000";

pub(super) fn programs() -> Result<String> {
    proof(&["programs", PROGRAMS, SEED])
}

pub(super) fn html5lib(copy: &Path) -> Result<String> {
    proof(&["html5lib", &copy.to_string_lossy()])
}

fn proof(arguments: &[&str]) -> Result<String> {
    process::run(workspace::cargo().args(["build", "--release", "--package", "sx-proof"]))?;
    let program = workspace::target_dir().join("release/sx-proof");
    process::output(process::command(program).args(arguments))
}
