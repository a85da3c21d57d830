//! `rose-ash`: six apps of a cooperative in one program.
//!
//! This crate is the command line and the composition: it opens the database, fills the registry of services, mounts
//! the apps and serves them. Start reading at [`cli`], then [`serve`].

mod apps;
mod backup;
mod cli;
mod demo_data;
mod doctor;
mod door;
mod events;
mod failure;
mod house;
mod import;
mod jobs;

mod logging;
mod metrics;
mod migrate;
mod progress;
mod telemetry;

mod readiness;
mod render;
mod restore;
mod serve;
mod sockets;
mod split;
mod stopping;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, ImportSource, Jobs, Renderable};
use failure::Failure;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return failure::usage(&error),
    };
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let config = cli.settings.load()?;
    let telemetry = logging::start(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::run(format!("the program cannot start its threads: {error}")))?;
    let ended = runtime.block_on(async {
        match cli.command {
            Command::Serve(options) => serve::serve(&config, &options).await,
            Command::Migrate => migrate::migrate(&config).await,
            Command::Seed => demo_data::seed_command(&config).await,
            Command::Import {
                source: ImportSource::Ghost(options),
            } => import::ghost(&config, options).await,
            Command::Jobs {
                what: Jobs::Run(options),
            } => jobs::run(&config, &options).await,
            Command::Backup(options) => backup::backup(&config, &options).await,
            Command::Restore(options) => restore::restore(&config, &options).await,
            Command::Doctor(options) => {
                doctor::doctor(&config, &cli.settings.layers()?, &options).await
            }
            Command::Render {
                what: Renderable::Lexical { email, file },
            } => render::lexical(&file, email),
        }
    });
    if let Some(telemetry) = telemetry {
        telemetry.close();
    }
    ended
}
