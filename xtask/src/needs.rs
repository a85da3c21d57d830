//! What the tests need beyond Rust, and how it gets here: by apt-get where we are root on Debian, else by the
//! developer, who is told everything that is missing in one list.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::fault::{Context, Fault, Result};
use crate::{process, workspace};

/// The oldest Node that the browser driver runs on.
const NODE_MAJOR_MIN: u32 = 20;
/// The Node that npm brings where the system's own is older (Debian 12 has 18).
const NODE_FROM_NPM: &str = "node@22.23.3";
/// apt-get waits this long for another one to finish.
const APT_LOCK_SECONDS: &str = "DPkg::Lock::Timeout=600";

/// A program that some step calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// initdb, postgres, pg_isready, createdb and psql, of version 15 or later.
    Postgres,
    /// A Redis or a Valkey, for the caches that processes share.
    Redis,
    /// SQLite's own program, for proofs that look into a site's database beside the site.
    Sqlite,
    /// Caddy, before the six processes of the browser journeys.
    Caddy,
    /// Node and npm, for the browser journeys.
    Node,
    /// A Chromium, for the browser journeys.
    Browser,
}

impl Need {
    fn found(self) -> bool {
        match self {
            Self::Postgres => postgres_folder().is_some(),
            Self::Redis => redis().is_some(),
            Self::Sqlite => in_path("sqlite3").is_some(),
            Self::Caddy => caddy().is_some(),
            Self::Node => in_path("npm").is_some() && node().is_some(),
            Self::Browser => browser().is_some(),
        }
    }

    fn debian_packages(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgresql"],
            Self::Redis => &["redis-server"],
            Self::Sqlite => &["sqlite3"],
            Self::Caddy => &["caddy"],
            Self::Node => &["nodejs", "npm"],
            Self::Browser => &["chromium"],
        }
    }

    fn missing_sentence(self) -> &'static str {
        match self {
            Self::Postgres => {
                "PostgreSQL 15 or later (initdb, postgres): the same tests run on it as on SQLite; \
                 a throw-away cluster is made, no running one is touched"
            }
            Self::Redis => {
                "Redis or Valkey (redis-server, valkey-server): the cache that several processes share; \
                 it is started anew on a free port"
            }
            Self::Sqlite => "sqlite3: looks into a database beside the program that has it open",
            Self::Caddy => "Caddy 2: stands before six processes in the browser journeys",
            Self::Node => "Node 20 or later with npm: runs the browser journeys",
            Self::Browser => {
                "Chromium: the browser of the journeys (or name one in the variable CHROMIUM)"
            }
        }
    }
}

/// Sees to it that all of `needs` are here, or says which are not.
pub(crate) fn provide(needs: &[Need]) -> Result<()> {
    let missing = || {
        needs
            .iter()
            .copied()
            .filter(|need| !need.found())
            .collect::<Vec<_>>()
    };
    let wanted = missing();
    if wanted.is_empty() {
        return Ok(());
    }
    if may_install() {
        let packages: Vec<_> = wanted
            .iter()
            .flat_map(|need| need.debian_packages())
            .copied()
            .collect();
        install(&packages)?;
        if wanted.contains(&Need::Node) && node().is_none() {
            node_from_npm()?;
        }
    }
    let still = missing();
    if still.is_empty() {
        return Ok(());
    }
    let list: String = still
        .iter()
        .map(|need| format!("\n  - {}", need.missing_sentence()))
        .collect();
    Err(Fault::new(format!(
        "the tests need programs that are not on this machine; please install:{list}"
    )))
}

/// The folder with PostgreSQL's programs: from the path, or where Debian and Homebrew put the newest.
pub(crate) fn postgres_folder() -> Option<PathBuf> {
    let in_path = in_path("initdb")
        .and_then(|initdb| initdb.canonicalize().ok()?.parent().map(Path::to_owned));
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres", "pg_isready", "createdb", "psql"]
            .iter()
            .all(|program| folder.join(program).is_file())
    };
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut numbered: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(version, _)| *version >= 15)
        .collect();
    numbered.sort();
    in_path
        .into_iter()
        .chain(numbered.into_iter().rev().map(|(_, folder)| folder))
        .find(complete)
}

/// The Redis to start, or what stands in for it.
pub(crate) fn redis() -> Option<PathBuf> {
    ["redis-server", "valkey-server"]
        .into_iter()
        .find_map(in_path)
}

/// The Caddy to start.
pub(crate) fn caddy() -> Option<PathBuf> {
    in_path("caddy")
}

/// The Node to call, if there is one that is new enough.
pub(crate) fn node() -> Option<PathBuf> {
    let candidates = [
        in_path("node"),
        Some(npm_node_folder().join("node_modules/node/bin/node")),
    ];
    candidates.into_iter().flatten().find(|node| {
        let version = process::output(process::command(node).arg("--version")).unwrap_or_default();
        version
            .trim_start_matches('v')
            .split('.')
            .next()
            .and_then(|major| major.parse().ok())
            >= Some(NODE_MAJOR_MIN)
    })
}

/// The browser to drive.
pub(crate) fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return named.is_file().then_some(named);
    }
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ]
    .into_iter()
    .find_map(in_path)
}

/// A program in the path.
pub(crate) fn in_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn may_install() -> bool {
    nix::unistd::geteuid().is_root() && in_path("apt-get").is_some()
}

fn install(packages: &[&str]) -> Result<()> {
    println!("installing {} by apt-get", packages.join(", "));
    let _quiet = NoServices::begin();
    let apt = || {
        let mut apt = process::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-qq", "-o", APT_LOCK_SECONDS]);
        apt
    };
    // An old list of packages often still serves; a failed update is told by the install that follows.
    if let Err(fault) = process::run(apt().arg("update")) {
        println!("{fault}");
    }
    process::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

/// While it lives, what is installed starts no service: the tests start their own, and nobody asked for a database, a cache
/// and a web server on this machine's ports.
struct NoServices(Option<&'static Path>);

impl NoServices {
    /// A policy that is there already is somebody else's, and stays.
    fn begin() -> Self {
        let policy = Path::new("/usr/sbin/policy-rc.d");
        let mut make = OpenOptions::new();
        let Ok(mut file) = make.write(true).create_new(true).mode(0o755).open(policy) else {
            return Self(None);
        };
        if let Err(error) = file.write_all(b"#!/bin/sh\nexit 101\n") {
            println!("services may start: {}: {error}", policy.display());
        }
        Self(Some(policy))
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if let Some(policy) = self.0
            && let Err(error) = std::fs::remove_file(policy)
        {
            println!("{} is left behind: {error}", policy.display());
        }
    }
}

fn node_from_npm() -> Result<()> {
    println!("the system's Node is older than {NODE_MAJOR_MIN}: taking {NODE_FROM_NPM} from npm");
    let folder = npm_node_folder();
    std::fs::create_dir_all(&folder).context(format!("make {}", folder.display()))?;
    process::run(
        process::command("npm")
            .arg("install")
            .arg("--prefix")
            .arg(&folder)
            .args(["--no-audit", "--no-fund", NODE_FROM_NPM]),
    )
}

fn npm_node_folder() -> PathBuf {
    workspace::target_dir().join("node")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_machine_is_found() {
        assert!(in_path("sh").is_some());
        assert!(in_path("no-such-program-on-any-machine").is_none());
    }

    #[test]
    fn each_need_says_what_it_is_for() {
        for need in [
            Need::Postgres,
            Need::Redis,
            Need::Sqlite,
            Need::Caddy,
            Need::Node,
            Need::Browser,
        ] {
            assert!(need.missing_sentence().contains(": "), "{need:?}");
            assert!(!need.debian_packages().is_empty(), "{need:?}");
        }
    }
}
