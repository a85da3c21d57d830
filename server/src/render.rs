//! `rose-ash render lexical FILE`: a document as the HTML that Ghost's own renderer gives for its sample site.

use std::io::Write;
use std::path::Path;

use lexical::{Document, Options, Target};

use crate::failure::Failure;

/// Prints the HTML on standard output, byte for byte, and warnings on standard error.
pub(crate) fn lexical(file: &Path, email: bool) -> Result<(), Failure> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::run(format!("{shown} cannot be read: {error}")))?;
    let document = Document::parse(&text)
        .map_err(|error| Failure::run(format!("{shown} is no Lexical document: {error}")))?;
    let target = if email { Target::Email } else { Target::Web };
    let rendered = lexical::render(&document, &Options::sample(target));
    for warning in &rendered.warnings {
        eprintln!("rose-ash: {warning}");
    }
    std::io::stdout()
        .write_all(rendered.html.as_bytes())
        .map_err(|error| Failure::run(format!("standard output: {error}")))
}
