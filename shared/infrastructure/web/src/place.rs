//! The variable parts of an address, as types.

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::frame::Frame;

/// The variable parts of the path, such as `(MenuId, MenuItemId)`. An address in which they are none is not found.
#[derive(Clone, Copy, Debug)]
pub struct Place<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Frame> for Place<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, frame: &Frame) -> Result<Self, Fault> {
        match Path::from_request_parts(parts, frame).await {
            Ok(Path(place)) => Ok(Self(place)),
            Err(rejection) => Err(Fault::not_found().because(rejection.to_string())),
        }
    }
}
