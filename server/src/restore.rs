//! `rose-ash restore FILE`: into an empty database, of either kind. What a backup is, [`data::backup`] says.

use std::fs::File;
use std::path::Path;

use data::Config;
use data::backup::{Restored, Step, restore as put_back};

use crate::backup::{Bar, say, site, with_file};
use crate::cli::RestoreOptions;
use crate::failure::Failure;
use crate::{migrate, serve, stopping};

/// Restores a backup wholly or not at all.
pub(crate) async fn restore(config: &Config, options: &RestoreOptions) -> Result<(), Failure> {
    let file = match options.file == Path::new("-") {
        true => None,
        false => Some(open(&options.file)?),
    };
    serve::make_data_folder(&config.data)?;
    let bar = Bar::new();
    let restored = tokio::select! {
        // First of all we listen for it.
        biased;
        () = stopping::signal() => None,
        restored = put_into_place(config, file, &bar) => Some(restored),
    };
    bar.finish();
    let Some(restored) = restored else {
        return Err(Failure::run("stopped: the database is as it was"));
    };
    let Restored { summary, other_key } = restored?;
    if other_key {
        eprintln!(
            "rose-ash: {} has a secret key of its own and keeps it; what the old site signed is not valid here",
            config.data.display()
        );
    }
    let absent = summary.media.absent.len();
    if absent > 0 {
        eprintln!("rose-ash: {absent} pictures and files were missing when the backup was made");
    }
    if options.json {
        return say(&with_file(&summary, &options.file, None)?);
    }
    say(&format!(
        "{} holds the site of {} again: {} rows of {} tables, {} pictures and files.",
        config.database,
        summary.made_at,
        summary.rows(),
        summary.tables.len(),
        summary.media.files
    ))
}

/// Restores; without a file from standard input.
async fn put_into_place(
    config: &Config,
    file: Option<File>,
    bar: &Bar,
) -> Result<Restored, Failure> {
    let db = migrate::reachable(config).await?;
    let site = site(config, &db);
    let watch = |step: Step<'_>| bar.show(step);
    let restored = match file {
        None => put_back(&site, std::io::stdin(), &watch).await?,
        Some(file) => put_back(&site, file, &watch).await?,
    };
    db.close().await?;
    Ok(restored)
}

fn open(path: &Path) -> Result<File, Failure> {
    let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(std::io::Error::other("it is a folder")),
        false => Ok(file),
    });
    opened
        .map_err(|error| Failure::wrong_use(format!("{} cannot be read: {error}", path.display())))
}
