//! Who asks: what a session will say once there are sessions.

use std::fmt;

/// Longer keys are none of ours.
const CHARACTERS: usize = 64;

/// The visitor of a request; whoever knows them puts it into the request's extensions.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Visitor(Option<String>);

impl Visitor {
    /// Somebody without session or basket. All of them are alike.
    pub const NOBODY: Self = Self(None);

    /// The visitor with this opaque key: 1 to 64 letters, digits, `-` and `_`.
    pub fn known(key: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let fits = (1..=CHARACTERS).contains(&key.len()) && key.bytes().all(plain);
        fits.then(|| Self(Some(key.to_owned())))
    }

    /// The key by which what is theirs is kept apart.
    pub fn key(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// A key opens what is the visitor's, so that no log shows it.
impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Some(_) => "Visitor(known)",
            None => "Visitor(nobody)",
        })
    }
}
