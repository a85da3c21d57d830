//! `rose-ash sx doc`: the reference of the language, from the table that the compiler itself reads.

use std::fmt::Write;

use contracts::AppName;
use serde_json::{Value, json};
use sx::reference::{Entry, EntryKind, meant};
use sx::{HtmlSink, RenderToken, Source};
use web::Workbench;

use super::compiling::compiled;
use super::options::DocOptions;
use super::workbench;
use crate::backup::say;
use crate::failure::Failure;

/// Prints one entry with what its example makes, or a list of all.
pub(crate) fn doc(options: &DocOptions) -> Result<(), Failure> {
    let entries: Vec<Entry> = web::reference().collect();
    let bench = workbench()?;
    let Some(name) = &options.name else {
        if !options.json {
            return say(list(&entries).trim_end());
        }
        let parts: Result<Value, Failure> = entries
            .iter()
            .map(|entry| Ok(in_parts(entry, &rendered(entry, &bench)?)))
            .collect();
        return say(&parts?.to_string());
    };
    let Some(entry) = entries.iter().find(|entry| entry.name == name) else {
        let hint = meant(name, &entries).map_or_else(
            || "`rose-ash sx doc` lists all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::run(format!(
            "the language has no `{name}`: {hint}"
        )));
    };
    let made = rendered(entry, &bench)?;
    let text = match options.json {
        true => in_parts(entry, &made).to_string(),
        false => page(entry, &made),
    };
    say(text.trim_end())
}

fn list(entries: &[Entry]) -> String {
    let width = entries.iter().map(|entry| entry.name.chars().count()).max();
    let width = width.unwrap_or_default();
    let (mut text, mut subject) = (String::new(), "");
    for entry in entries {
        if entry.subject != subject {
            subject = entry.subject;
            let gap = if text.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{gap}{subject}");
        }
        let _ = writeln!(text, "  {:<width$}  {}", entry.name, entry.doc);
    }
    text
}

fn page(entry: &Entry, made: &str) -> String {
    format!(
        "{}  ({}, {})\n\n  {}\n\n{}\n\nExample\n{}\n\nmakes\n{}",
        entry.name,
        kind(entry.kind),
        entry.subject,
        entry.signature.replace('\n', "\n  "),
        entry.doc,
        indented(entry.example),
        indented(made),
    )
}

fn indented(text: &str) -> String {
    format!("  {}", text.trim_end().replace('\n', "\n  "))
}

fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Definition => "definition",
        EntryKind::Form => "form",
        EntryKind::Primitive => "primitive",
        EntryKind::Host => "function of the web frame",
    }
}

fn in_parts(entry: &Entry, made: &str) -> Value {
    json!({
        "name": entry.name,
        "kind": kind(entry.kind),
        "subject": entry.subject,
        "signature": entry.signature,
        "doc": entry.doc,
        "example": entry.example,
        "renders": made,
    })
}

/// What the example makes as HTML.
fn rendered(entry: &Entry, bench: &Workbench) -> Result<String, Failure> {
    let wrong = |what: String| Failure::run(format!("the example of `{}`: {what}", entry.name));
    let source = Source::new("example.sx", entry.source());
    let program = compiled(&[source], false).map_err(|faults| wrong(faults.to_string()))?;
    let page = program
        .component(sx::MAIN)
        .map_err(|fault| wrong(fault.to_string()))?;
    bench
        .with_scene(AppName::Blog, |scene| {
            program.render(page, &(), scene, RenderToken::mint(), HtmlSink::new())
        })
        .map(|rendered| rendered.page.into_string())
        .map_err(|error| wrong(error.to_string()))
}
