//! `rose-ash serve`: from a configuration to six open doors.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use contracts::AppName;
use data::{Config, Database};
use tokio::sync::oneshot;
use web::{App, Urls};

use crate::cli::ServeOptions;
use crate::failure::Failure;
use crate::house::{self, House};
use crate::{apps, demo_data, migrate};

/// How often a process asks whether another one has migrated the database.
const SCHEMA_POLL_SECONDS: u64 = 1;

/// Serves until SIGTERM or Ctrl-C, then finishes what is under way.
pub(crate) async fn serve(config: &Config, options: &ServeOptions) -> Result<(), Failure> {
    let apps = apps::apps(&config.apps)?;
    let listener = bind(config.listen, "--listen")?;
    let internal = config
        .internal
        .map(|address| bind(address, "--internal"))
        .transpose()?;
    make_data_folder(&config.data)?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::run(format!("the listener has no address: {error}")))?;

    let starting = Starting::begin(&listener)?;
    let opened = tokio::select! {
        opened = open(config, options, address.port(), apps) => Some(opened),
        () = stop_signal() => None,
    };
    starting.end().await;
    // Told to stop before it began: what was under way is rolled back.
    let Some(opened) = opened else { return Ok(()) };
    let (
        db,
        House {
            hosts,
            inside: numbers,
            resizer,
            working,
            urls,
        },
    ) = opened?;

    announce(&urls, &config.apps)?;
    let service = web::serve(into_tokio(listener)?, hosts.clone(), stop_signal());
    match internal {
        Some(internal) => {
            let inside = web::serve(into_tokio(internal)?, numbers, stop_signal());
            tokio::join!(service, inside);
        }
        None => service.await,
    }
    working.stop().await;
    resizer.stop().await;
    Ok(db.close().await?)
}

/// Waits for the database, brings it up to date and puts the house together.
async fn open(
    config: &Config,
    options: &ServeOptions,
    port: u16,
    apps: Vec<App>,
) -> Result<(Database, House), Failure> {
    let db = migrate::reachable(config).await?;
    prepare_schema(config, &db, options.demo).await?;
    if options.demo {
        demo_data::seed_if_empty(config, &db).await?;
    }
    let house = house::open(config, options, db.clone(), port, apps)?;
    Ok((db, house))
}

fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            Failure::run(format!("{address} is taken by another program: stop that one, or choose another address with {flag}"))
        }
        std::io::ErrorKind::PermissionDenied => {
            Failure::run(format!("{address} may not be listened on by this user: choose a port above 1023 with {flag}"))
        }
        _ => Failure::run(format!("{address} cannot be listened on: {error}")),
    })?;
    listener
        .set_nonblocking(true)
        .map_err(|error| Failure::run(format!("{address}: {error}")))?;
    Ok(listener)
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
    let mut said = false;
    while !db.is_migrated().await? {
        if !said {
            eprintln!(
                "rose-ash: the schema of {} is older than this program; waiting for `rose-ash migrate` or a process with RUN_MIGRATIONS=true",
                config.database
            );
            said = true;
        }
        tokio::time::sleep(Duration::from_secs(SCHEMA_POLL_SECONDS)).await;
    }
    Ok(())
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

/// Comes when the process is told to stop.
pub(crate) async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut stream) => {
                stream.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// What answers while the house is not open yet: alive, not ready, come back soon.
struct Starting {
    stop: oneshot::Sender<()>,
    task: tokio::task::JoinHandle<()>,
}

impl Starting {
    fn begin(listener: &TcpListener) -> Result<Self, Failure> {
        let copy = listener
            .try_clone()
            .map_err(|error| Failure::run(format!("the listener cannot be shared: {error}")))?;
        let copy = into_tokio(copy)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let later = || async {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::RETRY_AFTER, "1")],
                "Rose Ash is starting.\n",
            )
        };
        let router = Router::new()
            .route("/health/live", get(|| async { "live" }))
            .fallback(later);
        let task = tokio::spawn(async move {
            web::serve(copy, router, async {
                let _ = stopped.await;
            })
            .await;
        });
        Ok(Self { stop, task })
    }

    async fn end(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}
