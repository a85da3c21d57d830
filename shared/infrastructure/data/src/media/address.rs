//! What stored files are called: hashes, addresses, file names.

use std::fmt;
use std::str::FromStr;

/// The widths in which pictures are offered, each only when it is smaller than the original.
pub const WIDTHS: [u32; 5] = [320, 640, 960, 1280, 1920];

/// The longest file name that is kept, in characters; file systems and old browsers end at 255.
const NAME_CHARS_MAX: usize = 100;

/// The identity of a stored file: the first 32 hex digits of the SHA-256 of its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaHash([u8; 16]);

/// A text that is no hash: 32 lower-case hex digits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the hash of a stored file")]
pub struct NoHash;

impl MediaHash {
    /// The identity that belongs to a SHA-256.
    pub(crate) fn from_sha256(sum: &[u8]) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&sum[..16]);
        Self(half)
    }
}

impl FromStr for MediaHash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NoHash),
        };
        if text.len() != 32 {
            return Err(NoHash);
        }
        let mut half = [0; 16];
        for (byte, pair) in half.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? * 16 + digit(pair[1])?;
        }
        Ok(Self(half))
    }
}

impl fmt::Display for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The address of an original: `/media/<hash>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaAddress {
    /// Which file.
    pub hash: MediaHash,
    /// What it is called; says nothing about which file it is.
    pub name: String,
}

impl MediaAddress {
    /// The address of the copy that is `width` pixels wide.
    pub fn at_width(&self, width: u32) -> String {
        format!("/media/{}/w{width}/{}", self.hash, self.name)
    }
}

impl fmt::Display for MediaAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/media/{}/{}", self.hash, self.name)
    }
}

impl FromStr for MediaAddress {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        let rest = text.strip_prefix("/media/").ok_or(NoHash)?;
        let (hash, name) = rest.split_once('/').ok_or(NoHash)?;
        if name.is_empty() || name != file_name(name) {
            return Err(NoHash);
        }
        Ok(Self {
            hash: hash.parse()?,
            name: name.to_owned(),
        })
    }
}

/// A file name that is safe in an address, a header and a file system: ASCII letters, digits, `.`, `_` and `-`, without
/// a dot at its begin, at most 100 characters of which the last (the extension) are kept.
pub fn file_name(wish: &str) -> String {
    let last = wish.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name = String::with_capacity(last.len());
    for char in last.chars() {
        match char {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' => name.push(char),
            _ if name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let from = name.len().saturating_sub(NAME_CHARS_MAX);
    match name[from..].trim_start_matches(['.', '-']) {
        "" => "file".to_owned(),
        kept => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_32_lower_case_hex_digits() {
        let text = "0123456789abcdef0123456789abcdef";
        assert_eq!(
            text.parse::<MediaHash>().map(|hash| hash.to_string()),
            Ok(text.to_owned())
        );
        for wrong in [
            "",
            "../../etc/passwd",
            &text[1..],
            &text.to_uppercase(),
            &"é".repeat(16),
        ] {
            assert_eq!(wrong.parse::<MediaHash>(), Err(NoHash), "{wrong}");
        }
    }

    #[test]
    fn addresses_come_back() {
        let text = "/media/0123456789abcdef0123456789abcdef/a-1.jpg";
        let address: MediaAddress = text.parse().expect("good");
        assert_eq!(address.to_string(), text);
        assert_eq!(
            address.at_width(640),
            "/media/0123456789abcdef0123456789abcdef/w640/a-1.jpg"
        );
        for wrong in [
            "/media/x/y",
            "/media/0123456789abcdef0123456789abcdef/",
            "/media/0123456789abcdef0123456789abcdef/w640/a.jpg",
        ] {
            assert_eq!(wrong.parse::<MediaAddress>(), Err(NoHash), "{wrong}");
        }
    }

    #[test]
    fn names_are_made_safe() {
        assert_eq!(file_name("Äpfel & Birnen.JPG"), "pfel-Birnen.JPG");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("..\\..\\boot.ini"), "boot.ini");
        assert_eq!(file_name("..."), "file");
        assert_eq!(file_name("四"), "file");
        assert_eq!(file_name("a\"\r\nx: y.png"), "a-x-y.png");
        let long = format!("{}.jpeg", "x".repeat(500));
        assert_eq!(file_name(&long).len(), 100);
        assert!(file_name(&long).ends_with("x.jpeg"));
        assert_eq!(file_name(&file_name(&long)), file_name(&long));
    }
}
