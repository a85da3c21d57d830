//! The tools for templates, as whoever writes them meets them.

mod check;
mod doc;
mod fmt;
mod render;
mod test;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use crate::program::rose_ash;

/// What a command said and how it ended.
struct Said {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Said {
    /// Standard output of a command that did what it was told.
    fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// Standard error of a command that could not.
    fn failed(self) -> String {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        self.err
    }

    /// Standard error of a command that was asked wrongly.
    fn refused(self) -> String {
        assert_eq!(self.code, Some(2), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        self.err
    }
}

/// Runs `rose-ash sx …`.
fn sx(folder: &Path, arguments: &[&str]) -> Said {
    sx_with(folder, arguments, "")
}

/// The same with something on standard input.
fn sx_with(folder: &Path, arguments: &[&str], input: &str) -> Said {
    let mut child = rose_ash(folder)
        .arg("sx")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut stdin = child.stdin.take().expect("piped");
    // A command that reads nothing may have closed it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("ended");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Said {
        out: text(output.stdout),
        err: text(output.stderr),
        code: output.status.code(),
    }
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

#[test]
fn a_configuration_that_cannot_be_understood_is_none_of_their_business() {
    let folder = folder(&[
        ("rose-ash.toml", "listn = 1"),
        ("a.sx", "(defcomp ~a:b () \"x\")"),
    ]);
    sx(folder.path(), &["check", "a.sx"]).done();
}

#[test]
fn what_to_do_must_be_said() {
    let folder = folder(&[]);
    let words = sx(folder.path(), &[]).refused();
    assert!(words.contains("check, fmt, test, doc or render"), "{words}");
}
