//! Whether the process lives, and whether it can serve.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};

/// Says whether requests can be served now: the database answers and its schema is the one we know.
#[async_trait]
pub trait Readiness: Send + Sync {
    /// `Err` with what is missing, in words for an operator.
    async fn ready(&self) -> Result<(), String>;
}

/// `/health/live` and `/health/ready`, for every app and for the internal listener.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>(readiness: Arc<dyn Readiness>) -> Router<S> {
    let ready = move || {
        let readiness = readiness.clone();
        async move {
            match readiness.ready().await {
                Ok(()) => answer(StatusCode::OK, "ready"),
                Err(missing) => {
                    tracing::warn!(%missing, "not ready: {missing}");
                    answer(StatusCode::SERVICE_UNAVAILABLE, "not ready")
                }
            }
        }
    };
    Router::new()
        .route("/health/live", get(async || answer(StatusCode::OK, "live")))
        .route("/health/ready", get(ready))
}

fn answer(status: StatusCode, word: &'static str) -> Response {
    let mut response = (status, word).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(crate::error_page::AsItIs);
    response
}
