//! Templates without a house: everything that a render takes from one, with default settings, for the commands that
//! try templates.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use contracts::blog::{Menus, SiteSettings};
use contracts::{AppName, Instant};
use sx::{Diagnostics, Environment, Limits, NoNeeds, Program, Scene, Source};

use crate::app::App;
use crate::assets::Assets;
use crate::host_functions::HostFunctions;
use crate::scene::{
    FragmentsView, Known, PageContext, RequestView, SiteContext, Surroundings, zone_of,
};
use crate::setup::{Mode, StartError};
use crate::templates::{self, APP_LAYER, SHARED_LAYER, TemplateFolder, compile};
use crate::urls::Urls;
use crate::words::Words;

/// The frame's functions, and a context like that of a page: all six apps, default settings, no neighbours.
pub struct Workbench {
    assets: Assets,
    words: Words,
    urls: Urls,
    surroundings: Surroundings,
    known: Known,
    now: Instant,
}

impl Workbench {
    /// A workbench where the apps have these addresses. `now` is what the year in the footer is made from.
    pub fn open(urls: Urls, now: Instant) -> Result<Self, StartError> {
        let words = Words::embedded().map_err(StartError::Words)?;
        let apps = BTreeSet::from(AppName::ALL);
        Ok(Self {
            assets: Assets::open(Mode::Installed),
            surroundings: Surroundings::new(&urls, &words, &apps),
            known: Known {
                site: Arc::new(SiteSettings::default()),
                menus: Arc::new(Menus::default()),
            },
            words,
            urls,
            now,
        })
    }

    /// What templates may name beside each other when no app's views are known, with what the apps answer.
    pub fn environment(queries: &[sx::Query]) -> Environment<'_> {
        templates::environment(&[], queries)
    }

    /// What to render with, as on the front page of an app.
    pub fn with_scene<T>(&self, app: AppName, render: impl FnOnce(&Scene<'_>) -> T) -> T {
        let site = &*self.known.site;
        let language = self.words.language(&site.locale);
        let context = PageContext {
            site: Some(SiteContext::new(&self.known, &self.urls, self.now)),
            app: app.as_str(),
            apps: self.surroundings.row(language.tag, app),
            request: RequestView {
                path: "/",
                url: self.urls.url(app, "/"),
                canonical: Some(self.urls.url(app, "/")),
                id: String::new(),
                lang: &site.locale,
            },
            fragments: FragmentsView::default(),
            dev: false,
        };
        let functions = HostFunctions {
            assets: &self.assets,
            urls: &self.urls,
            language,
            zone: zone_of(site),
        };
        render(&Scene {
            host: &functions,
            context: &context,
            needs: &NoNeeds,
            limits: Limits::default(),
        })
    }
}

/// The templates of an app without its house: what `rose-ash sx` works on.
pub struct AppTemplates {
    /// Whose they are.
    pub app: AppName,
    /// The shared templates, and the app's laid over them.
    pub sources: Vec<Source>,
    /// What the server would render with, and the tests among the templates; or every fault.
    pub program: Result<Arc<Program>, Diagnostics>,
}

/// The templates of apps as they are in the source tree (where that is gone, as they were built), compiled with their
/// tests and checked with their views, as the server does when it starts.
pub fn app_templates(apps: Vec<App>) -> io::Result<Vec<AppTemplates>> {
    let compiled = |app: App| {
        let mut sources = shared_templates()?;
        app.templates.add_current(APP_LAYER, &mut sources)?;
        let known = templates::Known::of(app.views, &app.queries);
        let program = compile(&sources, &known, true);
        Ok(AppTemplates {
            app: app.name,
            sources,
            program,
        })
    };
    apps.into_iter().map(compiled).collect()
}

/// What the templates of these apps may ask for.
pub fn queries(apps: &[App]) -> Vec<sx::Query> {
    let all = apps.iter().flat_map(|app| &app.queries);
    all.map(|query| query.signature).collect()
}

/// The templates that every app uses. What is laid over them has a higher layer: 1.
pub fn shared_templates() -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    TemplateFolder::shared().add_current(SHARED_LAYER, &mut sources)?;
    Ok(sources)
}

/// The folders in the source tree that the templates of these apps come from. Empty where the program was installed
/// without it.
pub fn template_folders(apps: &[App]) -> Vec<PathBuf> {
    let shared = TemplateFolder::shared().folder;
    let folders = apps.iter().map(|app| app.templates.folder.clone());
    let all = std::iter::once(shared).chain(folders);
    all.filter(|folder| folder.is_dir()).collect()
}
