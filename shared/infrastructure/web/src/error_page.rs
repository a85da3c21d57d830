//! Faults as the visitor sees them: a page in the site's look, JSON where that was asked for, and plain words when
//! even the page cannot be drawn. Every one carries the request's id; none says anything of the inside.

use axum::body::Body;
use axum::response::Response;
use contracts::{AppName, FieldError};
use http::response::Parts;
use http::{HeaderValue, StatusCode, header};
use serde_json::json;
use sx::Diagnostic;

use crate::app::{Template, ViewCheck};
use crate::context::RequestContext;
use crate::fault::Fault;
use crate::forms::{ProblemView, problems};
use crate::scene::AppLink;
use crate::setup::Mode;
use crate::templates::Templates;

/// Marks an answer that is complete although its status says failure: health, a fragment's silence.
#[derive(Clone, Copy)]
pub(crate) struct AsItIs;

const NOT_FOUND: Template<NotFoundView> = Template::new("~shared:errors/not-found");
const MISDIRECTED: Template<MisdirectedView> = Template::new("~shared:errors/misdirected");
const FAILURE: Template<FailureView> = Template::new("~shared:errors/failure");
const TEMPLATE: Template<TemplateView> = Template::new("~shared:errors/template");

/// What has to hold of the error pages in every app before it starts.
pub(crate) fn checks() -> [ViewCheck; 4] {
    [
        NOT_FOUND.check().at("an address that leads nowhere"),
        MISDIRECTED.check().at("a host that is not served"),
        FAILURE.check().at("a page that failed"),
        TEMPLATE.check().at("a template that does not compile"),
    ]
}

#[derive(sx::Record)]
struct NotFoundView {
    near: Vec<NearView>,
}

#[derive(sx::Record)]
struct MisdirectedView {
    host: String,
    app: Option<&'static str>,
    addresses: Vec<AppLink>,
}

#[derive(sx::Record)]
struct NearView {
    title: String,
    href: String,
}

#[derive(sx::Record)]
struct FailureView {
    status: u16,
    request_id: String,
    retry_seconds: Option<u32>,
    words: Option<&'static str>,
    problems: Vec<ProblemView>,
}

#[derive(sx::Record)]
struct TemplateView {
    problems: Vec<TemplateProblem>,
}

#[derive(sx::Record)]
struct TemplateProblem {
    message: String,
    file: String,
    line: u32,
    column: u32,
    hint: Option<String>,
    source: Vec<LineView>,
    stack: Vec<String>,
}

#[derive(sx::Record)]
struct LineView {
    number: u32,
    text: String,
    marked: bool,
}

/// The fault in an answer that still has to be drawn, if it is one: a handler's, or a refusal of the router's own.
pub(crate) fn fault_in(response: &mut Response) -> Option<Fault> {
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        return Some(fault);
    }
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if !failed || response.extensions().get::<AsItIs>().is_some() {
        return None;
    }
    let bare = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    bare.then(|| Fault::status(status))
}

/// The answer that says what went wrong. It keeps the head of the one that it replaces (`Allow`, for one).
pub(crate) async fn draw(
    cx: &RequestContext,
    fault: Fault,
    json: bool,
    replaced: Parts,
) -> Response {
    log(cx, &fault);
    let (content_type, body) = if json {
        as_json(cx, &fault)
    } else {
        as_page(cx, &fault).await
    };
    let mut response = Response::from_parts(replaced, Body::from(body));
    *response.status_mut() = fault.0.status;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept, accept-encoding"),
    );
    if let Some(seconds) = fault.0.retry_after_seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn log(cx: &RequestContext, fault: &Fault) {
    let (id, status) = (cx.id(), fault.0.status.as_u16());
    let cause = fault.0.cause.as_deref().unwrap_or_default();
    if fault.0.status.is_server_error() {
        tracing::error!(request_id = %id, status, app = %cx.app(), "request {id} failed with {status}: {cause}");
    } else if !cause.is_empty() {
        tracing::debug!(request_id = %id, status, app = %cx.app(), "request {id} was refused with {status}: {cause}");
    }
}

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

fn as_json(cx: &RequestContext, fault: &Fault) -> (&'static str, String) {
    let status = fault.0.status;
    let fields: &[FieldError] = &fault.0.fields;
    let error = json!({
        "status": status.as_u16(),
        "message": status.canonical_reason().unwrap_or("Error"),
        "fields": fields,
        "request_id": cx.id().to_string(),
    });
    (JSON, json!({ "error": error }).to_string())
}

async fn as_page(cx: &RequestContext, fault: &Fault) -> (&'static str, String) {
    match page(cx, fault).await {
        Ok(html) => (HTML, html.into_string()),
        Err(second) => {
            let cause = second.0.cause.unwrap_or_default();
            tracing::error!(request_id = %cx.id(), "the error page of {} could not be drawn: {cause}", cx.id());
            (TEXT, plain_words(fault.0.status, cx))
        }
    }
}

/// What can always be said.
pub(crate) fn plain_words(status: StatusCode, cx: &RequestContext) -> String {
    let reason = status.canonical_reason().unwrap_or("Error");
    format!(
        "{} {reason}\n\nIf you write to us about this, please quote this number: {}\n",
        status.as_u16(),
        cx.id()
    )
}

async fn page(cx: &RequestContext, fault: &Fault) -> Result<sx::Html, Fault> {
    let house = &cx.frame().house;
    let status = fault.0.status;
    let Some(app) = cx.frame().mounted() else {
        return Err(Fault::internal("no app to draw an error in"));
    };
    let program = app.templates.last_good();
    if house.mode == Mode::Dev && !fault.0.template.is_empty() {
        let problems = fault
            .0
            .template
            .iter()
            .map(|problem| problem_view(problem, &app.templates))
            .collect();
        return cx
            .render(&program, TEMPLATE, &TemplateView { problems }, status)
            .await;
    }
    if let Some(misdirected) = &fault.0.misdirected {
        let known = house.surroundings.last_known();
        let locale = known
            .as_ref()
            .map_or("en", |known| known.site.locale.as_str());
        let language = house.words.language(locale);
        let addresses = house.surroundings.row(language.tag, cx.app()).to_vec();
        return cx
            .render(
                &program,
                MISDIRECTED,
                &MisdirectedView {
                    host: misdirected.host.clone(),
                    app: misdirected.app.map(AppName::as_str),
                    addresses,
                },
                status,
            )
            .await;
    }
    if status == StatusCode::NOT_FOUND {
        return cx
            .render(
                &program,
                NOT_FOUND,
                &NotFoundView { near: Vec::new() },
                status,
            )
            .await;
    }
    let view = FailureView {
        status: status.as_u16(),
        request_id: cx.id().to_string(),
        retry_seconds: fault.0.retry_after_seconds,
        words: fault.0.words,
        problems: problems(&fault.0.fields),
    };
    cx.render(&program, FAILURE, &view, status).await
}

fn problem_view(diagnostic: &Diagnostic, templates: &Templates) -> TemplateProblem {
    let location = diagnostic.location.as_ref();
    let lines = location
        .map(|location| templates.lines_around(location))
        .unwrap_or_default();
    let marked = location.map_or(0, |location| location.line);
    let source = lines.into_iter().map(|(number, text)| LineView {
        number,
        text,
        marked: number == marked,
    });
    TemplateProblem {
        message: diagnostic.message.clone(),
        file: location.map_or_else(String::new, |location| location.path.clone()),
        line: marked,
        column: location.map_or(0, |location| location.column),
        hint: diagnostic.help.clone(),
        source: source.collect(),
        stack: way(diagnostic),
    }
}

/// The components that lead to a fault, innermost first, and the route of the page.
fn way(diagnostic: &Diagnostic) -> Vec<String> {
    let open = diagnostic.stack().iter();
    let components = open.map(|open| open.component.as_str());
    components
        .chain(diagnostic.route())
        .map(str::to_owned)
        .collect()
}
