//! A page: the handler's view, the layout's surroundings, one render.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use chrono_tz::Tz;
use http::{HeaderValue, StatusCode, header};
use sx::{
    ComponentRef, Html, HtmlSink, Limits, Needs, NoNeeds, Program, Question, QuestionArgument,
    Record, RenderError, RenderToken, Scene, View,
};
use tokio::time::{Instant, timeout_at};

use crate::app::Template;
use crate::conditional;
use crate::context::RequestContext;
use crate::declared::streaming::{self, Rest};
use crate::declared::{Argument, Asked, Asking, RequestValues};
use crate::fault::{Answer, Fault};
use crate::fragments::{AuthMenu, CartMini, Fragment, NavTree, Shown};
use crate::frame::Frame;
use crate::host_functions::HostFunctions;
use crate::kept::ForOthers;
use crate::scene::{FragmentsView, Known, Layout, PageContext, RequestView, SiteContext, zone_of};
use crate::setup::Mode;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

impl RequestContext {
    /// A page. It carries a validator: a client that has it already gets a 304.
    pub async fn page<V: View + Sync>(&self, template: Template<V>, view: &V) -> Answer {
        self.put_together(self.program()?, template, &[], view)
            .await
    }

    /// A page whose view holds calls of components of a program that the template does not name: what they need is
    /// asked for too.
    pub async fn put_together<V: View + Sync>(
        &self,
        program: Arc<Program>,
        template: Template<V>,
        also: &[ComponentRef],
        view: &V,
    ) -> Answer {
        let component = program.component(template.name())?;
        if program.asks(component) || also.iter().any(|it| program.asks(*it)) {
            let values = RequestValues::default();
            return self
                .page_that_asks(program, component, also, view, values)
                .await;
        }
        let html = self
            .render(&program, template, view, StatusCode::OK)
            .await?;
        Ok(self.whole(HTML, html.into_string()))
    }

    /// An answer with a validator, which others may have too if it says what it is made of.
    pub(crate) fn whole(&self, content_type: HeaderValue, body: String) -> Response {
        let mut response = conditional::answer(self.if_none_match(), content_type, body);
        if let Some(tags) = self.made_of.for_others() {
            response.extensions_mut().insert(ForOthers(tags));
        }
        response
    }

    /// A page with another status, such as a 404 that offers something; never kept by anyone.
    pub async fn page_as<V: View + Sync>(
        &self,
        status: StatusCode,
        template: Template<V>,
        view: &V,
    ) -> Answer {
        let program = self.program()?;
        let html = self.render(&program, template, view, status).await?;
        let mut response = Response::new(Body::from(html.into_string()));
        *response.status_mut() = status;
        response.headers_mut().insert(header::CONTENT_TYPE, HTML);
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// The templates of the app as they are now.
    pub fn program(&self) -> Result<Arc<Program>, Fault> {
        match self.frame().mounted() {
            Some(app) => app
                .templates
                .program()
                .map_err(|broken| Fault::templates(broken.faults)),
            None => Err(Fault::internal(
                "a request came to an app that is not mounted",
            )),
        }
    }

    /// Renders a component with everything that the layout shows around it.
    pub(crate) async fn render<V: View + Sync>(
        &self,
        program: &Program,
        template: Template<V>,
        view: &V,
        status: StatusCode,
    ) -> Result<Html, Fault> {
        if !self.layout.initialized() {
            self.surround(&[]).await;
        }
        let component = program
            .component(template.name())
            .map_err(|fault| Fault::templates([fault]))?;
        let drawing = Drawing::of(self, status);
        let rendered = drawing.with_scene(&NoNeeds, |scene| {
            let token = RenderToken::mint();
            let rendered = program.render(component, view, scene, token, HtmlSink::new());
            rendered.map_err(Fault::from)
        })?;
        drawing.report(&rendered.caught);
        Ok(rendered.page)
    }

    /// A page that needs data: every question is asked at once, beside the layout's own. `also` are components that only
    /// its view calls.
    pub(crate) async fn page_that_asks(
        &self,
        program: Arc<Program>,
        component: ComponentRef,
        also: &[ComponentRef],
        view: &(dyn Record + Sync),
        mut values: RequestValues,
    ) -> Answer {
        // What its data is made of is not known, and a browser has its shell before the data.
        self.for_nobody_else();
        let house = &self.frame().house;
        let deadline = Instant::now() + house.limits.answers_time;
        values.0.insert(
            "app".to_owned(),
            Argument::Text(self.app().as_str().to_owned()),
        );
        let (mut first, mut questions) = (BTreeSet::new(), BTreeMap::new());
        for component in [component].iter().chain(also) {
            let needs = program.needs(*component);
            first.extend(needs.iter().map(|question| question.index()));
            let all = needs.into_iter().chain(program.later_needs(*component));
            questions.extend(all.map(|question| (question.index(), question)));
        }
        let first: Vec<usize> = first.into_iter().collect();
        let questions: Vec<Question<'_>> = questions.into_values().collect();
        if questions.iter().any(|it| asks_with(*it, "lang")) {
            let deadline = Instant::now() + house.limits.surroundings_time;
            let lang = self.locale(deadline).await;
            values.0.insert("lang".to_owned(), Argument::Text(lang));
        }
        let queries = self.frame().mounted().map_or(&[][..], |app| &app.queries);
        let asking = Asking {
            frame: self.frame().clone(),
            visitor: self.visitor().clone(),
            id: self.id(),
        };
        let mut asked = Asked::begin(questions, queries, &values, &asking);
        let around = async {
            if !self.layout.initialized() {
                self.surround(&[]).await;
            }
        };
        let (answered, ()) =
            futures_util::future::join(asked.wait_for(&first, deadline), around).await;
        answered?;
        asked.gather();
        if !self.takes_parts() {
            while asked.next(deadline).await {}
        }
        let drawing = Drawing::of(self, StatusCode::OK);
        let rendered = drawing.with_scene(&asked.answers, |scene| {
            let token = RenderToken::mint();
            let rendered = program.render(component, view, scene, token, HtmlSink::new());
            rendered.map_err(Fault::from)
        })?;
        drawing.report(&rendered.caught);
        if rendered.deferred.is_empty() {
            return Ok(self.whole(HTML, rendered.page.into_string()));
        }
        let rest = Rest {
            program,
            drawing,
            asked,
            deadline,
        };
        Ok(streaming::response(rendered, rest))
    }

    /// Fetches, under one deadline, what stands around and in a page: settings and menus, then the layout's fragments
    /// together with the page's own, which are returned in their order.
    pub(crate) async fn surround(&self, wanted: &[Fragment]) -> Vec<Shown> {
        let house = &self.frame().house;
        let deadline = Instant::now() + house.limits.surroundings_time;
        let known = self.known(deadline).await;
        let locale = locale_of(known.as_ref());
        let mut all: Vec<Fragment> = vec![NavTree.into(), CartMini.into(), AuthMenu.into()];
        all.extend_from_slice(wanted);
        let client = &house.fragments;
        let found = client.fetch_all(house, &all, locale, self.visitor(), deadline);
        let found = found.await;
        for shown in &found {
            self.made_of.add_all(shown.tags.iter().copied());
            if !shown.is_true {
                self.made_of.patch();
            }
        }
        let mut found = found.into_iter();
        let mut of_layout = || found.next().and_then(Shown::html);
        let fragments = FragmentsView {
            nav_tree: of_layout(),
            cart_mini: of_layout(),
            auth_menu: of_layout(),
        };
        // A handler that asks twice keeps the layout of the first time.
        let _ = self.layout.set(Layout { known, fragments });
        found.collect()
    }

    /// The language of the site's pages.
    pub(crate) async fn locale(&self, deadline: Instant) -> String {
        locale_of(self.known(deadline).await.as_ref()).to_owned()
    }

    /// Settings and menus, or as they were last read: a page is not late, and not lost, for want of its footer.
    /// One request waits for them once.
    async fn known(&self, deadline: Instant) -> Option<Known> {
        let known = self.known.get_or_init(|| self.read_known(deadline));
        known.await.clone()
    }

    async fn read_known(&self, deadline: Instant) -> Option<Known> {
        self.made_of.add_all(Known::TAGS);
        let (house, now) = (&self.frame().house, self.now());
        let surroundings = &house.surroundings;
        if let Some(known) = surroundings.known(&house.cache, now) {
            return Some(known);
        }
        let (stamp, blog) = (house.cache.own_stamp(), &self.services().blog);
        // Not the settings that the handler may have read: those are older than the stamp.
        let site = timeout_at(deadline, blog.site());
        let menus = timeout_at(deadline, blog.menus());
        match futures_util::future::join(site, menus).await {
            (Ok(Ok(site)), Ok(Ok(menus))) => {
                let known = Known {
                    site: Arc::new(site),
                    menus: Arc::new(menus),
                };
                surroundings.remember(&known, stamp, now);
                Some(known)
            }
            (site, menus) => {
                let late = site.is_err() || menus.is_err();
                self.made_of.patch();
                tracing::warn!(id = %self.id(), late, "settings or menus did not come; the page shows the last ones");
                surroundings.last_known()
            }
        }
    }
}

/// Whether a question is asked with `@name`.
fn asks_with(question: Question<'_>, name: &str) -> bool {
    let mut arguments = question.arguments();
    arguments.any(|(_, argument)| matches!(argument, QuestionArgument::Request(it) if it == name))
}

fn locale_of(known: Option<&Known>) -> &str {
    known.map_or("en", |known| known.site.locale.as_str())
}

/// Everything that a page is drawn with beside its view: of one request, and of its own, so that parts of the page can be
/// drawn when the handler has ended.
pub(crate) struct Drawing {
    frame: Frame,
    known: Option<Known>,
    fragments: FragmentsView,
    target: String,
    path: String,
    url: String,
    canonical: Option<String>,
    id: String,
}

impl Drawing {
    fn of(cx: &RequestContext, status: StatusCode) -> Self {
        let layout = cx.layout.get();
        let query = cx
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        Self {
            frame: cx.frame().clone(),
            known: layout.and_then(|layout| layout.known.clone()),
            fragments: layout
                .map(|layout| layout.fragments.clone())
                .unwrap_or_default(),
            target: format!("{}{query}", cx.path()),
            path: cx.path().to_owned(),
            url: cx.url(),
            canonical: status.is_success().then(|| cx.canonical()),
            id: cx.id().to_string(),
        }
    }

    /// Draws something.
    pub(crate) fn with_scene<R>(&self, needs: &dyn Needs, draw: impl FnOnce(&Scene<'_>) -> R) -> R {
        let house = &self.frame.house;
        let known = self.known.as_ref();
        let locale = locale_of(known);
        let language = house.words.language(locale);
        let app = self.frame.app();
        let context = PageContext {
            site: known.map(|known| SiteContext::new(known, &house.urls, self.frame.now())),
            app: app.as_str(),
            apps: house.surroundings.row(language.tag, app),
            request: RequestView {
                path: &self.path,
                url: self.url.clone(),
                canonical: self.canonical.clone(),
                id: self.id.clone(),
                lang: locale,
            },
            fragments: self.fragments.clone(),
            dev: house.mode == Mode::Dev,
        };
        let functions = HostFunctions {
            assets: &house.assets,
            urls: &house.urls,
            language,
            zone: known.map_or(Tz::UTC, |known| zone_of(&known.site)),
        };
        draw(&Scene {
            host: &functions,
            context: &context,
            needs,
            limits: Limits::default(),
        })
    }

    /// The page's own address, for a page that is whole, as it is written in an attribute.
    pub(crate) fn whole_address(&self) -> String {
        let joint = if self.target.contains('?') { '&' } else { '?' };
        let address = format!("{}{joint}{WHOLE}", self.target);
        address
            .replace('&', "&amp;")
            .replace('"', "%22")
            .replace('<', "%3C")
    }

    /// Says in the log what failed in something that went out all the same.
    pub(crate) fn report(&self, caught: &[RenderError]) {
        report(caught, Some(&self.id));
    }

    /// The id of the request.
    pub(crate) fn request_id(&self) -> &str {
        &self.id
    }

    /// The script that puts parts of a page into their places.
    pub(crate) fn script(&self) -> String {
        self.frame.house.assets.address("js/parts.js").into_owned()
    }
}

/// What is in the query of who wants a page in one piece.
pub(crate) const WHOLE: &str = "sx-whole";

/// Says in the log what failed in a page or fragment that went out all the same, and for which request.
fn report(caught: &[RenderError], request_id: Option<&str>) {
    for failure in caught {
        tracing::error!(
            request_id,
            "a part of a page failed, and its fallback stands there:\n{failure}"
        );
    }
}

/// The one render of a page or fragment.
pub(crate) fn draw<V: View>(
    program: &Program,
    template: Template<V>,
    view: &V,
    functions: &HostFunctions<'_>,
    context: &dyn Record,
) -> Result<Html, Fault> {
    let component = program
        .component(template.name())
        .map_err(|fault| Fault::templates([fault]))?;
    let scene = Scene {
        host: functions,
        context,
        needs: &NoNeeds,
        limits: Limits::default(),
    };
    let rendered = program.render(
        component,
        view,
        &scene,
        RenderToken::mint(),
        HtmlSink::new(),
    )?;
    // The same fragment stands in many pages.
    report(&rendered.caught, None);
    Ok(rendered.page)
}
