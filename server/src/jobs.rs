//! `rose-ash jobs run`: everything that is due now, then it ends.

use std::io::Write;
use std::sync::Arc;

use contracts::activity::EventLog;
use contracts::{Clock, SystemClock};
use data::event_log::StaffLog;
use data::media::MediaStore;
use data::{Config, DataError};
use serde_json::json;

use crate::cli::JobsOptions;
use crate::failure::Failure;
use crate::{events, house, migrate, serve};

/// Publishes scheduled posts whose time has come, and answers every event that is due.
pub(crate) async fn run(config: &Config, options: &JobsOptions) -> Result<(), Failure> {
    serve::make_data_folder(&config.data)?;
    let db = migrate::reachable(config).await?;
    if config.run_migrations {
        db.migrate().await?;
    } else if !db.is_migrated().await? {
        return Err(Failure::run(format!(
            "the schema of {} is older than this program: run `rose-ash migrate` first",
            config.database
        )));
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let (media, resizer) =
        MediaStore::open_folder(house::media_folder(&config.data), db.clone(), clock.clone())?;
    drop(resizer);
    let writer = house::post_writer(&media);
    let mut published = 0;
    loop {
        match writer.publish_due(&db).await? {
            0 => break,
            more => published += more,
        }
    }
    let run = events::processor(&db).run_due().await?;
    let log = StaffLog::new(db.clone(), clock);
    let figures = log
        .figures()
        .await
        .map_err(|error| Failure::from(DataError::Unreachable(error.to_string())))?;
    db.close().await?;
    let text = if options.json {
        json!({
            "published": published, "activities": run.handed_out, "done": run.done, "failed": run.failed,
            "given_up": run.dead, "waiting": figures.waiting, "dead": figures.dead,
        })
        .to_string()
    } else {
        format!(
            "{published} scheduled posts published; {} events handed out; {} steps done, {} failed, {} of those given up.\n\
             {} wait, {} are given up in all.",
            run.handed_out, run.done, run.failed, run.dead, figures.waiting, figures.dead
        )
    };
    writeln!(std::io::stdout(), "{text}")
        .map_err(|error| Failure::run(format!("standard output: {error}")))
}
