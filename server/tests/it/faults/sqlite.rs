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
fn a_backup_that_does_not_fit_leaves_nothing_and_names_what_is_full() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = on_a_small_disk(
        folder.path(),
        r#"
        "$PROGRAM" seed --data data 2>/dev/null
        code=0; "$PROGRAM" backup disk/site.tar.zst --data data 2>&1 || code=$?
        echo "backup: $code, left: $(ls -A disk)"
        "$PROGRAM" backup site.tar.zst --data data >/dev/null
        code=0; "$PROGRAM" restore site.tar.zst --data disk/there 2>&1 || code=$?
        echo "restore: $code"
        mount -o remount,size=64m disk
        "$PROGRAM" restore site.tar.zst --data disk/there 2>&1
        "#,
    );
    assert!(
        printed.contains("the backup cannot be written: No space left"),
        "{printed}"
    );
    assert!(printed.contains("backup: 1, left: \n"), "{printed}");
    assert!(printed.contains("restore: 1\n"), "{printed}");
    assert!(printed.contains("holds the site of"), "{printed}");
}

/// Whoever may not write the file says so before anybody has written in vain.
#[test]
fn a_file_that_may_not_be_written_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = on_a_small_disk(
        folder.path(),
        r#"
        "$PROGRAM" migrate 2>/dev/null
        mount --bind data/rose-ash.db data/rose-ash.db
        mount -o remount,bind,ro data/rose-ash.db
        "$PROGRAM" doctor --listen 127.0.0.1:0 2>&1 || true
        code=0; "$PROGRAM" seed 2>&1 || code=$?
        echo "seed: $code"
        "$PROGRAM" serve --listen 127.0.0.1:0 >out 2>err & served=$!
        until grep -q "is open" out; do kill -0 $served; done
        kill $served
        code=0; wait $served || code=$?
        echo "serve: $code"
        grep "nothing be saved" err
        umount data/rose-ash.db
        "$PROGRAM" seed 2>/dev/null
        # Its folder cannot be written, not even for the files that SQLite puts beside it.
        mkdir ro && mount -t tmpfs -o size=16m tmpfs ro
        cp data/rose-ash.db ro/ && mount -o remount,ro ro
        "$PROGRAM" doctor --database-url "sqlite://$PWD/ro/rose-ash.db" --listen 127.0.0.1:0 2>&1 || true
        "#,
    );
    let said = |words: &str| assert!(printed.contains(words), "{words}\n{printed}");
    said("wrong    writing        the database may not be written");
    said("seed: 1\n");
    said("serve: 0\n");
    said("pages can be read, and nothing be saved: the database may not be written");
    said("cannot be opened: look whether its folder is there");
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
