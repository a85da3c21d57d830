//! The way to the apps of other processes: plain HTTP on the house's own network, to the addresses of `PEERS` alone.
//! No redirects, no proxies; connections are kept.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use contracts::AppName;
use http::{HeaderMap, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::sync::Semaphore;
use tower::Service;
use url::Url;

use crate::fragments::check;
use crate::fragments::wire::Question;
use crate::spans;

/// Connections kept for each neighbour.
const IDLE_CONNECTIONS: usize = 8;
/// Below the time after which our own listener cuts idle connections off.
const IDLE_TIME: Duration = Duration::from_secs(10);
/// Questions under way at once; more wait, each until its deadline.
const QUESTIONS: usize = 64;
/// A connection that was kept may be closed just as it is used again: then it is tried on a new one.
const TRIES: usize = 2;

/// The neighbours' addresses and the connections to them.
pub(crate) struct Peers {
    addresses: BTreeMap<AppName, Url>,
    client: Client<HttpConnector<Resolver>, Empty<Bytes>>,
    room: Semaphore,
}

/// What a neighbour sent, whole and not yet believed.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Why a neighbour sent nothing of use.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PeerError {
    #[error("its address {0} cannot be asked")]
    Address(String),
    #[error("it cannot be reached: {0}")]
    Unreachable(String),
    #[error("its answer broke off: {0}")]
    BrokenOff(String),
    #[error("its answer is too long")]
    TooLong,
}

impl Peers {
    pub(crate) fn new(addresses: BTreeMap<AppName, Url>) -> Self {
        let mut connector = HttpConnector::new_with_resolver(Resolver);
        connector.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIME)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            .build(connector);
        Self {
            addresses,
            client,
            room: Semaphore::new(QUESTIONS),
        }
    }

    /// Where an app of another process answers.
    pub(crate) fn address(&self, app: AppName) -> Option<&Url> {
        self.addresses.get(&app)
    }

    /// Asks; the caller bounds the time.
    pub(crate) async fn ask(&self, base: &Url, question: &Question) -> Result<Reply, PeerError> {
        let target = [base.as_str().trim_end_matches('/'), &question.target].concat();
        let uri: Uri = target
            .parse()
            .map_err(|_| PeerError::Address(base.to_string()))?;
        let _place = self.room.acquire().await;
        let mut tries = 0;
        let response = loop {
            tries += 1;
            let mut request = Request::new(Empty::new());
            *request.uri_mut() = uri.clone();
            *request.headers_mut() = question.headers.clone();
            spans::tell(request.headers_mut());
            match self.client.request(request).await {
                Ok(response) => break response,
                Err(error) if error.is_connect() || tries == TRIES => {
                    return Err(PeerError::Unreachable(causes(&error)));
                }
                Err(_) => {}
            }
        };
        let (head, body) = response.into_parts();
        let body = Limited::new(body, check::BYTES).collect().await;
        let body = body.map_err(|error| match error.downcast_ref::<LengthLimitError>() {
            Some(_) => PeerError::TooLong,
            None => PeerError::BrokenOff(causes(&*error)),
        })?;
        Ok(Reply {
            status: head.status,
            headers: head.headers,
            body: body.to_bytes(),
        })
    }
}

/// An error with what caused it: the outer ones say little.
fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let words: Vec<String> = chain.map(ToString::to_string).collect();
    words.join(": ")
}

/// Names to addresses. `localhost` and all below it are this machine (RFC 6761 §6.3), which glibc does not know.
#[derive(Clone)]
struct Resolver;

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        Box::pin(async move {
            if is_loopback(name.as_str()) {
                let addresses = vec![
                    SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                    SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
                ];
                return Ok(addresses.into_iter());
            }
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.collect::<Vec<_>>().into_iter())
        })
    }
}

fn is_loopback(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn localhost_and_all_below_it_are_this_machine() {
        for name in ["localhost", "cart.localhost", "Cart.LocalHost."] {
            assert!(is_loopback(name), "{name}");
        }
        for name in ["cart", "xlocalhost", "localhost.example", ""] {
            assert!(!is_loopback(name), "{name}");
        }
    }
}
