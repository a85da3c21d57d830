//! Puts `shared/static` into the binary: content-hashed names, and a gzip and a zstd copy of what gets smaller.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

#[path = "src/assets/bundle.rs"]
mod bundle;

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    // New files in these folders would otherwise go unnoticed: macros can only watch the files that they found.
    for folder in ["static", "templates", "words"] {
        println!(
            "cargo::rerun-if-changed={}",
            manifest.join("../..").join(folder).display()
        );
    }
    println!("cargo::rerun-if-changed=src/assets/bundle.rs");

    let files = bundle::collect(&manifest.join("../../static"))?;
    let names = hashed_names(&files);
    let mut table = String::from("&[\n");
    for (index, (name, bytes)) in files.iter().enumerate() {
        let bytes = bundle::with_addresses(name, bytes, |target| names.get(target).cloned());
        let plain = store(&out, index, "plain", &bytes)?;
        let gzip = smaller(&out, index, "gz", &bytes, gzip(&bytes)?)?;
        let zstd = smaller(
            &out,
            index,
            "zst",
            &bytes,
            zstd::encode_all(&bytes[..], 19)?,
        )?;
        let hashed = &names[name];
        writeln!(
            table,
            "StaticFile {{ name: {name:?}, hashed: {hashed:?}, plain: {plain}, gzip: {gzip}, zstd: {zstd} }},"
        )
        .map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(out.join("static_files.rs"), table)
}

/// `css/site.css` becomes `css/site.0123456789ab.css`. A sheet's hash is taken before the addresses in it are
/// hashed, and so covers the files it names only through the house-wide salt: the hash of everything else.
fn hashed_names(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let mut leaves = Sha256::new();
    for (name, bytes) in files.iter().filter(|(name, _)| !name.ends_with(".css")) {
        leaves.update(name.as_bytes());
        leaves.update(bytes);
    }
    let salt = leaves.finalize();
    let hashed = |(name, bytes): (&String, &Vec<u8>)| {
        let mut hash = Sha256::new();
        if name.ends_with(".css") {
            hash.update(salt);
        }
        hash.update(bytes);
        let hash: String = hash
            .finalize()
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        (name.clone(), format!("{stem}.{hash}.{extension}"))
    };
    files.iter().map(hashed).collect()
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Keeps a compressed copy only where it saves a twentieth or more: fonts and pictures are compressed already.
fn smaller(
    out: &Path,
    index: usize,
    kind: &str,
    plain: &[u8],
    packed: Vec<u8>,
) -> io::Result<String> {
    if packed.len() + plain.len() / 20 > plain.len() {
        return Ok("None".into());
    }
    Ok(format!("Some({})", store(out, index, kind, &packed)?))
}

fn store(out: &Path, index: usize, kind: &str, bytes: &[u8]) -> io::Result<String> {
    let path = out.join(format!("static-{index}.{kind}"));
    fs::write(&path, bytes)?;
    Ok(format!("include_bytes!({:?})", path.display().to_string()))
}
