//! Asking a site's database beside the program: by `sqlite3` or `psql`, whose answers are alike.

use std::path::PathBuf;
use std::process::Command;

use super::sites::{Kind, Site};
use crate::fault::{Context, Fault, Result};
use crate::{needs, process};

/// How long SQLite's own program waits for another writer.
const BUSY_MILLISECONDS: u32 = 20_000;

/// A way to a database.
pub(super) struct Sql {
    kind: Kind,
    program: PathBuf,
    url: String,
}

impl Sql {
    pub(super) fn to(site: &Site) -> Result<Self> {
        let missing = |what: &str| Fault::new(format!("{what} was not found; please install it"));
        let program = match site.kind {
            Kind::Sqlite => needs::in_path("sqlite3").ok_or_else(|| missing("sqlite3"))?,
            Kind::Postgres => needs::postgres_folder()
                .map(|folder| folder.join("psql"))
                .ok_or_else(|| missing("psql"))?,
        };
        Ok(Self {
            kind: site.kind,
            program,
            url: site.url.clone(),
        })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// What statements answer with: a line a row, its values parted by `|`.
    pub(super) fn ask(&self, sql: &str) -> Result<Vec<String>> {
        let answer = process::output(self.command().arg(sql))?;
        Ok(answer.lines().map(str::to_owned).collect())
    }

    /// The one number that a statement answers with.
    pub(super) fn number(&self, sql: &str) -> Result<u64> {
        let rows = self.ask(sql)?;
        rows.join(" ").parse().context(sql)
    }

    fn command(&self) -> Command {
        let mut command = process::command(&self.program);
        match self.kind {
            Kind::Sqlite => {
                let busy = format!(".timeout {BUSY_MILLISECONDS}");
                command.args(["-batch", "-bail", "-init", "/dev/null", "-cmd", &busy]);
                command.arg(self.url.trim_start_matches("sqlite://"));
            }
            Kind::Postgres => {
                command.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only"]);
                command.args(["--set", "ON_ERROR_STOP=1", &self.url, "--command"]);
            }
        }
        command
    }
}
