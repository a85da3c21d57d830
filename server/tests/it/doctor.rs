//! What the doctor says, and what it never says.

use std::net::TcpListener;
use std::process::Output;

use crate::program::{Serving, rose_ash, told, url};

const SECRETS: [&str; 4] = [
    "hunter2",
    "correct-horse",
    "battery",
    "staple-that-is-long-enough-for-us",
];

fn doctor(folder: &std::path::Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    rose_ash(folder)
        .args(["doctor", "--listen", "127.0.0.1:0"])
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("ran")
}

fn verdict<'a>(answer: &'a serde_json::Value, subject: &str) -> (&'a str, &'a str) {
    let checks = answer["checks"].as_array().expect("checks");
    let found = checks.iter().find(|check| check["subject"] == subject);
    let found = found.unwrap_or_else(|| panic!("no {subject} in {answer}"));
    (
        found["verdict"].as_str().expect("a verdict"),
        found["found"].as_str().expect("words"),
    )
}

#[test]
fn a_served_site_is_healthy_on_both_databases() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let folder = tempfile::tempdir().expect("a folder");
        let database = url(db.address());
        let serving = Serving::start(rose_ash(folder.path()).args([
            "serve",
            "--demo",
            "--database-url",
            &database,
        ]));
        let output = doctor(folder.path(), &["--json", "--database-url", &database], &[]);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
        assert_eq!(output.status.code(), Some(0), "{answer}");
        assert_eq!(answer["healthy"], true);
        let (ok, version) = verdict(&answer, "database");
        assert!(ok == "ok" && version.starts_with(db.name()), "{version}");
        assert_eq!(verdict(&answer, "schema"), ("ok", "up to date"));
        assert_eq!(verdict(&answer, "event log").0, "ok", "{answer}");
        let (ok, media) = verdict(&answer, "media");
        assert!(ok == "ok" && !media.starts_with("0 "), "{media}");
        assert_eq!(serving.stop(), Some(0));

        std::fs::remove_dir_all(folder.path().join("data/media")).expect("removed");
        let output = doctor(folder.path(), &["--database-url", &database], &[]);
        let (words, code) = told(&output);
        assert_eq!(code, Some(1), "{words}");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains("wrong    media"), "{text}");
        assert!(words.contains("one thing is wrong"), "{words}");
    }
}

#[test]
fn what_is_missing_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    // Nobody listens on a port that was free a moment ago.
    let gone = TcpListener::bind("127.0.0.1:0")
        .expect("bound")
        .local_addr()
        .expect("an address");
    let taken = TcpListener::bind("127.0.0.1:0").expect("bound");
    let silent = taken.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in taken.incoming().flatten() {
            // Another program: it hangs up.
            drop(stream);
        }
    });
    let output = doctor(
        folder.path(),
        &[
            "--json",
            "--internal",
            &silent,
            "--database-url",
            &format!("postgres://u:hunter2@{gone}/coop?sslpassword=correct-horse"),
            "--redis-url",
            &format!("redis://:battery@{gone}/0"),
            "--peers",
            &format!("cart=http://x:battery@{gone}"),
        ],
        &[("SECRET_KEY", SECRETS[3])],
    );
    let (words, code) = told(&output);
    assert_eq!(code, Some(1), "{words}");
    let text = String::from_utf8(output.stdout).expect("text");
    for secret in SECRETS {
        assert!(
            !text.contains(secret) && !words.contains(secret),
            "{secret} in {text} {words}"
        );
    }
    let answer: serde_json::Value = serde_json::from_str(&text).expect("an object");
    for subject in ["database", "redis", "peer cart", "internal"] {
        let (verdict, found) = verdict(&answer, subject);
        assert_eq!(verdict, "wrong", "{subject}: {found}");
    }
    assert!(
        verdict(&answer, "internal")
            .1
            .contains("taken by another program")
    );
    assert_eq!(verdict(&answer, "data folder").0, "warning");
    let settings = answer["settings"].as_array().expect("settings");
    let origin = |name: &str| {
        let setting = settings.iter().find(|setting| setting["name"] == name);
        setting.expect(name)["origin"].clone()
    };
    assert_eq!(origin("redis_url"), "--redis-url");
    assert_eq!(origin("secret_key"), "SECRET_KEY");
    assert_eq!(origin("apps"), "default");
    assert!(!folder.path().join("data").exists(), "it makes nothing");
}

#[test]
fn a_database_without_a_schema_is_wrong() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let folder = tempfile::tempdir().expect("a folder");
        let output = doctor(
            folder.path(),
            &["--json", "--database-url", &url(db.address())],
            &[],
        );
        assert_eq!(output.status.code(), Some(1));
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
        let (verdict, found) = verdict(&answer, "schema");
        assert_eq!(verdict, "wrong");
        assert!(found.starts_with("it lacks m0001_content, "), "{found}");
    }
}
