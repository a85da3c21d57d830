//! A page: the handler's view, the layout's surroundings, one render.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use chrono_tz::Tz;
use http::{HeaderValue, StatusCode, header};
use sx::{Html, HtmlSink, Limits, NoNeeds, Program, Record, RenderToken, Scene, View};
use tokio::time::{Instant, timeout_at};

use crate::app::Template;
use crate::conditional;
use crate::context::RequestContext;
use crate::fault::{Answer, Fault};
use crate::fragments::{AuthMenu, CartMini, Fragment, NavTree, Shown};
use crate::host_functions::HostFunctions;
use crate::kept::ForOthers;
use crate::scene::{FragmentsView, Known, Layout, PageContext, RequestView, SiteContext, zone_of};
use crate::setup::Mode;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

impl RequestContext {
    /// A page. It carries a validator: a client that has it already gets a 304.
    pub async fn page<V: View + Sync>(&self, template: Template<V>, view: &V) -> Answer {
        let program = self.program()?;
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

    fn program(&self) -> Result<Arc<Program>, Fault> {
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
        let house = &self.frame().house;
        if !self.layout.initialized() {
            self.surround(&[]).await;
        }
        let layout = self.layout.get();
        let known = layout.and_then(|layout| layout.known.as_ref());
        let locale = locale_of(known);
        let language = house.words.language(locale);
        let context = PageContext {
            site: known.map(|known| SiteContext::new(known, &house.urls, self.now())),
            app: self.app().as_str(),
            apps: house.surroundings.row(language.tag, self.app()),
            request: RequestView {
                path: self.path(),
                url: self.url(),
                canonical: status.is_success().then(|| self.canonical()),
                id: self.id().to_string(),
                lang: locale,
            },
            fragments: layout
                .map(|layout| layout.fragments.clone())
                .unwrap_or_default(),
            dev: house.mode == Mode::Dev,
        };
        let functions = HostFunctions {
            assets: &house.assets,
            urls: &house.urls,
            language,
            zone: known.map_or(Tz::UTC, |known| zone_of(&known.site)),
        };
        draw(program, template, view, &functions, &context)
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
    async fn known(&self, deadline: Instant) -> Option<Known> {
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

fn locale_of(known: Option<&Known>) -> &str {
    known.map_or("en", |known| known.site.locale.as_str())
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
    for failure in &rendered.caught {
        tracing::error!("a part of a page failed, and its fallback stands there:\n{failure}");
    }
    Ok(rendered.page)
}
