//! What stands behind a listener from its first moment: alive and not ready until the house is open, then the house.
//!
//! Whoever comes early waits a little: a start takes less than a second, and a proxy would pass a refusal on.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use tower::Service;

/// How long somebody waits before the door; then they are asked to come back.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// A door that is opened once.
pub(crate) struct Door<S>(Arc<watch::Sender<Option<S>>>);

impl<S> Door<S> {
    /// A closed one.
    pub(crate) fn closed() -> Self {
        Self(Arc::new(watch::Sender::new(None)))
    }

    /// From here on `house` answers, also those who wait already.
    pub(crate) fn open(&self, house: S) {
        self.0.send_replace(Some(house));
    }
}

impl<S> Clone for Door<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S, B> Service<Request<B>> for Door<S>
where
    S: Service<Request<B>, Response = Response<Body>, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
    B: HttpBody + Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // What we serve is always ready: it refuses, rather than to let anybody wait here.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let open = self.0.borrow().clone();
        if let Some(mut house) = open {
            return Box::pin(house.call(request));
        }
        let mut opening = self.0.subscribe();
        Box::pin(async move {
            match request.uri().path() {
                "/health/live" => return Ok(answer(StatusCode::OK, "live")),
                "/health/ready" | "/metrics" => {
                    return Ok(answer(StatusCode::SERVICE_UNAVAILABLE, "not ready"));
                }
                _ => {}
            }
            let opened = tokio::time::timeout(WAIT_MAX, opening.wait_for(Option::is_some)).await;
            let house = opened.ok().and_then(|opened| opened.ok()?.clone());
            match house {
                Some(mut house) => house.call(request).await,
                None => Ok(answer(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Rose Ash is starting.\n",
                )),
            }
        })
    }
}

fn answer(status: StatusCode, words: &'static str) -> Response {
    let no_store = (header::CACHE_CONTROL, "no-store");
    if status.is_success() {
        (status, [no_store], words).into_response()
    } else {
        (status, [no_store, (header::RETRY_AFTER, "1")], words).into_response()
    }
}

#[cfg(test)]
mod tests {
    use tower::{ServiceExt, service_fn};

    use super::*;

    fn ask(path: &str) -> Request<Body> {
        Request::get(path).body(Body::empty()).expect("a request")
    }

    async fn house(_: Request<Body>) -> Result<Response, Infallible> {
        Ok("open".into_response())
    }

    #[tokio::test(start_paused = true)]
    async fn a_closed_door_tells_its_health_at_once_and_lets_visitors_wait() {
        let door = Door::closed();
        let status = async |path| {
            let answered = door.clone().oneshot(ask(path)).await;
            answered.map(|answer| answer.status())
        };
        assert_eq!(status("/health/live").await, Ok(StatusCode::OK));
        let unavailable = Ok(StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(status("/health/ready").await, unavailable);
        assert_eq!(status("/metrics").await, unavailable);
        // The clock stands and leaps to the end of the wait: nobody has opened.
        assert_eq!(status("/").await, unavailable);

        let early = tokio::spawn(door.clone().oneshot(ask("/")));
        tokio::task::yield_now().await;
        assert!(!early.is_finished());
        door.open(service_fn(house));
        let early = early.await.expect("it ended").map(|answer| answer.status());
        assert_eq!(early, Ok(StatusCode::OK));
        assert_eq!(
            status("/health/ready").await,
            Ok(StatusCode::OK),
            "the house's own"
        );
    }
}
