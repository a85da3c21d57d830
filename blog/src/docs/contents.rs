//! What there is to read, and in which order.

use std::sync::LazyLock;

use sx::reference::{Entry, EntryKind};
use sx::url::escaped;

/// Everything, made of the table of the language and of the pages beside it.
pub(super) struct Contents {
    /// The entries of the table by what they are about.
    pub(super) subjects: Vec<Subject>,
    /// All pages from the first to the last.
    pub(super) stations: Vec<Station>,
}

/// Entries about one thing.
pub(super) struct Subject {
    pub(super) title: &'static str,
    /// Its place on the page of contents.
    pub(super) id: String,
    pub(super) entries: Vec<Entry>,
}

/// A page on the way through.
pub(super) struct Station {
    /// What stands after `/sx/`.
    pub(super) address: String,
    pub(super) title: &'static str,
    /// A sentence about it.
    pub(super) about: &'static str,
    /// Whether the title is a name of the language.
    pub(super) is_name: bool,
}

/// The pages that are not made of the table, with a title and a sentence: before it, and after it.
const BEFORE: [[&str; 3]; 2] = [
    [
        "",
        "SX",
        "The language that the pages of this site are written in.",
    ],
    [
        "(language)",
        "The language",
        "Every definition, form and primitive of SX, by what it is about.",
    ],
];
const AFTER: [[&str; 3]; 4] = [
    [
        "(geography)",
        "How a page is made",
        "From a request to bytes, stage by stage.",
    ],
    [
        "(geography.(urls))",
        "Expression URLs",
        "Addresses that are expressions, and how one leads to another.",
    ],
    [
        "(geography.(streaming))",
        "Parts that come later",
        "A page goes out before its slowest part is there.",
    ],
    [
        "(tools)",
        "Tools",
        "The commands that check, format, test and render templates.",
    ],
];

/// The contents, put together once.
pub(super) fn contents() -> &'static Contents {
    static CONTENTS: LazyLock<Contents> = LazyLock::new(Contents::gather);
    &CONTENTS
}

impl Contents {
    fn gather() -> Self {
        let mut subjects: Vec<Subject> = Vec::new();
        for entry in web::reference() {
            match subjects
                .iter_mut()
                .find(|subject| subject.title == entry.subject)
            {
                Some(subject) => subject.entries.push(entry),
                None => subjects.push(Subject {
                    title: entry.subject,
                    id: entry.subject.to_lowercase().replace(' ', "-"),
                    entries: vec![entry],
                }),
            }
        }
        let page = |[address, title, about]: [&'static str; 3]| Station {
            address: address.to_owned(),
            title,
            about,
            is_name: false,
        };
        let mut stations: Vec<Station> = BEFORE.into_iter().map(page).collect();
        stations.extend(
            subjects
                .iter()
                .flat_map(|subject| &subject.entries)
                .map(Station::of),
        );
        stations.extend(AFTER.into_iter().map(page));
        Self { subjects, stations }
    }

    /// The entry of this sort and name.
    pub(super) fn entry(&self, kind: &str, name: &str) -> Option<&Entry> {
        self.entries()
            .find(|entry| entry.name == name && kind_word(entry.kind) == kind)
    }

    /// The entry with this name, whatever it is.
    pub(super) fn named(&self, name: &str) -> Option<&Entry> {
        self.entries().find(|entry| entry.name == name)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.subjects.iter().flat_map(|subject| &subject.entries)
    }

    /// The page at an address.
    pub(super) fn station(&self, address: &str) -> Option<&Station> {
        self.stations
            .iter()
            .find(|station| station.address == address)
    }

    /// The stations before and after the one at an address.
    pub(super) fn neighbours(&self, address: &str) -> (Option<&Station>, Option<&Station>) {
        let Some(at) = self
            .stations
            .iter()
            .position(|station| station.address == address)
        else {
            return (None, None);
        };
        let before = at.checked_sub(1).and_then(|at| self.stations.get(at));
        (before, self.stations.get(at + 1))
    }
}

impl Station {
    fn of(entry: &Entry) -> Self {
        Self {
            address: address_of(entry),
            title: entry.name,
            about: entry.doc,
            is_name: true,
        }
    }

    /// Whether a page stands inside this one; all stand inside the home.
    pub(super) fn is_around(&self, inner: &Station) -> bool {
        let begin = self.address.trim_end_matches(')');
        let rest = inner.address.strip_prefix(begin).unwrap_or_default();
        self.address != inner.address && (begin.is_empty() || rest.starts_with('.'))
    }
}

/// The name of the page function for entries of a sort.
pub(super) fn kind_word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Definition => "definition",
        EntryKind::Form => "form",
        EntryKind::Primitive => "primitive",
        EntryKind::Host => "function",
    }
}

/// The address of an entry's page.
pub(super) fn address_of(entry: &Entry) -> String {
    format!(
        "(language.({}.{}))",
        kind_word(entry.kind),
        escaped(entry.name)
    )
}

/// The path of an address.
pub(super) fn href(address: &str) -> String {
    format!("/sx/{address}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_an_address_of_its_own() {
        let contents = contents();
        let mut seen = std::collections::HashSet::new();
        for station in &contents.stations {
            assert!(seen.insert(&station.address), "{} twice", station.address);
            let read = sx::url::parse(&station.address).expect("an address");
            assert_eq!(read.to_string(), station.address);
        }
        assert!(seen.len() > 60, "only {} pages", seen.len());
    }

    #[test]
    fn the_way_goes_from_the_first_to_the_last() {
        let contents = contents();
        let (before, mut next) = contents.neighbours("");
        assert!(before.is_none());
        let mut steps = 1;
        while let Some(station) = next {
            next = contents.neighbours(&station.address).1;
            steps += 1;
        }
        assert_eq!(steps, contents.stations.len());
        assert!(contents.neighbours("(nowhere)").1.is_none());
    }

    #[test]
    fn subjects_have_places_on_their_page() {
        let mut seen = std::collections::HashSet::new();
        for subject in &contents().subjects {
            assert!(seen.insert(&subject.id), "{}", subject.id);
            assert!(
                subject
                    .id
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            );
        }
    }
}
