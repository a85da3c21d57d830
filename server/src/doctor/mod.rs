//! `rose-ash doctor`: what is configured and where, and whether what it names is there. It makes and changes nothing.

mod database;
mod network;
mod settings;

use std::fmt::Write as _;

use data::Config;
use data::config::Layers;
use serde_json::{Value, json};

use crate::cli::DoctorOptions;
use crate::failure::Failure;

/// How one look ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warning,
    Wrong,
}

impl Verdict {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Wrong => "wrong",
        }
    }
}

/// One look.
#[derive(Debug)]
struct Check {
    subject: String,
    verdict: Verdict,
    /// What was found.
    found: String,
    /// What to do about it.
    advice: Option<String>,
}

impl Check {
    fn ok(subject: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            verdict: Verdict::Ok,
            found: found.into(),
            advice: None,
        }
    }

    fn warning(
        subject: impl Into<String>,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            verdict: Verdict::Warning,
            advice: Some(advice.into()),
            ..Self::ok(subject, found)
        }
    }

    fn wrong(
        subject: impl Into<String>,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            verdict: Verdict::Wrong,
            ..Self::warning(subject, found, advice)
        }
    }
}

/// Looks at everything, says it, and fails when something is wrong.
pub(crate) async fn doctor(
    config: &Config,
    layers: &Layers,
    options: &DoctorOptions,
) -> Result<(), Failure> {
    let settings = settings::settings(config, layers);
    let mut checks = vec![database::data_folder(config)];
    checks.extend(database::checks(config).await);
    checks.extend(network::checks(config).await);
    let text = match options.json {
        true => as_json(&settings, &checks).to_string(),
        false => as_text(&settings, &checks),
    };
    crate::backup::say(text.trim_end())?;
    match checks
        .iter()
        .filter(|c| c.verdict == Verdict::Wrong)
        .count()
    {
        0 => Ok(()),
        1 => Err(Failure::run("one thing is wrong")),
        wrong => Err(Failure::run(format!("{wrong} things are wrong"))),
    }
}

fn as_text(settings: &[settings::Setting], checks: &[Check]) -> String {
    let mut text = String::from("Configuration\n");
    for setting in settings {
        let _ = writeln!(
            text,
            "  {:<16} {}  ({})",
            setting.name, setting.value, setting.origin
        );
    }
    text.push_str("Checks\n");
    for check in checks {
        let _ = writeln!(
            text,
            "  {:<8} {:<14} {}",
            check.verdict.as_str(),
            check.subject,
            check.found
        );
        if let Some(advice) = &check.advice {
            let _ = writeln!(text, "  {:<8} {:<14} → {advice}", "", "");
        }
    }
    text
}

fn as_json(settings: &[settings::Setting], checks: &[Check]) -> Value {
    let settings = settings.iter().map(
        |setting| json!({ "name": setting.name, "value": setting.value, "origin": setting.origin }),
    );
    let all = checks.iter().map(|check| {
        json!({
            "subject": check.subject,
            "verdict": check.verdict.as_str(),
            "found": check.found,
            "advice": check.advice,
        })
    });
    json!({
        "healthy": checks.iter().all(|check| check.verdict != Verdict::Wrong),
        "settings": settings.collect::<Vec<_>>(),
        "checks": all.collect::<Vec<_>>(),
    })
}
