//! The files that a command was given.

use std::fs;
use std::path::{Path, PathBuf};

use sx::Source;

use crate::failure::Failure;

/// Folders that hold nobody's templates.
const PASSED_OVER: [&str; 2] = ["node_modules", "target"];

/// The files as they were named, folders replaced by the `.sx` files in them, in order.
pub(super) fn named(places: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for place in places {
        if place.is_dir() {
            found.extend(templates_in(place)?);
        } else {
            found.push(place.clone());
        }
    }
    Ok(found)
}

/// The layer of what is laid over the shared templates.
pub(super) const LAYER: u16 = 1;

/// The templates that every app uses.
pub(super) fn shared() -> Result<Vec<Source>, Failure> {
    web::shared_templates()
        .map_err(|error| Failure::run(format!("the shared templates cannot be read: {error}")))
}

/// Reads files to be compiled together.
pub(super) fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let source = |path: &PathBuf| {
        let text = read(path)?;
        Ok(Source::new(path.display().to_string(), text).layer(LAYER))
    };
    paths.iter().map(source).collect()
}

pub(super) fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::run(format!("{} cannot be read: {error}", path.display())))
}

fn templates_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |folder: &Path, error: std::io::Error| {
        Failure::run(format!("{} cannot be read: {error}", folder.display()))
    };
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, error))? {
            let entry = entry.map_err(|error| unreadable(&folder, error))?;
            let kind = entry
                .file_type()
                .map_err(|error| unreadable(&folder, error))?;
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            // A link to a folder could lead round in a circle.
            if kind.is_dir() && !name.starts_with('.') && !PASSED_OVER.contains(&&*name) {
                open.push(path);
            } else if !kind.is_dir() && path.extension().is_some_and(|end| end == "sx") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
