//! Fuzzing: each target of `fuzz/` for half an hour, all at the same time, and what became of it.

use std::fs::File;
use std::path::Path;
use std::process::Child;

use crate::fault::{Context, Fault, Result};
use crate::{process, workspace};

const SECONDS: u64 = 1800;
/// A target is ended by libFuzzer when it takes more.
const MEMORY_MIB: &str = "2048";
/// Places that a fuzzer must at least have seen, so that one that reaches nothing does not pass.
const COVERAGE_LEAST: u64 = 500;

/// The names of all targets.
fn targets() -> Result<Vec<String>> {
    let folder = workspace::root().join("fuzz/fuzz_targets");
    let reading = || format!("read {}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).context(reading())? {
        let file = entry.context(reading())?.path();
        if file.extension().is_some_and(|extension| extension == "rs")
            && let Some(name) = file.file_stem()
        {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Runs the targets whose logs are not finished in `logs`, and reports on all.
pub(super) fn run(logs: &Path) -> Result<String> {
    std::fs::create_dir_all(logs).context(format!("make {}", logs.display()))?;
    let targets = targets()?;
    let is_open = |target: &&String| Figures::read(logs, target).is_none();
    let open: Vec<&String> = targets.iter().filter(is_open).collect();
    if !open.is_empty() {
        build()?;
        let built = host()?;
        let mut started = Vec::new();
        for target in open {
            started.push(Fuzzer(start(logs, &built, target)?));
        }
        for Fuzzer(child) in &mut started {
            child.wait().context("wait for a fuzzer")?;
        }
    }
    report(logs, &targets)
}

/// A fuzzer that runs; when something else goes wrong it is ended.
struct Fuzzer(Child);

impl Drop for Fuzzer {
    fn drop(&mut self) {
        // One that has come to its end is not there any more.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the compiler calls this kind of machine, for which the fuzzers are built.
fn host() -> Result<String> {
    let said = process::output(workspace::cargo().arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Fault::new("cargo does not say what it builds for"))
}

/// Builds all targets with the compiler that is there, instrumented for libFuzzer and AddressSanitizer. The compiler's
/// own target compares whole programs and has no use for the latter: without it, it is tens of times as quick.
fn build() -> Result<()> {
    for arguments in [
        &["build"][..],
        &[
            "build",
            "-s",
            "none",
            "--target-dir",
            "fuzz/target/plain",
            "compiler",
        ],
    ] {
        let mut cargo = workspace::cargo();
        cargo
            .arg("fuzz")
            .args(arguments)
            .env("RUSTC_BOOTSTRAP", "1");
        process::run(&mut cargo).map_err(|fault| {
            Fault::new(format!(
                "{fault}; `cargo install cargo-fuzz` installs what this needs"
            ))
        })?;
    }
    Ok(())
}

fn start(logs: &Path, host: &str, target: &str) -> Result<Child> {
    let fuzz = workspace::root().join("fuzz");
    let built = if target == "compiler" {
        "target/plain"
    } else {
        "target"
    };
    let program = fuzz.join(built).join(host).join("release").join(target);
    let file = logs.join(format!("{target}.log"));
    let log = File::create(&file).context(format!("make {}", file.display()))?;
    let artifacts = fuzz.join("artifacts").join(target);
    std::fs::create_dir_all(&artifacts).context("make a folder for what is found")?;
    let mut fuzzer = process::command(program);
    fuzzer
        .arg(format!("-max_total_time={SECONDS}"))
        .arg(format!("-rss_limit_mb={MEMORY_MIB}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args([
            "-malloc_limit_mb=256",
            "-max_len=4096",
            "-timeout=20",
            "-print_final_stats=1",
        ])
        .arg(fuzz.join("corpus").join(target))
        .env("ASAN_OPTIONS", "detect_leaks=0:allocator_may_return_null=1")
        .stdout(std::process::Stdio::null())
        .stderr(log);
    fuzzer.spawn().context(format!("start {target}"))
}

/// What a finished log says.
struct Figures {
    runs: u64,
    seconds: u64,
    coverage: u64,
    features: u64,
    inputs: String,
    peak_mib: u64,
    /// What ended it before its time.
    crash: Option<String>,
}

impl Figures {
    fn read(logs: &Path, target: &str) -> Option<Figures> {
        let text = std::fs::read(logs.join(format!("{target}.log"))).ok()?;
        let text = String::from_utf8_lossy(&text);
        let last_after = |key: &str| {
            let (_, rest) = text.rsplit_once(key)?;
            Some(rest.split_whitespace().next()?.to_owned())
        };
        let number = |key: &str| last_after(key)?.parse::<u64>().ok();
        let crash = text
            .lines()
            .find(|line| {
                line.contains("ERROR: libFuzzer")
                    || line.contains("ERROR: AddressSanitizer")
                    || line.contains("panicked at")
            })
            .map(str::to_owned);
        Some(Figures {
            runs: number("stat::number_of_executed_units:")?,
            seconds: number(" runs in ").or_else(|| crash.as_ref().map(|_| 0))?,
            coverage: number(" cov: ")?,
            features: number(" ft: ")?,
            inputs: last_after(" corp: ")?,
            peak_mib: number("stat::peak_rss_mb:")?,
            crash,
        })
    }

    /// Why they prove nothing.
    fn fault(&self) -> Option<String> {
        match &self.crash {
            Some(crash) => Some(crash.clone()),
            None if self.seconds < SECONDS => Some(format!("it ran only {} s", self.seconds)),
            None if self.coverage < COVERAGE_LEAST => {
                Some(format!("it reached only {} places", self.coverage))
            }
            None => None,
        }
    }
}

fn report(logs: &Path, targets: &[String]) -> Result<String> {
    let mut table = String::from(
        "| target | runs | seconds | places reached | features | inputs kept | peak MiB | crashes |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for target in targets {
        let figures = Figures::read(logs, target)
            .ok_or_else(|| Fault::new(format!("{target} has left no figures")))?;
        if let Some(fault) = figures.fault() {
            return Err(Fault::new(format!("{target}: {fault}")));
        }
        table.push_str(&format!(
            "| {target} | {} | {} | {} | {} | {} | {} | 0 |\n",
            figures.runs,
            figures.seconds,
            figures.coverage,
            figures.features,
            figures.inputs,
            figures.peak_mib
        ));
    }
    Ok(format!(
        "{table}\nAll at the same time. What each target holds to be true stands in `sx/src/naive/targets.rs`. Memory: at most \
         {MEMORY_MIB} MiB a process, 256 MiB a block; AddressSanitizer in all but the compiler's.\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDED: &str = "#2 INITED cov: 700 ft: 900 corp: 3/10b exec/s: 0 rss: 50Mb\n\
        #9 DONE   cov: 812 ft: 1200 corp: 5/40b lim: 4096 exec/s: 3 rss: 60Mb\n\
        Done 900 runs in 3 second(s)\nstat::number_of_executed_units: 900\nstat::peak_rss_mb: 61\n";

    #[test]
    fn every_target_has_a_name_and_the_machine_too() {
        let targets = targets().expect("targets");
        assert!(targets.iter().any(|name| name == "wire") && targets.len() >= 7);
        assert!(host().expect("a machine").contains('-'));
    }

    #[test]
    fn a_finished_log_has_figures_and_a_crash_is_seen() {
        let folder = tempfile::tempdir().expect("a folder");
        let write =
            |text: &str| std::fs::write(folder.path().join("wire.log"), text).expect("a log");
        write("#2 INITED cov: 700 ft: 900 corp: 3/10b");
        assert!(Figures::read(folder.path(), "wire").is_none());
        write(ENDED);
        let figures = Figures::read(folder.path(), "wire").expect("figures");
        assert_eq!(
            (figures.runs, figures.seconds, figures.coverage),
            (900, 3, 812)
        );
        assert!(figures.crash.is_none() && figures.inputs == "5/40b");
        assert_eq!(figures.fault().as_deref(), Some("it ran only 3 s"));
        write(&ENDED.replace("in 3 second", "in 1801 second"));
        let figures = Figures::read(folder.path(), "wire").expect("figures");
        assert_eq!(figures.fault(), None);
        write(&format!("thread 'main' panicked at x.rs:1\n{ENDED}"));
        assert!(
            Figures::read(folder.path(), "wire")
                .expect("figures")
                .crash
                .is_some()
        );
    }
}
