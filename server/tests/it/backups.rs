//! The demo cooperative moves from one database into the other with the real binary, and is the same to a visitor; a backup
//! or a restore that is killed leaves nothing half-made.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use data::DatabaseAddress;
use testing::TestDatabase;

use crate::program::{Serving, rose_ash, told, url};

/// A site: its folder and its database.
struct Site {
    folder: tempfile::TempDir,
    db: TestDatabase,
}

impl Site {
    fn new(db: TestDatabase) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, db }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = rose_ash(self.folder.path());
        command
            .args(arguments)
            .args(["--database-url", &url(self.db.address())]);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("ran")
    }

    /// Runs what must go well and answers with the object that it prints.
    fn answer(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self.run(arguments);
        let (words, code) = told(&output);
        assert_eq!(code, Some(0), "{} {arguments:?}: {words}", self.db.name());
        serde_json::from_slice(&output.stdout).expect("one object")
    }

    fn serve(&self) -> Serving {
        Serving::start(&mut self.command(&["serve", "--run-migrations", "true"]))
    }
}

fn empty() -> Vec<Site> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let databases = runtime.block_on(testing::empty_databases());
    databases.into_iter().map(Site::new).collect()
}

/// What of an answer is the same after a restore.
fn counts(answer: &serde_json::Value) -> (&serde_json::Value, &serde_json::Value) {
    (&answer["tables"], &answer["media"])
}

#[test]
fn the_demo_moves_into_the_other_database_and_back() {
    let mut sites = empty();
    let first = sites.remove(0);
    assert!(told(&first.run(&["seed"])).1 == Some(0));
    let serving = first.serve();
    let (status, page) = serving.get("localhost", "/");
    assert_eq!(status, 200);
    let file = first.folder.path().join("site.tar.zst");
    let path = file.to_str().expect("text").to_owned();
    // While it is served.
    let made = first.answer(&["backup", &path, "--json"]);
    assert_eq!(serving.stop(), Some(0));
    assert_eq!(private(&file), 0o600);
    assert!(
        made["tables"]["posts"]["rows"].as_u64() > Some(10),
        "{made}"
    );
    assert!(made["media"]["files"].as_u64() > Some(10), "{made}");
    assert_eq!(made["secret_key"], true);

    let mut path = path;
    for next in sites.into_iter().chain(empty()) {
        let restored = next.answer(&["restore", &path, "--json"]);
        assert_eq!(counts(&restored), counts(&made), "{}", next.db.name());
        let (words, code) = told(&next.run(&["restore", &path]));
        assert_eq!(code, Some(1));
        assert!(words.contains("the database is not empty"), "{words}");
        let again = first
            .folder
            .path()
            .join(format!("{}.again", next.db.name()));
        let again = again.to_str().expect("text").to_owned();
        let second = next.answer(&["backup", &again, "--json"]);
        assert_eq!(counts(&second), counts(&made), "{}", next.db.name());
        let serving = next.serve();
        assert_eq!(
            without_port(&serving.get("localhost", "/").1),
            without_port(&page)
        );
        assert_eq!(serving.stop(), Some(0));
        path = again;
    }
}

fn private(file: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).expect("there").permissions().mode() & 0o777
}

/// The page apart from the addresses of its free port.
fn without_port(page: &str) -> String {
    let mut text = String::new();
    for (at, part) in page.split("localhost:").enumerate() {
        text.push_str(match at {
            0 => part,
            _ => part.trim_start_matches(|c: char| c.is_ascii_digit()),
        });
    }
    text
}

/// Lets a command write for so many bytes of a file, then kills it; whether it was still at work.
fn killed(command: &mut Command, folder: &Path, bytes: u64) -> bool {
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    loop {
        if child.try_wait().expect("looked at").is_some() {
            return false;
        }
        if written(folder) > bytes {
            child.kill().expect("killed");
            child.wait().expect("ended");
            return true;
        }
        std::thread::yield_now();
    }
}

/// Bytes of all files in a folder and the folders in it.
fn written(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => written(&entry.path()),
        _ => entry.metadata().map_or(0, |data| data.len()),
    });
    sizes.sum()
}

#[test]
fn what_has_a_backups_name_is_whole_and_a_killed_restore_is_run_again() {
    let first = empty().remove(0);
    assert!(told(&first.run(&["seed"])).1 == Some(0));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("site.tar.zst");
    let path = file.to_str().expect("text").to_owned();
    let mut kills = 0;
    for part in 0..3 {
        let begun = written(folder.path());
        let command = &mut first.command(&["backup", &path]);
        kills += u32::from(killed(command, folder.path(), begun + part * 400_000));
        // What has its name is whole, also when its maker was killed a moment later.
        if file.exists() {
            empty().remove(0).answer(&["restore", &path, "--json"]);
            std::fs::remove_file(&file).expect("removed");
        }
    }
    assert!(kills > 0, "none was killed at work");
    let made = first.answer(&["backup", &path, "--json"]);

    for next in empty() {
        let mut kills = 0;
        for part in 0..3 {
            let begun = written(next.folder.path());
            let command = &mut next.command(&["restore", &path]);
            kills += u32::from(killed(command, next.folder.path(), begun + part * 300_000));
        }
        assert!(kills > 0, "{}: none was killed at work", next.db.name());
        let (words, code) = told(&next.run(&["restore", &path, "--json"]));
        // One that was killed behind its commit had ended but for its answer.
        let is_there = code == Some(0) || words.contains("the database is not empty");
        assert!(is_there, "{}: {words}", next.db.name());
        let again = folder.path().join("again");
        let again = next.answer(&["backup", again.to_str().expect("text"), "--json"]);
        assert_eq!(counts(&again), counts(&made), "{}", next.db.name());
    }
}

#[test]
fn a_backup_flows_through_a_pipe() {
    let first = empty().remove(0);
    assert!(told(&first.run(&["migrate"])).1 == Some(0));
    let output = first.run(&["backup", "-"]);
    assert_eq!(output.status.code(), Some(0));
    let next = empty().remove(0);
    let mut restore = next
        .command(&["restore", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut input = restore.stdin.take().expect("piped");
    std::io::Write::write_all(&mut input, &output.stdout).expect("written");
    drop(input);
    let output = restore.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(0));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert_eq!(answer["tables"]["posts"]["rows"], 0);
}

/// Somebody at the other end of a pipe who says nothing, or takes nothing, holds nobody who was told to stop.
#[test]
fn who_waits_for_a_pipe_stops_when_told() {
    let first = empty().remove(0);
    assert!(told(&first.run(&["seed"])).1 == Some(0));
    let next = empty().remove(0);
    let restore = next
        .command(&["restore", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut backup = first
        .command(&["backup", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    // The one looks at its database before it reads; the other has more to write than a pipe holds.
    let mut pipe = backup.stdout.take().expect("piped");
    std::io::Read::read_exact(&mut pipe, &mut [0; 4]).expect("begun");
    let DatabaseAddress::Sqlite(path) = next.db.address() else {
        panic!("SQLite is the first");
    };
    while !path.with_added_extension("migrating").exists() {
        std::thread::yield_now();
    }
    let words = stopped(restore);
    assert!(
        words.contains("stopped: the database is as it was"),
        "{words}"
    );
    let words = stopped(backup);
    assert!(words.contains("stopped: no backup was written"), "{words}");
}

/// What it says when it is told to stop, while its pipes stay open.
fn stopped(mut child: std::process::Child) -> String {
    let told = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(told.expect("kill ran").success());
    // A bound on never, not on how quick it is.
    for _ in 0..3_000 {
        if let Some(ended) = child.try_wait().expect("looked at") {
            assert_eq!(ended.code(), Some(1));
            let mut words = String::new();
            let mut stderr = child.stderr.take().expect("piped");
            std::io::Read::read_to_string(&mut stderr, &mut words).expect("read");
            return words;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    child.kill().expect("killed");
    panic!("it did not stop");
}

#[test]
fn a_key_that_is_configured_is_said_not_to_be_in_the_backup() {
    let site = empty().remove(0);
    assert!(told(&site.run(&["migrate"])).1 == Some(0));
    let file = site.folder.path().join("x.tar.zst");
    let backup = site
        .command(&["backup", file.to_str().expect("text")])
        .env("SECRET_KEY", "correct-horse-battery-staple-thirty-two")
        .output()
        .expect("ran");
    let (words, code) = told(&backup);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("SECRET_KEY is configured"), "{words}");
    assert!(!words.contains("battery"), "{words}");
}

#[test]
fn wrong_places() {
    let site = empty().remove(0);
    let there = site.folder.path().to_str().expect("text").to_owned();
    for (arguments, code, words) in [
        (
            &["backup", "-", "--json"][..],
            2,
            "cannot both go to standard output",
        ),
        (&["backup", &there], 1, "it is a folder"),
        (&["backup", "nowhere/x"], 1, "nowhere/x cannot be written"),
        (&["restore", "nowhere"], 2, "nowhere cannot be read"),
        (&["restore", &there], 2, "it is a folder"),
    ] {
        let (said, ended) = told(&site.run(arguments));
        assert_eq!(ended, Some(code), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let bare = rose_ash(site.folder.path()).args(["backup", "x"]).output();
    let (said, ended) = told(&bare.expect("ran"));
    assert_eq!(ended, Some(1));
    assert!(
        said.contains("there is no database data/rose-ash.db"),
        "{said}"
    );
    assert!(
        !site.folder.path().join("data").exists(),
        "nothing was made"
    );
}
