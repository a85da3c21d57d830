//! What `rose-ash sx …` can be told.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub(crate) enum SxCommand {
    /// Find what is wrong with templates: without files, in those of all apps with their views
    Check(CheckOptions),
    /// Lay sources out as all are; without files, the templates of all apps
    Fmt(FmtOptions),
    /// Run the tests in templates: without files, in those of all apps
    Test(TestOptions),
    /// Say what a form or function does, with an example and what comes of it; without a name, list all
    Doc(DocOptions),
    /// Print what a file makes of data: its own form at the end, or a page in it
    Render(RenderOptions),
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

/// What to test.
#[derive(Debug, Args)]
pub(crate) struct TestOptions {
    /// Files, or folders of .sx files; they are compiled together, and without the apps
    pub(crate) files: Vec<PathBuf>,
    /// Lay the files over the shared templates
    #[arg(long, requires = "files")]
    pub(crate) shared: bool,
}

/// What to render, and as what.
#[derive(Debug, Args)]
pub(crate) struct RenderOptions {
    /// The file; it may call the shared components
    pub(crate) file: PathBuf,
    /// Data: `props` of the file's own form, or the parameters of the page; `@FILE` reads a file, `-` standard input
    #[arg(
        long,
        value_name = "JSON",
        default_value = "{}",
        allow_hyphen_values = true
    )]
    pub(crate) props: String,
    /// The component to render, by its full name [default: the form that stands in the file on its own]
    #[arg(long, value_name = "NAME")]
    pub(crate) page: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = OutputKind::Html)]
    pub(crate) sink: OutputKind,
    /// Carry out every component, where a wire would hold a call of it
    #[arg(long)]
    pub(crate) expand: bool,
    /// Further files, or folders of .sx files, whose components may be called
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
}

/// What a render is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputKind {
    /// A page
    Html,
    /// SX in which calls of components stay calls
    Wire,
    /// The regions of a page, each in a template element
    Patch,
}
