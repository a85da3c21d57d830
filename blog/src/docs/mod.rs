//! The documentation of SX, at `/sx/` on the blog's host. An address is an expression, resolved through the page
//! functions that `templates/docs/` declare; the page inside another is its content, and all is one render.
//!
//! To add a page: a `defpage` with `:url` in `templates/docs/`, a line in [`contents`], and an arm in [`put_together`] if it
//! needs more than its address says.

mod code;
mod contents;
mod entries;
mod missing;
mod slow;
mod tour;
mod urls;
mod views;

use axum::Router;
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::routing::get;
use sx::url::{Expression, Page, PageFunctions, UrlError, Value, parse};
use sx::{ComponentCall, ComponentRef, Diagnostic, Program};
use web::{Answer, DataQuery, Fault, Frame, RequestContext, Template, ViewCheck, kept};

use contents::{Contents, Station, contents, href};
use missing::missing;
use views::{DocumentView, LanguageView, StepView, ways};

const DOCUMENT: Template<DocumentView<'_>> = Template::new("~blog:docs/document");
/// What stands before every address.
const ROOT: &str = "/sx/";

/// The routes.
pub(crate) fn router() -> Router<Frame> {
    Router::new()
        .route("/sx", get(async |cx: RequestContext| cx.with_slash()))
        .route("/sx/", kept(get(page)))
        .route("/sx/{*address}", kept(get(page)))
}

/// What has to hold of the templates before the app starts.
pub(crate) fn views() -> Vec<ViewCheck> {
    let mut views = vec![DOCUMENT.check()];
    views.extend(entries::views());
    views.extend(missing::views());
    views.extend(tour::views());
    views.extend(urls::views());
    let of_route = |view: ViewCheck| view.at("GET /sx/{*address}");
    views.into_iter().map(of_route).collect()
}

/// What the pages ask for.
pub(crate) fn queries() -> Vec<DataQuery> {
    vec![slow::query()]
}

async fn page(cx: RequestContext, headers: HeaderMap) -> Answer {
    let asked = cx.path().strip_prefix(ROOT).unwrap_or_default();
    let program = cx.program()?;
    let functions = program.page_functions();
    if asked.starts_with('.')
        && let Some(base) = referring(&cx, &headers)
    {
        return match functions.follow(&base, asked) {
            Ok(address) => Ok(cx.redirect(&href(&address.to_string()), false)),
            Err(fault) => missing(&cx, asked, fault, functions).await,
        };
    }
    let meant = parse(asked).and_then(|address| {
        let page = functions.resolve(&address)?;
        Ok((address, page))
    });
    let (address, page) = match meant {
        Ok(meant) => meant,
        Err(fault) => return missing(&cx, asked, fault, functions).await,
    };
    let one = page.as_ref().map(Page::to_string).unwrap_or_default();
    if one != asked {
        return Ok(cx.redirect(&href(&one), true));
    }
    let components = admitted(&cx, &program, page.as_ref())?;
    let drawing = Drawing {
        cx: &cx,
        program: &program,
        functions,
        address: &address,
    };
    match drawing.content(page.as_ref()) {
        Ok(content) => {
            if !components.iter().any(|component| program.asks(*component)) {
                // The same for everybody until the program is another.
                cx.made_of_nothing_else();
            }
            let view = document(page.as_ref(), content);
            cx.put_together(program.clone(), DOCUMENT, &components, &view)
                .await
        }
        Err(Trouble::Address(fault)) => missing(&cx, asked, fault, functions).await,
        Err(Trouble::Template(fault)) => Err(fault),
    }
}

/// The page of ours that a link was followed from. A browser makes `/sx/.:page.+1` of the link `.:page.+1`.
fn referring(cx: &RequestContext, headers: &HeaderMap) -> Option<Expression> {
    let referer = headers.get(REFERER)?.to_str().ok()?;
    let path = referer.strip_prefix(cx.urls().origin(cx.app()))?;
    let address = path.strip_prefix(ROOT)?.split(['?', '#']).next()?;
    parse(address).ok()
}

/// The components of a page and of those inside it, if all of them may be seen by whoever asks.
fn admitted(
    cx: &RequestContext,
    program: &Program,
    page: Option<&Page<'_>>,
) -> Result<Vec<ComponentRef>, Fault> {
    let mut components = Vec::new();
    for page in page.into_iter().flat_map(Page::chain) {
        let name = page.function().component();
        let declared = program.pages().find(|declared| declared.name() == name);
        // What nobody declared is not for visitors.
        cx.admit(declared.map_or("", |declared| declared.auth()))?;
        components.push(program.component(name)?);
    }
    Ok(components)
}

/// One page while it is put together.
struct Drawing<'d> {
    cx: &'d RequestContext,
    program: &'d Program,
    functions: &'d PageFunctions,
    address: &'d Expression,
}

/// Why a page cannot be put together.
enum Trouble {
    /// The address has a word that names nothing.
    Address(UrlError),
    Template(Fault),
}

impl From<UrlError> for Trouble {
    fn from(fault: UrlError) -> Self {
        Self::Address(fault)
    }
}

impl From<Diagnostic> for Trouble {
    fn from(fault: Diagnostic) -> Self {
        Self::Template(fault.into())
    }
}

impl Drawing<'_> {
    fn content(&self, page: Option<&Page<'_>>) -> Result<ComponentCall<'static>, Trouble> {
        match page {
            Some(page) => self.call(page),
            None => entries::home(self),
        }
    }

    /// The call of a page with what it shows, its own content among that.
    fn call(&self, page: &Page<'_>) -> Result<ComponentCall<'static>, Trouble> {
        let inner = page.content().map(|inner| self.call(inner)).transpose()?;
        let component = page.function().component();
        let call = match page.function().name() {
            "language" => self.program.call(component, LanguageView::around(inner)),
            "geography" => self.program.call(component, tour::view(self, inner)?),
            "urls" => self.program.call(component, urls::view(self, page)?),
            kind @ ("definition" | "form" | "primitive" | "function") => {
                let view = entries::view(self, kind, page)?;
                self.program.call(component, view)
            }
            _ => self.program.call(component, page.view(inner)),
        };
        Ok(call?)
    }
}

/// What stands around a page.
fn document(page: Option<&Page<'_>>, content: ComponentCall<'static>) -> DocumentView<'static> {
    let contents = contents();
    let address = page.map(|page| format!("{page:#}")).unwrap_or_default();
    let station = contents.station(&address);
    let (prev, next) = contents.neighbours(&address);
    DocumentView {
        title: title(contents, station, page),
        description: station.map_or_else(String::new, |station| station.about.to_owned()),
        trail: station.map_or_else(Vec::new, |station| trail(contents, station)),
        ways: ways(&address),
        prev: prev.map(StepView::to),
        next: next.map(StepView::to),
        content: Some(content),
    }
}

/// Two pages never have the same.
fn title(contents: &Contents, station: Option<&Station>, page: Option<&Page<'_>>) -> String {
    let home = contents.stations[0].title;
    let Some(station) = station.filter(|station| !station.address.is_empty()) else {
        return home.to_owned();
    };
    let innermost = page.and_then(|page| page.chain().last());
    let number = innermost
        .and_then(|page| page.argument("page"))
        .and_then(Value::as_number);
    match number {
        Some(number) => format!("{} ({number}) · {home}", station.title),
        None => format!("{} · {home}", station.title),
    }
}

/// From the home to a page; none to the home itself.
fn trail(contents: &Contents, station: &Station) -> Vec<StepView> {
    let mut steps = Vec::new();
    let outer = contents
        .stations
        .iter()
        .filter(|outer| outer.is_around(station));
    steps.extend(outer.map(StepView::to));
    if !steps.is_empty() {
        steps.push(StepView::here(station));
    }
    steps
}
