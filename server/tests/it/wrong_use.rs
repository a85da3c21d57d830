//! Wrong use: one sentence on standard error, the right exit code, nothing half-made.

use std::net::TcpListener;

use crate::program::{rose_ash, told};

fn refused(
    arguments: &[&str],
    variables: &[(&str, &str)],
    expected_code: i32,
    expected_words: &str,
) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = rose_ash(folder.path())
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("ran");
    let (words, code) = told(&output);
    assert_eq!(code, Some(expected_code), "{arguments:?}: {words}");
    assert!(words.contains(expected_words), "{arguments:?}: {words}");
    assert_eq!(
        words.trim_end().lines().count(),
        1,
        "{arguments:?}: {words}"
    );
    assert!(output.stdout.is_empty(), "{arguments:?}");
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("read").count(),
        0,
        "{arguments:?} left something behind"
    );
}

#[test]
fn arguments_that_nobody_knows() {
    refused(&[], &[], 2, "say what to do");
    refused(&["dance"], &[], 2, "'dance'");
    refused(&["serve", "--loud"], &[], 2, "'--loud'");
    refused(&["serve", "--apps", "blog,shop"], &[], 2, "“shop”");
    refused(&["import", "ghost", "nowhere.json"], &[], 2, "nowhere.json");
    refused(
        &["render", "lexical", "nowhere.json"],
        &[],
        1,
        "nowhere.json",
    );
}

#[test]
fn configuration_that_cannot_be_understood() {
    refused(
        &["serve"],
        &[("DATABASE_URL", "mysql://h/d")],
        2,
        "DATABASE_URL is malformed",
    );
    refused(&["serve"], &[("LISTEN", "8000")], 2, "set by LISTEN");
    refused(
        &["migrate"],
        &[("BASE_DOMAIN", "not a domain")],
        2,
        "set by BASE_DOMAIN",
    );
    refused(
        &["serve", "--config", "nowhere.toml"],
        &[],
        2,
        "nowhere.toml",
    );
}

#[test]
fn an_unknown_key_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("rose-ash.toml"),
        "listn = \"127.0.0.1:0\"",
    )
    .expect("written");
    let (words, code) = told(&rose_ash(folder.path()).arg("serve").output().expect("ran"));
    assert_eq!(code, Some(2));
    assert!(words.contains("“listn”: did you mean “listen”?"), "{words}");
}

#[test]
fn a_port_that_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("bound");
    let address = taken.local_addr().expect("an address").to_string();
    refused(
        &["serve", "--listen", &address],
        &[],
        1,
        "is taken by another program",
    );
}

#[test]
fn a_data_folder_that_is_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("data"), "").expect("written");
    let (words, code) = told(
        &rose_ash(folder.path())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .output()
            .expect("ran"),
    );
    assert_eq!(code, Some(1), "{words}");
    assert!(
        words.contains("the data folder data cannot be written"),
        "{words}"
    );
}
