//! Telling faults: to people on standard error, to programs as JSON.

use serde_json::{Value, json};
use sx::{Diagnostic, Location};

use super::counted;
use crate::failure::Failure;

/// Prints every fault, and fails if there is one. `files` is how many were looked at.
pub(super) fn tell(faults: &[Diagnostic], files: usize) -> Result<(), Failure> {
    for fault in faults {
        eprintln!("{fault}\n");
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(found(faults.len(), files))
}

/// That there are faults.
pub(super) fn found(faults: usize, files: usize) -> Failure {
    Failure::run(format!(
        "{} in {}",
        counted(faults, "fault", "faults"),
        counted(files, "file", "files")
    ))
}

/// A fault in parts.
pub(super) fn as_json(fault: &Diagnostic) -> Value {
    let stack = fault.stack().iter().map(|open| {
        json!({ "component": open.component, "called_at": open.called_at.as_ref().map(place) })
    });
    json!({
        "message": fault.message,
        "help": fault.help,
        "place": fault.location.as_ref().map(place),
        "stack": Value::from_iter(stack),
        "route": fault.route(),
    })
}

fn place(place: &Location) -> Value {
    json!({
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "source": place.source_line,
    })
}
