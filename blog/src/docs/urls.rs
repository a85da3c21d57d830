//! The page about addresses: the table of the algebra in parts, and references followed from the page itself.

use sx::url::{CASES, Case, Page, UrlError};
use web::{Template, ViewCheck};

use super::Drawing;
use super::contents::href;

const URLS: Template<UrlsView> = Template::new("~blog:docs/urls");

pub(super) fn views() -> [ViewCheck; 1] {
    [URLS.check()]
}

/// Followed from the page itself: whatever page of the table that is, they lead to pages.
const TRIES: [&str; 7] = [
    "..",
    "...",
    FORWARD,
    BACK,
    ".:page.2",
    "...(language.(form.let))",
    "...tools",
];
const FORWARD: &str = ".:page.+1";
const BACK: &str = ".:page.-1";

/// `~blog:docs/urls`
#[derive(sx::Record)]
pub(super) struct UrlsView {
    here: String,
    tries: Vec<TryView>,
    section: SectionView,
    parts: Vec<PartView>,
}

#[derive(sx::Record)]
struct TryView {
    reference: &'static str,
    address: String,
    href: String,
}

#[derive(sx::Record)]
struct SectionView {
    title: &'static str,
    cases: Vec<CaseView>,
}

#[derive(sx::Record)]
struct CaseView {
    page: &'static str,
    reference: &'static str,
    leads_to: Option<&'static str>,
    why: Option<&'static str>,
}

/// A section of the table as a page.
#[derive(sx::Record)]
struct PartView {
    title: &'static str,
    href: String,
    current: bool,
}

pub(super) fn view(drawing: &Drawing<'_>, page: &Page<'_>) -> Result<UrlsView, UrlError> {
    let value = page.argument("page");
    let number = value.and_then(sx::url::Value::as_number).unwrap_or(1);
    let index = usize::try_from(number).unwrap_or(usize::MAX) - 1;
    let Some((title, cases)) = CASES.get(index) else {
        return Err(match value {
            Some(value) => value.unknown("part", []),
            None => page.lacks("page"),
        });
    };
    let to = |reference: &str| {
        let address = drawing.functions.follow(drawing.address, reference).ok()?;
        let page = drawing.functions.resolve(&address).ok()?;
        Some(page.map(|page| page.to_string()).unwrap_or_default())
    };
    let leads_out = |reference: &&str| match *reference {
        BACK => index == 0,
        FORWARD => index + 1 == CASES.len(),
        _ => false,
    };
    let tries = TRIES.into_iter().filter(|it| !leads_out(it));
    let tries = tries.filter_map(|reference| {
        let address = to(reference)?;
        Some(TryView {
            reference,
            href: href(&address),
            address: href(&address),
        })
    });
    let parts = CASES.iter().enumerate().map(|(at, (title, _))| PartView {
        title,
        href: href(&to(&format!(".:page.{}", at + 1)).unwrap_or_default()),
        current: at == index,
    });
    Ok(UrlsView {
        here: drawing.address.to_string(),
        tries: tries.collect(),
        section: SectionView {
            title,
            cases: cases.iter().map(CaseView::of).collect(),
        },
        parts: parts.collect(),
    })
}

impl CaseView {
    fn of(case: &Case) -> Self {
        Self {
            page: case.page,
            reference: case.reference,
            leads_to: case.leads_to.ok(),
            why: case.leads_to.err(),
        }
    }
}
