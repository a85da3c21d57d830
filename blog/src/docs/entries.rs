//! The home, and the page of a name of the language.

use sx::reference::{Entry, EntryKind};
use sx::url::Page;
use sx::{ComponentCall, HtmlSink, Safe};
use web::{Example, Template, ViewCheck};

use super::code::{code, markup};
use super::contents::{address_of, contents, kind_word};
use super::views::{EntryView, ExampleView, HomeView, LanguageView, NameView};
use super::{Drawing, Trouble};

const HOME: Template<HomeView> = Template::new("~blog:docs/home");
const LANGUAGE: Template<LanguageView<'_>> = Template::new("~blog:docs/language");
const ENTRIES: [Template<EntryView>; 4] = [
    Template::new("~blog:docs/definition"),
    Template::new("~blog:docs/form"),
    Template::new("~blog:docs/primitive"),
    Template::new("~blog:docs/function"),
];

pub(super) fn views() -> Vec<ViewCheck> {
    let mut views = vec![HOME.check(), LANGUAGE.check()];
    views.extend(ENTRIES.map(Template::check));
    views
}

/// What the home shows before anything is explained.
const TASTE: &str = "\
; A component: markup with named parameters.
(defcomp ~demo:loaf (&key name (grams Int 800) (sold-out false))
  (li (strong name) \", \" grams \" g\"
    (when sold-out (em \" – sold out\"))))

; And its use.
(ul
  (~demo:loaf :name \"Rye & caraway\")
  (~demo:loaf :name \"Milk loaf\" :grams 500 :sold-out true))";

pub(super) fn home(drawing: &Drawing<'_>) -> Result<ComponentCall<'static>, Trouble> {
    let view = HomeView {
        taste: example(drawing, TASTE, TASTE, None, true),
    };
    Ok(drawing.program.call(HOME.name(), view)?)
}

/// The page of the name that an address asks for.
pub(super) fn view(
    drawing: &Drawing<'_>,
    kind: &str,
    page: &Page<'_>,
) -> Result<EntryView, Trouble> {
    let contents = contents();
    let Some(value) = page.argument("name") else {
        return Err(page.lacks("name").into());
    };
    let name = value.as_text().unwrap_or_default();
    let Some(entry) = contents.entry(kind, name) else {
        let of_kind = contents
            .entries()
            .filter(|entry| kind_word(entry.kind) == kind);
        let mut fault = value.unknown(kind, of_kind.map(|entry| entry.name));
        if let Some(other) = contents.named(name) {
            fault.help = Some(format!("`{name}` is a {}", kind_word(other.kind)));
            fault.suggestion = Some(address_of(other));
        }
        return Err(fault.into());
    };
    Ok(EntryView {
        name: entry.name,
        entry: NameView::of(entry),
        example: example(
            drawing,
            entry.example,
            &entry.source(),
            Some(entry.name),
            is_markup(entry),
        ),
    })
}

/// Whether what an entry makes is markup, to be looked at.
fn is_markup(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::Definition | EntryKind::Form)
}

/// Source as it is shown, and what its runnable form makes.
fn example(
    drawing: &Drawing<'_>,
    shown: &str,
    source: &str,
    here: Option<&str>,
    is_markup: bool,
) -> ExampleView {
    let made = Example::compile(source)
        .map_err(|faults| faults.to_string())
        .and_then(|example| example.render(drawing.cx, HtmlSink::new()));
    let (html, fault) = match made {
        Ok(html) => (html.into_string(), None),
        Err(fault) => (String::new(), Some(fault)),
    };
    ExampleView {
        code: code(shown, here),
        // Our own source, carried out by our own program: what a page of ours would send.
        shown: Safe::trusted(html.clone()),
        is_markup: is_markup && html.contains('<'),
        written: markup(&html),
        fault,
    }
}
