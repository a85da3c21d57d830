//! `rose-ash backup FILE`: the file, the bar, the summary. What a backup is, [`data::backup`] says.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use contracts::{Clock, SystemClock};
use data::backup::{Label, Site, Step, Summary, take};
use data::{Config, Database, DatabaseAddress};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use tempfile::NamedTempFile;

use crate::cli::BackupOptions;
use crate::failure::Failure;
use crate::{house, migrate, stopping};

/// Writes a backup under another name, flushes it, then gives it its own: what bears the name is whole.
pub(crate) async fn backup(config: &Config, options: &BackupOptions) -> Result<(), Failure> {
    let to_standard_output = options.file == Path::new("-");
    if to_standard_output && options.json {
        return Err(Failure::wrong_use(
            "--json and the backup cannot both go to standard output: name a file",
        ));
    }
    if let DatabaseAddress::Sqlite(path) = &config.database
        && !path.is_file()
    {
        return Err(Failure::run(format!(
            "there is no database {}: name the site's folder with --data",
            path.display()
        )));
    }
    let file = match to_standard_output {
        true => None,
        false => Some(part_of(&options.file)?),
    };
    let bar = Bar::new();
    let taken = tokio::select! {
        // First of all we listen for it.
        biased;
        () = stopping::signal() => None,
        taken = written(config, file, &bar) => Some(taken),
    };
    bar.finish();
    let Some(taken) = taken else {
        return Err(Failure::run("stopped: no backup was written"));
    };
    let (summary, file) = taken?;
    let bytes = file.map(|file| keep(file, &options.file)).transpose()?;
    warn_of_absent(&summary);
    if config.secret_key.is_some() {
        eprintln!(
            "rose-ash: SECRET_KEY is configured, and what is configured is not in a backup: keep it, too"
        );
    }
    match bytes {
        None => Ok(()),
        Some(bytes) => tell(&options.file, bytes, &summary, options.json),
    }
}

/// Takes the backup; without a file to standard output.
async fn written(
    config: &Config,
    file: Option<NamedTempFile>,
    bar: &Bar,
) -> Result<(Summary, Option<NamedTempFile>), Failure> {
    let db = migrate::reachable(config).await?;
    let label = Label {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        now: SystemClock.now(),
    };
    let site = site(config, &db);
    let watch = |step: Step<'_>| bar.show(step);
    let taken = match file {
        None => {
            let (summary, _) = take(&site, &label, std::io::stdout(), &watch).await?;
            (summary, None)
        }
        Some(file) => {
            let (summary, file) = take(&site, &label, file, &watch).await?;
            (summary, Some(file))
        }
    };
    db.close().await?;
    Ok(taken)
}

/// The site of a configuration.
pub(crate) fn site(config: &Config, db: &Database) -> Site {
    Site {
        database: db.clone(),
        data: config.data.clone(),
        media: house::media_folder(&config.data),
    }
}

/// The file before it is whole, readable for its owner alone; it goes away unless it is kept.
fn part_of(path: &Path) -> Result<NamedTempFile, Failure> {
    let refuse = |why: &str| Failure::run(format!("{} cannot be written: {why}", path.display()));
    let Some(name) = path.file_name().filter(|_| !path.is_dir()) else {
        return Err(refuse("it is a folder; name a file"));
    };
    tempfile::Builder::new()
        .prefix(&format!(".{}.", name.to_string_lossy()))
        .suffix(".part")
        .tempfile_in(folder_of(path))
        .map_err(|error| refuse(&error.to_string()))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Flushes, renames, flushes the name; answers with the bytes.
fn keep(file: NamedTempFile, path: &Path) -> Result<u64, Failure> {
    let fault = |error: std::io::Error| {
        Failure::run(format!("{} cannot be written: {error}", path.display()))
    };
    file.as_file().sync_all().map_err(fault)?;
    let bytes = file.as_file().metadata().map_err(fault)?.len();
    file.persist(path).map_err(|error| fault(error.error))?;
    File::open(folder_of(path))
        .and_then(|folder| folder.sync_all())
        .map_err(fault)?;
    Ok(bytes)
}

fn warn_of_absent(summary: &Summary) {
    let absent = summary.media.absent.len();
    if absent > 0 {
        eprintln!(
            "rose-ash: {absent} of the files that the database knows are missing from the media folder or damaged, and are not in the backup (`--json` names them)"
        );
    }
}

fn tell(path: &Path, bytes: u64, summary: &Summary, json: bool) -> Result<(), Failure> {
    let text = if json {
        with_file(summary, path, Some(bytes))?
    } else {
        let key = match summary.secret_key {
            true => " and the site's secret key",
            false => "",
        };
        format!(
            "{}: {bytes} bytes with {} rows of {} tables, {} pictures and files{key}.\n\
             Keep it as safe as the site itself: it holds all that people entrusted to it.",
            path.display(),
            summary.rows(),
            summary.tables.len(),
            summary.media.files,
        )
    };
    say(&text)
}

/// The summary as one JSON object that names its file.
pub(crate) fn with_file(
    summary: &Summary,
    path: &Path,
    bytes: Option<u64>,
) -> Result<String, Failure> {
    let fault = |error: serde_json::Error| Failure::run(format!("the summary: {error}"));
    let mut value = serde_json::to_value(summary).map_err(fault)?;
    value["file"] = Value::String(path.display().to_string());
    if let Some(bytes) = bytes {
        value["bytes"] = bytes.into();
    }
    serde_json::to_string(&value).map_err(fault)
}

/// Prints a command's answer.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{text}")
        .map_err(|error| Failure::run(format!("standard output: {error}")))
}

/// The progress of a backup or a restore on the terminal; nothing when nobody watches.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar at nothing.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new(0);
        let style = ProgressStyle::with_template(
            "{bar:32} {human_pos} of {human_len} rows and files  {wide_msg}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// Shows how far it is.
    pub(crate) fn show(&self, step: Step<'_>) {
        self.0.set_length(step.total);
        self.0.set_position(step.done);
        self.0.set_message(step.what.to_owned());
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
