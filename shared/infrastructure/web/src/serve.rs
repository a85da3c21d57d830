//! The listener: connections in, and a quiet end in which no request is lost.
//!
//! The end: the listener closes at once, and a proxy's next try comes to the process that takes our place. Whoever is
//! connected already is answered, with `Connection: close`. Connections without a request stay open for a while
//! still: a request may be on its way on them, and whoever sent it could not tell whether it was heard.

use std::convert::Infallible;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use data::config::Network;
use http::Request;
use http::header::{CONNECTION, HeaderValue};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::{Service, ServiceExt};

use crate::client_address::Peer;

/// Connections at once; more wait in the listener's queue.
const CONNECTIONS: u32 = 4_096;
/// A client that has not sent its request's head by then is cut off; so is an idle connection.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// Bytes of a request's head; beyond: 431.
const HEAD_BYTES: usize = 64 << 10;
/// Fields of a request's head; beyond: 431.
const HEAD_FIELDS: usize = 100;
/// How long requests in flight may take when the process ends.
const FAREWELL: Duration = Duration::from_secs(30);
/// How long a connection without a request stays open when the process ends.
const IDLE_FAREWELL: Duration = Duration::from_millis(250);
/// The same for a trusted proxy's, which may carry anybody's next request. A proxy that gives up idle connections
/// sooner than this never writes on one that we are closing.
const PROXY_FAREWELL: Duration = Duration::from_secs(6);
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
    serve_behind(listener, service, &[], stop).await;
}

/// [`serve`] behind proxies, whose idle connections end more slowly.
pub async fn serve_behind<S>(
    listener: TcpListener,
    service: S,
    proxies: &[Network],
    stop: impl Future<Output = ()>,
) where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible>
        + Clone
        + Send
        + 'static,
    S::Future: Send + 'static,
{
    let (ending, ends) = watch::channel(false);
    let room = Arc::new(Semaphore::new(CONNECTIONS as usize));
    let take_up = |stream: TcpStream, peer: IpAddr, permit: OwnedSemaphorePermit| {
        let is_proxy = proxies.iter().any(|network| network.contains(peer));
        let connection = Connection {
            stream,
            peer: Peer(peer),
            idle_farewell: if is_proxy {
                PROXY_FAREWELL
            } else {
                IDLE_FAREWELL
            },
            ends: ends.clone(),
        };
        tokio::spawn(connection.serve(service.clone(), permit));
    };
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = accept(&listener, &room) => accepted,
        };
        if let Some((stream, peer, permit)) = accepted {
            take_up(stream, peer, permit);
        }
    }
    for (stream, peer) in close(listener) {
        // One more than the bound allows would be cut off, unheard, and so it is at any time.
        if let Ok(permit) = room.clone().try_acquire_owned() {
            take_up(stream, peer, permit);
        }
    }
    ending.send_replace(true);
    let all_gone = tokio::time::timeout(FAREWELL, room.acquire_many(CONNECTIONS));
    if all_gone.await.is_err() {
        tracing::warn!(
            "some requests were not done after {} s and are cut off",
            FAREWELL.as_secs()
        );
    }
}

/// Closes the listener; who was connected and not yet taken up is given back, for the system would cut them off.
fn close(listener: TcpListener) -> Vec<(TcpStream, IpAddr)> {
    let Ok(listener) = listener.into_std() else {
        return Vec::new();
    };
    let mut waiting = Vec::new();
    // It does not block: an error says that nobody waits.
    while let Ok((stream, peer)) = listener.accept() {
        if stream.set_nonblocking(true).is_ok()
            && let Ok(stream) = TcpStream::from_std(stream)
        {
            let _ = stream.set_nodelay(true);
            waiting.push((stream, peer.ip()));
        }
    }
    waiting
}

/// One connection, from its first request to its end.
struct Connection {
    stream: TcpStream,
    peer: Peer,
    idle_farewell: Duration,
    ends: watch::Receiver<bool>,
}

impl Connection {
    /// Answers its requests; the permit is given back when the connection is gone.
    async fn serve<S>(self, service: S, permit: OwnedSemaphorePermit)
    where
        S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible>
            + Clone
            + Send
            + 'static,
        S::Future: Send + 'static,
    {
        let Self {
            stream,
            peer,
            idle_farewell,
            mut ends,
        } = self;
        let ending = ends.clone();
        let service = service
            .map_request(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(peer);
                request
            })
            .map_response(move |mut response: Response<Body>| {
                if *ending.borrow() {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(CONNECTION, close);
                }
                response
            });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD_BYTES)
            .max_headers(HEAD_FIELDS);
        let http = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        tokio::pin!(http);
        let farewell = async {
            // The sender outlives every connection that is waited for.
            let _ = ends.wait_for(|ends| *ends).await;
            tokio::time::sleep(idle_farewell).await;
        };
        let ended = tokio::select! {
            ended = http.as_mut() => ended,
            () = farewell => {
                http.as_mut().graceful_shutdown();
                http.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early: {error}");
        }
        drop(permit);
    }
}

/// The next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, IpAddr, OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Pages are written in one go: waiting to fill packets only delays their last part.
            let _ = stream.set_nodelay(true);
            Some((stream, peer.ip(), permit))
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
