//! The step from rendered HTML to what is served.

use super::style::Sheet;
use super::{cards, clean};
use crate::dom::{escape_text, parse_fragment};
use crate::plaintext;
use crate::warning::Warning;

/// What was fitted must read the same when a browser parses it. Hostile HTML, which turns into something else each time,
/// gets this many tries.
const TRIES_MAX: usize = 4;
/// Warnings are read by people; nobody reads more.
const WARNINGS_MAX: usize = 100;

/// What the step needs to know of the site.
#[derive(Debug, Clone, Default)]
pub struct FitOptions {
    /// Hosts whose pictures and films pages may show, such as `blog.example.org`.
    pub own_hosts: Vec<String>,
    /// Where a signup card leads, such as `https://account.example.org/`.
    pub signup_url: String,
    /// What the button of a signup card says when the card says nothing.
    pub signup_label: String,
}

/// HTML that fits the policy of our pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fitted {
    /// The HTML: balanced, without script, without inline style, without foreign sources.
    pub html: String,
    /// The rules of its styles, to be served as a file of the site.
    pub stylesheet: Option<Stylesheet>,
    /// What was dropped or replaced.
    pub warnings: Vec<Warning>,
}

/// Rules that belong to one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stylesheet {
    /// A name that changes with the content, such as `a-3f2c….css`.
    pub name: String,
    /// The rules.
    pub css: String,
}

/// Fits rendered HTML to the policy of our pages.
pub fn fit_for_policy(html: &str, options: &FitOptions) -> Fitted {
    let mut work = Work {
        options,
        warnings: Vec::new(),
        sheet: Sheet::default(),
    };
    let html = until_stable(html, &mut work);
    Fitted {
        html,
        stylesheet: work.sheet.finish(),
        warnings: work.warnings,
    }
}

/// Goes over the HTML until what comes out reads the same when it is parsed again: otherwise a browser would see
/// elements that nobody looked at. What never comes to rest is served as its words.
fn until_stable(html: &str, work: &mut Work<'_>) -> String {
    let mut current = html.to_owned();
    for _ in 0..TRIES_MAX {
        let Ok(mut dom) = parse_fragment(&current) else {
            work.dropped(
                "the whole document",
                "it has more elements than a page can hold",
            );
            return String::new();
        };
        cards::fit(&mut dom, work);
        clean::clean(&mut dom, work);
        let fitted = dom.inner_html(dom.root());
        let again = parse_fragment(&fitted).map(|dom| dom.inner_html(dom.root()));
        if again.as_ref() == Ok(&fitted) {
            return fitted;
        }
        current = fitted;
    }
    work.dropped(
        "all markup",
        "it means something else each time it is parsed",
    );
    let mut words = String::from("<p>");
    escape_text(&plaintext::plaintext(&current), &mut words);
    words.push_str("</p>");
    words
}

/// What one run of the step gathers.
pub(super) struct Work<'a> {
    pub(super) options: &'a FitOptions,
    pub(super) warnings: Vec<Warning>,
    pub(super) sheet: Sheet,
}

impl Work<'_> {
    pub(super) fn dropped(&mut self, what: impl Into<String>, why: &str) {
        self.warn(Warning::Dropped {
            what: shortened(what.into()),
            why: why.to_owned(),
        });
    }

    pub(super) fn replaced(&mut self, what: impl Into<String>, by: &str) {
        self.warn(Warning::Replaced {
            what: shortened(what.into()),
            by: by.to_owned(),
        });
    }

    fn warn(&mut self, warning: Warning) {
        if self.warnings.len() < WARNINGS_MAX && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// Warnings are read by people.
fn shortened(what: String) -> String {
    const CHARS_MAX: usize = 160;
    match what.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &what[..end]),
        None => what,
    }
}
