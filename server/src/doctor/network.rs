//! Redis, the other processes, the port.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use data::Config;
use data::config::Scheme;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use super::Check;
use super::settings::without_secrets;

/// How long another process may take to say that it lives.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(3);

/// Everything that is not in the database.
pub(super) async fn checks(config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(url) = &config.redis {
        let shown = without_secrets(&url.0);
        checks.push(match data::checkup::redis_answers(&url.0).await {
            Ok(()) => Check::ok("redis", format!("{shown} answers")),
            // Pages are served without it, only slower.
            Err(why) => Check::wrong(
                "redis",
                format!("{shown} does not answer: {why}"),
                "start it, or correct REDIS_URL",
            ),
        });
    }
    if !config.peers.is_empty() && config.secret_key.is_none() {
        checks.push(Check::warning(
            "secret key",
            "there are peers, and the key is this data folder's own",
            "give all processes the same SECRET_KEY, or the same data folder",
        ));
    }
    for (app, url) in &config.peers {
        checks.push(peer(&format!("peer {app}"), url).await);
    }
    if let Some(collector) = &config.otlp_endpoint {
        checks.push(traces(collector).await);
    }
    if config.domain.scheme == Scheme::Https && config.trusted_proxies.is_empty() {
        checks.push(Check::warning(
            "proxy",
            "the site is https, and no proxy's word counts: every visitor seems to have the proxy's address",
            "name the proxy's address or network with TRUSTED_PROXIES",
        ));
    }
    checks.push(listener("listen", config.listen).await);
    if let Some(internal) = config.internal {
        checks.push(listener("internal", internal).await);
    }
    checks
}

async fn peer(subject: &str, url: &Url) -> Check {
    let shown = without_secrets(url);
    match lives(address_of(url)).await {
        Ok(()) => Check::ok(subject, format!("{shown} lives")),
        Err(why) => Check::wrong(
            subject,
            format!("{shown} does not say that it lives: {why}"),
            "start that process, or correct PEERS",
        ),
    }
}

async fn traces(collector: &Url) -> Check {
    let (subject, shown) = ("traces", without_secrets(collector));
    let (host, port) = address_of(collector);
    let connecting = TcpStream::connect((host, port));
    let why = match tokio::time::timeout(ANSWER_TIME_MAX, connecting).await {
        Ok(Ok(_)) => return Check::ok(subject, format!("{shown} can be reached")),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no answer within {} s", ANSWER_TIME_MAX.as_secs()),
    };
    // Pages do not wait for it.
    Check::warning(
        subject,
        format!("{shown} cannot be reached, traces are lost: {why}"),
        "start the collector, or correct OTLP_ENDPOINT",
    )
}

/// RFC 6761: names below localhost are this computer, and not every resolver knows.
fn address_of(url: &Url) -> (&str, u16) {
    let host = url.host_str().unwrap_or_default();
    let host = match host.ends_with(".localhost") {
        true => "127.0.0.1",
        false => host.trim_matches(['[', ']']),
    };
    (host, url.port_or_known_default().unwrap_or(80))
}

async fn listener(subject: &str, address: SocketAddr) -> Check {
    match TcpListener::bind(address) {
        Ok(_) => return Check::ok(subject, format!("{address} is free")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
        Err(error) => {
            let found = format!("{address} cannot be listened on: {error}");
            return Check::wrong(subject, found, "choose another address");
        }
    }
    match lives((address.ip().to_string().as_str(), address.port())).await {
        Ok(()) => Check::ok(
            subject,
            format!("{address} is served: a Rose Ash lives there"),
        ),
        Err(_) => Check::wrong(
            subject,
            format!("{address} is taken by another program"),
            format!("stop that one, or choose another address with --{subject}"),
        ),
    }
}

/// Asks `/health/live`.
async fn lives(address: (&str, u16)) -> Result<(), String> {
    let asking = async {
        let mut stream = TcpStream::connect(address).await?;
        let request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await?;
        let mut head = [0; 12];
        stream.read_exact(&mut head).await?;
        Ok::<_, std::io::Error>(head)
    };
    match tokio::time::timeout(ANSWER_TIME_MAX, asking).await {
        Err(_) => Err(format!("no answer within {} s", ANSWER_TIME_MAX.as_secs())),
        Ok(Err(error)) => Err(error.to_string()),
        Ok(Ok(head)) if head.ends_with(b" 200") => Ok(()),
        Ok(Ok(head)) => Err(format!(
            "it answers {}",
            String::from_utf8_lossy(&head).escape_debug()
        )),
    }
}
