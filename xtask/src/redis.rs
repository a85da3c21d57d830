//! A throw-away Redis: in a temporary folder, on a free port of the loopback, gone when dropped. As with PostgreSQL, no
//! running one is ever looked for.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::fault::{Context, Fault, Result};
use crate::{needs, process, workspace};

const START_SECONDS_MAX: u64 = 30;
/// Another program may take the free port between our look and the start.
const START_TRIES_MAX: u32 = 5;
const STOP_TIME: Duration = Duration::from_secs(10);

/// A running Redis; dropping it stops it, then removes its folder (fields drop in this order).
pub(crate) struct Redis {
    server: Server,
    folder: TempDir,
    remembers: bool,
}

impl Redis {
    /// Starts one that writes nothing to the disk, and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        Self::start_as(false)
    }

    /// Starts one that has all of it again when it is started again.
    pub(crate) fn start_that_remembers() -> Result<Self> {
        Self::start_as(true)
    }

    fn start_as(remembers: bool) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("rose-ash-redis-")
            .tempdir()
            .context("make a temporary folder for Redis")?;
        for _ in 0..START_TRIES_MAX {
            let server = Server::spawn(&folder, workspace::free_port()?, remembers)?;
            if let Some(server) = server.answering()? {
                return Ok(Self {
                    server,
                    folder,
                    remembers,
                });
            }
        }
        Err(Fault::new("Redis does not start"))
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("redis://{}/", self.server.address)
    }

    /// Ends it without a word, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        process::stop(&mut self.server.child, Signal::SIGKILL, STOP_TIME);
    }

    /// Starts it on its own port, and waits until it answers.
    pub(crate) fn start_again(&mut self) -> Result<()> {
        let port = self.server.address.port();
        let server = Server::spawn(&self.folder, port, self.remembers)?;
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
    address: SocketAddr,
}

impl Server {
    fn spawn(folder: &TempDir, port: u16, remembers: bool) -> Result<Self> {
        let program = needs::redis().ok_or_else(|| Fault::new("redis-server was not found"))?;
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let child = process::command(program)
            .args(["--bind", &address.ip().to_string()])
            .args(["--port", &port.to_string()])
            .args(["--save", "", "--appendonly"])
            .arg(if remembers { "yes" } else { "no" })
            .current_dir(folder)
            .stdout(Stdio::null())
            // Ctrl-C in the terminal is for us: we stop the server when its last user is gone.
            .process_group(0)
            .spawn()
            .context("start Redis")?;
        Ok(Self { child, address })
    }

    /// The server once it answers; nothing if it ended instead, as it does when the port was taken meanwhile.
    fn answering(mut self) -> Result<Option<Self>> {
        let started_at = Instant::now();
        while started_at.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
            process::refuse_if_interrupted()?;
            let ended = self.child.try_wait().context("look at Redis")?;
            if ended.is_some() {
                return Ok(None);
            }
            if answers(self.address) {
                return Ok(Some(self));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(Fault::new(format!(
            "Redis does not answer {START_SECONDS_MAX} s after its start"
        )))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::stop(&mut self.child, Signal::SIGTERM, STOP_TIME);
    }
}

/// Whether a Redis says that it is there.
fn answers(address: SocketAddr) -> bool {
    let asked = || -> std::io::Result<[u8; 7]> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(1)))?;
        stream.write_all(b"PING\r\n")?;
        let mut answer = [0; 7];
        stream.read_exact(&mut answer)?;
        Ok(answer)
    };
    asked().is_ok_and(|answer| &answer == b"+PONG\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redis_answers_and_leaves_nothing() {
        if needs::redis().is_none() {
            eprintln!("not tried: Redis is not installed; `cargo xtask test` brings it");
            return;
        }
        let redis = Redis::start().expect("it starts");
        let (address, folder) = (redis.server.address, redis.folder.path().to_owned());
        assert!(answers(address) && redis.url().contains(&address.port().to_string()));
        drop(redis);
        assert!(!answers(address) && !folder.exists());
    }
}
