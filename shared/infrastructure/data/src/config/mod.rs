//! Configuration: flags over environment over `rose-ash.toml` over defaults.
//!
//! To add a key: add it to [`keys::KEYS`], a field to [`Config`], and its parsing to [`Config::from_layers`].

mod keys;
mod layers;

use std::net::SocketAddr;
use std::path::PathBuf;

use contracts::AppName;

use crate::address::DatabaseAddress;

pub use keys::{KEYS, Key};
pub use layers::{Layers, Origin};

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
    /// Where to answer health questions under any Host.
    pub internal: Option<SocketAddr>,
    /// Where visitors find the site.
    pub domain: BaseDomain,
    /// Which apps to mount.
    pub apps: Vec<AppName>,
    /// Whether to bring the schema up to date at start.
    pub run_migrations: bool,
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
        })
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
        ] {
            let error = config(&[(key, value)])
                .expect_err(value)
                .to_string()
                .to_lowercase();
            assert!(error.contains(key) && error.contains("--"), "{error}");
        }
    }
}
