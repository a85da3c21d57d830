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
mod readiness;
mod render;
mod restore;
mod serve;
mod sockets;
mod split;
mod stopping;
mod sx;
mod telemetry;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use cli::{Cli, Command, ImportSource, Jobs, Renderable, Settings, SiteCommand};
use failure::Failure;

/// How long a step on a disk may take to its end when the program has nothing else to do.
const LAST_STEP_TIME: Duration = Duration::from_secs(2);

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
    match cli.command {
        Command::Site(command) => run_on_site(&cli.settings, command),
        Command::Sx { what } => sx::run(what),
    }
}

fn run_on_site(settings: &Settings, command: SiteCommand) -> Result<(), Failure> {
    let config = match (settings.load(), &command) {
        (Ok(config), _) => config,
        (Err(_), SiteCommand::Doctor(options)) => return doctor::misconfigured(settings, options),
        (Err(failure), _) => return Err(failure),
    };
    let telemetry = logging::start(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::run(format!("the program cannot start its threads: {error}")))?;
    let ended = runtime.block_on(async {
        match command {
            SiteCommand::Serve(options) => serve::serve(&config, &options).await,
            SiteCommand::Migrate => migrate::migrate(&config).await,
            SiteCommand::Seed => demo_data::seed_command(&config).await,
            SiteCommand::Import {
                source: ImportSource::Ghost(options),
            } => import::ghost(&config, options).await,
            SiteCommand::Jobs {
                what: Jobs::Run(options),
            } => jobs::run(&config, &options).await,
            SiteCommand::Backup(options) => backup::backup(&config, &options).await,
            SiteCommand::Restore(options) => restore::restore(&config, &options).await,
            SiteCommand::Doctor(options) => {
                doctor::doctor(&config, &settings.layers()?, &options).await
            }
            SiteCommand::Render {
                what: Renderable::Lexical { email, file },
            } => render::lexical(&file, email),
        }
    });
    // What still reads or writes somewhere may wait for another program at the other end of a pipe.
    runtime.shutdown_timeout(LAST_STEP_TIME);
    if let Some(telemetry) = telemetry {
        telemetry.close();
    }
    ended
}
