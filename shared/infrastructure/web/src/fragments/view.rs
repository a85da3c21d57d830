//! A fragment in a page: asked for by a handler, shown by a template.

use std::sync::Arc;

use sx::Safe;

use crate::context::RequestContext;
use crate::fragments::{Fragment, Placeholder, Shown, What};

/// A fragment as a template gets it; `(~shared:fragments/fragment :fragment …)` shows it, or its placeholder.
#[derive(Clone, sx::Record)]
pub struct FragmentView {
    /// What its owner drew; `nil` where nothing came in time.
    html: Option<Arc<Safe>>,
    /// Its type's name.
    kind: &'static str,
    /// What stands in its place: `link`, `nothing` or `note`.
    placeholder: &'static str,
    /// The absolute address of what it is about.
    link: String,
    /// Where the browser may ask for what did not come, on the page's own host.
    address: Option<String>,
}

impl FragmentView {
    /// What its owner drew, for handlers that show something else where nothing came.
    pub fn html(&self) -> Option<&Safe> {
        self.html.as_deref()
    }
}

impl RequestContext {
    /// The fragments that this page shows, in the order of asking. They are fetched together with the layout's, under
    /// the one deadline of the page.
    pub async fn fragments<const N: usize>(&self, wanted: [Fragment; N]) -> [FragmentView; N] {
        let found = self.surround(&wanted).await;
        let mut found = found.into_iter();
        wanted.map(|fragment| self.fragment_view(&fragment, found.next()))
    }

    /// The same for as many as a page happens to show.
    pub async fn fragment_list(&self, wanted: &[Fragment]) -> Vec<FragmentView> {
        let mut found = self.surround(wanted).await.into_iter();
        let views = wanted.iter();
        views
            .map(|fragment| self.fragment_view(fragment, found.next()))
            .collect()
    }

    fn fragment_view(&self, fragment: &Fragment, shown: Option<Shown>) -> FragmentView {
        let shown = shown.unwrap_or(Shown::MISSING);
        let is_missing = matches!(shown.what, What::Missing);
        FragmentView {
            kind: fragment.kind().name(),
            placeholder: match fragment.placeholder() {
                // Nothing is missing where there is nothing.
                Placeholder::Note if !is_missing => Placeholder::Nothing.as_str(),
                placeholder => placeholder.as_str(),
            },
            link: self.frame().url(fragment.owner(), fragment.path()),
            address: is_missing.then(|| fragment.address()),
            html: shown.html(),
        }
    }
}
