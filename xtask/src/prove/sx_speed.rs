//! What templates cost: SX beside other engines, the compiler, the wire, and templates that want to take a server down.

use crate::fault::Result;
use crate::{process, workspace};

/// The benchmarks, each a section; one that misses a goal says so and fails.
const SECTIONS: [(&str, &str); 2] = [
    ("sx", "Pages, compilation and wire"),
    ("sx-hostile", "Hostile templates"),
];

pub(super) fn run() -> Result<String> {
    process::run(workspace::cargo().args(["build", "--release", "--package", "bench"]))?;
    let program = workspace::target_dir().join("release/bench");
    let mut report = String::new();
    for (name, title) in SECTIONS {
        let tables = process::output(process::command(&program).arg(name))?;
        report.push_str(&format!("## {title}\n\n`bench {name}`\n\n{tables}\n"));
    }
    Ok(report)
}
