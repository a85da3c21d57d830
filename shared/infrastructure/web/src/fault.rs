//! What a handler could not do. A fault knows its status and what a visitor may know of it; the frame draws it once,
//! as a page of the site or as JSON (see `error_page`).
//!
//! Handlers write `?` on service calls. What belongs to the visitor is in the status and the fields; what belongs to
//! the log is in the cause and never leaves the house.

use axum::response::{IntoResponse, Response};
use contracts::{AppName, FieldError, ServiceError};
use http::StatusCode;
use sx::{Diagnostic, RenderError};

/// What a handler returns.
pub type Answer = Result<Response, Fault>;

/// Why there is no answer.
#[derive(Clone, Debug)]
pub struct Fault(pub(crate) Box<Detail>);

#[derive(Clone, Debug)]
pub(crate) struct Detail {
    pub(crate) status: StatusCode,
    /// Fields of the request that were refused, with reasons for the visitor.
    pub(crate) fields: Vec<FieldError>,
    /// The Fluent message that says it better than the status does.
    pub(crate) words: Option<&'static str>,
    pub(crate) retry_after_seconds: Option<u32>,
    /// For the log alone.
    pub(crate) cause: Option<String>,
    /// What is wrong with a template: shown in `--dev` alone.
    pub(crate) template: Vec<Diagnostic>,
    /// The host that was asked for, when this process has no site there.
    pub(crate) misdirected: Option<Misdirected>,
}

/// A host that this process has no site for.
#[derive(Clone, Debug)]
pub(crate) struct Misdirected {
    pub(crate) host: String,
    /// The app of ours that lives there, in another process.
    pub(crate) app: Option<AppName>,
}

impl Misdirected {
    fn new(host: &str, app: Option<AppName>) -> Self {
        let host = host.chars().take(100).collect();
        Self { host, app }
    }
}

/// How long a visitor or crawler should wait when something of ours is away.
const RETRY_SECONDS: u32 = 5;

impl Fault {
    /// An answer with just a status.
    pub fn status(status: StatusCode) -> Self {
        let detail = Detail {
            status,
            fields: Vec::new(),
            words: None,
            retry_after_seconds: None,
            cause: None,
            template: Vec::new(),
            misdirected: None,
        };
        Self(Box::new(detail))
    }

    /// 404.
    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// 422, naming what was refused.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        let mut fault = Self::status(StatusCode::UNPROCESSABLE_ENTITY);
        fault.0.fields = fields;
        fault
    }

    /// 500. The cause goes to the log.
    pub fn internal(cause: impl Into<String>) -> Self {
        Self::status(StatusCode::INTERNAL_SERVER_ERROR).because(cause)
    }

    /// 503 with `Retry-After`. The cause goes to the log.
    pub fn unavailable(cause: impl Into<String>) -> Self {
        let mut fault = Self::status(StatusCode::SERVICE_UNAVAILABLE).because(cause);
        fault.0.retry_after_seconds = Some(RETRY_SECONDS);
        fault
    }

    /// 429 with `Retry-After` (RFC 6585 §4).
    pub(crate) fn too_many(retry_after: std::time::Duration) -> Self {
        let mut fault = Self::status(StatusCode::TOO_MANY_REQUESTS);
        let seconds = u32::try_from(retry_after.as_secs()).unwrap_or(u32::MAX);
        fault.0.retry_after_seconds = Some(seconds.saturating_add(1));
        fault
    }

    /// 421: nothing of ours lives at this host.
    pub(crate) fn stranger(host: &str) -> Self {
        let mut fault = Self::status(StatusCode::MISDIRECTED_REQUEST);
        fault.0.misdirected = Some(Misdirected::new(host, None));
        fault
    }

    /// 421: the host is an app's of ours, which another process serves.
    pub(crate) fn wrong_door(host: &str, app: AppName) -> Self {
        let mut fault = Self::status(StatusCode::MISDIRECTED_REQUEST);
        fault.0.misdirected = Some(Misdirected::new(host, Some(app)));
        fault
    }

    /// Templates that do not compile.
    pub(crate) fn templates(faults: impl IntoIterator<Item = Diagnostic>) -> Self {
        let mut fault = Self::internal("templates do not compile");
        fault.0.template = faults.into_iter().collect();
        fault
    }

    /// The same with words of its own for the visitor: a Fluent message.
    #[must_use]
    pub(crate) fn saying(mut self, words: &'static str) -> Self {
        self.0.words = Some(words);
        self
    }

    /// The same with a reason for the log.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// The status that it answers with.
    pub fn code(&self) -> StatusCode {
        self.0.status
    }
}

/// The one place where a domain's answer becomes a status.
impl From<ServiceError> for Fault {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::NotFound => Self::not_found(),
            ServiceError::Forbidden => Self::status(StatusCode::FORBIDDEN),
            ServiceError::Invalid(fields) => Self::invalid(fields),
            ServiceError::Conflict(cause) => Self::status(StatusCode::CONFLICT).because(cause),
            ServiceError::Unavailable(cause) => Self::unavailable(cause),
            ServiceError::Internal(cause) => Self::internal(cause),
        }
    }
}

impl From<RenderError> for Fault {
    fn from(error: RenderError) -> Self {
        let mut fault = Self::internal(error.to_string());
        fault.0.template = vec![
            Diagnostic::new(error.message)
                .with_help(error.help)
                .at(error.location)
                .reached(error.stack, None),
        ];
        fault
    }
}

/// A component that is not there.
impl From<Diagnostic> for Fault {
    fn from(fault: Diagnostic) -> Self {
        Self::templates([fault])
    }
}

/// The bare status; the frame draws it before it leaves.
impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
