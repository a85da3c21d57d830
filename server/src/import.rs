//! `rose-ash import ghost FILE`: the options, the bar, the summary. What an import is, is the blog's business.

use std::io::Write;
use std::sync::Arc;

use blog_service::import::{GhostImport, ImportOptions, MediaSource, Summary};
use contracts::{Clock, SystemClock};
use data::Config;
use data::media::MediaStore;

use crate::cli::GhostOptions;
use crate::failure::Failure;
use crate::progress::Bar;
use crate::{house, migrate, serve};

/// Imports, then says what became of everything. Ctrl-C stops between two batches; running it again goes on.
pub(crate) async fn ghost(config: &Config, options: GhostOptions) -> Result<(), Failure> {
    if !options.file.is_file() {
        return Err(Failure::wrong_use(format!(
            "there is no file {}",
            options.file.display()
        )));
    }
    let media_source = media_source(&options)?;
    serve::make_data_folder(&config.data)?;
    let db = migrate::reachable(config).await?;
    db.migrate().await?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let (media, resizer) =
        MediaStore::open_folder(house::media_folder(&config.data), db.clone(), clock)?;
    // The server makes the resized copies, on its next look or when they are asked for.
    drop(resizer);
    let bar = Arc::new(Bar::new());
    let import = GhostImport {
        database: db.clone(),
        writer: house::post_writer(&media),
        media,
        progress: bar.clone(),
    };
    let stopping = bar.clone();
    let interrupt = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stopping.stop();
        }
    });
    let options_of_import = ImportOptions {
        media: media_source,
        ..ImportOptions::default()
    };
    let result = import.run(&options.file, &options_of_import).await;
    interrupt.abort();
    bar.finish();
    let summary = result.map_err(|error| Failure::run(error.to_string()))?;
    db.close().await?;
    print(&summary, options.json)
}

fn media_source(options: &GhostOptions) -> Result<MediaSource, Failure> {
    match (&options.media_from, &options.media) {
        (Some(address), _) => {
            let url = url::Url::parse(address)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
            let wrong = || {
                Failure::wrong_use(format!(
                    "--media-from “{address}” is no address such as https://old.example"
                ))
            };
            url.map(MediaSource::Site).ok_or_else(wrong)
        }
        (None, Some(path)) if !path.exists() => Err(Failure::wrong_use(format!(
            "--media: there is no file or folder {}",
            path.display()
        ))),
        (None, Some(path)) => Ok(MediaSource::at(path)),
        (None, None) => Ok(MediaSource::None),
    }
}

fn print(summary: &Summary, json: bool) -> Result<(), Failure> {
    let text = if json {
        serde_json::to_string(summary)
            .map_err(|error| Failure::run(format!("the summary: {error}")))?
    } else {
        summary.to_string()
    };
    writeln!(std::io::stdout(), "{}", text.trim_end())
        .map_err(|error| Failure::run(format!("standard output: {error}")))
}
