//! The step from rendered HTML to what is served.

use super::style::Sheet;
use super::{cards, clean};
use crate::dom::parse_fragment;
use crate::warning::Warning;

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
    let Ok(mut dom) = parse_fragment(html) else {
        let what = "the whole document".to_owned();
        let why = "it has more elements than a page can hold".to_owned();
        return Fitted {
            warnings: vec![Warning::Dropped { what, why }],
            ..Fitted::default()
        };
    };
    let mut work = Work {
        options,
        warnings: Vec::new(),
        sheet: Sheet::default(),
    };
    cards::fit(&mut dom, &mut work);
    clean::clean(&mut dom, &mut work);
    Fitted {
        html: dom.inner_html(dom.root()),
        stylesheet: work.sheet.finish(),
        warnings: work.warnings,
    }
}

/// What one run of the step gathers.
pub(super) struct Work<'a> {
    pub(super) options: &'a FitOptions,
    pub(super) warnings: Vec<Warning>,
    pub(super) sheet: Sheet,
}

impl Work<'_> {
    pub(super) fn dropped(&mut self, what: impl Into<String>, why: &str) {
        self.warnings.push(Warning::Dropped {
            what: shortened(what.into()),
            why: why.to_owned(),
        });
    }

    pub(super) fn replaced(&mut self, what: impl Into<String>, by: &str) {
        self.warnings.push(Warning::Replaced {
            what: shortened(what.into()),
            by: by.to_owned(),
        });
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
