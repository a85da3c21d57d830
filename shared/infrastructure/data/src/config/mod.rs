//! Configuration: flags over environment over `rose-ash.toml` over defaults.
//!
//! To add a key: add it to [`keys::KEYS`], a field to [`Config`], and its parsing to [`Config::from_layers`].

mod keys;
mod layers;
mod network;
mod secret;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use contracts::AppName;
use url::Url;

use crate::address::DatabaseAddress;

pub use keys::{KEYS, Key};
pub use layers::{Layers, Origin};
pub use network::Network;
pub use secret::Secret;

/// Why a configuration was refused: one sentence that names the key and where it was set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub(crate) String);

/// How a public address begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Plain, for `localhost` and trials.
    Http,
    /// Behind a proxy that ends TLS.
    Https,
}

impl Scheme {
    /// `http` or `https`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// Where visitors find the site: `BASE_DOMAIN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseDomain {
    /// How its addresses begin.
    pub scheme: Scheme,
    /// `localhost`, `coop.example`.
    pub name: String,
    /// The public port, when it is not the scheme's own; `None` also while the listening port decides.
    pub port: Option<u16>,
    /// Whether the listening port is the public one: a bare name without a proxy in front.
    pub port_of_listener: bool,
}

impl BaseDomain {
    /// Whether this is a developer's own machine (RFC 6761 §6.3).
    pub fn is_localhost(&self) -> bool {
        self.name == "localhost" || self.name.ends_with(".localhost")
    }
}

/// The configuration of a process, complete and parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Folder of everything that we keep in files.
    pub data: PathBuf,
    /// The database.
    pub database: DatabaseAddress,
    /// Where to listen for visitors.
    pub listen: SocketAddr,
    /// Where to answer the house itself under any Host: health, metrics, fragments.
    pub internal: Option<SocketAddr>,
    /// Where visitors find the site.
    pub domain: BaseDomain,
    /// Which apps to mount.
    pub apps: Vec<AppName>,
    /// Whether to bring the schema up to date at start.
    pub run_migrations: bool,
    /// The Redis or Valkey that several processes share; none: this process's memory.
    pub redis: Option<Secret<Url>>,
    /// Where the apps answer that are not in this process.
    pub peers: BTreeMap<AppName, Url>,
    /// Whose word on a visitor's address and scheme counts.
    pub trusted_proxies: Vec<Network>,
    /// What processes of one site sign with; none: the data folder's own.
    pub secret_key: Option<Secret<String>>,
    /// Where traces go; none: nowhere.
    pub otlp_endpoint: Option<Url>,
}

impl Config {
    /// Parses what the layers say, and fills in the defaults.
    ///
    /// # Errors
    /// The first value that cannot be understood, with its key and origin.
    pub fn from_layers(layers: &Layers) -> Result<Self, ConfigError> {
        let data = PathBuf::from(layers.get("data").map_or("data", |(value, _)| value));
        let database = match layers.get("database_url") {
            Some((value, origin)) => value
                .parse()
                .map_err(|error| ConfigError(format!("{error} (set by {origin})")))?,
            None => DatabaseAddress::Sqlite(data.join("rose-ash.db")),
        };
        let run_migrations = match layers.get("run_migrations") {
            Some((value, origin)) => parse_bool("run_migrations", value, origin)?,
            None => matches!(database, DatabaseAddress::Sqlite(_)),
        };
        Ok(Self {
            listen: layers
                .get("listen")
                .map_or(Ok(SocketAddr::from(([127, 0, 0, 1], 8000))), |(v, o)| {
                    parse_socket("listen", v, o)
                })?,
            internal: layers
                .get("internal")
                .map(|(v, o)| parse_socket("internal", v, o))
                .transpose()?,
            domain: parse_domain(layers.get("base_domain"))?,
            apps: layers
                .get("apps")
                .map_or(Ok(AppName::ALL.to_vec()), |(v, o)| parse_apps(v, o))?,
            data,
            database,
            run_migrations,
            redis: layers
                .get("redis_url")
                .map(|(v, o)| parse_url("redis_url", v, o, &["redis", "rediss", "unix"]))
                .transpose()?
                .map(Secret),
            peers: layers
                .get("peers")
                .map_or(Ok(BTreeMap::new()), |(v, o)| parse_peers(v, o))?,
            trusted_proxies: layers
                .get("trusted_proxies")
                .map_or(Ok(Vec::new()), |(v, o)| parse_networks(v, o))?,
            secret_key: layers
                .get("secret_key")
                .map(|(v, o)| parse_secret_key(v, o))
                .transpose()?,
            otlp_endpoint: layers
                .get("otlp_endpoint")
                .map(|(v, o)| parse_url("otlp_endpoint", v, o, &["http", "https"]))
                .transpose()?,
        })
    }

    /// Everything that cannot be understood, by key.
    pub fn faults(layers: &Layers) -> Vec<(&'static str, ConfigError)> {
        let fault = |key: &Key| {
            let parsed = Self::from_layers(&layers.only(key.name));
            parsed.err().map(|error| (key.name, error))
        };
        KEYS.iter().filter_map(fault).collect()
    }
}

fn refuse<T>(key: &str, origin: &Origin, why: &str) -> Result<T, ConfigError> {
    Err(ConfigError(format!("{key} {why} (set by {origin})")))
}

fn parse_bool(key: &str, value: &str, origin: &Origin) -> Result<bool, ConfigError> {
    match value {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => refuse(key, origin, "is neither true nor false"),
    }
}

fn parse_socket(key: &str, value: &str, origin: &Origin) -> Result<SocketAddr, ConfigError> {
    value.parse().or_else(|_| {
        refuse(
            key,
            origin,
            "is not an address and port such as 127.0.0.1:8000",
        )
    })
}

fn parse_apps(value: &str, origin: &Origin) -> Result<Vec<AppName>, ConfigError> {
    let mut apps = Vec::new();
    for name in value
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let app = name
            .parse()
            .map_err(|error| ConfigError(format!("{error} (apps, set by {origin})")))?;
        if !apps.contains(&app) {
            apps.push(app);
        }
    }
    if apps.is_empty() {
        refuse("apps", origin, "names no app")
    } else {
        Ok(apps)
    }
}

fn parse_url(
    key: &str,
    value: &str,
    origin: &Origin,
    schemes: &[&str],
) -> Result<Url, ConfigError> {
    match Url::parse(value) {
        Ok(url)
            if schemes.contains(&url.scheme()) && (url.has_host() || url.scheme() == "unix") =>
        {
            Ok(url)
        }
        // The value may hold a password: it is not repeated.
        _ => refuse(
            key,
            origin,
            &format!(
                "is not an address that begins with {}://",
                schemes.join(":// or ")
            ),
        ),
    }
}

fn parse_peers(value: &str, origin: &Origin) -> Result<BTreeMap<AppName, Url>, ConfigError> {
    let mut peers = BTreeMap::new();
    for peer in value
        .split(',')
        .map(str::trim)
        .filter(|peer| !peer.is_empty())
    {
        let Some((name, address)) = peer.split_once('=') else {
            return refuse(
                "peers",
                origin,
                "is not a list such as cart=http://cart:8000,…",
            );
        };
        let app = name
            .trim()
            .parse()
            .map_err(|error| ConfigError(format!("{error} (peers, set by {origin})")))?;
        let address = parse_url("peers", address.trim(), origin, &["http"])?;
        if peers.insert(app, address).is_some() {
            return refuse("peers", origin, &format!("names {app} twice"));
        }
    }
    Ok(peers)
}

fn parse_networks(value: &str, origin: &Origin) -> Result<Vec<Network>, ConfigError> {
    let networks = value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    networks
        .map(|part| {
            part.parse().or_else(|()| {
                refuse(
                    "trusted_proxies",
                    origin,
                    "is not a list of addresses and networks such as 10.0.0.0/8,::1",
                )
            })
        })
        .collect()
}

/// Shorter keys can be guessed.
const SECRET_CHARACTERS_MIN: usize = 32;

fn parse_secret_key(value: &str, origin: &Origin) -> Result<Secret<String>, ConfigError> {
    if value.chars().count() < SECRET_CHARACTERS_MIN {
        return refuse(
            "secret_key",
            origin,
            &format!("is shorter than {SECRET_CHARACTERS_MIN} characters"),
        );
    }
    Ok(Secret(value.to_owned()))
}

fn parse_domain(setting: Option<(&str, &Origin)>) -> Result<BaseDomain, ConfigError> {
    let Some((value, origin)) = setting else {
        return Ok(BaseDomain {
            scheme: Scheme::Http,
            name: "localhost".into(),
            port: None,
            port_of_listener: true,
        });
    };
    let (scheme, rest) = match value.split_once("://") {
        Some(("http", rest)) => (Some(Scheme::Http), rest),
        Some(("https", rest)) => (Some(Scheme::Https), rest),
        Some(_) => {
            return refuse(
                "base_domain",
                origin,
                "begins with neither http:// nor https://",
            );
        }
        None => (None, value),
    };
    let (name, port) = match rest.split_once(':') {
        Some((name, port)) => match port.parse::<u16>() {
            Ok(port) => (name, Some(port)),
            Err(_) => return refuse("base_domain", origin, "has a port that is not a number"),
        },
        None => (rest, None),
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.len() > 200 || !name.split('.').all(label) {
        return refuse(
            "base_domain",
            origin,
            "is not a domain name in lower case such as coop.example",
        );
    }
    Ok(BaseDomain {
        scheme: scheme.unwrap_or(Scheme::Http),
        name: name.to_owned(),
        port,
        port_of_listener: scheme.is_none() && port.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(pairs: &[(&'static str, &str)]) -> Result<Config, ConfigError> {
        let mut layers = Layers::default();
        for (key, value) in pairs {
            layers.flag(key, (*value).to_owned());
        }
        Config::from_layers(&layers)
    }

    #[test]
    fn nothing_set_is_the_embedded_default() {
        let config = config(&[]).expect("defaults");
        assert_eq!(
            config.database,
            DatabaseAddress::Sqlite("data/rose-ash.db".into())
        );
        assert_eq!(config.listen.to_string(), "127.0.0.1:8000");
        assert_eq!(config.apps, AppName::ALL);
        assert!(
            config.run_migrations && config.domain.is_localhost() && config.domain.port_of_listener
        );
    }

    #[test]
    fn the_data_folder_holds_the_default_database_and_a_server_is_migrated_only_when_told() {
        assert_eq!(
            config(&[("data", "/srv/x")]).expect("good").database,
            DatabaseAddress::Sqlite("/srv/x/rose-ash.db".into())
        );
        assert!(
            !config(&[("database_url", "postgres://h/d")])
                .expect("good")
                .run_migrations
        );
        assert!(
            config(&[
                ("database_url", "postgres://h/d"),
                ("run_migrations", "true")
            ])
            .expect("good")
            .run_migrations
        );
    }

    #[test]
    fn domains() {
        let domain = config(&[("base_domain", "https://coop.example")])
            .expect("good")
            .domain;
        assert_eq!(
            (domain.scheme, domain.name.as_str(), domain.port_of_listener),
            (Scheme::Https, "coop.example", false)
        );
        for wrong in [
            "",
            "ftp://x",
            "Coop.example",
            "coop..example",
            "coop.example/x",
            "coop.example:http",
            "-a.b",
        ] {
            assert!(config(&[("base_domain", wrong)]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_refusal_names_the_key_and_where_it_was_set() {
        for (key, value) in [
            ("listen", "8000"),
            ("internal", "x"),
            ("apps", "blog,shop"),
            ("apps", ","),
            ("run_migrations", "maybe"),
            ("database_url", "x"),
            ("redis_url", "localhost"),
            ("peers", "cart"),
            ("peers", "cart=ftp://x"),
            ("peers", "shop=http://x"),
            ("trusted_proxies", "10.0.0.0/33"),
            ("secret_key", "short"),
            ("otlp_endpoint", "collector"),
        ] {
            let error = config(&[(key, value)])
                .expect_err(value)
                .to_string()
                .to_lowercase();
            assert!(error.contains(key) && error.contains("--"), "{error}");
        }
    }
}
