//! The listener: connections in, and a quiet end.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::Service;

/// Connections at once; more wait in the listener's queue.
const CONNECTIONS: usize = 4_096;
/// A client that has not sent its request's head by then is cut off; so is an idle connection.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// Bytes of a request's head; beyond: 431.
const HEAD_BYTES: usize = 64 << 10;
/// Fields of a request's head; beyond: 431.
const HEAD_FIELDS: usize = 100;
/// How long requests in flight may take when the process ends.
const FAREWELL: Duration = Duration::from_secs(30);
/// After a failed accept (no file descriptors left), so that the loop does not spin.
const BREATH: Duration = Duration::from_millis(50);

/// Serves until `stop` is ready: then takes no new connections, finishes the requests in flight and returns.
pub async fn serve<S>(listener: TcpListener, service: S, stop: impl Future<Output = ()>)
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible>
        + Clone
        + Send
        + 'static,
    S::Future: Send + 'static,
{
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, permit)) = accepted else {
            continue;
        };
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD_BYTES)
            .max_headers(HEAD_FIELDS);
        let connection = http.serve_connection(
            TokioIo::new(stream),
            TowerToHyperService::new(service.clone()),
        );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early: {error}");
            }
            drop(permit);
        });
    }
    drop(listener);
    if tokio::time::timeout(FAREWELL, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(
            "some requests were not done after {} s and are cut off",
            FAREWELL.as_secs()
        );
    }
}

/// The next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // Pages are written in one go: waiting to fill packets only delays their last part.
            let _ = stream.set_nodelay(true);
            Some((stream, permit))
        }
        Err(error) if is_the_clients(&error) => None,
        Err(error) => {
            tracing::error!(%error, "cannot accept a connection: {error}");
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}

/// Faults of a connection that went away before it was accepted.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}
