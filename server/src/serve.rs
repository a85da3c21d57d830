//! `rose-ash serve`: from a configuration to six open doors.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use contracts::AppName;
use data::{Config, Database};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::{App, Hosts, Urls};

use crate::cli::ServeOptions;
use crate::door::Door;
use crate::failure::Failure;
use crate::house::{self, House};
use crate::sockets::Sockets;
use crate::stopping::Stop;
use crate::{apps, demo_data, migrate, split};

/// How often a process asks whether another one has migrated the database.
const SCHEMA_POLL: Duration = Duration::from_millis(250);

/// Serves until SIGTERM or Ctrl-C, then finishes what is under way.
pub(crate) async fn serve(config: &Config, options: &ServeOptions) -> Result<(), Failure> {
    let apps = apps::apps(&config.apps)?;
    let notes = split::check(config)?;
    let Sockets { public, internal } = Sockets::open(config)?;
    make_data_folder(&config.data)?;
    let port = public
        .local_addr()
        .map_err(|error| Failure::run(format!("the listener has no address: {error}")))?
        .port();
    for note in notes {
        eprintln!("rose-ash: {note}");
    }

    let stop = Stop::on_signal();
    let (front, back) = (Door::closed(), Door::closed());
    let public = serve_public(public, front.clone(), config, stop.clone())?;
    let (public_ended, ended) = oneshot::channel::<()>();
    let inside = serve_inside(internal, back.clone(), ended)?;
    let opened = tokio::select! {
        opened = open(config, options, port, apps, stop.clone()) => Some(opened?),
        // Told to stop before it began: what was under way is rolled back.
        () = stop.requested() => None,
    };
    if let Some((_, house)) = &opened {
        front.open(house.hosts.clone());
        back.open(house.inside.clone());
        announce(&house.urls, &config.apps)?;
    }
    let _ = public.await;
    // Whoever asks inside is answered to the last: that we live, that we are not ready, and what neighbours need.
    drop(public_ended);
    let _ = inside.await;
    match opened {
        Some((db, house)) => {
            house.working.stop().await;
            house.resizer.stop().await;
            Ok(db.close().await?)
        }
        None => Ok(()),
    }
}

fn serve_public(
    listener: TcpListener,
    door: Door<Hosts>,
    config: &Config,
    stop: Stop,
) -> Result<JoinHandle<()>, Failure> {
    let listener = into_tokio(listener)?;
    let proxies = config.trusted_proxies.clone();
    Ok(tokio::spawn(async move {
        web::serve_behind(listener, door, &proxies, stop.requested()).await;
    }))
}

fn serve_inside(
    listener: Option<TcpListener>,
    door: Door<Router>,
    public_ended: oneshot::Receiver<()>,
) -> Result<JoinHandle<()>, Failure> {
    let listener = listener.map(into_tokio).transpose()?;
    Ok(tokio::spawn(async move {
        let stop = async {
            let _ = public_ended.await;
        };
        if let Some(listener) = listener {
            web::serve(listener, door, stop).await;
        }
    }))
}

/// Waits for the database, brings it up to date and puts the house together.
async fn open(
    config: &Config,
    options: &ServeOptions,
    port: u16,
    apps: Vec<App>,
    stop: Stop,
) -> Result<(Database, House), Failure> {
    let db = migrate::reachable(config).await?;
    prepare_schema(config, &db, options.demo).await?;
    if let Err(error) = db.writable().await {
        eprintln!("rose-ash: pages can be read, and nothing be saved: {error}");
    }
    if options.demo {
        demo_data::seed_if_empty(config, &db).await?;
    }
    let house = house::open(config, options, db.clone(), port, apps, stop)?;
    Ok((db, house))
}

fn into_tokio(listener: TcpListener) -> Result<tokio::net::TcpListener, Failure> {
    tokio::net::TcpListener::from_std(listener)
        .map_err(|error| Failure::run(format!("the listener is lost: {error}")))
}

/// Makes the data folder, and finds out now whether it can be written.
pub(crate) fn make_data_folder(folder: &Path) -> Result<(), Failure> {
    let refuse = |error: std::io::Error| {
        Failure::run(format!(
            "the data folder {} cannot be written: {error}; choose another with --data",
            folder.display()
        ))
    };
    std::fs::create_dir_all(folder).map_err(refuse)?;
    let probe = folder.join(format!(".written-by-{}", std::process::id()));
    std::fs::write(&probe, b"").map_err(refuse)?;
    std::fs::remove_file(&probe).map_err(refuse)
}

/// Migrates, or waits until somebody else has.
async fn prepare_schema(config: &Config, db: &Database, demo: bool) -> Result<(), Failure> {
    if config.run_migrations || demo {
        return Ok(db.migrate().await?);
    }
    let mut said = String::new();
    loop {
        let waiting = match db.is_migrated().await {
            Ok(true) => return Ok(()),
            Ok(false) => format!(
                "the schema of {} is older than this program; waiting for `rose-ash migrate` or a process with RUN_MIGRATIONS=true",
                config.database
            ),
            // Whoever migrates may restart the database for it.
            Err(error) => format!("waiting for {}: {error}", config.database),
        };
        if waiting != said {
            eprintln!("rose-ash: {waiting}");
            said = waiting;
        }
        tokio::time::sleep(SCHEMA_POLL).await;
    }
}

/// Tells where the apps are.
fn announce(urls: &Urls, apps: &[AppName]) -> Result<(), Failure> {
    let mut text = String::from("Rose Ash is open:\n");
    for app in apps {
        let _ = writeln!(text, "  {:<11} {}", app.as_str(), urls.url(*app, "/"));
    }
    if urls.domain() == "localhost" {
        let hosts: Vec<String> = AppName::ALL
            .iter()
            .map(|app| format!("{app}.localhost"))
            .collect();
        let _ = writeln!(
            text,
            "Safari and phones do not know *.localhost; this line in /etc/hosts helps, or --domain with a name of yours:"
        );
        let _ = writeln!(text, "  127.0.0.1 {}", hosts.join(" "));
    }
    let mut out = std::io::stdout().lock();
    // Whoever closed standard output does not want to know.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    Ok(())
}
