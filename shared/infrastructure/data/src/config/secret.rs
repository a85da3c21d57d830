//! A value that no log and no printout shows.

use std::fmt;

/// A secret. Its `Debug` hides it; whoever needs it names the field.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T>(pub T);

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}
