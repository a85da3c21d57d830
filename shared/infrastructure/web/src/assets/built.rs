//! The static files in the binary, made ready once in a process: hashed names, compressed copies.
//!
//! They are compressed when the process starts (a few milliseconds) and not when it is built, because a build script
//! would have the compressors compiled a second time.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Bytes;
use http::HeaderValue;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use super::{bundle, media_type};
use crate::accept::Encoding;
use crate::hosts::is_text;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../static");

/// All of them.
pub(super) static BUILT: LazyLock<Built> = LazyLock::new(|| Built::new(&EMBEDDED));

pub(crate) struct Built {
    /// Addresses by name.
    pub(super) addresses: HashMap<String, String>,
    /// Files by address.
    pub(super) files: HashMap<String, File>,
}

/// A file with its compressed copies.
pub(crate) struct File {
    pub(super) media_type: HeaderValue,
    pub(super) plain: Bytes,
    gzip: Option<Bytes>,
    zstd: Option<Bytes>,
}

impl Built {
    fn new(dir: &'static Dir<'static>) -> Self {
        let mut built = Self {
            addresses: HashMap::new(),
            files: HashMap::new(),
        };
        let mut files = bundle::from_binary(dir);
        let sheet = files.remove(bundle::SHEET);
        for (name, contents) in files {
            built.add(&name, bytes_of(contents));
        }
        // Last, because the sheet names other files, and its own hash covers their names.
        if let Some(sheet) = sheet {
            let sheet = bundle::with_addresses(&sheet, |name| built.addresses.get(name).cloned());
            built.add(bundle::SHEET, Bytes::from(sheet));
        }
        built
    }

    fn add(&mut self, name: &str, contents: Bytes) {
        let address = hashed_address(name, &contents);
        self.files
            .insert(address.clone(), File::new(name, contents));
        self.addresses.insert(name.to_owned(), address);
    }
}

/// Without a copy of what is in the binary.
fn bytes_of(contents: Cow<'static, [u8]>) -> Bytes {
    match contents {
        Cow::Borrowed(contents) => Bytes::from_static(contents),
        Cow::Owned(contents) => Bytes::from(contents),
    }
}

/// `css/site.css` lives at `/static/css/site.0123456789ab.css`.
fn hashed_address(name: &str, contents: &[u8]) -> String {
    let hash: String = Sha256::digest(contents)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/static/{stem}.{hash}.{extension}")
}

impl File {
    pub(crate) fn new(name: &str, plain: Bytes) -> Self {
        let media_type = media_type(name);
        // Fonts and pictures are compressed already.
        let packable = is_text(media_type.as_bytes());
        let packed = |encoding: Encoding, level| {
            let packed = packable.then(|| encoding.compress(&plain, level)).flatten();
            packed
                .filter(|bytes| bytes.len() < plain.len())
                .map(Bytes::from)
        };
        let gzip = packed(Encoding::Gzip, GZIP_LEVEL);
        let zstd = packed(Encoding::Zstd, ZSTD_LEVEL);
        Self {
            media_type,
            gzip,
            zstd,
            plain,
        }
    }

    /// The copy in this encoding, if there is one.
    pub(super) fn encoded(&self, encoding: Encoding) -> Option<&Bytes> {
        match encoding {
            Encoding::Zstd => self.zstd.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Identity => Some(&self.plain),
        }
    }
}

/// Small, and still quick for a sheet of 100 KB.
const ZSTD_LEVEL: u32 = 12;
const GZIP_LEVEL: u32 = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_in_the_sheet_is_a_file() {
        let sheet = &BUILT.files[&BUILT.addresses[bundle::SHEET]];
        let text = std::str::from_utf8(&sheet.plain).expect("sheets are UTF-8");
        let targets = text
            .split("url(")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap_or_default());
        let targets: Vec<&str> = targets
            .map(|target| target.trim_matches(['"', '\'']))
            .collect();
        assert!(!targets.is_empty(), "the sheet names fonts");
        for target in targets {
            assert!(
                target.starts_with("data:") || BUILT.files.contains_key(target),
                "{target}"
            );
        }
    }

    #[test]
    fn files_that_the_layout_names_are_there() {
        for name in [
            bundle::SHEET,
            "icons/rose-ash.svg",
            "icons/rose-ash-180.png",
        ] {
            assert!(BUILT.addresses.contains_key(name), "{name}");
        }
    }

    #[test]
    fn compressed_copies_hold_what_the_plain_file_holds() {
        let sheet = &BUILT.files[&BUILT.addresses[bundle::SHEET]];
        let packed = sheet.encoded(Encoding::Zstd).expect("sheets get smaller");
        assert_eq!(zstd::decode_all(&packed[..]).expect("zstd"), sheet.plain);
        let packed = sheet.encoded(Encoding::Gzip).expect("sheets get smaller");
        let mut plain = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed[..]), &mut plain)
            .expect("gzip");
        assert_eq!(plain, sheet.plain);
    }
}
