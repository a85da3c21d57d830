//! The server as a child process, with its data in a temporary folder, for measuring it from outside.

use std::net::SocketAddr;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use crate::bench::load::Connection;
use crate::fault::{Context, Fault, Result};
use crate::process;
use crate::workspace::{self, Profile};

/// A first start migrates and fills the database.
const READY_SECONDS_MAX: u64 = 120;

/// A server that is ready; stopped when dropped.
pub(crate) struct Served {
    child: Child,
    address: SocketAddr,
    ready_after: Duration,
}

impl Served {
    /// Starts the release build with the demo's data on `data` and waits until it says that it is ready.
    pub(crate) fn start(data: &Path) -> Result<Self> {
        Self::start_with(data, &[])
    }

    /// The same with more flags.
    pub(crate) fn start_with(data: &Path, flags: &[&str]) -> Result<Self> {
        Self::start_as("server", data, &[&["--demo"], flags].concat())
    }

    /// The same with these flags alone. The name tells the logs apart of those that share a folder.
    pub(crate) fn start_as(name: &str, data: &Path, flags: &[&str]) -> Result<Self> {
        Self::start_app("blog", name, data, flags)
    }

    /// The same where an app is served that need not be the blog.
    pub(crate) fn start_app(app: &str, name: &str, data: &Path, flags: &[&str]) -> Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], workspace::free_port()?));
        let log = data.with_extension(format!("{name}.log"));
        let log = std::fs::File::create(&log).context(format!("make {}", log.display()))?;
        let started_at = Instant::now();
        let child = process::command(workspace::server_binary(Profile::Release))
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(data)
            .args(flags)
            .stdout(Stdio::null())
            .stderr(log)
            .process_group(0)
            .spawn()
            .context("start the server")?;
        let mut served = Self {
            child,
            address,
            ready_after: Duration::ZERO,
        };
        served.wait(app, started_at)?;
        Ok(served)
    }

    fn wait(&mut self, app: &str, started_at: Instant) -> Result<()> {
        while started_at.elapsed() < Duration::from_secs(READY_SECONDS_MAX) {
            process::refuse_if_interrupted()?;
            if let Some(status) = self.child.try_wait().context("look at the server")? {
                return Err(Fault::new(format!(
                    "the server ended at its start: {status}"
                )));
            }
            let ready = Connection::open(self.address)
                .and_then(|mut it| it.get(&self.host(app), "/health/ready"));
            if ready.is_ok_and(|response| response.status == 200) {
                self.ready_after = started_at.elapsed();
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err(Fault::new(format!(
            "the server is not ready {READY_SECONDS_MAX} s after its start"
        )))
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The Host that leads to an app.
    pub(crate) fn host(&self, app: &str) -> String {
        format!("{app}.localhost:{}", self.address.port())
    }

    /// From the start of the process until it was ready.
    pub(crate) fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Stops it as a supervisor would; fails unless it drains and ends with exit code 0.
    pub(crate) fn stop(mut self) -> Result<()> {
        if process::stop(&mut self.child, Signal::SIGTERM, Duration::from_secs(20)) {
            Ok(())
        } else {
            Err(Fault::new(
                "the server did not end with exit code 0 after SIGTERM",
            ))
        }
    }

    /// Ends it without a word, as `kill -9` does.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            process::stop(&mut self.child, Signal::SIGKILL, Duration::from_secs(5));
        }
    }
}
