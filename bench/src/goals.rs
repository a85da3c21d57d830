//! What figures are held to.

use std::process::ExitCode;

/// Goals, each with what was measured.
#[derive(Default)]
pub(crate) struct Goals {
    rows: Vec<Row>,
}

struct Row {
    what: String,
    measured: f64,
    wanted: String,
    holds: bool,
    /// Whether all must fail when it does not hold.
    is_goal: bool,
}

impl Goals {
    /// A figure that is to be at most this.
    pub(crate) fn at_most(&mut self, what: impl Into<String>, measured: f64, most: f64) {
        self.rows.push(Row {
            what: what.into(),
            measured,
            wanted: format!("≤ {most}"),
            holds: measured <= most,
            is_goal: true,
        });
    }

    /// A figure that ought to be at most this, and is not always.
    pub(crate) fn aim_at_most(&mut self, what: impl Into<String>, measured: f64, most: f64) {
        self.at_most(what, measured, most);
        if let Some(row) = self.rows.last_mut() {
            row.is_goal = false;
        }
    }

    /// A figure that is to be at least this.
    pub(crate) fn at_least(&mut self, what: impl Into<String>, measured: f64, least: f64) {
        self.rows.push(Row {
            what: what.into(),
            measured,
            wanted: format!("≥ {least}"),
            holds: measured >= least,
            is_goal: true,
        });
    }

    /// Prints all; a failure if one does not hold.
    #[allow(clippy::print_stdout, reason = "the table is what the command is for")]
    pub(crate) fn print(&self) -> ExitCode {
        println!("\n| goal | wanted | measured | |\n| --- | ---: | ---: | --- |");
        for row in &self.rows {
            let holds = match (row.holds, row.is_goal) {
                (true, _) => "holds",
                (false, true) => "MISSED",
                (false, false) => "missed, an aim",
            };
            println!(
                "| {} | {} | {:.2} | {holds} |",
                row.what, row.wanted, row.measured
            );
        }
        let mut code = ExitCode::SUCCESS;
        for row in self.rows.iter().filter(|row| row.is_goal && !row.holds) {
            // Said again, for whoever keeps the tables only of what holds.
            eprintln!(
                "missed: {}, {:.2} and not {}",
                row.what, row.measured, row.wanted
            );
            code = ExitCode::FAILURE;
        }
        code
    }
}
