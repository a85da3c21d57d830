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
        help: "address and port that answers health questions under any Host",
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
];
