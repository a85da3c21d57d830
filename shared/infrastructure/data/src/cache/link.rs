//! The connection to Redis: made when it is needed, bounded in time, and left alone for a moment after a failure.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, RedisResult};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use url::Url;

use super::CacheError;
use super::scripts::JOIN;
use crate::metrics::METRICS;

/// How long a Redis that failed is left alone: so a dead one costs one wait a second and not one a request.
const REST: Duration = Duration::from_secs(1);

/// A way to Redis.
pub(super) struct Link {
    client: Client,
    /// The address without its password, for people.
    shown: String,
    drops_key: String,
    /// Every operation ends by then.
    operation_time: Duration,
    line: Mutex<Line>,
}

/// The state of the way.
enum Line {
    Closed,
    Open(Joined),
    Resting { until: Instant, why: String },
}

/// A connection whose server's counters are known to belong to its present run.
#[derive(Clone)]
pub(super) struct Joined {
    pub(super) connection: MultiplexedConnection,
    /// Which run of the server this is.
    pub(super) run: String,
    /// Tells connections apart: a failure of an old one says nothing of the new one.
    number: u64,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Link").field(&self.shown).finish()
    }
}

impl Link {
    pub(super) fn new(
        operation_time: Duration,
        url: &Url,
        drops_key: String,
    ) -> Result<Self, CacheError> {
        let client = Client::open(url.clone()).map_err(|e| CacheError::Address(e.to_string()))?;
        let shown = format!(
            "{}://{}",
            url.scheme(),
            url.host_str().unwrap_or(url.path())
        );
        Ok(Self {
            client,
            shown,
            drops_key,
            operation_time,
            line: Mutex::new(Line::Closed),
        })
    }

    /// Asks something. An operation that fails, or is late, closes the connection.
    pub(super) async fn ask<T, F>(&self, ask: impl FnOnce(Joined) -> F) -> Result<T, CacheError>
    where
        F: Future<Output = RedisResult<T>>,
    {
        let joined = self.joined().await?;
        let number = joined.number;
        let why = match timeout(self.operation_time, ask(joined)).await {
            Ok(Ok(answer)) => return Ok(answer),
            // A full Redis refuses writes and answers reads.
            Ok(Err(error)) if error.code() == Some("OOM") => {
                return Err(CacheError::Gone(error.to_string()));
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no answer within {} ms", self.operation_time.as_millis()),
        };
        METRICS.redis_failed();
        let mut line = self.line.lock().await;
        if matches!(&*line, Line::Open(open) if open.number == number) {
            *line = self.resting(why.clone());
        }
        Err(CacheError::Gone(why))
    }

    /// The connection, made anew where there is none. Whoever comes while it is being made waits for it.
    async fn joined(&self) -> Result<Joined, CacheError> {
        let mut line = self.line.lock().await;
        match &*line {
            Line::Open(joined) => return Ok(joined.clone()),
            Line::Resting { until, why } if Instant::now() < *until => {
                return Err(CacheError::Gone(why.clone()));
            }
            Line::Resting { .. } | Line::Closed => {}
        }
        let made = match timeout(self.connect_time(), self.join()).await {
            Ok(Ok(joined)) => Ok(joined),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!(
                "no connection within {} ms",
                self.connect_time().as_millis()
            )),
        };
        match made {
            Ok(joined) => {
                if matches!(&*line, Line::Resting { .. }) {
                    tracing::info!("the cache at {} is back", self.shown);
                }
                *line = Line::Open(joined.clone());
                Ok(joined)
            }
            Err(why) => {
                // Said when it begins, not every second.
                *line = match &*line {
                    Line::Resting { .. } => Line::Resting {
                        until: Instant::now() + REST,
                        why: why.clone(),
                    },
                    Line::Closed | Line::Open(_) => self.resting(why.clone()),
                };
                Err(CacheError::Gone(why))
            }
        }
    }

    fn resting(&self, why: String) -> Line {
        tracing::warn!(%why, "the cache at {} does not answer; all is made anew until it does: {why}", self.shown);
        Line::Resting {
            until: Instant::now() + REST,
            why,
        }
    }

    /// A new connection takes a few round trips.
    fn connect_time(&self) -> Duration {
        self.operation_time * 4
    }

    async fn join(&self) -> RedisResult<Joined> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.connect_time()))
            .set_response_timeout(Some(self.connect_time()));
        let mut connection = self
            .client
            .get_multiplexed_async_connection_with_config(&config)
            .await?;
        let number = rand::random();
        let facts: String = redis::cmd("INFO")
            .arg("server")
            .query_async(&mut connection)
            .await?;
        let run = facts.lines().find_map(|line| line.strip_prefix("run_id:"));
        // A server that does not say which run it is in may have been started anew: every connection is a new beginning.
        let run = run.map_or_else(|| format!("{number:016x}"), |run| run.trim().to_owned());
        let () = JOIN
            .key(&self.drops_key)
            .arg(&run)
            .arg(rand::random::<u64>())
            .invoke_async(&mut connection)
            .await?;
        Ok(Joined {
            connection,
            run,
            number,
        })
    }
}
