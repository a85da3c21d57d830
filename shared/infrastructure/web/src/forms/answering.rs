//! What a form is answered with: on to a page that says what was done, or the form once more.

use axum::response::Response;
use contracts::{FieldError, ServiceError};
use http::StatusCode;

use crate::context::RequestContext;
use crate::document::redirect;
use crate::fault::Fault;

/// What a page may say first because the form before it was done: a closed list, so that an address can only choose
/// among our own sentences. It travels as `?done=…`; nothing is stored, and a page that is loaded again says it again.
pub trait Done: Copy + 'static {
    /// All of them.
    const ALL: &'static [Self];
    /// Its word in addresses; the template makes a sentence of it.
    fn key(self) -> &'static str;
}

impl RequestContext {
    /// 303: what was asked for is done; the browser goes on to this path of the app with `GET`.
    pub fn see_other(&self, to: &str) -> Response {
        // `//host/` would be another site's address.
        let path = to.trim_start_matches(['/', '\\']);
        redirect(StatusCode::SEE_OTHER, &format!("/{path}"))
    }

    /// The same, to a page that says what was done. A `#place` stays at the end.
    pub fn see_done(&self, to: &str, done: impl Done) -> Response {
        let (page, place) = to.split_once('#').unwrap_or((to, ""));
        let mark = if page.contains('?') { '&' } else { '?' };
        let hash = if place.is_empty() { "" } else { "#" };
        self.see_other(&format!("{page}{mark}done={}{hash}{place}", done.key()))
    }

    /// What the form before this page did, if its address says so.
    pub fn done<D: Done>(&self) -> Option<D> {
        let mut pairs = self.query()?.split('&');
        let said = pairs.find_map(|pair| pair.strip_prefix("done="))?;
        D::ALL.iter().copied().find(|done| done.key() == said)
    }
}

/// Why a form was not done, as far as whoever sent it can mend it.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    fields: Vec<FieldError>,
}

/// What `~shared:forms/refusal` shows above a form.
#[derive(Clone, Debug, sx::Record)]
pub struct RefusalView {
    /// 409, 422.
    pub status: u16,
    /// What is wrong, field by field.
    pub problems: Vec<ProblemView>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, sx::Record)]
pub struct ProblemView {
    /// Its name.
    pub field: String,
    /// What is wrong, and what would be right.
    pub reason: String,
}

/// An input as `~shared:forms/…` draws it.
#[derive(Clone, Debug, sx::Record)]
pub struct FieldView {
    /// Its name in the form.
    pub name: &'static str,
    /// What it holds, or what was typed.
    pub value: String,
    /// What is wrong with that.
    pub error: Option<String>,
}

impl Refusal {
    /// Takes a domain's answer apart: refused fields (422) and conflicts (409) belong on the form, everything else is a
    /// fault of the request.
    pub fn of(error: ServiceError) -> Result<Self, Fault> {
        match error {
            ServiceError::Invalid(fields) => Ok(Self {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                fields,
            }),
            ServiceError::Conflict(_) => Ok(Self {
                status: StatusCode::CONFLICT,
                fields: Vec::new(),
            }),
            other => Err(other.into()),
        }
    }

    /// The status of the page on which the form stands again.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What is shown above the form.
    pub fn view(&self) -> RefusalView {
        RefusalView {
            status: self.status.as_u16(),
            problems: problems(&self.fields),
        }
    }

    /// An input with what was typed and what is wrong with it.
    pub fn field(&self, name: &'static str, typed: &str) -> FieldView {
        let found = self.fields.iter().find(|field| field.field == name);
        FieldView {
            name,
            value: typed.to_owned(),
            error: found.map(|field| field.reason.clone()),
        }
    }
}

/// Refused fields as pages show them.
pub(crate) fn problems(fields: &[FieldError]) -> Vec<ProblemView> {
    let problem = |field: &FieldError| ProblemView {
        field: field.field.clone(),
        reason: field.reason.clone(),
    };
    fields.iter().map(problem).collect()
}

impl FieldView {
    /// An input in which nothing is wrong yet.
    pub fn new(name: &'static str, value: &str) -> Self {
        Self {
            name,
            value: value.to_owned(),
            error: None,
        }
    }
}
