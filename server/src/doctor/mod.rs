//! `rose-ash doctor`: what is configured and where, and whether what it names is there. It makes and changes nothing.

mod database;
mod network;
mod settings;

use std::fmt::Write as _;

use data::Config;
use data::config::{ConfigError, Layers};
use serde_json::{Value, json};

use self::settings::Setting;
use crate::cli::{DoctorOptions, Settings};
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
    match tell(&settings, &checks, options)? {
        None => Ok(()),
        Some(wrong) => Err(Failure::run(wrong)),
    }
}

/// Says what of the configuration cannot be understood; where nothing can be, there is nothing else to look at.
pub(crate) fn misconfigured(given: &Settings, options: &DoctorOptions) -> Result<(), Failure> {
    let (mut all, mut checks) = (Vec::new(), Vec::new());
    match given.layers() {
        Err(failure) => {
            let advice = "correct it; the README and rose-ash serve --help name the keys";
            checks.push(Check::wrong("configuration", failure.sentence(), advice));
        }
        Ok(layers) => {
            let faults = Config::faults(&layers);
            let keys: Vec<&str> = faults.iter().map(|(key, _)| *key).collect();
            if let Ok(config) = Config::from_layers(&layers.without(&keys)) {
                all = settings::settings(&config, &layers);
            }
            for setting in all.iter_mut().filter(|it| keys.contains(&it.name)) {
                "(not understood)".clone_into(&mut setting.value);
            }
            let wrong = |(key, error): (&'static str, ConfigError)| {
                Check::wrong(key, error.to_string(), "correct it where it is set")
            };
            checks.extend(faults.into_iter().map(wrong));
        }
    }
    let wrong = tell(&all, &checks, options)?;
    Err(Failure::wrong_use(wrong.unwrap_or_default()))
}

/// Prints it; says how much is wrong, if anything is.
fn tell(
    settings: &[Setting],
    checks: &[Check],
    options: &DoctorOptions,
) -> Result<Option<String>, Failure> {
    let text = match options.json {
        true => as_json(settings, checks).to_string(),
        false => as_text(settings, checks),
    };
    crate::backup::say(text.trim_end())?;
    let wrong = checks
        .iter()
        .filter(|check| check.verdict == Verdict::Wrong);
    Ok(match wrong.count() {
        0 => None,
        1 => Some("one thing is wrong".to_owned()),
        wrong => Some(format!("{wrong} things are wrong")),
    })
}

fn as_text(settings: &[Setting], checks: &[Check]) -> String {
    let mut text = match settings {
        [] => String::new(),
        _ => String::from("Configuration\n"),
    };
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

fn as_json(settings: &[Setting], checks: &[Check]) -> Value {
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
