//! Writing a backup's file: a tar, compressed with zstd.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::refuse;
use crate::error::DataError;
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
    pub(super) fn stored(
        &mut self,
        path: &Path,
        hash: MediaHash,
    ) -> Result<Option<u64>, DataError> {
        let unread = |source| DataError::File {
            path: path.display().to_string(),
            source,
        };
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unread(error)),
        };
        let (found, bytes) = hashed(&mut file).map_err(unread)?;
        if found != hash {
            return Ok(None);
        }
        file.rewind().map_err(unread)?;
        let mut content = Reading {
            from: file.take(bytes),
            fault: None,
        };
        let written = self.entry(&format!("media/{hash}"), bytes, &mut content);
        match (content.fault, written) {
            (Some(error), _) => Err(unread(error)),
            (None, Err(error)) => Err(unwritten(error)),
            (None, Ok(())) if content.from.limit() > 0 => Err(unread(io::Error::other(
                "it became shorter while it was read",
            ))),
            (None, Ok(())) => Ok(Some(bytes)),
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

/// Tells faults of the file that is read apart from those of the backup that is written.
struct Reading<R> {
    from: R,
    fault: Option<io::Error>,
}

impl<R: Read> Read for Reading<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.from.read(buffer).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.fault = Some(error);
            }
            kind.into()
        })
    }
}

/// A fault of the backup's own file.
pub(super) fn unwritten(error: io::Error) -> DataError {
    refuse(format!("the backup cannot be written: {error}"))
}

/// What a file holds: its hash, and how many bytes were read for it.
pub(super) fn hashed(content: &mut impl Read) -> io::Result<(MediaHash, u64)> {
    let mut sum = Sha256::new();
    let bytes = io::copy(content, &mut sum)?;
    Ok((MediaHash::from_sha256(&sum.finalize()), bytes))
}
