//! The command line. Configuration flags work before or behind every command; see [`data::config::KEYS`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use data::Config;
use data::config::Layers;

use crate::failure::Failure;
use crate::sx::SxCommand;

/// One home on the web for a cooperative: six apps in one program.
#[derive(Debug, Parser)]
#[command(name = "rose-ash", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Configuration. Each may also be set in the environment (`DATABASE_URL`, or `DATABASE_URL_FILE` with a file's name) or in
/// rose-ash.toml (`database_url`).
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Settings {
    /// Folder of the database file, pictures and everything else kept in files [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<String>,
    /// sqlite://path/to/file.db or postgres://user:password@host:5432/name [default: a file in the data folder]
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// Address and port for visitors [default: 127.0.0.1:8000]
    #[arg(long, global = true, value_name = "ADDR")]
    listen: Option<String>,
    /// Address and port for the house itself, under any Host: health, metrics, fragments for the other processes
    #[arg(long, global = true, value_name = "ADDR")]
    internal: Option<String>,
    /// The site's domain [default: localhost]; behind a proxy write https://coop.example
    #[arg(long, global = true, value_name = "DOMAIN")]
    domain: Option<String>,
    /// The apps to serve, parted by commas [default: all six]
    #[arg(long, global = true, value_name = "NAMES")]
    apps: Option<String>,
    /// Whether to bring the schema up to date at start [default: true on SQLite, false on PostgreSQL]
    #[arg(long, global = true, value_name = "TRUTH")]
    run_migrations: Option<String>,
    /// A Redis or Valkey that several processes share: redis://host:6379/0 [default: this process's memory]
    #[arg(long, global = true, value_name = "URL")]
    redis_url: Option<String>,
    /// Where the apps of other processes answer: cart=http://cart:8000,events=http://events:8000
    #[arg(long, global = true, value_name = "PEERS")]
    peers: Option<String>,
    /// Proxies whose word on a visitor's address and scheme counts: 10.0.0.0/8,::1
    #[arg(long, global = true, value_name = "NETWORKS")]
    trusted_proxies: Option<String>,
    /// At least 32 characters that all processes of a site share; better given as SECRET_KEY_FILE
    #[arg(long, global = true, value_name = "SECRET", hide = true)]
    secret_key: Option<String>,
    /// Where traces are sent (OpenTelemetry, OTLP over HTTP): http://collector:4318
    #[arg(long, global = true, value_name = "URL")]
    otlp_endpoint: Option<String>,
    /// Configuration file [default: rose-ash.toml, when it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Settings {
    /// Flags over environment over file over defaults.
    pub(crate) fn load(&self) -> Result<Config, Failure> {
        let wrong = |error: data::config::ConfigError| Failure::wrong_use(error.to_string());
        Config::from_layers(&self.layers()?).map_err(wrong)
    }

    /// What was set, and where.
    pub(crate) fn layers(&self) -> Result<Layers, Failure> {
        let mut layers = Layers::default();
        let flags = [
            ("data", &self.data),
            ("database_url", &self.database_url),
            ("listen", &self.listen),
            ("internal", &self.internal),
            ("base_domain", &self.domain),
            ("apps", &self.apps),
            ("run_migrations", &self.run_migrations),
            ("redis_url", &self.redis_url),
            ("peers", &self.peers),
            ("trusted_proxies", &self.trusted_proxies),
            ("secret_key", &self.secret_key),
            ("otlp_endpoint", &self.otlp_endpoint),
        ];
        for (key, value) in flags {
            if let Some(value) = value {
                layers.flag(key, value.clone());
            }
        }
        let wrong = |error: data::config::ConfigError| Failure::wrong_use(error.to_string());
        layers
            .environment(|name| std::env::var_os(name))
            .map_err(wrong)?;
        match &self.config {
            Some(path) => layers.file(path, true).map_err(wrong)?,
            None => layers
                .file(&PathBuf::from("rose-ash.toml"), false)
                .map_err(wrong)?,
        }
        Ok(layers)
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Something with a site
    #[command(flatten)]
    Site(SiteCommand),
    /// Check, format, look up and try templates
    Sx {
        #[command(subcommand)]
        what: SxCommand,
    },
}

/// What to do with a site: the configuration says which.
#[derive(Debug, Subcommand)]
pub(crate) enum SiteCommand {
    /// Serve the apps until told to stop
    Serve(ServeOptions),
    /// Bring the database's schema up to date
    Migrate,
    /// Fill an empty database with the demo cooperative
    Seed,
    /// Bring content in from elsewhere
    Import {
        #[command(subcommand)]
        source: ImportSource,
    },
    /// What happens by itself while the site is served
    Jobs {
        #[command(subcommand)]
        what: Jobs,
    },
    /// Write the whole site into one file: rows, pictures, files, secret key; `serve` may go on meanwhile
    Backup(BackupOptions),
    /// Put a backup into an empty database, SQLite or PostgreSQL, and its files into the data folder
    Restore(RestoreOptions),
    /// Look at configuration, database, files, peers and ports, and say what is wrong and what to do
    Doctor(DoctorOptions),
    /// Print a document as a page would show it
    Render {
        #[command(subcommand)]
        what: Renderable,
    },
}

/// How to serve.
#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    /// Fill an empty database with the demo cooperative first
    #[arg(long)]
    pub(crate) demo: bool,
    /// Reload edited templates and styles, and show template errors on the page
    #[arg(long)]
    pub(crate) dev: bool,
}

/// Where content comes from.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportSource {
    /// A Ghost 5 or 6 export (JSON)
    Ghost(GhostOptions),
}

/// A Ghost export and its files.
#[derive(Debug, Args)]
pub(crate) struct GhostOptions {
    /// The export
    pub(crate) file: PathBuf,
    /// Fetch pictures and files from the old site at this address
    #[arg(long, value_name = "URL", conflicts_with = "media")]
    pub(crate) media_from: Option<String>,
    /// Take pictures and files from Ghost's content folder, or from a ZIP of it
    #[arg(long, value_name = "DIR|ZIP")]
    pub(crate) media: Option<PathBuf>,
    /// Print one JSON object with the numbers on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be done about jobs.
#[derive(Debug, Subcommand)]
pub(crate) enum Jobs {
    /// Do everything that is due now, then end
    Run(JobsOptions),
}

/// How to run jobs.
#[derive(Debug, Args)]
pub(crate) struct JobsOptions {
    /// Print one JSON object with the numbers on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where a backup goes.
#[derive(Debug, Args)]
pub(crate) struct BackupOptions {
    /// The file to write, such as site.rose-ash.tar.zst; `-` for standard output
    pub(crate) file: PathBuf,
    /// Print one JSON object with counts and hashes on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where a backup comes from.
#[derive(Debug, Args)]
pub(crate) struct RestoreOptions {
    /// The backup; `-` for standard input
    pub(crate) file: PathBuf,
    /// Print one JSON object with counts and hashes on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// How a look at everything is told.
#[derive(Debug, Args)]
pub(crate) struct DoctorOptions {
    /// Print one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be printed.
#[derive(Debug, Subcommand)]
pub(crate) enum Renderable {
    /// A Lexical document (JSON) as the HTML that Ghost's own renderer gives
    Lexical {
        /// The variant for mail
        #[arg(long)]
        email: bool,
        /// The document
        file: PathBuf,
    },
}
