//! A throw-away Redis: in a temporary folder, on a free port of the loopback, gone when dropped.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::fault::{Context, Fault, Result};
use crate::{needs, process, workspace};

/// How long a new server may take until it answers.
const START_SECONDS_MAX: u64 = 20;
/// Another program may take the free port between our look and the start.
const START_TRIES_MAX: u32 = 5;

/// A running server; dropping it stops it, then removes its files (fields drop in this order).
pub(crate) struct Redis {
    server: Server,
    program: PathBuf,
    folder: TempDir,
}

impl Redis {
    /// Makes and starts a server, and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let program = needs::in_path("redis-server")
            .ok_or_else(|| Fault::new("redis-server was not found; please install Redis"))?;
        let folder = tempfile::Builder::new()
            .prefix("rose-ash-redis-")
            .tempdir()
            .context("make a temporary folder for Redis")?;
        for _ in 0..START_TRIES_MAX {
            let server = Server::spawn(&program, folder.path(), workspace::free_port()?)?;
            if let Some(server) = server.answering()? {
                return Ok(Self {
                    server,
                    program,
                    folder,
                });
            }
        }
        Err(Fault::new("Redis does not start"))
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.server.port)
    }

    /// Ends it without a word, as `kill -9` does; what it has written stays.
    pub(crate) fn kill(&mut self) {
        process::stop(
            &mut self.server.child,
            Signal::SIGKILL,
            Duration::from_secs(5),
        );
    }

    /// Starts it on its own port with what it had written, and waits until it answers.
    pub(crate) fn start_again(&mut self) -> Result<()> {
        let server = Server::spawn(&self.program, self.folder.path(), self.server.port)?;
        match server.answering()? {
            Some(server) => self.server = server,
            None => return Err(Fault::new("Redis does not start again")),
        }
        Ok(())
    }
}

/// The server process; stopped when dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn spawn(program: &Path, folder: &Path, port: u16) -> Result<Self> {
        let child = process::command(program)
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
            // It comes back with all that it had: old entries are there again, which is the harder case.
            .args(["--save", "", "--appendonly", "yes", "--dir"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("start Redis")?;
        Ok(Self { child, port })
    }

    /// The server once it answers; nothing if it ended instead, as it does when the port was taken meanwhile.
    fn answering(mut self) -> Result<Option<Self>> {
        let started_at = Instant::now();
        while started_at.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
            process::refuse_if_interrupted()?;
            if self.child.try_wait().context("look at Redis")?.is_some() {
                return Ok(None);
            }
            if ping(self.port).unwrap_or(false) {
                return Ok(Some(self));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err(Fault::new(format!(
            "Redis does not answer {START_SECONDS_MAX} s after its start"
        )))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::stop(&mut self.child, Signal::SIGKILL, Duration::from_secs(5));
    }
}

/// Whether it says that it lives; one that still reads its files does not.
fn ping(port: u16) -> std::io::Result<bool> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    stream.write_all(b"PING\r\n")?;
    let mut answer = [0; 7];
    stream.read_exact(&mut answer)?;
    Ok(&answer == b"+PONG\r\n")
}
