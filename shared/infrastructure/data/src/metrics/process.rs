//! The process itself, by the names that Prometheus' own libraries give: ready-made boards and alerts know them. From Linux's
//! `/proc`; elsewhere nothing.

use std::fmt;
use std::fs;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// How Linux counts a process's time, on every machine that we are built for: proc(5), `sysconf(_SC_CLK_TCK)`.
const TICKS_A_SECOND: f64 = 100.0;

/// Looks at each scrape.
#[derive(Debug)]
pub(super) struct Process;

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut tell = |name: &str, help: &str, unit: Option<Unit>, metric: &dyn Told| {
            metric.tell(&mut encoder, name, help, unit.as_ref())
        };
        if let Some(stat) = Stat::look() {
            let cpu = ConstCounter::new(stat.ticks / TICKS_A_SECOND);
            let help = "Time of processors, in all";
            tell("process_cpu", help, Some(Unit::Seconds), &cpu)?;
            let virtual_bytes = ConstGauge::new(stat.virtual_bytes);
            let help = "Addresses in use";
            tell(
                "process_virtual_memory",
                help,
                Some(Unit::Bytes),
                &virtual_bytes,
            )?;
            if let Some(boot) = boot_seconds() {
                let start = ConstGauge::new(boot + stat.started_ticks / TICKS_A_SECOND);
                let help = "When it started, since 1970";
                tell("process_start_time", help, Some(Unit::Seconds), &start)?;
            }
        }
        if let Some(bytes) = resident_bytes() {
            let help = "Memory in use";
            let resident = ConstGauge::new(bytes);
            tell(
                "process_resident_memory",
                help,
                Some(Unit::Bytes),
                &resident,
            )?;
        }
        if let Some(files) = fs::read_dir("/proc/self/fd").ok().map(Iterator::count) {
            let files = ConstGauge::new(i64::try_from(files).unwrap_or(i64::MAX));
            tell("process_open_fds", "Open file descriptors", None, &files)?;
        }
        if let Some(most) = open_files_max() {
            let help = "The most file descriptors that it may have";
            tell("process_max_fds", help, None, &ConstGauge::new(most))?;
        }
        Ok(())
    }
}

/// A number with its name.
trait Told {
    fn tell(
        &self,
        encoder: &mut DescriptorEncoder<'_>,
        name: &str,
        help: &str,
        unit: Option<&Unit>,
    ) -> fmt::Result;
}

impl<M: EncodeMetric> Told for M {
    fn tell(
        &self,
        encoder: &mut DescriptorEncoder<'_>,
        name: &str,
        help: &str,
        unit: Option<&Unit>,
    ) -> fmt::Result {
        let encoder = encoder.encode_descriptor(name, help, unit, self.metric_type())?;
        self.encode(encoder)
    }
}

struct Stat {
    ticks: f64,
    started_ticks: f64,
    virtual_bytes: i64,
}

impl Stat {
    fn look() -> Option<Self> {
        Self::read(&fs::read_to_string("/proc/self/stat").ok()?)
    }

    /// The program's name is the second field and may hold anything; what follows its bracket are numbers, from the third on.
    fn read(line: &str) -> Option<Self> {
        let (_, rest) = line.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
        let ticks = |number: usize| fields.get(number - 3)?.parse::<f64>().ok();
        Some(Self {
            ticks: ticks(14)? + ticks(15)?,
            started_ticks: ticks(22)?,
            virtual_bytes: fields.get(23 - 3)?.parse().ok()?,
        })
    }
}

/// When the machine started, in seconds since 1970.
fn boot_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let line = stat.lines().find_map(|line| line.strip_prefix("btime "));
    line?.trim().parse().ok()
}

fn resident_bytes() -> Option<i64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: i64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// Nothing where there is no limit.
fn open_files_max() -> Option<i64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_spaces_does_not_shift_the_numbers() {
        let line = "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 4 0 1234 8192 300 1";
        let stat = Stat::read(line).expect("read");
        assert_eq!(
            (stat.ticks, stat.started_ticks, stat.virtual_bytes),
            (300.0, 1234.0, 8192)
        );
        assert!(Stat::read("7 (a) S 1").is_none());
    }
}
