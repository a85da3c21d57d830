//! A form's body as a struct.

use std::error::Error;

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use contracts::FieldError;
use http::{HeaderMap, StatusCode, header};
use http_body_util::LengthLimitError;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::frame::Frame;

/// What a form sent (`application/x-www-form-urlencoded`), as a struct with a field for each input.
///
/// Inputs in which people type are `String`s, whose meaning the domain judges, so that the form can be drawn again
/// with what was typed. What does not fit the struct at all was not sent by our page: 422, naming the field. Another
/// kind of body is 415, one beyond `Limits::form_bytes` 413.
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Frame> for Form<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, frame: &Frame) -> Result<Self, Fault> {
        if !is_form(request.headers()) {
            return Err(Fault::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let most = frame.house.limits.form_bytes;
        let body = to_bytes(request.into_body(), most)
            .await
            .map_err(|error| fault_of(&error))?;
        parse(&body).map(Self)
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| {
        kind.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

/// Too much, or a connection that broke off.
fn fault_of(error: &axum::Error) -> Fault {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(one) = cause {
        if one.is::<LengthLimitError>() {
            return Fault::status(StatusCode::PAYLOAD_TOO_LARGE);
        }
        cause = one.source();
    }
    Fault::status(StatusCode::BAD_REQUEST).because(format!("the form broke off: {error}"))
}

/// Characters of a client's field name that an answer repeats.
const NAME_CHARS_MAX: usize = 40;

fn parse<T: DeserializeOwned>(body: &Bytes) -> Result<T, Fault> {
    let is_strange = |text: &str| {
        text.chars()
            .any(|one| one.is_control() && !matches!(one, '\t' | '\n' | '\r'))
    };
    if let Some((name, _)) =
        form_urlencoded::parse(body).find(|(name, value)| is_strange(name) || is_strange(value))
    {
        let name = name.chars().filter(|one| !one.is_control());
        let name: String = name.take(NAME_CHARS_MAX).collect();
        return Err(refused(&name, "it has a character that is no text"));
    }
    let fields = serde_urlencoded::Deserializer::new(form_urlencoded::parse(body));
    serde_path_to_error::deserialize(fields).map_err(|error| {
        let path = error.path().to_string();
        let reason = error.inner().to_string();
        // A field that is missing or there twice has no path yet: serde puts its name between backticks.
        let name = match path.as_str() {
            "." => reason.split('`').nth(1).unwrap_or_default(),
            path => path,
        };
        refused(name, &reason)
    })
}

fn refused(field: &str, reason: &str) -> Fault {
    Fault::invalid(vec![FieldError {
        field: field.to_owned(),
        reason: reason.to_owned(),
    }])
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Item {
        label: String,
        position: u32,
        parent: Option<String>,
    }

    fn read(body: &'static str) -> Result<Item, Vec<FieldError>> {
        parse(&Bytes::from_static(body.as_bytes())).map_err(|fault| fault.0.fields)
    }

    #[test]
    fn a_form_is_a_struct() {
        let item = read("label=Caf%C3%A9+%26+bar%0D%0A&position=3&unknown=x");
        let expected = Item {
            label: "Café & bar\r\n".into(),
            position: 3,
            parent: None,
        };
        assert_eq!(item, Ok(expected));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (body, field) in [
            ("", "label"),
            ("label=x", "position"),
            ("label=x&position=", "position"),
            ("label=x&position=-1", "position"),
            ("label=x&position=1&label=y", "label"),
            ("label=a%00b&position=1", "label"),
            ("label=a&position=1&parent=%1B", "parent"),
            ("label=a&position=1&%00odd=1", "odd"),
        ] {
            let fields = read(body).expect_err(body);
            assert_eq!(fields[0].field, field, "{body}");
            assert!(!fields[0].reason.is_empty(), "{body}");
        }
    }
}
