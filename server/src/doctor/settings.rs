//! The configuration as it came together, with what is secret hidden.

use contracts::AppName;
use data::Config;
use data::config::{KEYS, Layers};
use url::Url;

/// A key of the configuration, its value and where it was set.
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) origin: String,
}

/// Every key.
pub(super) fn settings(config: &Config, layers: &Layers) -> Vec<Setting> {
    let all = KEYS.iter().map(|key| Setting {
        name: key.name,
        value: shown(config, key.name),
        origin: match layers.get(key.name) {
            Some((_, origin)) => origin.to_string(),
            None => "default".to_owned(),
        },
    });
    all.collect()
}

/// What is in force, from the parsed configuration alone: a key that is not known here shows nothing of its value.
fn shown(config: &Config, key: &str) -> String {
    let none = || "none".to_owned();
    let listed = |items: Vec<String>| match items.is_empty() {
        true => none(),
        false => items.join(","),
    };
    match key {
        "data" => config.data.display().to_string(),
        "database_url" => config.database.to_string(),
        "listen" => config.listen.to_string(),
        "internal" => config
            .internal
            .map_or_else(none, |address| address.to_string()),
        "base_domain" => {
            let (scheme, name) = (config.domain.scheme.as_str(), &config.domain.name);
            let port = config
                .domain
                .port
                .map_or_else(String::new, |port| format!(":{port}"));
            format!("{scheme}://{name}{port}")
        }
        "apps" => listed(config.apps.iter().map(AppName::to_string).collect()),
        "run_migrations" => config.run_migrations.to_string(),
        "redis_url" => config
            .redis
            .as_ref()
            .map_or_else(none, |url| without_secrets(&url.0)),
        "peers" => {
            let peers = config.peers.iter();
            listed(
                peers
                    .map(|(app, url)| format!("{app}={}", without_secrets(url)))
                    .collect(),
            )
        }
        "trusted_proxies" => listed(
            config
                .trusted_proxies
                .iter()
                .map(ToString::to_string)
                .collect(),
        ),
        "secret_key" => match &config.secret_key {
            Some(_) => "(hidden)".to_owned(),
            None => "kept in the data folder".to_owned(),
        },
        "otlp_endpoint" => config
            .otlp_endpoint
            .as_ref()
            .map_or_else(none, without_secrets),
        _ => "(hidden)".to_owned(),
    }
}

/// An address without password and query.
pub(super) fn without_secrets(url: &Url) -> String {
    let mut shown = url.clone();
    if shown.query().is_some() {
        shown.set_query(Some("***"));
    }
    if shown.password().is_some() && shown.set_password(Some("***")).is_err() {
        return format!("{}://…", url.scheme());
    }
    shown.to_string()
}
