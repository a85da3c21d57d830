//! The keys of the configuration: the list that flags, environment, file and help are made from.

/// A key of the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in `rose-ash.toml`. In upper case: its environment variable, and with `_FILE` behind it the variable
    /// that names a file with the value (for Swarm secrets).
    pub name: &'static str,
    /// Its flag.
    pub flag: &'static str,
    /// What it says.
    pub help: &'static str,
}

/// All keys.
pub const KEYS: &[Key] = &[
    Key {
        name: "data",
        flag: "--data",
        help: "folder of the database file, pictures and everything else kept in files",
    },
    Key {
        name: "database_url",
        flag: "--database-url",
        help: "sqlite://path/to/file.db or postgres://user:password@host:5432/name",
    },
    Key {
        name: "listen",
        flag: "--listen",
        help: "address and port for visitors",
    },
    Key {
        name: "internal",
        flag: "--internal",
        help: "address and port for the house itself, under any Host: health, metrics, fragments for the other processes",
    },
    Key {
        name: "base_domain",
        flag: "--domain",
        help: "the site's domain; behind a proxy write https://coop.example",
    },
    Key {
        name: "apps",
        flag: "--apps",
        help: "the apps to serve, parted by commas",
    },
    Key {
        name: "run_migrations",
        flag: "--run-migrations",
        help: "bring the schema up to date at start (default: on SQLite only)",
    },
    Key {
        name: "redis_url",
        flag: "--redis-url",
        help: "redis://host:6379/0 of a Redis or Valkey that several processes share (default: memory)",
    },
    Key {
        name: "peers",
        flag: "--peers",
        help: "where the apps of other processes answer: cart=http://cart:8000,events=http://events:8000",
    },
    Key {
        name: "trusted_proxies",
        flag: "--trusted-proxies",
        help: "addresses or networks whose X-Forwarded-For and X-Forwarded-Proto count: 10.0.0.0/8,::1",
    },
    Key {
        name: "secret_key",
        flag: "--secret-key",
        help: "at least 32 characters that all processes of a site share (default: made and kept in the data folder)",
    },
    Key {
        name: "otlp_endpoint",
        flag: "--otlp-endpoint",
        help: "where traces are sent by OpenTelemetry's OTLP over HTTP: http://collector:4318",
    },
];
