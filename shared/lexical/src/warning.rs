//! What an editor should hear about a document that could not be shown as written.

use serde::Serialize;
use std::fmt;

/// One remark on a rendered or served document: what was found, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Warning {
    /// A node of a type that we do not know: kept in the document, shown as nothing.
    UnknownNode {
        /// The `type` of the node, shortened.
        node_type: String,
    },
    /// A node whose properties make it impossible to show: kept, shown as nothing.
    BrokenNode {
        /// The `type` of the node.
        node_type: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Part of the served HTML was removed.
    Dropped {
        /// What it was, such as `script` or `onclick`.
        what: String,
        /// Why pages may not hold it.
        why: String,
    },
    /// Part of the served HTML was replaced by something that fits.
    Replaced {
        /// What it was, such as `iframe https://www.youtube.com/…`.
        what: String,
        /// What stands there now.
        by: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownNode { node_type } => {
                write!(f, "a “{node_type}” block is unknown here and is not shown")
            }
            Self::BrokenNode { node_type, reason } => {
                write!(f, "a “{node_type}” block is not shown: {reason}")
            }
            Self::Dropped { what, why } => write!(f, "{what} was removed: {why}"),
            Self::Replaced { what, by } => write!(f, "{what} was replaced by {by}"),
        }
    }
}
