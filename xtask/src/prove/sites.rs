//! Empty sites on either database, each with a folder and a database of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::Result;
use crate::postgres::Cluster;
use crate::process;
use crate::workspace::{self, Profile};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// Makes sites.
pub(super) struct Sites<'a> {
    folder: &'a Path,
    cluster: &'a Cluster,
    profile: Profile,
    made: u32,
}

impl<'a> Sites<'a> {
    /// Sites below a folder, driven by a build.
    pub(super) fn new(folder: &'a Path, cluster: &'a Cluster, profile: Profile) -> Self {
        Self {
            folder,
            cluster,
            profile,
            made: 0,
        }
    }

    pub(super) fn folder(&self) -> &'a Path {
        self.folder
    }

    pub(super) fn make(&mut self, kind: Kind) -> Result<Site> {
        self.made += 1;
        let data = self.folder.join(format!("site-{}", self.made));
        let url = match kind {
            Kind::Sqlite => format!("sqlite://{}/rose-ash.db", data.display()),
            Kind::Postgres => {
                let name = format!("site_{}", self.made);
                self.cluster.create_database(&name)?;
                self.cluster.url(&name)
            }
        };
        Ok(Site {
            kind,
            data,
            url,
            profile: self.profile,
        })
    }
}

/// A site: a folder and the address of a database.
pub(super) struct Site {
    pub(super) kind: Kind,
    pub(super) data: PathBuf,
    pub(super) url: String,
    profile: Profile,
}

impl Site {
    /// The program, for this site.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = process::command(workspace::server_binary(self.profile));
        command.args(["--database-url", &self.url, "--data"]);
        command.arg(&self.data).args(arguments);
        command
    }
    pub(super) fn backup(&self, file: &Path) -> Command {
        let mut command = self.command(&["backup", "--json"]);
        command.arg(file);
        command
    }

    pub(super) fn restore(&self, file: &Path) -> Command {
        let mut command = self.command(&["restore", "--json"]);
        command.arg(file);
        command
    }
}
