//! `rose-ash sx test`: the `deftest`s of templates.

use std::collections::BTreeMap;

use contracts::AppName;
use sx::{Program, TestOutcome};
use web::AppTemplates;

use super::compiling::compiled;
use super::options::TestOptions;
use super::{all_apps, counted, faults, files, workbench};
use crate::backup::say;
use crate::failure::Failure;

/// Runs tests; prints each that fails with what was expected and what was found.
pub(crate) fn test(options: &TestOptions) -> Result<(), Failure> {
    let outcomes = match options.files.is_empty() {
        true => outcomes_of_apps()?,
        false => outcomes_of_files(options)?,
    };
    if outcomes.is_empty() {
        return say("no tests");
    }
    let failures: Vec<&TestOutcome> = outcomes
        .iter()
        .filter(|outcome| outcome.failure.is_some())
        .collect();
    for outcome in &failures {
        let why = outcome.failure.as_deref().unwrap_or_default();
        eprintln!(
            "{}: {}\n  {}\n",
            outcome.location,
            outcome.test,
            why.replace('\n', "\n  ")
        );
    }
    let mut tests: Vec<&str> = outcomes.iter().map(|outcome| &*outcome.test).collect();
    tests.sort_unstable();
    tests.dedup();
    let tests = counted(tests.len(), "test", "tests");
    let assertions = counted(outcomes.len(), "assertion", "assertions");
    match failures.len() {
        0 => say(&format!("{assertions} in {tests}: all hold")),
        failed => Err(Failure::run(format!(
            "{failed} of {assertions} in {tests} do not hold"
        ))),
    }
}

fn outcomes_of_files(options: &TestOptions) -> Result<Vec<TestOutcome>, Failure> {
    let paths = files::named(&options.files)?;
    let mut sources = files::sources(&paths)?;
    if options.shared {
        sources.extend(files::shared()?);
    }
    match compiled(&sources, true) {
        Ok(program) => {
            let named = |outcome: &TestOutcome| {
                let path = outcome.location.path.as_str();
                paths
                    .iter()
                    .any(|named| named.display().to_string() == path)
            };
            let mut outcomes = run(&program, AppName::Blog)?;
            outcomes.retain(named);
            Ok(outcomes)
        }
        Err(found) => {
            faults::tell(&found.0, paths.len())?;
            Ok(Vec::new())
        }
    }
}

/// The shared templates are tested with each app, since an app may lay its own over them; an assertion that fails with
/// one of them fails.
fn outcomes_of_apps() -> Result<Vec<TestOutcome>, Failure> {
    let apps = all_templates()?;
    let mut outcomes: BTreeMap<(String, u32, u32), TestOutcome> = BTreeMap::new();
    for app in &apps {
        match &app.program {
            Err(found) => faults::tell(&found.0, app.sources.len())?,
            Ok(program) => {
                for outcome in run(program, app.app)? {
                    let place = &outcome.location;
                    let key = (place.path.clone(), place.line, place.column);
                    let known = outcomes.entry(key).or_insert_with(|| outcome.clone());
                    if known.failure.is_none() {
                        *known = outcome;
                    }
                }
            }
        }
    }
    Ok(outcomes.into_values().collect())
}

fn all_templates() -> Result<Vec<AppTemplates>, Failure> {
    web::app_templates(all_apps())
        .map_err(|error| Failure::run(format!("the templates cannot be read: {error}")))
}

fn run(program: &Program, app: AppName) -> Result<Vec<TestOutcome>, Failure> {
    Ok(workbench()?.with_scene(app, |scene| program.run_tests(scene)))
}
