//! SQLite's file and its disk: full, locked, damaged, taken away.

use std::path::Path;
use std::process::Command;

use data::{Database, DatabaseAddress};
use sea_orm::{ConnectionTrait, Statement};

use crate::program::{Serving, rose_ash, told};

/// Runs a script of `sh` in a mount namespace of its own, with a small disk at `disk` below `folder`.
fn on_a_small_disk(folder: &Path, script: &str) -> String {
    std::fs::create_dir(folder.join("disk")).expect("a mount point");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-euc"])
        .arg(format!("mount -t tmpfs -o size=1m tmpfs disk\n{script}"))
        .current_dir(folder)
        .env("PROGRAM", env!("CARGO_BIN_EXE_rose-ash"))
        .output()
        .expect("unshare ran");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{printed}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    printed
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = on_a_small_disk(
        folder.path(),
        r#"
        database="--database-url sqlite://$PWD/disk/rose-ash.db"
        "$PROGRAM" migrate $database 2>/dev/null
        # What is left is filled up: first to the last byte, then with room for the first pages of the work.
        cat /dev/zero >disk/filler 2>/dev/null || true
        code=0; "$PROGRAM" seed $database --data data 2>&1 || code=$?
        echo "no byte: $code"
        truncate -s -200K disk/filler
        code=0; "$PROGRAM" seed $database --data data 2>&1 || code=$?
        echo "some pages: $code"
        mount -o remount,size=64m disk
        code=0; "$PROGRAM" seed $database --data data 2>&1 || code=$?
        echo "room: $code"
        cp disk/rose-ash.db after.db
        "#,
    );
    assert!(
        printed.contains("the disk that holds the database is full, so nothing"),
        "{printed}"
    );
    assert!(printed.contains("make room"), "{printed}");
    assert!(printed.contains("no byte: 1"), "{printed}");
    assert!(printed.contains("some pages: 1"), "{printed}");
    // An empty database is what `seed` asks for: the try before it left nothing.
    assert!(printed.contains("room: 0"), "{printed}");
    assert_eq!(integrity(&folder.path().join("after.db")), "ok");
}

#[test]
fn a_file_that_another_program_holds_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data/rose-ash.db");
    let migrated = rose_ash(folder.path())
        .arg("migrate")
        .output()
        .expect("ran");
    assert_eq!(told(&migrated).1, Some(0));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (held, work) = runtime.block_on(async {
        let database = Database::open(&DatabaseAddress::Sqlite(path.clone()))
            .await
            .expect("opened");
        let work = database.begin().await.expect("the write lock");
        (database, work)
    });
    let (words, code) = told(&rose_ash(folder.path()).arg("seed").output().expect("ran"));
    assert_eq!(code, Some(1), "{words}");
    assert!(
        words.contains("another program holds the database file"),
        "{words}"
    );
    runtime.block_on(async {
        drop(work);
        held.close().await.expect("closed");
    });
    let (words, code) = told(&rose_ash(folder.path()).arg("seed").output().expect("ran"));
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("data")).expect("made");
    let path = folder.path().join("data/rose-ash.db");
    let letter = "Dear all, the bread is late today. ".repeat(200);
    std::fs::write(&path, &letter).expect("written");
    let (words, code) = told(
        &rose_ash(folder.path())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .output()
            .expect("ran"),
    );
    assert_eq!(code, Some(1), "{words}");
    assert!(words.contains("rose-ash.db"), "{words}");
    assert!(words.contains("restore a backup"), "{words}");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), letter);
}

#[test]
fn a_file_that_was_taken_away_makes_the_process_unready() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = Serving::start(rose_ash(folder.path()).arg("serve"));
    assert_eq!(serving.get("localhost", "/health/ready").0, 200);
    let path = folder.path().join("data/rose-ash.db");
    let aside = folder.path().join("aside.db");
    std::fs::rename(&path, &aside).expect("moved");
    assert_eq!(serving.get("localhost", "/health/ready").0, 503);
    assert_eq!(serving.get("localhost", "/health/live").0, 200);
    std::fs::rename(&aside, &path).expect("moved back");
    assert_eq!(serving.get("localhost", "/health/ready").0, 200);
    assert_eq!(serving.stop(), Some(0));
}

fn integrity(path: &Path) -> String {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let database = Database::open(&DatabaseAddress::Sqlite(path.to_owned()))
            .await
            .expect("opened");
        let asked = Statement::from_string(database.backend(), "PRAGMA integrity_check");
        let answer = database.read().query_one_raw(asked).await.expect("asked");
        let answer = answer.expect("a row").try_get_by_index(0).expect("a text");
        database.close().await.expect("closed");
        answer
    })
}
