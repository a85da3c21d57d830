//! Unpacking in bounded memory, and no further than a backup can go.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::refuse;
use super::unpack::unreadable;
use crate::error::DataError;

/// The decoder's memory: level 3 wants 2 MiB, and no stranger gets more than this (2 to the 23rd).
const WINDOW_LOG_MAX: u32 = 23;
/// What a file may unpack to before anybody asks how.
const UNPACKED_BYTES_FREE: u64 = 256 << 20;
/// Beyond that, how many bytes each byte of the file may become: texts come to 3 to 30.
const EXPANSION_MAX: u64 = 1_000;

/// Unpacks, and ends when little becomes too much.
pub(super) struct Bounded<R: Read> {
    decoder: zstd::Decoder<'static, io::BufReader<Counted<R>>>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Read> Bounded<R> {
    pub(super) fn open(input: R) -> Result<Self, DataError> {
        let packed = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            inner: input,
            bytes: packed.clone(),
        };
        let mut decoder = zstd::Decoder::new(counted).map_err(unreadable)?;
        decoder.window_log_max(WINDOW_LOG_MAX).map_err(unreadable)?;
        Ok(Self {
            decoder,
            packed,
            unpacked: 0,
        })
    }

    /// Behind a tar's end are zeros, and then nothing; the checksum of the last bytes is looked at here.
    pub(super) fn must_end(&mut self) -> Result<(), DataError> {
        let mut rest = Vec::new();
        Read::by_ref(self)
            .take(64 << 10)
            .read_to_end(&mut rest)
            .map_err(unreadable)?;
        if rest.len() == 64 << 10 || rest.iter().any(|byte| *byte != 0) {
            return Err(refuse("the backup goes on behind its end"));
        }
        Ok(())
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer)?;
        self.unpacked += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > UNPACKED_BYTES_FREE && self.unpacked / EXPANSION_MAX > packed {
            return Err(io::Error::other(format!(
                "{packed} bytes of it unpack to {}, more than any backup does",
                self.unpacked
            )));
        }
        Ok(read)
    }
}
