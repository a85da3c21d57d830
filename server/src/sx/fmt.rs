//! `rose-ash sx fmt`: sources laid out as all are.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sx::Source;
use tempfile::NamedTempFile;

use super::options::FmtOptions;
use super::{all_apps, counted, files};
use crate::backup::say;
use crate::failure::Failure;

/// How a file of cases for tests begins, which holds more than one source.
const CASES: &str = ";;; case ";

/// Formats files, or says which need it.
pub(crate) fn fmt(options: &FmtOptions) -> Result<(), Failure> {
    if options.files.iter().any(|file| file.as_os_str() == "-") {
        return match options.files.as_slice() {
            [_] => standard_input(options.check),
            _ => Err(Failure::wrong_use(
                "`-` is standard input: it cannot be formatted together with files",
            )),
        };
    }
    let paths = match options.files.is_empty() {
        true => own_templates()?,
        false => files::named(&options.files)?,
    };
    let (mut changed, mut faults) = (0_usize, 0_usize);
    for path in &paths {
        let text = files::read(path)?;
        if text.starts_with(CASES) {
            continue;
        }
        match formatted(&path.display().to_string(), &text) {
            Err(fault) => {
                eprintln!("{fault}\n");
                faults += 1;
            }
            Ok(new) if new == text => {}
            Ok(new) => {
                if !options.check {
                    replace(path, &new)?;
                }
                say(&path.display().to_string())?;
                changed += 1;
            }
        }
    }
    let all = counted(paths.len(), "file", "files");
    match (faults, changed) {
        (1.., _) => Err(Failure::run(format!(
            "{faults} of {all} cannot be formatted: what is wrong stands above"
        ))),
        (0, 1..) if options.check => Err(Failure::run(format!(
            "{changed} of {all} would be changed by `rose-ash sx fmt`"
        ))),
        (0, 0) => say(&format!("{all}: nothing to change")),
        (0, _) => say(&format!("{changed} of {all} formatted")),
    }
}

fn own_templates() -> Result<Vec<PathBuf>, Failure> {
    let folders = web::template_folders(&all_apps());
    if folders.is_empty() {
        return Err(Failure::wrong_use(
            "this program stands without its source: say which files to format",
        ));
    }
    let mut paths = files::named(&folders)?;
    // Paths as they were compiled in go up and down: `web/../../templates`.
    for path in &mut paths {
        if let Ok(plain) = path.canonicalize() {
            *path = plain;
        }
    }
    Ok(paths)
}

fn formatted(path: &str, text: &str) -> Result<String, sx::Diagnostic> {
    sx::format(&Source::new(path, text))
}

fn standard_input(check: bool) -> Result<(), Failure> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::run(format!("standard input: {error}")))?;
    let new = formatted("(standard input)", &text).map_err(|fault| {
        eprintln!("{fault}\n");
        Failure::run("standard input cannot be formatted: what is wrong stands above")
    })?;
    if check {
        return match new == text {
            true => Ok(()),
            false => Err(Failure::run(
                "standard input would be changed by `rose-ash sx fmt`",
            )),
        };
    }
    std::io::stdout()
        .write_all(new.as_bytes())
        .map_err(|error| Failure::run(format!("standard output: {error}")))
}

/// Puts a new text in the place of a file, whole or not at all.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let written = || {
        // A link stays a link: what it leads to is replaced.
        let file = path.canonicalize()?;
        let folder = file.parent().unwrap_or(Path::new("."));
        let mut new = NamedTempFile::new_in(folder)?;
        new.write_all(text.as_bytes())?;
        new.as_file()
            .set_permissions(fs::metadata(&file)?.permissions())?;
        new.as_file().sync_all()?;
        new.persist(&file).map_err(|error| error.error)?;
        Ok(())
    };
    written().map_err(|error: std::io::Error| {
        Failure::run(format!("{} cannot be written: {error}", path.display()))
    })
}
