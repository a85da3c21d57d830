//! What a process has used, from Linux's /proc.

use std::time::Duration;

use crate::fault::{Context, Fault, Result};

/// The unit of the processor times in /proc: USER_HZ, 100 on every architecture that we build for.
const TICKS_PER_SECOND: u64 = 100;

/// User and system time so far, of all threads.
pub(crate) fn processor_time(process: u32) -> Result<Duration> {
    let stat = read(process, "stat")?;
    ticks(&stat)
        .map(|ticks| Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND))
        .ok_or_else(|| Fault::new("/proc says no processor times"))
}

/// Memory in RAM now.
pub(crate) fn resident_mib(process: u32) -> Result<f64> {
    status_mib(process, "VmRSS:")
}

/// The most memory in RAM so far.
pub(crate) fn peak_resident_mib(process: u32) -> Result<f64> {
    status_mib(process, "VmHWM:")
}

fn status_mib(process: u32, key: &str) -> Result<f64> {
    let status = read(process, "status")?;
    kib(&status, key)
        .map(|kib| kib / 1_024.0)
        .ok_or_else(|| Fault::new(format!("/proc says no {key}")))
}

fn read(process: u32, file: &str) -> Result<String> {
    let path = format!("/proc/{process}/{file}");
    std::fs::read_to_string(&path).context(format!("read {path} (measuring needs Linux)"))
}

/// utime + stime. The program's name before them may hold blanks and brackets.
fn ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn kib(status: &str, key: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_past_odd_names() {
        let stat = "7 (a) b) c) S 1 7 7 0 -1 4194560 100 0 0 0 31 11 0 0 20 0 5 0";
        assert_eq!(ticks(stat), Some(42));
        assert_eq!(
            kib("Name:\tx\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n", "VmRSS:"),
            Some(1024.0)
        );
        assert_eq!(kib("Name:\tx\n", "VmRSS:"), None);
    }
}
