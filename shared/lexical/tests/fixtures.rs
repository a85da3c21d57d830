//! Every fixture was rendered by Ghost's own code; ours must give the same bytes.

use lexical::{Design, Document, Options, Target, render};
use serde_json::Value;
use std::path::Path;

/// The options of a fixture: those of the sample site, with what it sets differently.
fn options(email: bool, set: &Value) -> Options {
    let mut options = Options::sample(if email { Target::Email } else { Target::Web });
    let text = |name: &str| set.get(name).and_then(Value::as_str).map(str::to_owned);
    // fixtures other than Ghost's own cases say what they want of the post's address
    options.post_url = text("postUrl");
    if let Some(site) = text("siteUrl") {
        options.site_url = site;
    }
    if let Some(base) = text("imageBaseUrl") {
        options.image_base_url = base;
    }
    if set.get("siteUuid").is_some() {
        options.site_uuid = text("siteUuid");
    }
    if let Some(srcsets) = set.get("srcsets").and_then(Value::as_bool) {
        options.images.srcsets = srcsets;
    }
    if let Some(width) = set.get("defaultMaxWidth") {
        options.images.default_max_width = width.as_u64().map(|width| width as u32);
    }
    if let Some(design) = set.get("design") {
        let text = |name: &str| design.get(name).and_then(Value::as_str).map(str::to_owned);
        options.design = Design {
            accent_color: text("accentColor"),
            background_is_dark: design.get("backgroundIsDark") == Some(&Value::Bool(true)),
            button_style: text("buttonStyle"),
        };
    }
    if let Some(feature) = set.get("feature") {
        let on = |name: &str| feature.get(name) == Some(&Value::Bool(true));
        options.features.email_uniqueid = on("emailUniqueid");
        options.features.picture_image_formats = on("pictureImageFormats");
    }
    options
}

/// Both renders of every fixture in a file that differ from Ghost's. A file is a list, or a
/// fixture a line.
fn differences(path: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(path).expect("a fixture as it was made");
    let fixtures: Vec<Value> = match serde_json::from_str(&text) {
        Ok(Value::Array(fixtures)) => fixtures,
        _ => text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a fixture as it was made"))
            .collect(),
    };
    let mut different = Vec::new();
    for fixture in &fixtures {
        let document =
            Document::from_value(fixture["lexical"].clone()).expect("a fixture as it was made");
        let none = Value::Null;
        for (key, email) in [("html", false), ("email", true)] {
            let Some(expected) = fixture[key].as_str() else {
                continue;
            };
            let set = fixture.get("set").unwrap_or(&none);
            let ours = render(&document, &options(email, set)).html;
            if ours != expected {
                different.push(report(&fixture["name"], key, &document, expected, &ours));
            }
        }
    }
    (fixtures.len(), different)
}

/// The document, and both renders around the first byte that differs.
fn report(name: &Value, key: &str, document: &Document, expected: &str, ours: &str) -> String {
    let same = expected
        .bytes()
        .zip(ours.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| {
        let bytes =
            &text.as_bytes()[same.saturating_sub(60).min(text.len())..text.len().min(same + 60)];
        String::from_utf8_lossy(bytes).into_owned()
    };
    let (ghost, ours) = (around(expected), around(ours));
    let document: String = document.to_json().chars().take(4000).collect();
    format!("{name} {key}\n document: {document}\n    ghost: {ghost:?}\n     ours: {ours:?}\n")
}

/// `LEXICAL_FIXTURES=file.jsonl` compares with freshly made ones; see `oracle/README.md`.
#[test]
fn same_bytes_as_ghost() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<_> = match std::env::var_os("LEXICAL_FIXTURES") {
        Some(file) => vec![file.into()],
        None => std::fs::read_dir(folder)
            .expect("a fixture as it was made")
            .map(|entry| entry.expect("a fixture as it was made").path())
            .collect(),
    };
    files.sort();
    assert!(!files.is_empty());
    let (mut count, mut different) = (0, Vec::new());
    for file in &files {
        let (fixtures, mut found) = differences(file);
        count += fixtures;
        different.append(&mut found);
    }
    println!("{count} fixtures, {} differences", different.len());
    let shown: Vec<&String> = different.iter().take(8).collect();
    assert!(
        different.is_empty(),
        "{} of {count} fixtures differ:\n{}",
        different.len(),
        shown.into_iter().cloned().collect::<String>()
    );
}
