//! Writing a backup's file: a tar, compressed with zstd.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::media::MediaHash;

/// As the pages that we send: quick, and most of what there is to gain.
const COMPRESSION_LEVEL: i32 = 3;

/// A backup that is being written.
pub(super) struct Packer<W: Write> {
    tar: tar::Builder<zstd::Encoder<'static, W>>,
    made_at_seconds: u64,
}

impl<W: Write> Packer<W> {
    pub(super) fn new(out: W, made_at_seconds: u64) -> io::Result<Self> {
        let mut encoder = zstd::Encoder::new(out, COMPRESSION_LEVEL)?;
        encoder.include_checksum(true)?;
        Ok(Self {
            tar: tar::Builder::new(encoder),
            made_at_seconds,
        })
    }

    /// Writes an entry that is in memory.
    pub(super) fn bytes(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        self.entry(path, content.len() as u64, content)
    }

    /// Writes a stored file and answers with its bytes; nothing is written when it is not there, or is not what its hash says.
    pub(super) fn stored(&mut self, path: &Path, hash: MediaHash) -> io::Result<Option<u64>> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (found, bytes) = hashed(&mut file)?;
        if found != hash {
            return Ok(None);
        }
        file.rewind()?;
        let mut content = file.take(bytes);
        self.entry(&format!("media/{hash}"), bytes, &mut content)?;
        match content.limit() {
            0 => Ok(Some(bytes)),
            _ => Err(io::Error::other("it became shorter while it was read")),
        }
    }

    fn entry(&mut self, path: &str, bytes: u64, content: impl Read) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_path(path)?;
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(self.made_at_seconds);
        header.set_cksum();
        self.tar.append(&header, content)
    }

    /// Ends the file.
    pub(super) fn finish(self) -> io::Result<W> {
        self.tar.into_inner()?.finish()
    }
}

/// What a file holds: its hash, and how many bytes were read for it.
pub(super) fn hashed(content: &mut impl Read) -> io::Result<(MediaHash, u64)> {
    let mut sum = Sha256::new();
    let bytes = io::copy(content, &mut sum)?;
    Ok((MediaHash::from_sha256(&sum.finalize()), bytes))
}
