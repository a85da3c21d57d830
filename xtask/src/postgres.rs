//! A throw-away PostgreSQL cluster: in a temporary folder, on a free port of the loopback, gone when dropped.
//!
//! It never looks for a running server, so nobody's data can be touched. It is quick rather than safe (no fsync),
//! because nothing in it is worth keeping.

use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use nix::unistd::User;
use tempfile::TempDir;

use crate::fault::{Context, Fault, Result};
use crate::{needs, process, workspace};

/// How long a new cluster may take until it answers.
const START_SECONDS_MAX: u64 = 60;
/// Another program may take the free port between our look and the start.
const START_TRIES_MAX: u32 = 5;
/// The tests of many crates open pools side by side.
const CONNECTIONS_MAX: u32 = 400;
/// How long it may take to end.
const STOP_TIME: Duration = Duration::from_secs(20);
const SUPERUSER: &str = "rose_ash";

/// A running cluster; dropping it stops it, then removes its files (fields drop in this order).
pub(crate) struct Cluster {
    server: Server,
    files: Files,
}

impl Cluster {
    /// Makes and starts a cluster, and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let files = Files::make()?;
        for _ in 0..START_TRIES_MAX {
            let server = Server::spawn(&files, workspace::free_port()?)?;
            if let Some(server) = server.answering(&files)? {
                return Ok(Self { server, files });
            }
        }
        let log = std::fs::read_to_string(files.log()).unwrap_or_default();
        Err(Fault::new(format!(
            "PostgreSQL does not start; the end of its log:\n{}",
            last_lines(&log, 12)
        )))
    }

    /// The address of a database in this cluster, as its superuser.
    pub(crate) fn url(&self, database: &str) -> String {
        format!(
            "postgres://{SUPERUSER}:{}@127.0.0.1:{}/{database}",
            self.files.password, self.server.port
        )
    }

    /// Stops it at once, as a machine that falls over does; its files stay.
    pub(crate) fn stop_now(&mut self) {
        process::stop(&mut self.server.child, Signal::SIGQUIT, STOP_TIME);
    }

    /// Starts it on its own port and files, and waits until it answers.
    pub(crate) fn start_again(&mut self) -> Result<()> {
        let server = Server::spawn(&self.files, self.server.port)?;
        match server.answering(&self.files)? {
            Some(server) => self.server = server,
            None => return Err(Fault::new("PostgreSQL does not start again")),
        }
        Ok(())
    }

    /// Makes an empty database.
    pub(crate) fn create_database(&self, name: &str) -> Result<()> {
        let mut createdb = self
            .files
            .owner
            .command(&self.files.programs.join("createdb"));
        createdb.env("PGPASSWORD", &self.files.password);
        createdb.args(["--host=127.0.0.1", &format!("--port={}", self.server.port)]);
        process::output(createdb.args(["--username", SUPERUSER, name])).map(|_| ())
    }
}

/// What stays the same while ports are tried.
struct Files {
    owner: Owner,
    programs: PathBuf,
    password: String,
    folder: TempDir,
}

impl Files {
    fn make() -> Result<Self> {
        let programs = needs::postgres_folder()
            .ok_or_else(|| Fault::new("PostgreSQL's initdb was not found"))?;
        let folder = tempfile::Builder::new()
            .prefix("rose-ash-postgres-")
            .tempdir()
            .context("make a temporary folder for PostgreSQL")?;
        let files = Self {
            owner: Owner::choose()?,
            programs,
            password: random_password()?,
            folder,
        };
        files.owner.give(files.folder.path())?;
        files.init()?;
        Ok(files)
    }

    fn init(&self) -> Result<()> {
        let password_file = self.folder.path().join("password");
        write_private(&password_file, &self.password)?;
        self.owner.give(&password_file)?;
        let mut initdb = self.owner.command(&self.programs.join("initdb"));
        initdb
            .arg("--pgdata")
            .arg(self.data())
            .arg("--pwfile")
            .arg(&password_file);
        initdb.args([
            "--username",
            SUPERUSER,
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        // Plain passwords on the loopback: tests open thousands of connections, and SCRAM costs each some milliseconds.
        initdb.arg("--auth=password");
        process::output(&mut initdb).map(|_| ())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

/// The server process; stopped when dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn spawn(files: &Files, port: u16) -> Result<Self> {
        let settings = [
            "listen_addresses=127.0.0.1".to_owned(),
            // No socket file: nothing outside of the folder, and nobody finds this server by default.
            "unix_socket_directories=".to_owned(),
            format!("port={port}"),
            format!("max_connections={CONNECTIONS_MAX}"),
            "fsync=off".to_owned(),
            "synchronous_commit=off".to_owned(),
            "full_page_writes=off".to_owned(),
            "wal_level=minimal".to_owned(),
            "max_wal_senders=0".to_owned(),
        ];
        let log = std::fs::File::create(files.log()).context("make PostgreSQL's log")?;
        let mut postgres = files.owner.command(&files.programs.join("postgres"));
        postgres.arg("-D").arg(files.data());
        for setting in &settings {
            postgres.args(["-c", setting]);
        }
        let child = postgres
            .stdout(Stdio::null())
            .stderr(log)
            // Ctrl-C in the terminal is for us: we stop the server when its last user is gone.
            .process_group(0)
            .spawn()
            .context("start PostgreSQL")?;
        Ok(Self { child, port })
    }

    /// The server once it answers; nothing if it ended instead, as it does when the port was taken meanwhile.
    fn answering(mut self, files: &Files) -> Result<Option<Self>> {
        let mut ready = files.owner.command(&files.programs.join("pg_isready"));
        ready.args([
            "--quiet",
            "--host=127.0.0.1",
            &format!("--port={}", self.port),
        ]);
        ready.args(["--username", SUPERUSER, "--dbname=postgres"]);
        let started_at = Instant::now();
        while started_at.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
            process::refuse_if_interrupted()?;
            if self
                .child
                .try_wait()
                .context("look at PostgreSQL")?
                .is_some()
            {
                return Ok(None);
            }
            if ready.status().context("call pg_isready")?.success() {
                return Ok(Some(self));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(Fault::new(format!(
            "PostgreSQL does not answer {START_SECONDS_MAX} s after its start"
        )))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGQUIT is PostgreSQL's immediate stop: it waits for no client and writes nothing back.
        process::stop(&mut self.child, Signal::SIGQUIT, STOP_TIME);
    }
}

/// Who runs the server: PostgreSQL refuses to run as root.
struct Owner {
    instead_of_root: Option<User>,
    setpriv: Option<PathBuf>,
}

impl Owner {
    fn choose() -> Result<Self> {
        let setpriv = needs::in_path("setpriv");
        if !nix::unistd::geteuid().is_root() {
            return Ok(Self {
                instead_of_root: None,
                setpriv,
            });
        }
        let known = |name| User::from_name(name).ok().flatten();
        match known("postgres").or_else(|| known("nobody")) {
            Some(user) if setpriv.is_some() => Ok(Self {
                instead_of_root: Some(user),
                setpriv,
            }),
            _ => Err(Fault::new(
                "PostgreSQL does not run as root: run as another user, or install setpriv (util-linux)",
            )),
        }
    }

    fn give(&self, path: &Path) -> Result<()> {
        match &self.instead_of_root {
            Some(user) => chown(path, Some(user.uid.as_raw()), Some(user.gid.as_raw()))
                .context(format!("give {} to {}", path.display(), user.name)),
            None => Ok(()),
        }
    }

    /// A command under this user, that dies with us even if we are killed, where the system can do that.
    fn command(&self, program: &Path) -> Command {
        let mut command = match &self.setpriv {
            Some(setpriv) if cfg!(target_os = "linux") => {
                let mut command = process::command(setpriv);
                command.arg("--pdeathsig=INT");
                if let Some(user) = &self.instead_of_root {
                    command.args([
                        format!("--reuid={}", user.uid),
                        format!("--regid={}", user.gid),
                    ]);
                    command.arg("--clear-groups");
                }
                command.arg("--").arg(program);
                command
            }
            _ => process::command(program),
        };
        for (name, _) in std::env::vars_os() {
            // A developer's own PGHOST or PGDATA must not lead to their own server.
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(&name);
            }
        }
        // The folder we stand in may be closed to that user.
        command.current_dir("/");
        command
    }
}

fn random_password() -> Result<String> {
    let mut bytes = [0; 16];
    let mut source = std::fs::File::open("/dev/urandom").context("open /dev/urandom")?;
    source.read_exact(&mut bytes).context("read /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .context(format!("make {}", path.display()))?;
    file.write_all(text.as_bytes())
        .context(format!("write {}", path.display()))
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_its_password_and_leaves_nothing() {
        let Some(programs) = needs::postgres_folder() else {
            eprintln!("not tried: PostgreSQL is not installed; `cargo xtask test` brings it");
            return;
        };
        let cluster = Cluster::start().expect("it starts");
        let folder = cluster.files.folder.path().to_owned();
        cluster
            .create_database("orchard")
            .expect("it can be made once");
        assert!(
            cluster.create_database("orchard").is_err(),
            "it is there already"
        );
        let ask = |url: &str| {
            process::output(process::command(programs.join("psql")).args([
                url,
                "-Atc",
                "select current_database()",
            ]))
        };
        let url = cluster.url("orchard");
        assert_eq!(ask(&url).expect("the password is right").trim(), "orchard");
        assert!(ask(&url.replacen(&cluster.files.password, "guessed", 1)).is_err());
        drop(cluster);
        assert!(ask(&url).is_err() && !folder.exists());
    }

    #[test]
    fn the_end_of_a_log_is_its_last_lines() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
        assert_eq!(last_lines("", 2), "");
    }

    #[test]
    fn passwords_differ() {
        let password = random_password().expect("the system has randomness");
        assert_eq!(password.len(), 32);
        assert_ne!(
            password,
            random_password().expect("the system has randomness")
        );
    }
}
