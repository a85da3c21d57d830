//! The browser suite: what it is told about this machine, and the two kinds of sites that it is run on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{Context, Fault, Result};
use crate::postgres::Cluster;
use crate::tally::Tally;
use crate::{needs, process, workspace};

/// What a site is made of. No visitor can tell, so all that a visitor does is done on both.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Setup {
    /// One process on SQLite.
    One,
    /// Six processes on PostgreSQL and Redis behind Caddy.
    Split,
}

impl Setup {
    fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Split => "split",
        }
    }
}

/// Node with all that journeys want to know, standing in their folder; without arguments.
pub(crate) fn node(cluster: &Cluster, binary: &Path, setup: Setup) -> Result<Command> {
    let folder = workspace::root().join("e2e");
    install_packages(&folder)?;
    let found = |program: Option<PathBuf>, name: &str| {
        program.ok_or_else(|| Fault::new(format!("{name} was not found")))
    };
    let postgres = found(needs::postgres_folder(), "PostgreSQL")?;
    let mut node = process::command(found(needs::node(), "Node")?);
    node.current_dir(&folder)
        .env("ROSE_ASH", binary)
        .env("CHROMIUM", found(needs::browser(), "Chromium")?)
        .env("JOURNEYS_SITE", setup.name())
        .env("JOURNEYS_POSTGRES", cluster.url("postgres"))
        .env("PSQL", postgres.join("psql"))
        .env("REDIS_SERVER", found(needs::redis(), "Redis")?)
        .env("CADDY", found(needs::caddy(), "Caddy")?);
    Ok(node)
}

/// All journeys, on the one kind of site and then on the other, also if the first failed.
pub(crate) fn run(cluster: &Cluster, binary: &Path, tally: &mut Tally) -> Result<()> {
    let mut outcome = Ok(());
    for setup in [Setup::One, Setup::Split] {
        println!("─ journeys, {}", setup.name());
        let mut node = node(cluster, binary, setup)?;
        let ran = process::run_seeing(node.arg("run.mjs"), |line| tally.read_node_line(line));
        process::refuse_if_interrupted()?;
        outcome = outcome.and(ran);
    }
    outcome
}

/// `npm ci`, unless what is installed is what the lock file says.
fn install_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("read e2e/package-lock.json")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|bytes| bytes == lock) {
        return Ok(());
    }
    process::run(process::command("npm").current_dir(folder).args([
        "ci",
        "--no-audit",
        "--no-fund",
    ]))?;
    fs::write(&installed, &lock).context(format!("write {}", installed.display()))
}
