//! The serializer cases of html5lib-tests. A case is a stream of tokens and the HTML that a serializer
//! makes of it, which leaves out tags and quotes where it can. SX leaves out none, so what is compared
//! is what a parser makes of both: the tokens become SX, SX becomes HTML, and html5ever must see in
//! it the tree that it sees in theirs, with every element, attribute and text of the tokens in it.

mod case;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use case::Case;

const FILES: [&str; 5] = [
    "core",
    "options",
    "optionaltags",
    "whitespace",
    "injectmeta",
];

/// What became of a case.
enum Outcome {
    Passed,
    /// It does not apply, for this reason.
    Skipped(String),
    Failed(String),
}

/// Runs the cases of a copy of html5lib-tests.
pub(super) fn run(folder: &str) -> Result<String, String> {
    let mut report = String::from("| file | cases | pass | skipped |\n| --- | --- | --- | --- |\n");
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut failures = Vec::new();
    let (mut cases, mut passed) = (0, 0);
    for name in FILES {
        let tests = read(
            &Path::new(folder)
                .join("serializer")
                .join(format!("{name}.test")),
        )?;
        let (mut here, mut skipped) = (0, 0);
        for test in &tests {
            let description = test["description"].as_str().unwrap_or("(without a name)");
            match judge(test) {
                Outcome::Passed => here += 1,
                Outcome::Skipped(reason) => {
                    skipped += 1;
                    reasons
                        .entry(reason)
                        .or_default()
                        .push(description.to_owned());
                }
                Outcome::Failed(why) => failures.push(format!("{name}: {description}: {why}")),
            }
        }
        report.push_str(&format!(
            "| {name} | {} | {here} | {skipped} |\n",
            tests.len()
        ));
        cases += tests.len();
        passed += here;
    }
    if !failures.is_empty() {
        return Err(failures.join("\n"));
    }
    if passed < 100 {
        return Err(format!(
            "only {passed} of {cases} cases ran: the copy or its format has changed"
        ));
    }
    report.push_str(&format!(
        "| together | {cases} | {passed} | {} |\n",
        cases - passed
    ));
    report.push_str(
        "\nEach case that passes was rendered twice: written out in the source, and from data.\n",
    );
    report.push_str("\n| why skipped | how many | |\n| --- | --- | --- |\n");
    for (reason, names) in reasons {
        let shown: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
        let more = if names.len() > 3 { ", …" } else { "" };
        report.push_str(&format!(
            "| {reason} | {} | {}{more} |\n",
            names.len(),
            shown.join("; ")
        ));
    }
    Ok(report)
}

fn read(file: &Path) -> Result<Vec<Value>, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let json: Value =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    json["tests"]
        .as_array()
        .cloned()
        .ok_or_else(|| format!("{}: no tests", file.display()))
}

fn judge(test: &Value) -> Outcome {
    let case = match Case::read(test) {
        Ok(case) => case,
        Err(reason) => return Outcome::Skipped(reason),
    };
    for from_data in [false, true] {
        let html = match case.render(from_data) {
            Ok(html) => html,
            Err(fault) => return Outcome::Failed(fault),
        };
        let context = case.context();
        let ours = tree::parse(&format!("{context}{html}"));
        if let Some(missing) = case.missing_in(&ours) {
            return Outcome::Failed(format!("{html} lost {missing}"));
        }
        // Several answers may be right.
        let theirs: Vec<String> = case
            .expected
            .iter()
            .map(|html| format!("{context}{}{html}", case.begun()))
            .collect();
        if !theirs
            .iter()
            .any(|html| tree::parse(html).outline == ours.outline)
        {
            return Outcome::Failed(format!("{context}{html} is not {theirs:?}"));
        }
    }
    Outcome::Passed
}
