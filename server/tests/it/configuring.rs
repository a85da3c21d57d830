//! Every key as flag, variable, file that a variable names, and line of `rose-ash.toml`; the stronger wins.

use std::path::Path;
use std::process::Command;

use data::config::KEYS;
use serde_json::Value;

use crate::program::{rose_ash, told};

/// A value for each key, and how it is shown.
const VALUES: &[(&str, &str, &str)] = &[
    ("data", "elsewhere", "elsewhere"),
    ("database_url", "sqlite://x.db", "sqlite://x.db"),
    ("listen", "127.0.0.2:0", "127.0.0.2:0"),
    ("internal", "127.0.0.3:0", "127.0.0.3:0"),
    (
        "base_domain",
        "https://coop.example",
        "https://coop.example",
    ),
    ("apps", "blog,cart", "blog,cart"),
    ("run_migrations", "no", "false"),
    (
        "redis_url",
        "redis://:battery@127.0.0.1:1/0",
        "redis://:***@127.0.0.1:1/0",
    ),
    (
        "peers",
        "market=http://127.0.0.1:1",
        "market=http://127.0.0.1:1/",
    ),
    ("trusted_proxies", "10.0.0.0/8,::1", "10.0.0.0/8,::1/128"),
    (
        "secret_key",
        "correct-horse-battery-staple-thirty-two",
        "(hidden)",
    ),
    ("otlp_endpoint", "http://127.0.0.1:1", "http://127.0.0.1:1/"),
];

/// The settings that the doctor prints.
fn settings(command: &mut Command) -> Vec<(String, String, String)> {
    let output = command.args(["doctor", "--json"]).output().expect("ran");
    let (words, code) = told(&output);
    // Nobody is at those addresses.
    assert_eq!(code, Some(1), "{words}");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(
        !text.contains("battery") && !words.contains("battery"),
        "{text}"
    );
    let answer: Value = serde_json::from_str(&text).expect("an object");
    let settings = answer["settings"].as_array().expect("settings").iter();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    settings
        .map(|it| (text(&it["name"]), text(&it["value"]), text(&it["origin"])))
        .collect()
}

fn all_from(command: &mut Command, origin: impl Fn(&str) -> String) {
    let found = settings(command);
    assert_eq!(found.len(), VALUES.len(), "a value for each key");
    for ((name, _, shown), found) in VALUES.iter().zip(found) {
        assert_eq!(found, ((*name).into(), (*shown).into(), origin(name)));
    }
}

fn variables(command: &mut Command) {
    let set = VALUES.iter();
    command.envs(set.map(|(name, value, _)| (name.to_ascii_uppercase(), value)));
}

fn files(command: &mut Command, folder: &Path) {
    for (name, value, _) in VALUES {
        // As an editor ends a line.
        std::fs::write(folder.join(name), format!("{value}\n")).expect("written");
        command.env(format!("{}_FILE", name.to_ascii_uppercase()), name);
    }
}

fn toml(folder: &Path) {
    let lines = VALUES.iter();
    let lines: String = lines
        .map(|(name, value, _)| format!("{name} = {value:?}\n"))
        .collect();
    std::fs::write(folder.join("rose-ash.toml"), lines).expect("written");
}

fn flag(name: &str) -> String {
    let key = KEYS.iter().find(|key| key.name == name);
    key.expect("a key").flag.to_owned()
}

#[test]
fn every_key_in_every_way_and_the_stronger_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    toml(folder);
    all_from(&mut rose_ash(folder), |_| "rose-ash.toml".into());
    let mut command = rose_ash(folder);
    files(&mut command, folder);
    all_from(&mut command, |name| {
        format!("{}_FILE", name.to_ascii_uppercase())
    });
    let mut command = rose_ash(folder);
    variables(&mut command);
    all_from(&mut command, str::to_ascii_uppercase);
    let mut command = rose_ash(folder);
    variables(&mut command);
    let flags = VALUES.iter();
    command.args(flags.flat_map(|(name, value, _)| [flag(name), (*value).to_owned()]));
    all_from(&mut command, flag);
}
