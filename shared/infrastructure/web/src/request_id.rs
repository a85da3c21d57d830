//! The name of one request, on its error page, in its headers and in the log.

use std::fmt;

use uuid::Uuid;

/// A request's id. It is always ours: one that a client sends is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub(crate) Uuid);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}
