//! How `shared/static` becomes the files that are served: what the build embeds and what `--dev` reads from disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The one sheet that all of `css/*.css` are joined into, in the order of their names.
pub(crate) const SHEET: &str = "css/site.css";

/// All static files by name, with `/` between folders.
pub(crate) fn collect(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    gather(folder, "", &mut files)?;
    let (sheets, mut files): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files.into_iter().partition(|(name, _)| is_sheet(name));
    if !sheets.is_empty() {
        let joined = sheets
            .into_values()
            .flat_map(|sheet| [sheet, b"\n".to_vec()])
            .flatten()
            .collect();
        files.insert(SHEET.into(), joined);
    }
    Ok(files)
}

fn is_sheet(name: &str) -> bool {
    name.strip_prefix("css/")
        .is_some_and(|rest| rest.ends_with(".css") && !rest.contains('/'))
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        // Hidden files are an editor's or a system's, never ours.
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let path = entry.path();
        if path.is_dir() {
            gather(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), fs::read(&path)?);
        }
    }
    Ok(())
}

/// Replaces `url("../fonts/x.woff2")` in a sheet by the address that `address` knows for `fonts/x.woff2`.
pub(crate) fn with_addresses(
    name: &str,
    bytes: &[u8],
    address: impl Fn(&str) -> Option<String>,
) -> Vec<u8> {
    let Some(sheet) = std::str::from_utf8(bytes)
        .ok()
        .filter(|_| name.ends_with(".css"))
    else {
        return bytes.to_vec();
    };
    let mut written = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(start) = rest.find(OPEN) {
        let (before, after) = rest.split_at(start + OPEN.len());
        let Some((target, tail)) = after.split_once('"') else {
            break;
        };
        match address(target) {
            Some(address) => {
                written.push_str(&before[..start]);
                written.push_str("url(\"/static/");
                written.push_str(&address);
            }
            None => {
                written.push_str(before);
                written.push_str(target);
            }
        }
        written.push('"');
        rest = tail;
    }
    written.push_str(rest);
    written.into_bytes()
}

const OPEN: &str = "url(\"../";
