//! What `rose-ash sx …` can be told.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub(crate) enum SxCommand {
    /// Find what is wrong with templates: without files, in those of all apps with their views
    Check(CheckOptions),
    /// Lay sources out as all are; without files, the templates of all apps
    Fmt(FmtOptions),
    /// Say what a form or function does, with an example and what comes of it; without a name, list all
    Doc(DocOptions),
}

/// What to check.
#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    /// Files, or folders of .sx files; they are checked together, and without the apps
    pub(crate) files: Vec<PathBuf>,
    /// Lay the files over the shared templates
    #[arg(long, requires = "files")]
    pub(crate) shared: bool,
    /// Print one JSON object with counts and faults on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to format.
#[derive(Debug, Args)]
pub(crate) struct FmtOptions {
    /// Files, or folders of .sx files; `-` alone reads standard input and writes standard output
    pub(crate) files: Vec<PathBuf>,
    /// Change nothing: list what would change, and fail if there is anything
    #[arg(long)]
    pub(crate) check: bool,
}

/// What to look up.
#[derive(Debug, Args)]
pub(crate) struct DocOptions {
    /// The name of a form, a definition, a primitive or a function of the web frame
    pub(crate) name: Option<String>,
    /// Print JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
