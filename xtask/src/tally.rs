//! Counting tests from what the runners print.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// A check that is one test by itself.
    pub(crate) fn one(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
        }
    }

    /// Adds what a closing line of `cargo test` says: `test result: ok. 5 passed; 0 failed; 0 ignored; …`.
    pub(crate) fn read_cargo_line(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ") else {
            return;
        };
        for count in counts.split([';', '.']) {
            let mut words = count.split_whitespace();
            if let (Some(number), Some(kind)) = (
                words.next().and_then(|word| word.parse().ok()),
                words.next(),
            ) {
                self.add(kind, number);
            }
        }
    }

    /// Adds what a closing line of `node --test` says: `ℹ pass 5`. A skipped or cancelled journey did not pass.
    pub(crate) fn read_node_line(&mut self, line: &str) {
        let Some(count) = line.strip_prefix("ℹ ") else {
            return;
        };
        if let Some((kind, number)) = count.split_once(' ')
            && let Ok(number) = number.trim().parse()
        {
            self.add(kind, number);
        }
    }

    fn add(&mut self, kind: &str, number: u64) {
        match kind {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "ignored" | "skipped" | "cancelled" | "todo" => {
                self.failed += number
            }
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines_are_added_up_and_an_ignored_test_did_not_pass() {
        let mut tally = Tally::default();
        tally.read_cargo_line("running 7 tests");
        tally.read_cargo_line(
            "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; in 0.02s",
        );
        tally.read_cargo_line(
            "test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 3 filtered out; in 9s",
        );
        assert_eq!(
            tally,
            Tally {
                passed: 7,
                failed: 2
            }
        );
    }

    #[test]
    fn node_lines_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "ℹ tests 9",
            "ℹ suites 0",
            "ℹ pass 5",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 2",
            "ℹ todo 0",
        ] {
            tally.read_node_line(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 5,
                failed: 4
            }
        );
    }
}
