//! `rose-ash sx check`: everything that is wrong with templates, before anyone sees a page.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sx::{Diagnostic, Program, Source};

use super::compiling::compiled;
use super::options::CheckOptions;
use super::{all_apps, counted, faults, files};
use crate::backup::say;
use crate::failure::Failure;

/// What was looked at, and what was found.
#[derive(Default)]
struct Checked {
    components: BTreeSet<String>,
    files: BTreeSet<String>,
    faults: Vec<Diagnostic>,
}

impl Checked {
    fn add(&mut self, sources: Vec<Source>, program: Result<&Program, Vec<Diagnostic>>) {
        self.files
            .extend(sources.into_iter().map(|source| source.path));
        match program {
            Ok(program) => self.components.extend(
                // What the compiler makes of tests has names of its own.
                program
                    .components()
                    .filter(|name| !name.starts_with("~sx:"))
                    .map(str::to_owned),
            ),
            Err(faults) => self.faults.extend(faults),
        }
    }

    fn as_json(&self) -> Value {
        let faults: Vec<Value> = self.faults.iter().map(faults::as_json).collect();
        json!({
            "components": self.components.len(),
            "files": self.files.len(),
            "faults": faults,
        })
    }
}

/// Checks templates; says how many there are when nothing is wrong.
pub(crate) fn check(options: &CheckOptions) -> Result<(), Failure> {
    let checked = match options.files.is_empty() {
        true => checked_apps()?,
        false => checked_files(options)?,
    };
    if options.json {
        say(&checked.as_json().to_string())?;
        return match checked.faults.len() {
            0 => Ok(()),
            faults => Err(faults::found(faults, checked.files.len())),
        };
    }
    faults::tell(&checked.faults, checked.files.len())?;
    say(&format!(
        "{} in {}: nothing wrong",
        counted(checked.components.len(), "component", "components"),
        counted(checked.files.len(), "file", "files")
    ))
}

fn checked_apps() -> Result<Checked, Failure> {
    let unreadable = |error| Failure::run(format!("the templates cannot be read: {error}"));
    let mut checked = Checked::default();
    for app in web::app_templates(all_apps()).map_err(unreadable)? {
        let program = app.program.as_deref().map_err(|faults| faults.0.clone());
        checked.add(app.sources, program);
    }
    checked.faults = web::told_once(checked.faults);
    Ok(checked)
}

fn checked_files(options: &CheckOptions) -> Result<Checked, Failure> {
    let paths = files::named(&options.files)?;
    let mut sources = files::sources(&paths)?;
    if options.shared {
        sources.extend(files::shared()?);
    }
    let program = compiled(&sources, true);
    let mut checked = Checked::default();
    checked.add(
        sources,
        program.as_deref().map_err(|faults| faults.0.clone()),
    );
    Ok(checked)
}
