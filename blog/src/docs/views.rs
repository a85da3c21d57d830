//! What the templates in `templates/docs/` get, as their comments list it.

use sx::reference::{Entry, EntryKind};
use sx::url::Expression;
use sx::{ComponentCall, Safe};

use super::code::{PieceView, code};
use super::contents::{Station, Subject, address_of, contents, href};

/// `~blog:docs/document`: what stands around every page.
#[derive(sx::Record)]
pub(super) struct DocumentView<'a> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) trail: Vec<StepView>,
    pub(super) ways: Vec<WayView>,
    pub(super) prev: Option<StepView>,
    pub(super) next: Option<StepView>,
    pub(super) content: Option<ComponentCall<'a>>,
}

/// A page that one can go to; one without address is where one is.
#[derive(sx::Record)]
pub(super) struct StepView {
    label: String,
    href: Option<String>,
    is_name: bool,
}

impl StepView {
    pub(super) fn to(station: &Station) -> Self {
        Self {
            label: station.title.to_owned(),
            href: Some(href(&station.address)),
            is_name: station.is_name,
        }
    }

    pub(super) fn here(station: &Station) -> Self {
        Self {
            href: None,
            ..Self::to(station)
        }
    }
}

/// A way in the list at the side, with those below it.
#[derive(sx::Record)]
pub(super) struct WayView {
    label: String,
    href: String,
    current: bool,
    is_name: bool,
    below: Vec<WayView>,
}

/// The ways from a page: every part of the documentation, and all about the subject of the page.
pub(super) fn ways(here: &str) -> Vec<WayView> {
    let contents = contents();
    let way = |station: &Station| WayView {
        label: station.title.to_owned(),
        href: href(&station.address),
        current: station.address == here,
        is_name: station.is_name,
        below: Vec::new(),
    };
    let mut ways: Vec<WayView> = Vec::new();
    let mut outer = &contents.stations[0];
    for station in contents.stations.iter().filter(|station| !station.is_name) {
        let is_below = !outer.address.is_empty() && outer.is_around(station);
        match ways.last_mut().filter(|_| is_below) {
            Some(outer) => outer.below.push(way(station)),
            None => {
                outer = station;
                ways.push(way(station));
            }
        }
    }
    // The names stand below what they are about.
    if let Some(language) = ways.iter_mut().find(|way| way.href == "/sx/(language)") {
        let subjects = contents.subjects.iter();
        language.below = subjects.map(|subject| subject_way(subject, here)).collect();
    }
    ways
}

fn subject_way(subject: &Subject, here: &str) -> WayView {
    let entries = subject.entries.iter().map(|entry| WayView {
        label: entry.name.to_owned(),
        href: href(&address_of(entry)),
        current: address_of(entry) == here,
        is_name: true,
        below: Vec::new(),
    });
    let entries: Vec<WayView> = entries.collect();
    let is_open = entries.iter().any(|entry| entry.current);
    WayView {
        label: subject.title.to_owned(),
        href: format!("/sx/(language)#{}", subject.id),
        current: false,
        is_name: false,
        below: if is_open { entries } else { Vec::new() },
    }
}

/// `~blog:docs/home`
#[derive(sx::Record)]
pub(super) struct HomeView {
    pub(super) taste: ExampleView,
}

/// A piece of source and what it makes.
#[derive(sx::Record)]
pub(super) struct ExampleView {
    pub(super) code: Vec<PieceView>,
    /// Whether that is markup; else it is a value, as JSON.
    pub(super) is_markup: bool,
    /// As a page shows it.
    pub(super) shown: Safe,
    /// As it is sent.
    pub(super) written: Vec<PieceView>,
    /// What is wrong with it.
    pub(super) fault: Option<String>,
}

/// `~blog:docs/language`
#[derive(sx::Record)]
pub(super) struct LanguageView<'a> {
    pub(super) subjects: Vec<SubjectView>,
    pub(super) content: Option<ComponentCall<'a>>,
}

impl<'a> LanguageView<'a> {
    /// The contents, or the page that stands in their place.
    pub(super) fn around(content: Option<ComponentCall<'a>>) -> Self {
        let subjects = if content.is_some() {
            Vec::new()
        } else {
            subjects()
        };
        Self { subjects, content }
    }
}

/// What there is about one thing.
#[derive(sx::Record)]
pub(super) struct SubjectView {
    id: String,
    title: &'static str,
    entries: Vec<LineView>,
}

#[derive(sx::Record)]
struct LineView {
    name: &'static str,
    href: String,
    doc: &'static str,
}

/// The contents of the language.
fn subjects() -> Vec<SubjectView> {
    let subjects = contents().subjects.iter();
    subjects
        .map(|subject| SubjectView {
            id: subject.id.clone(),
            title: subject.title,
            entries: subject
                .entries
                .iter()
                .map(|entry| LineView {
                    name: entry.name,
                    href: href(&address_of(entry)),
                    doc: entry.doc,
                })
                .collect(),
        })
        .collect()
}

/// `~blog:docs/form` and its three relatives.
#[derive(sx::Record)]
pub(super) struct EntryView {
    pub(super) name: &'static str,
    pub(super) entry: NameView,
    pub(super) example: ExampleView,
}

/// A name of the language.
#[derive(sx::Record)]
pub(super) struct NameView {
    name: &'static str,
    /// Where the subject does not say it already.
    kind: Option<&'static str>,
    subject: &'static str,
    subject_href: String,
    doc: &'static str,
    signature: Vec<PieceView>,
}

impl NameView {
    pub(super) fn of(entry: &Entry) -> Self {
        let subject = contents()
            .subjects
            .iter()
            .find(|subject| subject.title == entry.subject);
        let id = subject.map_or("", |subject| subject.id.as_str());
        Self {
            name: entry.name,
            kind: match entry.kind {
                EntryKind::Definition => None,
                EntryKind::Form => Some("Form"),
                EntryKind::Primitive => Some("Primitive"),
                EntryKind::Host => Some("Function"),
            },
            subject: entry.subject,
            subject_href: format!("/sx/(language)#{id}"),
            doc: entry.doc,
            signature: code(entry.signature, Some(entry.name)),
        }
    }
}

/// `~blog:docs/missing`: an address that means nothing, with the place.
#[derive(sx::Record)]
pub(super) struct MissingView {
    pub(super) before: String,
    pub(super) marked: String,
    pub(super) after: String,
    pub(super) character: usize,
    pub(super) reason: String,
    pub(super) help: Option<String>,
    pub(super) suggestion: Option<SuggestionView>,
}

/// What was probably meant.
#[derive(sx::Record)]
pub(super) struct SuggestionView {
    href: String,
    address: String,
}

impl SuggestionView {
    pub(super) fn of(address: &Expression) -> Self {
        let address = href(&address.to_string());
        Self {
            href: address.clone(),
            address,
        }
    }
}
