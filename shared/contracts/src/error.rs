//! What can go wrong in a domain, in the words that every app understands.

use crate::app::AppName;

/// A field that was refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The field's name as the form or document has it.
    pub field: String,
    /// What is wrong and what would be right.
    pub reason: String,
}

/// The answer of a domain that could not do what it was asked. The web frame maps it to a status once:
/// 404, 403, 422, 409, 503, 500.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such thing, or the asker may not know of it.
    #[error("not found")]
    NotFound,
    /// The asker may not do that.
    #[error("not allowed")]
    Forbidden,
    /// The input was refused, field by field.
    #[error("invalid input: {}", .0.iter().map(|f| format!("{}: {}", f.field, f.reason)).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    /// Somebody else changed it first, or it exists already.
    #[error("conflict: {0}")]
    Conflict(String),
    /// The database, or the domain itself, is not there now; asking again later may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours. The text is for the log, never for a visitor.
    #[error("internal: {0}")]
    Internal(String),
}

impl ServiceError {
    /// The answer of a domain that this process was built or started without.
    pub fn absent(app: AppName) -> Self {
        Self::Unavailable(format!("{app} is not part of this process"))
    }
}

/// What every domain call returns.
pub type ServiceResult<T> = Result<T, ServiceError>;
