//! Bytes on their way to the JSON reader: counted, and ended when one string grows beyond reason. The JSON reader
//! itself would take a string of any length into memory before anyone could object.

use std::io::{Error, ErrorKind, Read, Result};

/// The longest string of an export, in bytes; Ghost's own columns end at 1 GB, its editor long before this.
const STRING_BYTES_MAX: usize = 32 * 1024 * 1024;

/// A reader that counts and objects.
pub(super) struct Bounded<R, F> {
    inner: R,
    /// Told how many bytes were read so far; `false` ends the reading.
    told: F,
    read: u64,
    string: usize,
    in_string: bool,
    escaped: bool,
}

impl<R, F> Bounded<R, F> {
    pub(super) fn new(inner: R, told: F) -> Self {
        Self {
            inner,
            told,
            read: 0,
            string: 0,
            in_string: false,
            escaped: false,
        }
    }

    fn longest_is_bearable(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            if !self.in_string {
                self.in_string = *byte == b'"';
                continue;
            }
            self.string += 1;
            if self.string > STRING_BYTES_MAX {
                return false;
            }
            if self.escaped {
                self.escaped = false;
            } else if *byte == b'\\' {
                self.escaped = true;
            } else if *byte == b'"' {
                (self.in_string, self.string) = (false, 0);
            }
        }
        true
    }
}

impl<R: Read, F: FnMut(u64) -> bool> Read for Bounded<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        if !(self.told)(self.read) {
            return Err(Error::other("told to stop"));
        }
        match self.longest_is_bearable(&buffer[..read]) {
            true => Ok(read),
            false => Err(Error::new(
                ErrorKind::InvalidData,
                format!(
                    "a text is longer than {} MiB",
                    STRING_BYTES_MAX / 1024 / 1024
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_string_ends_the_reading_and_many_short_ones_do_not() {
        let read = |text: Vec<u8>| {
            let mut bounded = Bounded::new(std::io::Cursor::new(text), |_| true);
            std::io::copy(&mut bounded, &mut std::io::sink())
        };
        let escaped = br#"\""#.repeat(STRING_BYTES_MAX / 2 + 1);
        assert!(read([b"[\"".as_slice(), &escaped, b"\"]"].concat()).is_err());
        assert!(read(br#""\\","x","#.repeat(STRING_BYTES_MAX / 8)).is_ok());
    }
}
