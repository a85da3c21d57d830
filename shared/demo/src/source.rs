//! The embedded files, and reading them as TOML or as Markdown with front matter.

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::DemoError;

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
static PICTURES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/pictures");

/// A Markdown file taken apart.
pub(crate) struct Markdown<F> {
    /// Its path under `content/`, for messages.
    pub(crate) file: String,
    /// The file's name without `.md`: the slug.
    pub(crate) slug: String,
    /// The TOML between the `+++` lines.
    pub(crate) front: F,
    /// What follows.
    pub(crate) body: String,
}

/// Every file under `pictures/`: its path and bytes, by path.
pub(crate) fn pictures() -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    collect(&PICTURES, &mut found);
    found.sort();
    found
}

/// The TOML file `name` under `content/`.
pub(crate) fn toml<T: DeserializeOwned>(name: &str) -> Result<T, DemoError> {
    let file = CONTENT
        .get_file(name)
        .ok_or_else(|| DemoError::Missing(name.to_owned()))?;
    let text = file
        .contents_utf8()
        .ok_or_else(|| DemoError::NotText(name.to_owned()))?;
    parse(name, text)
}

/// Every Markdown file in a folder of `content/`, by name.
pub(crate) fn markdown<F: DeserializeOwned>(folder: &str) -> Result<Vec<Markdown<F>>, DemoError> {
    let dir = CONTENT
        .get_dir(folder)
        .ok_or_else(|| DemoError::Missing(folder.to_owned()))?;
    let mut read: Vec<Markdown<F>> = dir.files().map(take_apart).collect::<Result<_, _>>()?;
    read.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(read)
}

/// TOML text from `place`, for a card inside a document as much as for a whole file.
pub(crate) fn parse<T: DeserializeOwned>(place: &str, text: &str) -> Result<T, DemoError> {
    toml::from_str(text).map_err(|source| DemoError::Toml {
        file: place.to_owned(),
        source: Box::new(source),
    })
}

fn take_apart<F: DeserializeOwned>(
    file: &include_dir::File<'static>,
) -> Result<Markdown<F>, DemoError> {
    let path = file.path().to_string_lossy().replace('\\', "/");
    let text = file
        .contents_utf8()
        .ok_or_else(|| DemoError::NotText(path.clone()))?;
    let (front, body) = text
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .ok_or_else(|| DemoError::NoFrontMatter(path.clone()))?;
    let front = parse(&path, front)?;
    let slug = file
        .path()
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(Markdown {
        file: path,
        slug,
        front,
        body: body.to_owned(),
    })
}

fn collect(dir: &Dir<'static>, found: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        found.push((path, file.contents()));
    }
    for inner in dir.dirs() {
        collect(inner, found);
    }
}
