//! How `shared/static` becomes the files that are served: the same for what is in the binary and for what `--dev`
//! reads from disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use include_dir::Dir;

/// The one sheet that all of `css/*.css` are joined into, in the order of their names.
pub(super) const SHEET: &str = "css/site.css";

/// Contents by name, with `/` between folders.
pub(super) type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// The files in the binary.
pub(super) fn from_binary(dir: &'static Dir<'static>) -> Files {
    let mut files = Files::new();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        for file in dir.files() {
            if let Some(name) = file.path().to_str() {
                files.insert(name.replace('\\', "/"), Cow::Borrowed(file.contents()));
            }
        }
    }
    with_one_sheet(files)
}

/// The files in the source tree.
pub(super) fn from_disk(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                files.insert(name, Cow::Owned(fs::read(entry.path())?));
            }
        }
    }
    Ok(with_one_sheet(files))
}

fn with_one_sheet(files: Files) -> Files {
    let (sheets, mut files): (Files, Files) = files
        .into_iter()
        .partition(|(name, _)| name.starts_with("css/") && name.ends_with(".css"));
    let mut joined = Vec::new();
    for sheet in sheets.into_values() {
        joined.extend_from_slice(&sheet);
        joined.push(b'\n');
    }
    files.insert(SHEET.to_owned(), Cow::Owned(joined));
    files
}

const OPEN: &str = "url(\"../";

/// Replaces each `url("../fonts/x.woff2")` in a sheet by the whole address that `address` knows for `fonts/x.woff2`.
pub(super) fn with_addresses(sheet: &[u8], address: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let sheet = String::from_utf8_lossy(sheet);
    let mut pieces = sheet.split(OPEN);
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let known = piece
            .split_once('"')
            .and_then(|(target, rest)| Some((address(target)?, rest)));
        match known {
            Some((address, rest)) => written.extend(["url(\"", &address, "\"", rest]),
            None => written.extend([OPEN, piece]),
        }
    }
    written.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_are_known_are_replaced() {
        let sheet = b"a { src: url(\"../f/x.woff2\") } b { src: url(\"../f/y.woff2\"), url(\"data:,\") } url(\"../z";
        let written = with_addresses(sheet, |name| {
            (name == "f/x.woff2").then(|| "/static/f/x.1.woff2".into())
        });
        let written = String::from_utf8(written).expect("text");
        assert_eq!(
            written,
            "a { src: url(\"/static/f/x.1.woff2\") } b { src: url(\"../f/y.woff2\"), url(\"data:,\") } url(\"../z"
        );
    }
}
