//! What the doctor says, and what it never says.

use std::net::TcpListener;
use std::process::Output;

use sea_orm::ConnectionTrait;

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

/// Nothing else is looked at where the configuration is not understood; all of it that is wrong is said at once.
#[test]
fn a_configuration_that_cannot_be_understood_is_told_key_by_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = [
        ("DATABASE_URL", "mysql://u:hunter2@h/coop"),
        ("BASE_DOMAIN", "Coop.example"),
        ("PEERS", "cart"),
        ("SECRET_KEY", "battery"),
    ];
    let output = doctor(folder.path(), &["--json", "--internal", "[::1]:1"], &wrong);
    let (words, code) = told(&output);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("4 things are wrong"), "{words}");
    let text = String::from_utf8(output.stdout).expect("text");
    for secret in SECRETS {
        assert!(!text.contains(secret) && !words.contains(secret), "{text}");
    }
    let answer: serde_json::Value = serde_json::from_str(&text).expect("an object");
    assert_eq!(answer["healthy"], false);
    let checks = answer["checks"].as_array().expect("checks");
    assert_eq!(checks.len(), 4, "{answer}");
    for (name, _) in wrong {
        let (verdict, found) = verdict(&answer, &name.to_ascii_lowercase());
        assert_eq!(verdict, "wrong");
        assert!(found.contains(&format!("set by {name}")), "{found}");
    }
    let settings = answer["settings"].as_array().expect("settings");
    let value = |name: &str| {
        let setting = settings.iter().find(|setting| setting["name"] == name);
        setting.expect(name)["value"].clone()
    };
    assert_eq!(value("peers"), "(not understood)");
    assert_eq!(value("internal"), "[::1]:1", "what is understood is shown");

    std::fs::write(folder.path().join("rose-ash.toml"), "listn = 1").expect("written");
    let output = doctor(folder.path(), &["--json"], &[]);
    assert_eq!(output.status.code(), Some(2));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert!(
        verdict(&answer, "configuration").1.contains("“listen”"),
        "{answer}"
    );
}

#[test]
fn a_database_that_takes_no_changes_is_wrong() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::databases()) {
        let folder = tempfile::tempdir().expect("a folder");
        let ask = || {
            let arguments = ["--json", "--database-url", &url(db.address())];
            let output = doctor(folder.path(), &arguments, &[]);
            serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("an object")
        };
        assert_eq!(verdict(&ask(), "writing").0, "ok", "{}", db.name());
        // Somebody else writes and does not end, or has forbidden it.
        let held = match db.name() {
            "SQLite" => Some(runtime.block_on(db.begin()).expect("the write lock")),
            _ => {
                let forbid = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$";
                let forbidden = runtime.block_on(db.read().execute_unprepared(forbid));
                forbidden.expect("forbidden");
                None
            }
        };
        let answer = ask();
        let (verdict, found) = verdict(&answer, "writing");
        assert_eq!(verdict, "wrong", "{}: {found}", db.name());
        assert_eq!(answer["healthy"], false, "{}", db.name());
        runtime.block_on(async { drop(held) });
    }
}

#[test]
fn what_only_makes_poorer_is_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = TcpListener::bind("127.0.0.1:0").expect("bound");
    let collector = format!("http://{}", gone.local_addr().expect("an address"));
    let ask = |arguments: &[&str]| {
        let output = doctor(folder.path(), arguments, &[]);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("an object")
    };
    let arguments = [
        "--json",
        "--domain",
        "https://coop.example",
        "--otlp-endpoint",
        &collector,
    ];
    let answer = ask(&arguments);
    assert_eq!(verdict(&answer, "proxy").0, "warning");
    assert_eq!(verdict(&answer, "traces").0, "ok");
    drop(gone);
    let answer = ask(&[&arguments[..], &["--trusted-proxies", "10.0.0.0/8"]].concat());
    assert_eq!(verdict(&answer, "traces").0, "warning");
    assert_eq!(answer["healthy"], true, "{answer}");
    let checks = answer["checks"].as_array().expect("checks");
    assert!(checks.iter().all(|check| check["subject"] != "proxy"));
}
