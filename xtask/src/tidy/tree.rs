//! The tree as the rules see it: every text file that git knows or would take, and what is wrong with one.

use std::fmt;

use crate::fault::{Context, Result};
use crate::{process, workspace};

/// A file of the project.
#[derive(Debug)]
pub(crate) struct File {
    /// From the root, with slashes.
    pub(crate) path: String,
    /// Empty where the file is not text: rules then see its name alone.
    pub(crate) text: String,
}

impl File {
    /// The name's ending, without the dot.
    pub(crate) fn ending(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
    }

    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path
            .rsplit_once('/')
            .map_or(&self.path, |(_, name)| name)
    }

    /// Whether one of the folders on the way is called so.
    pub(crate) fn is_below(&self, folder: &str) -> bool {
        self.path
            .split('/')
            .rev()
            .skip(1)
            .any(|part| part == folder)
    }

    /// The lines with their numbers, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }
}

/// All files.
pub(crate) struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// The checkout: committed files and new ones that are not ignored.
    pub(crate) fn read() -> Result<Self> {
        let root = workspace::root();
        let mut git = process::command("git");
        git.current_dir(root).args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            "--deduplicate",
        ]);
        let listed = process::output(&mut git)?;
        let mut files = Vec::new();
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            let file = root.join(path);
            if !file.is_file() {
                // Deleted, and not yet committed so.
                continue;
            }
            let bytes = std::fs::read(&file).context(format!("read {path}"))?;
            files.push(File {
                path: path.to_owned(),
                text: String::from_utf8(bytes).unwrap_or_default(),
            });
        }
        Ok(Self { files })
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self {
            files: files.iter().map(file).collect(),
        }
    }

    /// Every file, by path.
    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }

    /// The files with one of these endings.
    pub(crate) fn with_ending<'a>(
        &'a self,
        endings: &'a [&'a str],
    ) -> impl Iterator<Item = &'a File> {
        self.files
            .iter()
            .filter(|file| endings.contains(&file.ending()))
    }

    /// One file.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// A broken rule: where, and a sentence that teaches.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    place: String,
    sentence: String,
}

impl Problem {
    pub(crate) fn in_file(path: &str, sentence: impl Into<String>) -> Self {
        Self {
            place: path.to_owned(),
            sentence: sentence.into(),
        }
    }

    pub(crate) fn in_line(path: &str, line: usize, sentence: impl Into<String>) -> Self {
        Self {
            place: format!("{path}:{line}"),
            sentence: sentence.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.sentence)
    }
}

/// The places of problems: what the tests of rules compare.
#[cfg(test)]
pub(crate) fn places(problems: &[Problem]) -> Vec<&str> {
    problems
        .iter()
        .map(|problem| problem.place.as_str())
        .collect()
}
