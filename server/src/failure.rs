//! How a command ends when it cannot do what it was told: one sentence on standard error, and an exit code.

use std::process::ExitCode;

use data::DataError;

/// Why a command ended.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was asked wrongly: exit code 2.
    WrongUse(String),
    /// It was asked rightly and could not: exit code 1.
    Run(String),
}

impl Failure {
    pub(crate) fn wrong_use(sentence: impl Into<String>) -> Self {
        Self::WrongUse(sentence.into())
    }

    pub(crate) fn run(sentence: impl Into<String>) -> Self {
        Self::Run(sentence.into())
    }

    /// What there is to say.
    pub(crate) fn sentence(&self) -> &str {
        match self {
            Self::WrongUse(sentence) | Self::Run(sentence) => sentence,
        }
    }

    /// Says it and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (sentence, code) = match self {
            Self::WrongUse(sentence) => (sentence, 2),
            Self::Run(sentence) => (sentence, 1),
        };
        eprintln!("rose-ash: {sentence}");
        ExitCode::from(code)
    }
}

impl From<DataError> for Failure {
    fn from(error: DataError) -> Self {
        Self::run(error.to_string())
    }
}

/// What clap found wrong, as one sentence; help and version are no failure.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion,
    };
    match error.kind() {
        DisplayHelp | DisplayVersion => {
            // A closed pipe is the reader's choice.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        DisplayHelpOnMissingArgumentOrSubcommand => {
            let what = match error.to_string().contains("Usage: rose-ash sx") {
                true => "check, fmt, test, doc or render (see rose-ash sx --help)",
                false => {
                    "serve, migrate, seed, import, jobs, backup, restore, doctor, render or sx (see rose-ash --help)"
                }
            };
            Failure::wrong_use(format!("say what to do: {what}")).report()
        }
        _ => {
            let text = error.to_string();
            let first = text.split("\n\n").next().unwrap_or_default();
            let sentence = first.split_whitespace().collect::<Vec<_>>().join(" ");
            Failure::wrong_use(format!(
                "{} (see rose-ash --help)",
                sentence.trim_start_matches("error: ")
            ))
            .report()
        }
    }
}
