//! Fuzzing: each target of `fuzz/` for half an hour, all at the same time, and what became of it.

use std::fs::File;
use std::path::Path;
use std::process::Child;

use crate::fault::{Context, Fault, Result};
use crate::{process, workspace};

const SECONDS: &str = "1800";
/// A target is ended by libFuzzer when it takes more.
const MEMORY_MIB: &str = "2048";
/// Places that a fuzzer must at least have seen, so that one that reaches nothing does not pass.
const COVERAGE_LEAST: u64 = 500;

const TARGETS: [&str; 7] = [
    "reader",
    "resolver",
    "compiler",
    "renderer",
    "wire",
    "formatter",
    "address",
];

/// Runs the targets whose logs are not finished in `logs`, and reports on all.
pub(super) fn run(logs: &Path) -> Result<String> {
    std::fs::create_dir_all(logs).context(format!("make {}", logs.display()))?;
    let open: Vec<&str> = TARGETS
        .into_iter()
        .filter(|target| Figures::read(logs, target).is_none())
        .collect();
    if !open.is_empty() {
        build()?;
        let started: Vec<(&str, Child)> = open
            .into_iter()
            .map(|target| Ok((target, start(logs, target)?)))
            .collect::<Result<_>>()?;
        for (target, mut child) in started {
            child.wait().context(format!("wait for {target}"))?;
        }
    }
    report(logs)
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

fn start(logs: &Path, target: &str) -> Result<Child> {
    let fuzz = workspace::root().join("fuzz");
    let built = if target == "compiler" {
        "target/plain"
    } else {
        "target"
    };
    let program = fuzz
        .join(built)
        .join("x86_64-unknown-linux-gnu/release")
        .join(target);
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
}

fn report(logs: &Path) -> Result<String> {
    let mut table = String::from(
        "| target | runs | seconds | places reached | features | inputs kept | peak MiB | crashes |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for target in TARGETS {
        let figures = Figures::read(logs, target)
            .ok_or_else(|| Fault::new(format!("{target} has left no figures")))?;
        if let Some(crash) = figures.crash {
            return Err(Fault::new(format!("{target}: {crash}")));
        }
        if figures.coverage < COVERAGE_LEAST {
            return Err(Fault::new(format!(
                "{target} reached only {} places",
                figures.coverage
            )));
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
        write(&format!("thread 'main' panicked at x.rs:1\n{ENDED}"));
        assert!(
            Figures::read(folder.path(), "wire")
                .expect("figures")
                .crash
                .is_some()
        );
    }
}
