//! Child processes: each in a process group of its own, so that an interrupt ends the whole of it and leaves us
//! alive to stop what we started and to remove what we made.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::Pid;

use crate::fault::{Context, Fault, Result};

/// The group that a signal to us is passed on to. A signal handler has no argument to take it from.
static FOREGROUND: Mutex<Option<Pid>> = Mutex::new(None);
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C and SIGTERM end the running child, and the task then ends by itself.
pub(crate) fn watch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        if let Ok(foreground) = FOREGROUND.lock()
            && let Some(group) = *foreground
        {
            let _ = killpg(group, Signal::SIGTERM);
        }
    })
    .context("watch for Ctrl-C")
}

/// Fails once someone has asked us to stop.
pub(crate) fn refuse_if_interrupted() -> Result<()> {
    if INTERRUPTED.load(Ordering::SeqCst) {
        Err(Fault::new("interrupted"))
    } else {
        Ok(())
    }
}

/// A command without standard input and without what cargo told *us* about our own package: build scripts that watch
/// those variables would otherwise run again each time somebody changes between `cargo xtask` and plain cargo.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ]
        .iter()
        .any(|own| text.starts_with(own))
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a command to its end, its output shown as it comes; fails unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = start(command)?;
    let ended = child.wait().context(describe(command));
    release();
    judge(command, ended?)
}

/// Like [`run`], and also hands every line of standard output to `see`.
pub(crate) fn run_seeing(command: &mut Command, mut see: impl FnMut(&str)) -> Result<()> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    let mut shown = std::io::stdout().lock();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines())
    {
        // Bytes that are no text are not worth failing a test run for: the line is passed over.
        let Ok(line) = line else { continue };
        see(&line);
        let _ = writeln!(shown, "{line}");
    }
    drop(shown);
    let ended = child.wait().context(describe(command));
    release();
    judge(command, ended?)
}

/// What a short command prints. Fails, with what it said on standard error, unless it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let ended = command.output().context(describe(command))?;
    if ended.status.success() {
        return Ok(String::from_utf8_lossy(&ended.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    Err(Fault::new(format!(
        "{}: {}, {}",
        describe(command),
        ended.status,
        said.trim()
    )))
}

/// Asks a child of ours to end by `signal`, waits `patience` for it, then ends it for good. True if it ended by itself
/// with exit code 0.
pub(crate) fn stop(child: &mut Child, signal: Signal, patience: Duration) -> bool {
    // One that has ended and was waited for has no id any more: the signal would go to a stranger.
    if let Ok(Some(status)) = child.try_wait() {
        return status.success();
    }
    let group = pid(child);
    let _ = kill(group, signal);
    let asked_at = Instant::now();
    while asked_at.elapsed() < patience {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(20)),
            Err(_) => break,
        }
    }
    let _ = killpg(group, Signal::SIGKILL);
    let _ = child.wait();
    false
}

/// Microseconds since 1970, by the clock that the programs have which we drive.
#[expect(
    clippy::disallowed_methods,
    reason = "what is driven from outside goes by the system's clock"
)]
pub(crate) fn micros_now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    })
}

/// A child's process id, in the type that signals take.
pub(crate) fn pid(child: &Child) -> Pid {
    Pid::from_raw(i32::try_from(child.id()).unwrap_or(i32::MAX))
}

fn start(command: &mut Command) -> Result<Child> {
    refuse_if_interrupted()?;
    let child = command
        .process_group(0)
        .spawn()
        .context(describe(command))?;
    if let Ok(mut foreground) = FOREGROUND.lock() {
        *foreground = Some(pid(&child));
    }
    Ok(child)
}

fn release() {
    if let Ok(mut foreground) = FOREGROUND.lock() {
        *foreground = None;
    }
}

fn judge(command: &Command, status: std::process::ExitStatus) -> Result<()> {
    refuse_if_interrupted()?;
    if status.success() {
        Ok(())
    } else {
        Err(Fault::new(format!("{}: {status}", describe(command))))
    }
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let mut text = words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    if let Some((cut, _)) = text.char_indices().nth(160) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_seen_and_a_failure_names_the_command() {
        let mut lines = Vec::new();
        let ended = run_seeing(
            command("sh").args(["-c", "echo one; echo two; exit 3"]),
            |line| lines.push(line.to_owned()),
        );
        assert_eq!(lines, ["one", "two"]);
        let sentence = ended.expect_err("exit code 3 is a failure").to_string();
        assert!(
            sentence.contains("sh -c") && sentence.contains('3'),
            "{sentence}"
        );
    }

    #[test]
    fn output_passes_on_what_was_said_on_standard_error() {
        let fault = output(command("sh").args(["-c", "echo 'no such thing' >&2; exit 1"]))
            .expect_err("it failed");
        assert!(fault.to_string().contains("no such thing"), "{fault}");
    }

    #[test]
    fn a_stopped_child_tells_whether_it_went_in_peace() {
        let start = |script: &str| {
            let mut child = command("sh")
                .args([
                    "-c",
                    &format!("{script} echo ready; while :; do sleep 0.01; done"),
                ])
                .stdout(Stdio::piped())
                .process_group(0)
                .spawn()
                .expect("sh runs");
            let mut line = String::new();
            let out = child.stdout.as_mut().expect("its output is piped");
            BufReader::new(out)
                .read_line(&mut line)
                .expect("it says that it is ready");
            child
        };
        let patience = Duration::from_secs(10);
        assert!(stop(
            &mut start("trap 'exit 0' TERM;"),
            Signal::SIGTERM,
            patience
        ));
        assert!(!stop(
            &mut start("trap 'exit 4' TERM;"),
            Signal::SIGTERM,
            patience
        ));
        assert!(!stop(&mut start(""), Signal::SIGTERM, patience));
    }
}
