//! Where things are in the checkout.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{Context, Result};
use crate::process;

/// The root of the checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// Which build of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// The one that the tests build.
    Dev,
    /// The one that people run and that figures are about.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// The folder that cargo builds into.
pub(crate) fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Where cargo puts the server.
pub(crate) fn server_binary(profile: Profile) -> PathBuf {
    target_dir().join(profile.folder()).join("rose-ash")
}

/// Cargo, standing in the checkout: the same one that started us.
pub(crate) fn cargo() -> Command {
    let mut cargo = process::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Builds the server as people run it, and the benchmarks. In one build, which chooses the features of what both are made of
/// once: else each would undo the other's.
pub(crate) fn build_release() -> Result<()> {
    let packages = ["--package", "rose-ash", "--package", "bench"];
    process::run(cargo().args(["build", "--release"]).args(packages))
}

/// A port on the loopback that was free a moment ago. Whoever uses it must be ready to try another.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("look for a free port")?;
    Ok(listener.local_addr().context("read the free port")?.port())
}

/// The commit that figures are about, marked when the tree has changes on top of it.
pub(crate) fn commit() -> String {
    let described = process::output(process::command("git").args([
        "-C",
        &root().to_string_lossy(),
        "describe",
        "--always",
        "--dirty",
        "--abbrev=12",
        "--exclude=*",
    ]));
    described.map_or_else(|_| "unknown".into(), |text| text.trim().to_owned())
}

/// The machine that figures were taken on: processor, cores, memory, system.
pub(crate) fn machine() -> String {
    let field = |file: &str, key: &str| {
        std::fs::read_to_string(file).ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with(key))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        })
    };
    let processor =
        field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.into());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_else(|| "memory unknown".into());
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "{processor}, {cores} cores, {memory}, {} {}",
        std::env::consts::OS,
        kernel.trim()
    )
}
