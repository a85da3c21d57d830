//! What an import did.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// How many warnings a summary lists; the last one says how many more there were.
const WARNINGS_MAX: usize = 10_000;
/// How long one warning is, in characters.
const WARNING_CHARS_MAX: usize = 600;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Posts.
    Posts,
    /// Pages.
    Pages,
    /// Tags.
    Tags,
    /// Authors.
    Authors,
    /// The two menus.
    Menus,
    /// The site's settings, as one.
    Settings,
    /// Pictures and files, by their old address.
    Media,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Posts,
        Self::Pages,
        Self::Tags,
        Self::Authors,
        Self::Menus,
        Self::Settings,
        Self::Media,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Posts => "posts",
            Self::Pages => "pages",
            Self::Tags => "tags",
            Self::Authors => "authors",
            Self::Menus => "menus",
            Self::Settings => "settings",
            Self::Media => "media",
        }
    }
}

/// What became of one thing of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not here.
    Made,
    /// It was here, and the export says otherwise now.
    Changed,
    /// It was here, and is as the export says.
    Unchanged,
    /// It was not taken; a warning says why.
    Skipped,
}

/// How much became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// See [`Outcome::Made`].
    pub made: u64,
    /// See [`Outcome::Changed`].
    pub changed: u64,
    /// See [`Outcome::Unchanged`].
    pub unchanged: u64,
    /// See [`Outcome::Skipped`].
    pub skipped: u64,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        let count = match outcome {
            Outcome::Made => &mut self.made,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Skipped => &mut self.skipped,
        };
        *count += 1;
    }
}

/// What an import did. Serialises as the one object that `--json` prints; displays as words for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Everything together.
    #[serde(flatten)]
    pub total: Counts,
    /// The same by kind; every kind is there.
    pub kinds: BTreeMap<Kind, Counts>,
    /// What could not be had or kept, a sentence each.
    pub warnings: Vec<String>,
    #[serde(skip)]
    unlisted: usize,
}

impl Default for Summary {
    fn default() -> Self {
        Self {
            total: Counts::default(),
            kinds: Kind::ALL.map(|kind| (kind, Counts::default())).into(),
            warnings: Vec::new(),
            unlisted: 0,
        }
    }
}

impl Summary {
    /// The counts of one kind.
    pub fn of(&self, kind: Kind) -> Counts {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }

    pub(super) fn count(&mut self, kind: Kind, outcome: Outcome) {
        self.total.add(outcome);
        self.kinds.entry(kind).or_default().add(outcome);
    }

    pub(super) fn skip(&mut self, kind: Kind, why: String) {
        self.count(kind, Outcome::Skipped);
        self.warn(why);
    }

    pub(super) fn warn(&mut self, mut warning: String) {
        if self.warnings.len() >= WARNINGS_MAX {
            self.unlisted += 1;
            return;
        }
        if let Some((end, _)) = warning.char_indices().nth(WARNING_CHARS_MAX) {
            warning.truncate(end);
            warning.push('…');
        }
        self.warnings.push(warning);
    }

    /// Says at the end how many warnings were too many to list.
    pub(super) fn finish(mut self) -> Self {
        if self.unlisted > 0 {
            self.warnings.push(format!("… and {} more", self.unlisted));
        }
        self
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10}{:>9}{:>9}{:>11}{:>9}",
            "", "made", "changed", "unchanged", "skipped"
        )?;
        let mut line = |name: &str, counts: Counts| {
            let Counts {
                made,
                changed,
                unchanged,
                skipped,
            } = counts;
            writeln!(
                f,
                "{name:<10}{made:>9}{changed:>9}{unchanged:>11}{skipped:>9}"
            )
        };
        for (kind, counts) in &self.kinds {
            line(kind.name(), *counts)?;
        }
        line("total", self.total)?;
        if !self.warnings.is_empty() {
            writeln!(f, "\nWorth a look:")?;
        }
        self.warnings
            .iter()
            .try_for_each(|warning| writeln!(f, "  - {warning}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_object_with_every_kind() {
        let mut summary = Summary::default();
        summary.count(Kind::Posts, Outcome::Made);
        summary.count(Kind::Media, Outcome::Unchanged);
        summary.skip(Kind::Pages, "why".into());
        let json = serde_json::to_value(&summary).expect("JSON");
        assert_eq!(
            (&json["made"], &json["skipped"], &json["changed"]),
            (&1.into(), &1.into(), &0.into())
        );
        assert_eq!(json["kinds"]["posts"]["made"], 1);
        assert_eq!(json["kinds"].as_object().map(serde_json::Map::len), Some(7));
        assert_eq!(json["warnings"], serde_json::json!(["why"]));
        assert_eq!(json.as_object().map(serde_json::Map::len), Some(6));
        assert!(
            summary
                .to_string()
                .contains("pages             0        0          0        1"),
            "{summary}"
        );
    }

    #[test]
    fn warnings_are_bounded() {
        let mut summary = Summary::default();
        for _ in 0..WARNINGS_MAX + 7 {
            summary.warn("é".repeat(WARNING_CHARS_MAX * 2));
        }
        let summary = summary.finish();
        assert_eq!(summary.warnings.len(), WARNINGS_MAX + 1);
        assert_eq!(
            summary.warnings.last().map(String::as_str),
            Some("… and 7 more")
        );
    }
}
