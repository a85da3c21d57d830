//! `rose-ash sx …`: the tools for whoever writes templates. They need no configuration, no database and no server.

#![allow(
    clippy::result_large_err,
    reason = "a command fails once and then ends"
)]

mod check;
mod compiling;
mod doc;
mod faults;
mod files;
mod fmt;
mod options;
mod render;
mod test;

use contracts::{AppName, Clock, SystemClock};
use web::{Scheme, Urls, Workbench};

use crate::apps::apps;
use crate::failure::Failure;

pub(crate) use options::SxCommand;

/// Does it.
pub(crate) fn run(command: SxCommand) -> Result<(), Failure> {
    match command {
        SxCommand::Check(options) => check::check(&options),
        SxCommand::Fmt(options) => fmt::fmt(&options),
        SxCommand::Test(options) => test::test(&options),
        SxCommand::Doc(options) => doc::doc(&options),
        SxCommand::Render(options) => render::render(&options),
    }
}

/// Every app that is built into this program.
fn all_apps() -> Vec<web::App> {
    let built = AppName::ALL.into_iter();
    built
        .filter_map(|name| apps(&[name]).ok())
        .flatten()
        .collect()
}

/// What single files are rendered on: addresses as `serve` has them when it is told nothing.
fn workbench() -> Result<Workbench, Failure> {
    let urls = Urls::new(Scheme::Http, "localhost", 8000);
    Workbench::open(urls, SystemClock.now()).map_err(|error| Failure::run(error.to_string()))
}

/// “1 file”, “2 files”.
fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
